// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/dataset.hpp"

namespace talentflow::output {

// Names and rules that the writer, the reader and the CSV export share (docs/output-format.md).

inline constexpr const char* kConventions = "CF-1.8";
inline constexpr int kResultMajor = 1;  // readers refuse a higher one
inline constexpr const char* kResultFormat = "1.0";
inline constexpr const char* kTimeBounds = "time_bnds";
inline constexpr const char* kBounds = "bnds";

/// Variable with the Chinese names of a categorical axis.
[[nodiscard]] inline std::string name_zh_variable(const std::string& dim) {
    return dim + "_name";
}
/// Variable with the English names.
[[nodiscard]] inline std::string name_en_variable(const std::string& dim) {
    return dim + "_name_en";
}

/// Shape of the chunks of a variable, in elements; empty if it is so small (under 64 KiB) that it
/// is stored whole.
///
/// One member and 12 to 120 months a chunk with all categories, so that "one member over time" and
/// "one month" are both cheap; then more months and members up to 64 KiB, or fewer categories down
/// to 1 MiB (HDF5's cache).
[[nodiscard]] std::vector<std::size_t> chunk_shape(const std::vector<std::string>& dims,
                                                   const std::vector<std::size_t>& extent,
                                                   std::size_t element_bytes);

/// Lengths of the axes of `variable`.
[[nodiscard]] std::vector<std::size_t> extent_of(const sim::Dataset& data,
                                                 const sim::Variable& variable);

/// Days since the start for both ends of each time's interval, [n_times x 2]: the month that ended
/// then.
[[nodiscard]] std::vector<double> time_bounds(const sim::Dataset& data);

/// True if every value is a whole number that fits int32 (such axes are stored as integers).
[[nodiscard]] bool all_whole(const std::vector<double>& values) noexcept;

/// Errors: BugError if a name is no [a-z][a-z0-9_]*, an axis is empty or repeated in a variable,
/// names clash, data do not fill their axes, or other than int32 names a number that stands for
/// none.
void check_layout(const sim::Dataset& data);

}  // namespace talentflow::output
