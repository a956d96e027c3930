// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/world/compiled_world.hpp"
#include "sim/draws.hpp"
#include "sim/not_copyable.hpp"
#include "sim/quantiles.hpp"

namespace talentflow::models {

/// Methods 3.8: acquaintances by place, computed only when somebody looks (ADR 0008).
///
/// n_r at month t, given n_r at the anchor: the quantile, at one uniform addressed by (person, anchor, region), of
/// Binomial(n, (1 - delta)^dt), plus at home Poisson(nu (1 - (1 - delta)^dt) / delta + extra). Exact given the anchor;
/// only events (a move) rewrite the stored counts.
class Ties : private sim::NotCopyable {
  public:
    Ties(const CompiledWorld& world, const sim::Draws& draws);

    /// Acquaintances in `region` at the start of `now`, of a person who lives in `home` and had `stored` of them there
    /// at the start of `since`; `extra` is what services for newcomers add to the mean of those met at home. Draws: a
    /// word of four regions, at home one more.
    [[nodiscard]] int at(sim::PersonId person, RegionIndex home, RegionIndex region, int stored, sim::Month since,
                         sim::Month now, double extra = 0.0) const noexcept;

    /// Acquaintances at the start: Poisson at home, a share of it in each place nearby.
    void initial(sim::PersonId person, RegionIndex home, std::uint8_t* out) const noexcept;

    [[nodiscard]] bool present() const noexcept { return present_; }
    /// Whether they change at all.
    [[nodiscard]] bool moving() const noexcept { return moving_; }

    static constexpr int kMost = 255;  // acquaintances counted in a place

  private:
    static constexpr double kMostGrown = 200.0;  // mean, at home

  private:
    const CompiledWorld* world_;
    const sim::Draws* draws_;
    bool present_, moving_;
    static constexpr int kTable = 32;  // counts with a table; more are rare

    std::vector<double> survive_;           // [dt] (1 - delta)^dt
    std::vector<double> start_;             // [dt * kTable + n] where the binomial's recurrence starts
    std::vector<sim::PoissonTable> grown_;  // [dt] at home
    std::vector<double> mean_grown_;        // [dt] mean of it
    sim::PoissonTable home_start_, nearby_start_;
    std::vector<std::uint8_t> nearby_;  // [home * n_regions + region]
};

}  // namespace talentflow::models
