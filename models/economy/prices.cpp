// SPDX-License-Identifier: Apache-2.0
#include "models/economy/prices.hpp"

#include <algorithm>

#include "sim/math.hpp"

namespace talentflow::models {

namespace {

using sim::math::exp;
using sim::math::log;

/// Nobody has no logarithm: an empty cell counts as one agent (methods 3.16).
double at_least_one(double agents) {
    return std::max(1.0, agents);
}

}  // namespace

Prices::Prices(const CompiledWorld& world, PricesState& state)
    : world_{&world},
      state_{&state},
      wages_{world.active(&Modules::wages)},
      housing_{world.active(&Modules::housing)},
      wage_factor_(world.n_cells, 1.0),
      income_{world.income},
      house_price_ratio_(world.n_regions, 1.0) {
    state.log_wage.assign(world.n_cells, 0.0);
    state.log_price.assign(world.n_regions, 0.0);
    state.reference_residents.assign(world.n_regions, 1.0);
    state.reference_demand.assign(world.n_regions, 0.0);
    state.reference_cell.assign(world.n_cells, 1.0);
    for (const RegionIndex r : world.regions()) house_price_.push_back(world.region(r).house_price_index);
}

void Prices::restored() {
    for (const RegionIndex r : world_->regions()) index_house_price(r);
    refresh();
}

void Prices::index_house_price(RegionIndex r) {
    house_price_ratio_[r] = exp(state_->log_price[r]);
    house_price_[r] = world_->region(r).house_price_index * house_price_ratio_[r];
}

double Prices::demand(RegionIndex region, const Books& books) const {
    const auto& c = *world_;
    double sum = 0.0;
    for (const FieldIndex f : c.fields()) {
        for (const TierIndex k : c.tiers()) {
            sum += static_cast<double>(books.stock()[world_->cell(region, k, f)]) * income_[c.cell(region, k, f)];
        }
    }
    return sum;
}

void Prices::set_reference(const Books& books) {
    const auto& c = *world_;
    for (const RegionIndex r : c.regions()) {
        state_->reference_residents[r] = at_least_one(static_cast<double>(books.residents(r))) * c.reference_scale[r];
        state_->reference_demand[r] = demand(r, books) * c.reference_scale[r];
        for (const FieldIndex f : c.fields()) {
            for (const TierIndex k : c.tiers()) {
                state_->reference_cell[c.cell(r, k, f)] =
                    at_least_one(static_cast<double>(books.stock()[world_->cell(r, k, f)]));
            }
        }
    }
}

void Prices::open_month(const PolicyField& policy) {
    const bool written = policy.written(Entry::wage_factor);
    if (!written && !factors_in_force_) return;
    const auto& c = *world_;
    for (PoolIndex pool = 0; pool < c.n_cells; ++pool) {
        wage_factor_[pool] =
            policy.read(Entry::wage_factor,
                        {.region = c.file_of[c.region_of(pool)], .tier = c.tier_of(pool), .field = c.field_of(pool)});
    }
    factors_in_force_ = written;
    refresh();
}

void Prices::refresh() {
    for (PoolIndex pool = 0; pool < world_->n_cells; ++pool) {
        income_[pool] = world_->income[pool] * exp(state_->log_wage[pool]) * wage_factor_[pool];
    }
    ++revision_;
}

void Prices::close_month(sim::Month now, const Books& books) {
    if (world_->in_burn_in(now)) return;
    // Prices first: both move on the month's own wages.
    if (housing_) move_house_prices(books);
    if (wages_) move_wages(books);
}

void Prices::move_wages(const Books& books) {
    const auto& c = *world_;
    const auto& p = c.parameters();
    for (const RegionIndex r : c.regions()) {
        const double residents = at_least_one(static_cast<double>(books.residents(r)));
        const double together = p.agglomeration_elasticity * log(residents / state_->reference_residents[r]);
        for (const FieldIndex f : c.fields()) {
            for (const TierIndex k : c.tiers()) {
                const PoolIndex pool = c.cell(r, k, f);
                const double people = at_least_one(static_cast<double>(books.stock()[world_->cell(r, k, f)]));
                const double target = together - p.wage_supply_elasticity * log(people / state_->reference_cell[pool]);
                state_->log_wage[pool] += p.wage_adjustment_per_month * (target - state_->log_wage[pool]);
            }
        }
    }
    refresh();
}

void Prices::move_house_prices(const Books& books) {
    const auto& p = world_->parameters();
    const double elasticity = p.housing_supply_elasticity + p.housing_demand_elasticity;
    for (const RegionIndex r : world_->regions()) {
        const double now = demand(r, books);
        if (now <= 0.0 || state_->reference_demand[r] <= 0.0) continue;
        state_->log_price[r] +=
            p.price_adjustment_per_month * (log(now / state_->reference_demand[r]) / elasticity - state_->log_price[r]);
        index_house_price(r);
    }
}

double Prices::labour_demand(PoolIndex pool) const noexcept {
    return exp(-world_->parameters().labour_demand_elasticity * state_->log_wage[pool]);
}

}  // namespace talentflow::models
