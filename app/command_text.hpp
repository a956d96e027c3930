// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "app/commands.hpp"
#include "scenarios/loader/scenario.hpp"
#include "sim/printable.hpp"

namespace talentflow::app {

using sim::shell_quoted;

/// The command that made a result, as stored in it: without folders, output path, thread count and
/// display options, so that equal runs give equal bytes wherever they are started.
[[nodiscard]] std::string command_text(const RunArguments& arguments);
[[nodiscard]] std::string command_text(const CompareArguments& arguments);
/// Of one of the scenarios that branch off.
[[nodiscard]] std::string command_text(const BranchArguments& arguments, const std::string& scenario);

/// What a stored command changes in its scenario, in its order: command_text() read back. A command that is none of
/// ours changes nothing.
[[nodiscard]] std::vector<Change> changes_in(const std::string& command);

/// `yaml` without comments, trailing blanks and empty lines; what is inside quotes stays.
///
/// The hash of a scenario is taken over this text, so that two ways of writing the same world
/// (comments tell where each value came from) have the same hash.
[[nodiscard]] std::string without_comments(const std::string& yaml);
/// That hash, as it is stored in results: hexadecimal, lower case.
[[nodiscard]] std::string scenario_sha256(const scenarios::Scenario& scenario);

}  // namespace talentflow::app
