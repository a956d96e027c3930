// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/loader/report.hpp"
#include "scenarios/loader/tree.hpp"

namespace talentflow::scenarios {

enum class FileKind { scenario, part, package, comparison, sweep };

/// What a file is follows from its keys.
[[nodiscard]] FileKind kind_of(const Node& root);

/// Reports a file that is given as a scenario but is something else, and what to do with it. False if it was reported.
[[nodiscard]] bool is_scenario(const Node& root, Report& report);

}  // namespace talentflow::scenarios
