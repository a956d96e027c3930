// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "models/compiled_world.hpp"
#include "models/prices.hpp"
#include "sim/draws.hpp"

namespace talentflow::models {

/// Methods 3.6: positions by pool. Filled posts are counted by the books; this part decides how many there are.
///
/// Target L*(t) = L0 x LF_r(t)/LF_r(0) x (1 + g)^{years} x (w/w_0)^-eps_L; positions close a fixed part of the gap each
/// month with keyed stochastic rounding. LF is the labour force with moves and rest of world off, the same under
/// every policy (methods 3.6). During burn-in positions stand still.
class Posts {
  public:
    Posts(const CompiledWorld& world, const sim::Draws& draws);

    /// Positions at the start: filled posts plus the open share by keyed rounding, plus overrides.
    void start(const std::vector<std::int64_t>& filled);
    /// Reference values at time 0 (methods 4) and the labour-force path LF_r(t)/LF_r(0), t = 0..months,
    /// indexed [region][month since time 0].
    void set_labour_force(std::vector<std::vector<double>> path) { labour_force_ = std::move(path); }
    /// Moves positions towards the target of month `now`; draws one word per pool.
    void open_month(sim::Month now, const Prices& prices);

    [[nodiscard]] std::int64_t positions(PoolIndex pool) const noexcept { return positions_[pool]; }
    [[nodiscard]] const std::vector<std::int64_t>& positions() const noexcept { return positions_; }
    [[nodiscard]] bool present() const noexcept { return present_; }

  private:
    const CompiledWorld* world_;
    const sim::Draws* draws_;
    bool present_;
    std::vector<std::int64_t> positions_;
    std::vector<double> start_;  // L0
    std::vector<std::vector<double>> labour_force_;
};

}  // namespace talentflow::models
