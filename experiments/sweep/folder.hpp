// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "experiments/sweep/sweep_plan.hpp"

namespace talentflow::experiments {

/// The sweep as it was resolved, as a sweep file: every parameter with its range, every output, and what made it.
[[nodiscard]] std::string sweep_yaml(const SweepPlan& plan);

/// Makes the folder of a sweep, or finds that it is there: sweep.yaml, design.csv, scenarios/ID.yaml (each resolved).
///
/// A folder of the same sweep may be gone on with; one with fewer base points or trajectories of the same sobol or
/// morris design grows. Errors: ScenarioError for the folder of another sweep, scenario or program, with the first
/// difference, and for a folder with other files; OutputError if it cannot be written.
void open_folder(const SweepPlan& plan, const std::filesystem::path& folder);

/// The plan that a folder is of, read from the folder alone: enough to put its records together, not to run.
/// Errors: ScenarioError if it is none, or was changed.
[[nodiscard]] SweepPlan plan_of_folder(const std::filesystem::path& folder);

}  // namespace talentflow::experiments
