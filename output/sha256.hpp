// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace talentflow::output {

/// A SHA-256 as its 32 bytes.
using Digest = std::array<unsigned char, 32>;

[[nodiscard]] Digest digest_of(std::string_view bytes);

/// Lower-case hexadecimal digits.
[[nodiscard]] std::string hexadecimal(const Digest& digest);

/// Lower-case hexadecimal SHA-256 of `text`.
[[nodiscard]] std::string sha256(std::string_view text);

}  // namespace talentflow::output
