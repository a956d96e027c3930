// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "experiments/compare/comparison.hpp"
#include "sim/dataset.hpp"

namespace talentflow::experiments {

// Ids that stand on axes beside those of the scenario; none of a scenario's begins so.
inline constexpr const char* kTotal = "_total";      // tier: all tiers
inline constexpr const char* kAll = "_all";          // payer: all regions
inline constexpr const char* kOutside = "_outside";  // region: outside the world

/// Global attribute whose value `comparison` tells these files from those of runs.
inline constexpr const char* kContent = "content";
inline constexpr const char* kComparison = "comparison";

/// True if a dataset read from a file is a comparison.
[[nodiscard]] bool is_comparison(const sim::Dataset& data) noexcept;

/// Everything of a comparison as a file holds it (docs/output-format.md, Comparisons), marked if it
/// is a quick look. `command`: without output path, thread count and display options, so that equal
/// comparisons give equal bytes.
[[nodiscard]] sim::Dataset dataset_of(const Comparison& c, const std::string& command);

}  // namespace talentflow::experiments
