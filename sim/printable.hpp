// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace talentflow::sim {

/// One character of a UTF-8 text (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF).
struct Character {
    std::uint32_t code = 0;
    std::size_t bytes = 0;  // 0: what stands there is not UTF-8
};
/// The character at byte `at` of `text`; `at` is within it.
[[nodiscard]] Character character_at(std::string_view text, std::size_t at) noexcept;

/// Characters that a terminal obeys instead of showing: C0, DEL, C1, bidirectional controls, line and paragraph
/// separators, the byte order mark. With them a name could hide or forge what the program says.
[[nodiscard]] bool is_control(std::uint32_t code) noexcept;

/// "U+001B".
[[nodiscard]] std::string code_point_name(std::uint32_t code);

/// The character as an escape that JSON and YAML read back: "\u001b".
[[nodiscard]] std::string visible(std::uint32_t code);

/// Whether every byte of the text is part of a UTF-8 character.
[[nodiscard]] bool is_utf8(std::string_view text) noexcept;

/// `text` with U+FFFD for each byte that is not UTF-8; nothing else changes.
[[nodiscard]] std::string valid_utf8(std::string_view text);

/// `text` as it may be shown within one line: controls, also line breaks, in their visible form, U+FFFD for each byte
/// that is not UTF-8.
[[nodiscard]] std::string printable(std::string_view text);

/// `word` as a POSIX shell needs it: printable, in single quotes if it holds anything but plain letters.
[[nodiscard]] std::string shell_quoted(std::string_view word);

}  // namespace talentflow::sim
