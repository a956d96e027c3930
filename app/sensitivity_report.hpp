// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "app/terminal.hpp"
#include "experiments/sensitivity/sensitivity.hpp"
#include "experiments/sensitivity/sweep_outputs.hpp"

namespace talentflow::app {

/// What a sweep says of its factors: the indices of every output, in the order of its series.
struct SensitivityReport {
    std::string folder;
    const experiments::SweepOutputs& sweep;
    std::vector<experiments::Sensitivity> found;
};

enum class Layout { terminal, terminal_bold, markdown };

/// One table an output: factors by group, with intervals, the indices of a quarter and a half of the design, and which
/// factors are not told apart.
[[nodiscard]] std::string sensitivity_text(const SensitivityReport& report, Language language, Layout layout);

/// The same numbers in full precision.
[[nodiscard]] nlohmann::ordered_json sensitivity_json(const SensitivityReport& report);

}  // namespace talentflow::app
