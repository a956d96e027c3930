// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "models/people/books.hpp"
#include "models/policy/policy_field.hpp"
#include "models/world/compiled_world.hpp"
#include "sim/not_copyable.hpp"

namespace talentflow::models {

/// Wages and house prices as they are: all that lasts of them from month to month.
struct PricesState {
    std::vector<double> log_wage;                               // [pool] ln(w/w_0)
    std::vector<double> log_price;                              // [region] ln(P/P_0)
    std::vector<double> reference_residents, reference_demand;  // [region] N_r0, D_r0, scaled
    std::vector<double> reference_cell;                         // [pool] N_rfk0

    template <class Archive>
    void visit(Archive& archive) {
        archive("log_wage", log_wage);
        archive("log_price", log_price);
        archive("reference_residents", reference_residents);
        archive("reference_demand", reference_demand);
        archive("reference_cell", reference_cell);
    }
};

/// Methods 3.16: wages by pool and house prices by region.
///
///   ln w*_rfk = ln w_0 + gamma ln(N_r/N_r0) - sigma ln(N_rfk/N_rfk0);   ln w += a (ln w* - ln w)
///   ln P_r   += kP [ ln(D_r/D_r0)/(eps_s + eps_d) - ln(P_r/P_0) ],      D_r = sum over pools of N_rfk w_rfk
///
/// N counts residents by own tier and field. Reference values are those of time 0; `overrides.reference_scale` scales
/// N_r0 and D_r0. An empty cell counts as one agent; the price of an empty region stands still. A module that is not
/// active leaves its price at the start value, to the bit. Wages are annual incomes over the world's reference income.
/// Draws: none. Sums run in the order of regions' uids.
/// Source: Ahlfeldt and Pietrostefani 2019 (gamma), Chow and Niu 2015 (eps_s, eps_d); the rest is assumed.
class Prices : private sim::NotCopyable {
  public:
    Prices(const CompiledWorld& world, PricesState& state);

    /// Takes N_r0, N_rfk0 and D_r0 from the books of time 0.
    void set_reference(const Books& books);
    /// What levers add to wages this month (Entry::wage_factor).
    void open_month(const PolicyField& policy);
    /// Moves wages and prices by one month, from the people at its end; nothing in the burn-in.
    void close_month(sim::Month now, const Books& books);

    /// w_rfk that people meet: the state times what levers add, over the world's reference income.
    [[nodiscard]] double income(PoolIndex pool) const noexcept { return income_[pool]; }
    [[nodiscard]] double income_cny(PoolIndex pool) const noexcept {
        return income_[pool] * world_->reference_income_cny_per_year;
    }
    /// P_r.
    [[nodiscard]] double house_price(RegionIndex region) const noexcept { return house_price_[region]; }
    /// P_r / P_0.
    [[nodiscard]] double house_price_ratio(RegionIndex region) const noexcept { return house_price_ratio_[region]; }
    /// (w/w_0)^-eps_L of the pool's posts, without what levers add (methods 3.6).
    [[nodiscard]] double labour_demand(PoolIndex pool) const noexcept;
    /// The state has been replaced: incomes and house prices follow from it.
    void restored();
    /// Rises whenever incomes change, for tables made of them.
    [[nodiscard]] std::uint64_t revision() const noexcept { return revision_; }

  private:
    void move_wages(const Books& books);
    void move_house_prices(const Books& books);
    [[nodiscard]] double demand(RegionIndex region, const Books& books) const;
    void refresh();
    void index_house_price(RegionIndex region);

    const CompiledWorld* world_;
    PricesState* state_;
    bool wages_, housing_;
    std::uint64_t revision_ = 0;
    std::vector<double> wage_factor_;                      // [pool] of levers
    std::vector<double> income_;                           // [pool]
    std::vector<double> house_price_, house_price_ratio_;  // [region]
    bool factors_in_force_ = false;
};

}  // namespace talentflow::models
