// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "models/knowledge/ties.hpp"
#include "models/people/state/population.hpp"
#include "models/policy/policy_field.hpp"
#include "models/world/compiled_world.hpp"
#include "sim/draws.hpp"
#include "sim/not_copyable.hpp"

namespace talentflow::models {

/// What services for newcomers there have been, month by month.
struct CommunityState {
    std::vector<int> began;  // [region] first month with services, from the run's first; -1: none yet
    // [region][t], t months from the run's first, of the months before t: sum of -ln(unreached share), and sum of
    // (tie rate - 1) with what the decay of acquaintances leaves of it.
    std::vector<std::vector<double>> hazard, growth;

    template <class Archive>
    void visit(Archive& archive) {
        archive("began", began);
        archive("hazard", hazard);
        archive("growth", growth);
    }
};

/// Methods 3.22: services that draw newcomers into the life of a region (registration, volunteering, co-governance).
///
///   In each of the 24 months after the month of arrival a newcomer not yet reached is reached with probability
///   1 - unreached share. From then on acquaintances at home grow at nu x tie rate, and V_stay has the belonging of the
///   month.
///
/// Newcomers are those who moved in, from another region or the world outside, after the services began there. When
/// somebody is reached is a function of the person, the month of arrival and the services of every month, so a look
/// changes nothing. Draws: one word of (person, month of arrival), only of newcomers where there are services.
class Community : private sim::NotCopyable {
  public:
    /// `population` outlives this.
    Community(const CompiledWorld& world, const sim::Draws& draws, const Population& population, CommunityState& state);

    /// Fixes the services of `now`; called once a month, in order.
    void open_month(sim::Month now, const PolicyField& policy);

    /// Whether any lever of the world has such services (cheap first test).
    [[nodiscard]] bool present() const noexcept { return present_; }

    /// What the services add, at the start of `now`, to the mean of the acquaintances that the person in `row` has at
    /// home:
    ///   nu sum over months m since the later of being reached and the last stored count of (tie rate_m - 1)(1 -
    ///   delta)^(now-1-m)
    [[nodiscard]] double extra_acquaintances(std::uint32_t row, sim::Month now) const;
    /// Acquaintances in `region` of the person in `row` at the start of `now`, as everybody means them: those stored
    /// that are left, those met at home since, and at home whom the services brought (methods 3.8).
    [[nodiscard]] int acquaintances(const Ties& ties, std::uint32_t row, RegionIndex region, sim::Month now) const;
    /// What they add to V_stay of the person in `row` in the open month `now`, utils.
    [[nodiscard]] double belonging(std::uint32_t row, sim::Month now) const;

  private:
    /// First month at whose start the person in `row` has been reached, if that is not after `now`; counted from the
    /// run's first.
    [[nodiscard]] std::optional<int> reached(std::uint32_t row, sim::Month now) const;

    const CompiledWorld* world_;
    const sim::Draws* draws_;
    const Population* population_;
    CommunityState* state_;
    bool present_;
    std::vector<double> belonging_;  // [region] of the open month
    std::vector<double> survive_;    // [dt] (1 - delta)^dt
};

}  // namespace talentflow::models
