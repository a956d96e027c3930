// SPDX-License-Identifier: Apache-2.0
#include "sim/printable.hpp"

#include <cstdio>

namespace talentflow::sim {

namespace {

constexpr const char* kReplacement = "\xEF\xBF\xBD";  // U+FFFD

/// Appends `text` with controls (if asked for) and what is no UTF-8 replaced.
std::string replaced(std::string_view text, bool controls) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Character c = character_at(text, at);
        if (c.bytes == 0) {
            out += kReplacement;
            ++at;
            continue;
        }
        if (controls && is_control(c.code)) {
            out += visible(c.code);
        } else {
            out += text.substr(at, c.bytes);
        }
        at += c.bytes;
    }
    return out;
}

}  // namespace

Character character_at(std::string_view text, std::size_t at) noexcept {
    const auto byte = [&](std::size_t i) -> std::uint32_t {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
    };
    const std::uint32_t first = byte(0);
    if (first < 0x80U) return {first, 1};
    const std::size_t length = first >= 0xF0U ? 4 : first >= 0xE0U ? 3 : 2;
    if (first < 0xC2U || first > 0xF4U) return {};
    std::uint32_t code = first & (length == 4 ? 0x07U : length == 3 ? 0x0FU : 0x1FU);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return {};
        code = (code << 6U) | (byte(i) & 0x3FU);
    }
    const bool overlong = (length == 3 && code < 0x800U) || (length == 4 && code < 0x10000U);
    const bool surrogate = code >= 0xD800U && code <= 0xDFFFU;
    if (overlong || surrogate || code > 0x10FFFFU) return {};
    return {code, length};
}

bool is_control(std::uint32_t code) noexcept {
    if (code < 0x20U || (code >= 0x7FU && code < 0xA0U)) return true;
    return code == 0x061CU || code == 0x200EU || code == 0x200FU ||  // marks of direction
           (code >= 0x2028U && code <= 0x202EU) ||                   // separators, embeddings, overrides
           (code >= 0x2066U && code <= 0x2069U) ||                   // isolates
           code == 0xFEFFU;
}

std::string code_point_name(std::uint32_t code) {
    char text[16];
    std::snprintf(text, sizeof text, "U+%04X", static_cast<unsigned>(code));
    return text;
}

std::string visible(std::uint32_t code) {
    char text[16];
    std::snprintf(text, sizeof text, "\\u%04x", static_cast<unsigned>(code));
    return text;
}

bool is_utf8(std::string_view text) noexcept {
    for (std::size_t at = 0; at < text.size();) {
        const Character c = character_at(text, at);
        if (c.bytes == 0) return false;
        at += c.bytes;
    }
    return true;
}

std::string valid_utf8(std::string_view text) {
    return replaced(text, false);
}

std::string printable(std::string_view text) {
    return replaced(text, true);
}

std::string shell_quoted(std::string_view given) {
    constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=:,+@%";
    const std::string word = printable(given);  // a path need not be UTF-8
    if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) return word;
    std::string out = "'";
    for (const char c : word) out += c == '\'' ? std::string{"'\\''"} : std::string{c};
    return out + "'";
}

}  // namespace talentflow::sim
