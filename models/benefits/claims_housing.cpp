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
    housing_.resize(programmes_.size());
    any_housing_.assign(c.n_regions * c.n_tiers, 0);
    log_price_factor_.assign(c.n_regions * c.n_tiers, 0.0);
    for (std::size_t i = 0; i < programmes_.size(); ++i) {
        const auto& programme = programmes_[i];
        if (!programme.housing()) continue;
        housing_present_ = true;
        housing_[i].log_relief = sim::math::log(1.0 - programme.housing_relief);
        for (std::size_t r = 0; r < c.n_regions; ++r) {
            const auto place = sim::PersonId::of(c.uid[r], sim::Month{}, 0);
            const double u =
                draws_->uniform(place, sim::Month{}, sim::Purpose::desk_order, lever_key_[programme.lever]);
            housing_[i].free.push_back(programme.units ? sim::keyed_round(*programme.units / c.persons_per_agent, u)
                                                       : kNoLimit);
        }
    }
}

void Claims::offer_housing() {
    if (!housing_present_) return;
    const auto& c = *world_;
    std::fill(any_housing_.begin(), any_housing_.end(), 0);
    for (std::size_t i = 0; i < programmes_.size(); ++i) {
        if (acting_[i] == 0 || !programmes_[i].housing()) continue;
        for (std::size_t r = 0; r < c.n_regions; ++r) {
            if (((programme_regions_[i] >> r) & 1U) == 0) continue;
            for (std::size_t k = 0; k < c.n_tiers; ++k) {
                const double factor = policy_->read(Entry::price_factor, {.region = c.file_of[r], .tier = k});
                log_price_factor_[r * c.n_tiers + k] = sim::math::log(factor);
                if (factor < 1.0) any_housing_[r * c.n_tiers + k] = 1;
            }
        }
    }
}

double Claims::price_offer(const Chooser& chooser, std::size_t region) const {
    double offered = 0.0, expected = 0.0;
    for (const std::size_t i : housing_in_[region]) {
        if (!offers(i, region, chooser.tier)) continue;
        offered += housing_[i].log_relief;
        if (may_expect(i, chooser, region)) expected += paid_chance_[programmes_[i].lever] * housing_[i].log_relief;
    }
    if (expected == 0.0) return 0.0;
    return expected / offered * log_price_factor_[region * world_->n_tiers + chooser.tier];
}

double Claims::home_price(const Population& p, std::uint32_t row) const {
    double sum = 0.0;
    for (std::uint32_t c = housing_present_ ? p.contract[row] : kNoRow; c != kNoRow; c = contracts_[c].next) {
        const Contract& contract = contracts_[c];
        if (contract.open && housing_[contract.programme].paid) sum += housing_[contract.programme].log_relief;
    }
    return sum;
}

bool Claims::holds_housing(const Population& p, std::uint32_t row, std::size_t programme) const {
    for (std::uint32_t c = p.contract[row]; c != kNoRow; c = contracts_[c].next) {
        if (contracts_[c].open && contracts_[c].programme == programme) return true;
    }
    return false;
}

double Claims::housing_cost_cny(std::size_t programme, std::size_t region, std::size_t field, std::size_t tier) const {
    const double wage = prices_->income_cny(world_->pool(region, field, tier)) / 12.0;
    return programmes_[programme].housing_relief * world_->parameters().housing_share * wage *
           prices_->house_price_ratio(region);
}

Fen Claims::housing_cost(const Population& p, std::uint32_t row, std::size_t programme) const {
    const auto who = p.status[row];
    return to_fen(housing_cost_cny(programme, who.region(), who.field(), who.tier()) * world_->persons_per_agent);
}

void Claims::run_housing(const Population& p, sim::Month now) {
    for (std::size_t i = 0; i < programmes_.size(); ++i) {
        Housing& housing = housing_[i];
        if (!programmes_[i].housing()) continue;
        Fen due = 0;
        std::size_t kept = 0;
        for (const std::uint32_t id : housing.holders) {
            Contract& c = contracts_[id];
            if (!still_there(p, c.person, c.row, c.region) || now - c.start >= programmes_[i].term_months)
                c.open = false;
            if (!c.open) {
                if (programmes_[i].units) ++housing.free[c.region];
                continue;
            }
            housing.holders[kept++] = id;
            due += housing_cost(p, c.row, i);
        }
        housing.holders.resize(kept);
        housing.paid = due == 0 || funds_->pay(programmes_[i].lever, due);
    }
}

Claims::Outcome Claims::house(Population& p, const Case& c, sim::Month now) {
    Housing& housing = housing_[c.programme];
    const std::size_t lever = programmes_[c.programme].lever;
    if (holds_housing(p, c.row, c.programme) || housing.free[c.region] <= 0) return Outcome::lapses;
    if (!funds_->pay(lever, housing_cost(p, c.row, c.programme))) {
        return funds_->alive(lever, now) ? Outcome::waits : Outcome::lapses;
    }
    if (programmes_[c.programme].units) --housing.free[c.region];
    housing.holders.push_back(static_cast<std::uint32_t>(contracts_.size()));
    add_contract(p, {c.person, c.row, p.contract[c.row], 0, 0, now, 0, 0, 0, c.programme, c.region, true});
    return Outcome::granted;
}

}  // namespace talentflow::models
