// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "sim/dataset.hpp"

namespace talentflow::output {

// Names and rules that the writer, the reader and the CSV export share (docs/output-format.md).

inline constexpr const char* kConventions = "CF-1.8";
inline constexpr int kResultMajor = 1;  // readers refuse a higher one
inline constexpr const char* kResultFormat = "1.1";
inline constexpr const char* kTimeBounds = "time_bnds";
inline constexpr const char* kBounds = "bnds";
/// Axis of the letters of `month`, under the name that xarray gives such axes.
inline constexpr const char* kLetters = "string7";
inline constexpr std::size_t kMonthLetters = 7;

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
                                                   const std::vector<std::size_t>& extent, std::size_t element_bytes);

/// Lengths of the axes of `variable`.
[[nodiscard]] std::vector<std::size_t> extent_of(const sim::Dataset& data, const sim::Variable& variable);

/// Days since the start for both ends of each time's interval, [n_times x 2]: the month that ended
/// then.
[[nodiscard]] std::vector<double> time_bounds(const sim::Dataset& data);

/// True if every value is a whole number that fits int32 (such axes are stored as integers).
[[nodiscard]] bool all_whole(const std::vector<double>& values) noexcept;

/// True if the file holds the counts of `variable` as int32: all of them fit, and what stands for
/// none. R has no 64-bit integers.
[[nodiscard]] bool fits_int32(const sim::Variable& variable) noexcept;

/// Type of `variable` in a file: int32, int64 or float64.
[[nodiscard]] const char* stored_type(const sim::Variable& variable) noexcept;

/// What breaks the layout of a run file, and the object that does.
struct LayoutProblem {
    std::string object, problem;
};

/// The first of: a name is no [a-z][a-z0-9_]*, an axis is empty or repeated in a variable, names or
/// ids clash, data do not fill their axes, or other than counts names a number that stands for
/// none. Empty: `data` is a run file.
[[nodiscard]] std::optional<LayoutProblem> layout_problem(const sim::Dataset& data);

/// Errors: BugError if `data` has a layout_problem.
void check_layout(const sim::Dataset& data);

}  // namespace talentflow::output
