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
      wage_factor_(world.n_pools, 1.0),
      income_{world.income},
      house_price_ratio_(world.n_regions, 1.0) {
    state.log_wage.assign(world.n_pools, 0.0);
    state.log_price.assign(world.n_regions, 0.0);
    state.reference_residents.assign(world.n_regions, 1.0);
    state.reference_demand.assign(world.n_regions, 0.0);
    state.reference_cell.assign(world.n_pools, 1.0);
    for (std::size_t r = 0; r < world.n_regions; ++r) house_price_.push_back(world.region(r).house_price_index);
}

void Prices::restored() {
    for (std::size_t r = 0; r < world_->n_regions; ++r) index_house_price(r);
    refresh();
}

void Prices::index_house_price(std::size_t r) {
    house_price_ratio_[r] = exp(state_->log_price[r]);
    house_price_[r] = world_->region(r).house_price_index * house_price_ratio_[r];
}

double Prices::demand(std::size_t region, const Books& books) const {
    const auto& c = *world_;
    double sum = 0.0;
    for (std::size_t f = 0; f < c.n_fields; ++f) {
        for (std::size_t k = 0; k < c.n_tiers; ++k) {
            sum += static_cast<double>(books.stock()[books.cell(region, k, f)]) * income_[c.pool(region, f, k)];
        }
    }
    return sum;
}

void Prices::set_reference(const Books& books) {
    const auto& c = *world_;
    for (std::size_t r = 0; r < c.n_regions; ++r) {
        state_->reference_residents[r] = at_least_one(static_cast<double>(books.residents(r))) * c.reference_scale[r];
        state_->reference_demand[r] = demand(r, books) * c.reference_scale[r];
        for (std::size_t f = 0; f < c.n_fields; ++f) {
            for (std::size_t k = 0; k < c.n_tiers; ++k) {
                state_->reference_cell[c.pool(r, f, k)] =
                    at_least_one(static_cast<double>(books.stock()[books.cell(r, k, f)]));
            }
        }
    }
}

void Prices::open_month(const PolicyField& policy) {
    const bool written = policy.written(Entry::wage_factor);
    if (!written && !factors_in_force_) return;
    const auto& c = *world_;
    for (PoolIndex pool = 0; pool < c.n_pools; ++pool) {
        const std::size_t r = c.region_of_pool(pool);
        wage_factor_[pool] =
            policy.read(Entry::wage_factor,
                        {.region = c.file_of[r], .tier = pool % c.n_tiers, .field = pool / c.n_tiers % c.n_fields});
    }
    factors_in_force_ = written;
    refresh();
}

void Prices::refresh() {
    for (PoolIndex pool = 0; pool < world_->n_pools; ++pool) {
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
    for (std::size_t r = 0; r < c.n_regions; ++r) {
        const double residents = at_least_one(static_cast<double>(books.residents(r)));
        const double together = p.agglomeration_elasticity * log(residents / state_->reference_residents[r]);
        for (std::size_t f = 0; f < c.n_fields; ++f) {
            for (std::size_t k = 0; k < c.n_tiers; ++k) {
                const PoolIndex pool = c.pool(r, f, k);
                const double people = at_least_one(static_cast<double>(books.stock()[books.cell(r, k, f)]));
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
    for (std::size_t r = 0; r < world_->n_regions; ++r) {
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
