// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstdio>

#include "scenarios/loader/ascii.hpp"
#include "scenarios/loader/number.hpp"
#include "scenarios/loader/show.hpp"
#include "sim/calendar.hpp"

namespace talentflow::scenarios {

namespace {

/// Words that one YAML version or another takes for something else than text.
bool is_reserved(const std::string& text) {
    static constexpr std::array<const char*, 11> kWords{"true", "false", "yes",  "no", "on", "off",
                                                        "y",    "n",     "null", "~",  ""};
    const std::string word = lower(text);
    return std::any_of(kWords.begin(), kWords.end(), [&](const char* w) { return word == w; });
}

bool is_word_byte(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.' || c == '/' || c == '+' || c == '(' || c == ')' || c == ' ' || c == ';' || c == '=';
}

/// Characters beyond ASCII that a YAML reader may treat as breaks or refuse.
std::size_t special_length(const std::string& text, std::size_t at) {
    const auto starts = [&](const char* bytes, std::size_t n) { return text.compare(at, n, bytes, n) == 0; };
    if (text[at] == '\xC2' && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) < 0xA0U) {
        return 2;  // C1 control characters, next line
    }
    if (starts("\xE2\x80\xA8", 3) || starts("\xE2\x80\xA9", 3) || starts("\xEF\xBB\xBF", 3)) return 3;
    if (starts("\xEF\xBF\xBE", 3) || starts("\xEF\xBF\xBF", 3)) return 3;
    return 0;
}

bool is_plain_text(const std::string& text) {
    if (is_reserved(text) || text.front() == ' ' || text.back() == ' ') return false;
    const char first = text.front();
    const bool letter =
        (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z') || static_cast<unsigned char>(first) >= 0x80U;
    if (!letter) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool ascii = static_cast<unsigned char>(text[i]) < 0x80U;
        if (ascii ? !is_word_byte(text[i]) : special_length(text, i) > 0) return false;
    }
    return true;
}

unsigned code_point(const std::string& text, std::size_t at, std::size_t length) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    if (length == 2) return ((byte(0) & 0x1FU) << 6U) | (byte(1) & 0x3FU);
    return ((byte(0) & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU);
}

std::string in_quotes(const std::string& text) {
    std::string result = "\"";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (const std::size_t length = special_length(text, i); length > 0) {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\u%04X", code_point(text, i, length));
            result += escape;
            i += length - 1;
        } else if (c == '"' || c == '\\') {
            result += '\\';
            result += c;
        } else if (c == '\n') {
            result += "\\n";
        } else if (c == '\t') {
            result += "\\t";
        } else if (c == '\r') {
            result += "\\r";
        } else if (static_cast<unsigned char>(c) < 0x20U || c == 0x7F) {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\x%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
            result += escape;
        } else {
            result += c;
        }
    }
    return result + "\"";
}

}  // namespace

std::string scalar_text(const std::string& text, bool was_quoted) {
    if (is_plain_text(text)) return text;
    const bool own_type = text == "true" || text == "false" || parse_number(text).value || sim::parse_month(text);
    return own_type && !was_quoted ? text : in_quotes(text);
}

}  // namespace talentflow::scenarios
