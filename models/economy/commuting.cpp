// SPDX-License-Identifier: Apache-2.0
#include "models/economy/commuting.hpp"

#include <algorithm>
#include <limits>

#include "sim/math.hpp"

namespace talentflow::models {

namespace {

constexpr double kTooFar = std::numeric_limits<double>::infinity();

}  // namespace

Commuting::Commuting(const CompiledWorld& world, const sim::Draws& draws)
    : world_{&world}, draws_{&draws}, present_{world.active(&Modules::commuting) && world.has_posts} {
    journey_.assign(world.n_regions * world.n_regions, 0.0);
    reachable_.assign(world.n_regions, 0);
    if (present_) inverse_.assign(world.n_cells * world.n_regions, kTooFar);
}

void Commuting::open_month(const PolicyField& policy, const Prices& prices, const std::vector<double>& posts) {
    prices_ = &prices;
    if (!present_) return;
    const auto& c = *world_;
    const auto& p = c.parameters();
    const std::size_t n = c.n_regions;
    std::vector<double> value(c.n_cells);
    for (const RegionIndex r : c.regions()) {
        for (const FieldIndex f : c.fields()) {
            for (const TierIndex k : c.tiers()) {
                const PoolIndex pool = c.cell(r, k, f);
                value[pool] = p.income_elasticity[k] * sim::math::log(prices.income(pool)) +
                              p.size_elasticity * sim::math::log(1.0 + posts[pool]);
            }
        }
    }
    for (const RegionIndex home : c.regions()) {
        reachable_[home] = 0;
        for (const RegionIndex r : c.regions()) {
            const double minutes =
                home == r ? 0.0
                          : std::min(c.minutes[home * n + r],
                                     policy.read(Entry::minutes, {.region = c.file_of[home], .other = c.file_of[r]}));
            const bool within = minutes <= p.commuting_minutes_max;
            if (within && r != home) reachable_[home] = 1;
            journey_[home * n + r] = p.commuting_cost_per_minute * minutes;
            for (const TierIndex k : c.tiers()) {
                for (const FieldIndex f : c.fields()) {
                    const double v = value[c.cell(r, k, f)] - journey_[home * n + r];
                    inverse_[c.cell(home, k, f) * n + r] = within ? sim::math::exp(-v) : kTooFar;
                }
            }
        }
    }
}

double Commuting::gain(RegionIndex home, RegionIndex work, TierIndex tier, FieldIndex field) const {
    const double here = prices_->income(world_->cell(home, tier, field));
    const double there = prices_->income(world_->cell(work, tier, field));
    return world_->parameters().income_elasticity[tier] * (sim::math::log(there) - sim::math::log(here)) -
           journey(home, work);
}

RegionIndex Commuting::search_region(sim::PersonId person, StatusWord who, sim::Month now) const noexcept {
    const RegionIndex home = who.region();
    if (!present_ || reachable_[home] == 0) return home;
    const auto& c = *world_;
    const double* inverse = inverse_.data() + c.cell(home, who.tier(), who.field()) * c.n_regions;
    // Home first: it nearly always wins, and where even the least -ln u of a word's leading byte comes later than the
    // best so far, the logarithm is spared.
    RegionIndex best = home;
    double least = inverse[home] * sim::exponential(draws_->word_of_four(person, now, sim::Purpose::commuting_search,
                                                                         static_cast<std::uint32_t>(home)));
    sim::Words words{};
    for (const RegionIndex r : c.regions()) {
        if (r % 4 == 0)
            words = draws_->words(person, now, sim::Purpose::commuting_search, static_cast<std::uint32_t>(r / 4));
        if (r == home || inverse[r] == kTooFar || least_(words[r % 4]) * inverse[r] > least) continue;
        const double race = sim::exponential(words[r % 4]) * inverse[r];
        // Of equal ones the first in the order of regions wins.
        if (race < least || (race == least && r < best)) {
            least = race;
            best = r;
        }
    }
    return best;
}

}  // namespace talentflow::models
