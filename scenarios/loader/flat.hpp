// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace talentflow::scenarios {

/// Values of a resolved scenario by path, in its order; remarks (note, source, evidence, ...) are no values.
using Flat = std::vector<std::pair<std::string, std::string>>;
[[nodiscard]] Flat flatten(const std::string& resolved);

}  // namespace talentflow::scenarios
