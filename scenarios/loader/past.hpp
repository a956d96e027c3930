// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "scenarios/loader/flat.hpp"
#include "scenarios/loader/scenario.hpp"
#include "sim/calendar.hpp"

namespace talentflow::scenarios {

/// What of a scenario has had a say by the end of a month: everything resolved but names, levers and funds that have
/// not begun, ends that are still to come and later values of paths over time. What a saved state rests on.
class Past {
  public:
    /// `scenario` outlives this.
    explicit Past(const Scenario& scenario);

    /// One value a line, in the scenario's order.
    [[nodiscard]] std::string text(sim::Month until) const;
    /// The first value in which the two pasts differ; empty if `other` may go on from a state of this.
    [[nodiscard]] std::optional<ValueDifference> difference(const Past& other, sim::Month until) const;
    /// The last month of the run by whose end they do not differ; the one before its first if they always do.
    [[nodiscard]] sim::Month shared_until(const Past& other) const;

  private:
    const Scenario* scenario_;
    Flat all_;
};

}  // namespace talentflow::scenarios
