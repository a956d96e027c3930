// SPDX-License-Identifier: Apache-2.0
// Help with housing: flats and subsidies for a term (methods 3.10, 3.16). The rest of Claims is in claims.cpp and
// claims_desk.cpp.
#include <algorithm>

#include "models/benefits/claims.hpp"
#include "sim/math.hpp"
#include "sim/quantiles.hpp"

namespace talentflow::models {

void Claims::prepare_housing() {
    const auto& c = *world_;
    state_->housing.resize(terms_.programmes.size());
    terms_.log_relief.assign(terms_.programmes.size(), 0.0);
    open_.any_housing.assign(c.n_regions * c.n_tiers, 0);
    open_.log_price_factor.assign(c.n_regions * c.n_tiers, 0.0);
    for (std::size_t i = 0; i < terms_.programmes.size(); ++i) {
        const auto& programme = terms_.programmes[i];
        if (!programme.housing()) continue;
        terms_.any_housing = true;
        terms_.log_relief[i] = sim::math::log(1.0 - programme.housing_relief);
        for (const RegionIndex r : c.regions()) {
            const auto place = sim::PersonId::of(c.uid[r], sim::Month{}, 0);
            const double u =
                draws_->uniform(place, sim::Month{}, sim::Purpose::desk_order, terms_.lever_key[programme.lever]);
            state_->housing[i].free.push_back(
                programme.units ? sim::keyed_round(*programme.units / c.persons_per_agent, u) : kNoLimit);
        }
    }
}

void Claims::offer_housing() {
    if (!terms_.any_housing) return;
    const auto& c = *world_;
    std::fill(open_.any_housing.begin(), open_.any_housing.end(), 0);
    for (std::size_t i = 0; i < terms_.programmes.size(); ++i) {
        if (state_->acting[i] == 0 || !terms_.programmes[i].housing()) continue;
        for (const RegionIndex r : c.regions()) {
            if (((terms_.regions[i] >> r) & 1U) == 0) continue;
            for (const TierIndex k : c.tiers()) {
                const double factor = policy_->read(Entry::price_factor, {.region = c.file_of[r], .tier = k});
                open_.log_price_factor[r * c.n_tiers + k] = sim::math::log(factor);
                if (factor < 1.0) open_.any_housing[r * c.n_tiers + k] = 1;
            }
        }
    }
}

double Claims::price_offer(const Chooser& chooser, RegionIndex region) const {
    double offered = 0.0, expected = 0.0;
    for (const std::size_t i : open_.housing_in[region]) {
        if (!offers(i, region, chooser.tier)) continue;
        offered += terms_.log_relief[i];
        if (may_expect(i, chooser, region))
            expected += open_.paid_chance[terms_.programmes[i].lever] * terms_.log_relief[i];
    }
    if (expected == 0.0) return 0.0;
    return expected / offered * open_.log_price_factor[region * world_->n_tiers + chooser.tier];
}

double Claims::home_price(const Population& p, std::uint32_t row) const {
    double sum = 0.0;
    for (std::uint32_t c = terms_.any_housing ? p.contract[row] : kNoRow; c != kNoRow; c = state_->contracts[c].next) {
        const Contract& contract = state_->contracts[c];
        if (contract.open && state_->housing[contract.programme].paid) sum += terms_.log_relief[contract.programme];
    }
    return sum;
}

bool Claims::holds_housing(const Population& p, std::uint32_t row, std::size_t programme) const {
    for (std::uint32_t c = p.contract[row]; c != kNoRow; c = state_->contracts[c].next) {
        if (state_->contracts[c].open && state_->contracts[c].programme == programme) return true;
    }
    return false;
}

double Claims::housing_cost_cny(std::size_t programme, RegionIndex region, TierIndex tier, FieldIndex field) const {
    const double wage = prices_->income_cny(world_->cell(region, tier, field)) / 12.0;
    return terms_.programmes[programme].housing_relief * world_->parameters().housing_share * wage *
           prices_->house_price_ratio(region);
}

Fen Claims::housing_cost(const Population& p, std::uint32_t row, std::size_t programme) const {
    const auto who = p.status[row];
    return to_fen(housing_cost_cny(programme, who.region(), who.tier(), who.field()) * world_->persons_per_agent);
}

void Claims::run_housing(const Population& p, sim::Month now) {
    for (std::size_t i = 0; i < terms_.programmes.size(); ++i) {
        Housing& housing = state_->housing[i];
        if (!terms_.programmes[i].housing()) continue;
        Fen due = 0;
        std::size_t kept = 0;
        for (const std::uint32_t id : housing.holders) {
            Contract& c = state_->contracts[id];
            if (!still_there(p, c.person, c.row, c.region) || now - c.start >= terms_.programmes[i].term_months)
                c.open = false;
            if (!c.open) {
                if (terms_.programmes[i].units) ++housing.free[c.region];
                continue;
            }
            housing.holders[kept++] = id;
            due += housing_cost(p, c.row, i);
        }
        housing.holders.resize(kept);
        housing.paid = due == 0 || funds_->pay(terms_.programmes[i].lever, due);
    }
}

Claims::Outcome Claims::house(Population& p, const Case& c, sim::Month now) {
    Housing& housing = state_->housing[c.programme];
    const std::size_t lever = terms_.programmes[c.programme].lever;
    if (holds_housing(p, c.row, c.programme) || housing.free[c.region] <= 0) return Outcome::lapses;
    if (!funds_->pay(lever, housing_cost(p, c.row, c.programme))) {
        return funds_->alive(lever, now) ? Outcome::waits : Outcome::lapses;
    }
    if (terms_.programmes[c.programme].units) --housing.free[c.region];
    housing.holders.push_back(static_cast<std::uint32_t>(state_->contracts.size()));
    add_contract(p, {c.person, c.row, p.contract[c.row], 0, 0, now, 0, 0, 0, c.programme, c.region, true});
    return Outcome::granted;
}

}  // namespace talentflow::models
