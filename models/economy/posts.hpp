// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "models/economy/prices.hpp"
#include "models/policy/policy_field.hpp"
#include "models/world/compiled_world.hpp"
#include "sim/draws.hpp"
#include "sim/not_copyable.hpp"

namespace talentflow::models {

/// Positions of every pool, and what they move towards.
struct PostsState {
    std::vector<std::int64_t> positions, own, created;  // [pool]
    std::vector<double> crowding_out;                   // [region] in agents
    std::vector<double> start;                          // [pool] L0
    std::vector<std::vector<double>> labour_force;      // [region][month since time 0] LF_r(t)/LF_r(0), or empty

    template <class Archive>
    void visit(Archive& archive) {
        archive("positions", positions);
        archive("own", own);
        archive("created", created);
        archive("crowding_out", crowding_out);
        archive("start", start);
        archive("labour_force", labour_force);
    }
};

/// Methods 3.6: positions by pool. Filled posts are counted by the books; this part decides how many there are.
///
/// positions = own + created. Created posts are those of the policy field; own ones move towards
///   L*(t) = L0 x LF_r(t)/LF_r(0) x (1 + g)^{years} x (w/w_0)^-eps_L x (1 - min(1, crowding_out_r / sum over the
///   region))
/// by a fixed part of the gap each month with keyed stochastic rounding. LF is the labour force with moves and
/// rest of world off, the same under every policy (methods 3.6); 1 without demography. During burn-in own posts stand
/// still, and with the module `fixed` always.
class Posts : private sim::NotCopyable {
  public:
    Posts(const CompiledWorld& world, const sim::Draws& draws, PostsState& state);

    /// Positions at the start: filled posts plus the open share by keyed rounding, plus overrides.
    void start(const std::vector<std::int64_t>& filled);
    /// Reference values at time 0 (methods 4) and the labour-force path LF_r(t)/LF_r(0), t = 0..months,
    /// indexed [region][month since time 0].
    void set_labour_force(std::vector<std::vector<double>> path) { state_->labour_force = std::move(path); }
    /// Takes over what the policy field says of the month: posts created, in persons, and own ones crowded out.
    void take_created(const PolicyField& policy);
    /// Moves own posts towards the target of month `now`; draws one word per pool.
    void open_month(sim::Month now, const Prices& prices);

    [[nodiscard]] std::int64_t positions(PoolIndex pool) const noexcept { return state_->positions[pool]; }
    [[nodiscard]] const std::vector<std::int64_t>& positions() const noexcept { return state_->positions; }
    /// Posts of a pool at the start, L0.
    [[nodiscard]] double at_start(PoolIndex pool) const noexcept { return state_->start[pool]; }
    [[nodiscard]] bool present() const noexcept { return present_; }

  private:
    /// Part of a region's own posts that is left, in proportion to each pool's target: L0 x scale.
    [[nodiscard]] double left_by_crowding_out(RegionIndex region, double scale) const;

    const CompiledWorld* world_;
    const sim::Draws* draws_;
    PostsState* state_;
    bool present_;
};

}  // namespace talentflow::models
