// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace talentflow::scenarios {

/// The mechanisms of the five documents that a statement may name (`mechanism: ID`), in the order of
/// scenarios/policies/mechanisms.csv, from which they are generated at configure time.
[[nodiscard]] const std::vector<std::string>& mechanism_ids();

}  // namespace talentflow::scenarios
