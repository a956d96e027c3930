// SPDX-License-Identifier: Apache-2.0
#include "models/programmes/dual_posts.hpp"

#include <algorithm>

#include "models/policy/eligibility.hpp"
#include "sim/math.hpp"
#include "sim/parallel.hpp"
#include "sim/quantiles.hpp"

namespace talentflow::models {

namespace {

using sim::math::exp;
using sim::math::log;

constexpr double kMostMinutes = 60.0;  // beyond it work is remote and the way counts no more (methods 7)
constexpr double kShareOfWays = 0.25;  // of a full post's ways, that a part-time post takes (methods 7)

}  // namespace

DualPosts::DualPosts(const CompiledWorld& world, const sim::Draws& draws,
                     const std::vector<DualPostProgramme>& programmes, DualPostsState& state)
    : world_{&world}, draws_{&draws}, state_{&state} {
    state = {};
    if (world.active(&Modules::choice)) programmes_ = programmes;
    for (std::size_t i = 0; i < programmes_.size(); ++i) {
        const RegionIndex region = world.inner_of[programmes_[i].region];
        key_.push_back(draw_key(world.world->levers[programmes_[i].lever]) | static_cast<std::uint32_t>(region)
                                                                                 << kDrawKeyBits);
        const auto counter = sim::PersonId::of(world.uid[region], sim::Month{}, 0);
        const double u = draws.uniform(counter, sim::Month{}, sim::Purpose::dual_post, key_[i]);
        places_.push_back(sim::keyed_round(programmes_[i].places / world.persons_per_agent, u));
    }
    wish_.assign(programmes_.size() * world.n_cells, 0.0);
}

void DualPosts::restored() {
    holding_.clear();
    for (const Holder& h : state_->holders) holding_.insert(h.person);
}

double DualPosts::wish(const DualPostProgramme& p, RegionIndex home, TierIndex tier, FieldIndex field,
                       double minutes) const {
    const auto& parameters = world_->parameters();
    const double there = prices_->income(world_->cell(world_->inner_of[p.region], tier, field));
    const double here = prices_->income(world_->cell(home, tier, field));
    const double v = p.attractiveness + parameters.income_elasticity[tier] * log(1.0 + p.fraction * there / here) -
                     parameters.commuting_cost_per_minute * std::min(minutes, kMostMinutes) * kShareOfWays;
    return 1.0 / (1.0 + exp(-v));
}

void DualPosts::open_month(sim::Month now, const PolicyField& policy, const Prices& prices, std::size_t n_rows) {
    prices_ = &prices;
    open_ = false;
    if (!present() || world_->in_burn_in(now)) return;
    const auto& c = *world_;
    std::fill(wish_.begin(), wish_.end(), 0.0);
    for (std::size_t i = 0; i < programmes_.size(); ++i) {
        const DualPostProgramme& p = programmes_[i];
        if (places_[i] == 0 || !lever_acts(*c.world, p.lever, now)) continue;
        open_ = true;
        const RegionIndex there = c.inner_of[p.region];
        const std::uint32_t tiers = as_set(p.tiers, c.n_tiers);
        const std::uint32_t fields = as_set(c.world->levers[p.lever].eligible.fields, c.n_fields);
        for (const RegionIndex home : c.regions()) {
            if (home == there) continue;
            const double by_policy = policy.read(Entry::minutes, {.region = c.file_of[home], .other = p.region});
            const double minutes = std::min(c.minutes[home * c.n_regions + there], by_policy);
            for (const TierIndex k : c.tiers()) {
                for (const FieldIndex f : c.fields()) {
                    if (((tiers >> k) & 1U) == 0 || ((fields >> f) & 1U) == 0) continue;
                    wish_[i * c.n_cells + c.cell(home, k, f)] = wish(p, home, k, f, minutes);
                }
            }
        }
    }
    takers_.resize(sim::n_blocks(n_rows));
    for (auto& block : takers_) block.clear();
}

void DualPosts::offer(std::size_t block, const std::vector<Considering>& who, const sim::PersonBatch& persons,
                      const std::vector<std::uint8_t>& choices, sim::Month now, const Population& population) {
    for (std::size_t j = 0; j < who.size(); ++j) {
        const auto row = who[j].row;
        const auto status = population.status[row];
        if (choices[j] != sim::kStay || who[j].separates || !status.employed() || status.commuter()) continue;
        for (std::size_t i = 0; i < programmes_.size(); ++i) {
            const double wish = wish_[cell(i, status)];
            if (wish <= 0.0) continue;
            const auto words = draws_->words(persons.person(j), now, sim::Purpose::dual_post, key_[i]);
            if (!(sim::to_uniform(words[0]) < wish)) continue;
            const Eligibility& terms = world_->world->levers[programmes_[i].lever].eligible;
            if (asks_terms(terms) && !meets_terms(*world_, *draws_, population, row, terms, now)) continue;
            const std::uint64_t order = (std::uint64_t{words[1]} << 32) | words[2];
            takers_[block].push_back({order, persons.person(j).bits(), row, static_cast<std::uint32_t>(i)});
        }
    }
}

Fen DualPosts::pay_per_month(const DualPostProgramme& p, StatusWord who) const {
    const PoolIndex pool = world_->cell(world_->inner_of[p.region], who.tier(), who.field());
    return to_fen(p.fraction * prices_->income_cny(pool) * p.pay_share / 12.0 * world_->persons_per_agent);
}

void DualPosts::end_posts(sim::Month now, const Population& population, const Encounters& encounters, Funds& funds,
                          std::vector<Encounter>& stored) {
    std::size_t kept = 0;
    for (const Holder& h : state_->holders) {
        if (!is_there(population, h.person, h.row)) {
            holding_.erase(h.person);
            continue;
        }
        const DualPostProgramme& p = programmes_[h.programme];
        const auto who = population.status[h.row];
        const bool over = h.last <= now || who.region() == region(h.programme);
        if (!over && funds.pay(p.lever, pay_per_month(p, who))) {
            state_->holders[kept++] = h;
            continue;
        }
        holding_.erase(h.person);
        const std::uint64_t there = std::uint64_t{1} << region(h.programme);
        stored.push_back({h.person, h.row, there, there,
                          encounters.left_after(p.acquaintances_per_month, now - h.first + 1), sim::Purpose::dual_ties,
                          draw_key(world_->world->levers[p.lever])});
    }
    state_->holders.resize(kept);
}

void DualPosts::fill_places(sim::Month now, const Population& population, Funds& funds) {
    if (!open_) return;
    std::vector<std::int64_t> free = places_;
    for (const Holder& h : state_->holders) --free[h.programme];
    std::vector<Taker> takers;
    for (const auto& block : takers_) takers.insert(takers.end(), block.begin(), block.end());
    std::sort(takers.begin(), takers.end(), [&](const Taker& a, const Taker& b) {
        if (a.order != b.order) return a.order < b.order;
        return a.person != b.person ? a.person < b.person : key_[a.programme] < key_[b.programme];
    });
    for (const Taker& t : takers) {
        const DualPostProgramme& p = programmes_[t.programme];
        if (free[t.programme] <= 0 || holds(t.person) || !is_there(population, t.person, t.row)) continue;
        if (!funds.pay(p.lever, pay_per_month(p, population.status[t.row]))) continue;
        --free[t.programme];
        holding_.insert(t.person);
        state_->holders.push_back({t.person, t.row, t.programme, now + 1, now + p.term_months});
    }
}

void DualPosts::finish(sim::Month now, const Population& population, const Encounters& encounters, Funds& funds,
                       std::vector<Encounter>& stored) {
    end_posts(now, population, encounters, funds, stored);
    fill_places(now, population, funds);
}

}  // namespace talentflow::models
