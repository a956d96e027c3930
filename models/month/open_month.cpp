// SPDX-License-Identifier: Apache-2.0
#include "models/month/open_month.hpp"

#include <algorithm>

#include "models/policy/lever.hpp"

namespace talentflow::models {

namespace {

void open_hazards(Processes& p, sim::Month now) {
    double least = p.programmes.least_rise_shift(now), most = p.programmes.most_rise_shift(now);
    if (p.policy.written(Entry::promotion_shift)) {
        double least_by_policy = 0.0, most_by_policy = 0.0;
        for (const RegionIndex r : p.world.regions()) {
            for (const TierIndex k : p.world.tiers()) {
                for (const FieldIndex f : p.world.fields()) {
                    const double shift =
                        p.policy.read(Entry::promotion_shift, {.region = p.world.file_of[r], .tier = k, .field = f});
                    least_by_policy = std::min(least_by_policy, shift);
                    most_by_policy = std::max(most_by_policy, shift);
                }
            }
        }
        least += least_by_policy;
        most += most_by_policy;
    }
    p.people.hazards.open_month(now, least, most + p.benefits.claims.most_promotion_shift());
}

}  // namespace

void open_month(Processes& p, const MonthState& s, sim::Month now, MonthLists& lists) {
    if (now == p.world.start) p.people.cohorts.start(s.people);
    p.funds.open_month(now);
    p.economy.outlays.open_month(now, p.people.books, p.funds);
    p.people.books.open_month();
    p.programmes.open_fairs(now, s.people, p.funds);
    p.policy.reset();
    const World& world = *p.world.world;
    if (!p.world.in_burn_in(now)) {
        for (const std::size_t i : p.lever_order) {
            if (!lever_acts(world, i, now) || !p.economy.outlays.paid(i) || p.programmes.cancelled(i)) continue;
            world.levers[i].lever->apply(world, world.levers[i], now, p.policy);
        }
    }
    p.economy.family_places.open_month(now, p.policy);
    p.knowledge.community.open_month(now, p.policy);
    p.benefits.referrals.open_month(now);
    p.economy.prices.open_month(p.policy);
    if (p.economy.ventures.present()) {
        p.economy.ventures.open_month(
            now, {p.people.books, p.economy.posts, p.economy.outlays, p.benefits.claims.grants()}, p.policy);
        p.economy.posts.take_created(p.policy);
    }
    p.people.hazards.use_separation(p.policy);
    open_hazards(p, now);
    p.economy.posts.open_month(now, p.economy.prices);
    p.count_regions();
    p.knowledge.awareness.open_month(now, p.policy);
    p.benefits.claims.open_month(now, p.policy, p.economy.prices);
    p.economy.commuting.open_month(p.policy, p.economy.prices, p.region_state.posts);
    p.choosing.choice.open_month(p.team, now, p.policy, p.economy.prices, p.region_state,
                                 p.benefits.claims.present() ? &p.benefits.claims : nullptr);
    p.economy.job_search.open_month(p.policy, p.economy.prices);
    p.programmes.open_month(now, p.policy, p.economy.prices, s.people);
    lists.open_posts.resize(p.world.n_cells);
    for (PoolIndex pool = 0; pool < p.world.n_cells; ++pool) {
        lists.open_posts[pool] = p.economy.posts.present() ? p.vacancies(pool) : 0;
    }
}

}  // namespace talentflow::models
