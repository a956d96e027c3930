// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace talentflow::output {

// A run file ends with one line of text behind the last byte that HDF5 uses:
//
//     \n# talentflow sha256 <64 hexadecimal digits>\n
//
// the hash of all bytes before it. HDF5 and every program on top of it ignore it; a program that
// changes the file drops it when it closes the file. HDF5 itself would return a flipped bit in
// plain data as a number.

enum class Seal { intact, broken, absent };

/// Length of the line.
inline constexpr std::size_t kSealBytes = 21 + 64 + 1;

/// Whether `text` has the form of the line, whatever its hash: the mark of a file of this program.
[[nodiscard]] bool is_seal_line(std::string_view text);

/// The line for a file whose other bytes are `content`.
[[nodiscard]] std::string seal_of(const std::string& content);

/// Compares the line at the end of `file` with the bytes before it. Unless it is absent, `file`
/// loses it.
[[nodiscard]] Seal take_seal(std::string& file);

}  // namespace talentflow::output
