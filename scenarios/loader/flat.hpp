// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace talentflow::scenarios {

/// Values of a resolved scenario by path, in its order; remarks (note, source, evidence, ...) are no values.
using Flat = std::vector<std::pair<std::string, std::string>>;
[[nodiscard]] Flat flatten(const std::string& resolved);

/// Words about a value, not values: note, source, mechanism, evidence, qualifier.
[[nodiscard]] bool is_remark(const std::string& key);

}  // namespace talentflow::scenarios
