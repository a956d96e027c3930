// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "app/compare_facts.hpp"
#include "experiments/compare/comparison.hpp"

namespace talentflow::app {

/// A comparison for programs, in full precision; docs/output-format.md (Comparisons) lists the
/// keys. `luck` is [low, high], or null with one member; `assumptions` is null as long as they are
/// not explored.
[[nodiscard]] nlohmann::ordered_json compare_json(const experiments::Comparison& c, const CompareFacts& facts);

}  // namespace talentflow::app
