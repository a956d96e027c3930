// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/commands.hpp"
#include "sim/printable.hpp"

namespace talentflow::app {

using sim::shell_quoted;

/// The command that made a result, as stored in it: without folders, output path, thread count and
/// display options, so that equal runs give equal bytes wherever they are started.
[[nodiscard]] std::string command_text(const RunArguments& arguments);
[[nodiscard]] std::string command_text(const CompareArguments& arguments);
/// Of one of the scenarios that branch off.
[[nodiscard]] std::string command_text(const BranchArguments& arguments, const std::string& scenario);

/// `yaml` without comments, trailing blanks and empty lines; what is inside quotes stays.
///
/// The hash of a scenario is taken over this text, so that two ways of writing the same world
/// (comments tell where each value came from) have the same hash.
[[nodiscard]] std::string without_comments(const std::string& yaml);

}  // namespace talentflow::app
