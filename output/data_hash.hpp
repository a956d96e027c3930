// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sim/dataset.hpp"

namespace talentflow::output {

/// Lower-case hexadecimal SHA-256 of what was computed, whatever a file says beside it: results with equal numbers have
/// equal hashes though titles, types on disk, attributes, names for people or the program's version differ.
///
/// It is the hash of one line for each axis and each variable, in the order of the bytes of their names:
///
///     <name> <kind> <n>x<n>... <sha256 of the values>\n
///
/// The kind is i (int64), f (float64) or s (UTF-8, a NUL byte behind each text); numbers are little-endian, every NaN
/// is 0x7ff8000000000000. A scalar has the shape 1. Texts such as scenario_yaml are left out, and so are coordinates
/// beside the axes.
[[nodiscard]] std::string data_sha256(const sim::Dataset& data);

}  // namespace talentflow::output
