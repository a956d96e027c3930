// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/world/parameters.hpp"
#include "scenarios/loader/pipeline.hpp"

namespace talentflow::scenarios {

/// A number of a scenario that `--set` can change, with what is known of it.
struct ScenarioNumber {
    std::string path;                    // as for --set
    std::optional<double> value;         // none: it changes over time
    std::optional<models::Range> range;  // for sensitivity; none: it carries no range
    bool log = false;
    bool whole = false;
};

/// Every number that can be set, in the order of the scenario.
///
/// It carries the range that its statement gives. Without one a parameter carries that of `talentflow parameters`, and
/// what a lever leaves at its default that of `talentflow levers`; a number that the scenario states without a range
/// (printed, computed) carries none.
[[nodiscard]] std::vector<ScenarioNumber> scenario_numbers(const Resolved& resolved);

}  // namespace talentflow::scenarios
