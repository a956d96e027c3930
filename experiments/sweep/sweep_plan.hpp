// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "experiments/design/design.hpp"
#include "scenarios/loader/sweep_file.hpp"

namespace talentflow::experiments {

/// A sweep with its points: what is run, and what each run is known by.
struct SweepPlan {
    scenarios::SweepFile sweep;  // sound; its parameters are the design's factors, in their order
    Design design;
    std::string identity;         // SHA-256 of what all runs share: program, scenarios, settings, members, outputs
    std::string version, commit;  // of the program that runs it
    std::string yaml;             // sweep.yaml of its folder

    [[nodiscard]] std::size_t n_runs() const noexcept { return design.n_rows(); }
    [[nodiscard]] std::size_t n_scenarios() const noexcept { return sweep.scenarios.size(); }
    /// Numbers that a run leaves: [output][scenario][member].
    [[nodiscard]] std::size_t n_values() const noexcept;
    [[nodiscard]] std::size_t value_at(std::size_t output, std::size_t scenario, std::size_t member) const noexcept;
    /// First of the members that a run has.
    [[nodiscard]] int first_member(std::size_t run) const noexcept;
    /// Values of a run's point, one a factor.
    [[nodiscard]] const double* point(std::size_t run) const noexcept;
    /// SHA-256 of all that a run depends on, 32 hexadecimal digits of it: runs of one key are the same run.
    [[nodiscard]] std::string key(std::size_t run) const;
};

/// The points of a sweep file: what its design, its parameters and their ranges, or its CSV, say.
/// What is wrong is added to the problems of the file, and the design is then empty.
[[nodiscard]] Design design_of(scenarios::SweepFile& sweep);

/// Errors: ScenarioError with everything that is wrong with the file, its scenarios and its design.
[[nodiscard]] SweepPlan plan_sweep(scenarios::SweepFile sweep);

/// Every problem of a sweep file, warnings among them: for `check`.
[[nodiscard]] std::vector<scenarios::Diagnostic> sweep_problems(const std::filesystem::path& file);

/// The command that repeats a run of one of the scenarios, in the folder of the sweep file: all members up to the
/// run's.
[[nodiscard]] std::string repeat_command(const SweepPlan& plan, std::size_t run, std::size_t scenario);

}  // namespace talentflow::experiments
