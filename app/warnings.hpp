// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "app/commands.hpp"
#include "app/terminal.hpp"
#include "scenarios/loader/scenario.hpp"
#include "sim/dataset.hpp"

namespace talentflow::app {

using Warnings = std::vector<scenarios::Diagnostic>;

/// "2 warnings"
[[nodiscard]] std::string warning_count(std::size_t n, Language language);

/// Tells warnings on standard error, one a line, and how many they are. Nothing with --quiet, nor with --json, whose
/// list `warnings` holds them.
void print_warnings(const Warnings& warnings, const CommonOptions& common, const Io& io);

/// A diagnostic for programs: file, line, column, path, severity, problem, suggestion.
[[nodiscard]] nlohmann::ordered_json diagnostic_json(const scenarios::Diagnostic& diagnostic);
[[nodiscard]] nlohmann::ordered_json warnings_json(const Warnings& warnings);

/// `more` behind `all`, equal ones once: arms of a comparison share their world.
void add_new(Warnings& all, const Warnings& more);

/// Funds that the run has used up in the first month in which they pay, while people who have claimed wait or have lost
/// their claim: means over members. The lever does much less than its sums say.
[[nodiscard]] Warnings funds_used_up(const scenarios::Scenario& scenario, const sim::Dataset& data);

/// Refuses `-` where a result is read or written: it can only stand for a scenario.
/// Errors: ScenarioError naming `what` ("-o", "--csv").
void refuse_standard_stream(const std::string& file, const char* what);

}  // namespace talentflow::app
