// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "app/terminal.hpp"
#include "experiments/sweep/index.hpp"
#include "experiments/sweep/sweep_plan.hpp"

namespace talentflow::app {

/// What an output was over all runs that did not fail.
struct OutputSummary {
    std::string output, as, arm, units;
    std::size_t runs = 0;  // with a value
    double low = 0, median = 0, high = 0, mean = 0;
};
[[nodiscard]] std::vector<OutputSummary> summarise_outputs(const experiments::SweepPlan& plan,
                                                           const experiments::RunRecords& records);

/// The closing table of a sweep. What it rests on is said under it.
[[nodiscard]] std::string sweep_text(const experiments::SweepPlan& plan, const std::vector<OutputSummary>& outputs,
                                     Language language);
[[nodiscard]] nlohmann::ordered_json outputs_json(const std::vector<OutputSummary>& outputs);

/// What a table of the sweep must say of the constants of the base world; empty where no parameter is one that they
/// were found with.
[[nodiscard]] std::string constants_words(const experiments::SweepPlan& plan, Language language);

}  // namespace talentflow::app
