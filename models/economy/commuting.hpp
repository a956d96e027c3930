// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "models/economy/prices.hpp"
#include "models/people/state/status_word.hpp"
#include "models/policy/policy_field.hpp"
#include "models/world/compiled_world.hpp"
#include "sim/draws.hpp"
#include "sim/exponential.hpp"
#include "sim/not_copyable.hpp"

namespace talentflow::models {

/// Methods 3.21: where people without a post look for one while they stay where they live.
///
///   P(r | l) = exp(v_lr) / sum_s exp(v_ls),  v_lr = beta_y ln w_rfk + theta_O ln(1 + O_rfk) - beta_c minutes_lr
///
/// over home (0 minutes) and the regions within reach of a daily journey. Drawn as a race, so that a place that gets
/// nearer or pays more only wins searchers. Whoever is hired elsewhere works there and lives at home. Employed people
/// who stay do not search (methods 3.5), so nobody changes to a far post without having been without one.
/// Draws: one word per region, four a call, keyed by person and month; none where no other region is within reach.
class Commuting : private sim::NotCopyable {
  public:
    Commuting(const CompiledWorld& world, const sim::Draws& draws);

    /// Fixes the weights of a month; `posts` are the month's positions by pool, in persons.
    void open_month(const PolicyField& policy, const Prices& prices, const std::vector<double>& posts);

    /// The region in which somebody looks for a post this month.
    [[nodiscard]] RegionIndex search_region(sim::PersonId person, StatusWord who, sim::Month now) const noexcept;

    /// beta_c minutes of the daily journey between two regions, utils.
    [[nodiscard]] double journey(RegionIndex home, RegionIndex work) const noexcept {
        return journey_[home * world_->n_regions + work];
    }
    /// What a post in `work` adds to the utility of living in `home`: beta_y (ln w_work - ln w_home) - the journey.
    [[nodiscard]] double gain(RegionIndex home, RegionIndex work, TierIndex tier, FieldIndex field) const;
    [[nodiscard]] bool present() const noexcept { return present_; }

  private:
    const CompiledWorld* world_;
    const sim::Draws* draws_;
    const Prices* prices_ = nullptr;
    bool present_;
    sim::LeastExponential least_;
    std::vector<double> journey_;           // [home * n_regions + region]
    std::vector<unsigned char> reachable_;  // [home] whether any other region is within reach
    std::vector<double> inverse_;           // [cell of home * n_regions + region] exp(-v)
};

}  // namespace talentflow::models
