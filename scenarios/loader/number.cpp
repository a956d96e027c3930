// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/number.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "scenarios/loader/ascii.hpp"

namespace talentflow::scenarios {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?
bool is_plain_decimal(std::string_view text) {
    std::size_t i = 0;
    const auto digits = [&] {
        const std::size_t from = i;
        while (i < text.size() && is_digit(text[i])) ++i;
        return i - from;
    };
    if (i < text.size() && text[i] == '-') ++i;
    const bool zero = i < text.size() && text[i] == '0';
    const std::size_t whole = digits();
    if (whole == 0 || (zero && whole > 1)) return false;
    if (i < text.size() && text[i] == '.') {
        ++i;
        if (digits() == 0) return false;
    }
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        ++i;
        if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
        if (digits() == 0) return false;
    }
    return i == text.size();
}

NumberText refused(std::string problem, std::string suggestion = {}) {
    return {std::nullopt, std::move(problem), std::move(suggestion)};
}

/// Suggests the corrected text if correcting it gives a number.
std::string write_instead(const std::string& corrected) {
    return is_plain_decimal(corrected) ? "write " + corrected : "write a plain decimal number";
}

NumberText why_not(std::string_view text) {
    std::string bare = lower(text);
    if (bare.empty()) return refused("is empty, not a number");
    std::string unsigned_part = bare;
    if (bare.front() == '-' || bare.front() == '+') unsigned_part.erase(0, 1);
    if (unsigned_part == ".nan" || unsigned_part == "nan" || unsigned_part == ".inf" || unsigned_part == "inf" ||
        unsigned_part == "infinity") {
        return refused("is not a finite number");
    }
    if (unsigned_part.rfind("0x", 0) == 0) return refused("is hexadecimal", "write a decimal number");
    if (unsigned_part.rfind("0o", 0) == 0) return refused("is octal", "write a decimal number");
    if (unsigned_part.rfind("0b", 0) == 0) return refused("is binary", "write a decimal number");
    if (bare.find('_') != std::string::npos && is_digit(unsigned_part.front())) {
        std::string without;
        for (const char c : bare) {
            if (c != '_') without += c;
        }
        return refused("has an underscore in a number", write_instead(without));
    }
    if (bare.front() == '+') return refused("has a plus sign", write_instead(unsigned_part));
    if (unsigned_part.front() == '.') {
        return refused("is not a number", write_instead((bare.front() == '-' ? "-0" : "0") + unsigned_part));
    }
    if (bare.back() == '.') return refused("is not a number", write_instead(bare.substr(0, bare.size() - 1)));
    if (bare.back() == '%') {
        const auto number = parse_number(std::string_view{bare}.substr(0, bare.size() - 1));
        return number.value ? refused("has a percent sign", "write " + format_number(*number.value / 100))
                            : refused("is not a number");
    }
    if (unsigned_part.size() > 1 && unsigned_part[0] == '0' && is_digit(unsigned_part[1])) {
        const auto first = unsigned_part.find_first_not_of('0');
        const std::string rest = first == std::string::npos ? "0" : unsigned_part.substr(first);
        return refused("has a leading zero", write_instead((bare.front() == '-' ? "-" : "") + rest));
    }
    return refused("is not a number");
}

}  // namespace

NumberText parse_number(std::string_view text) {
    if (!is_plain_decimal(text)) return why_not(text);
    double value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec == std::errc::result_out_of_range) {
        return refused("is too large or too close to zero for a number");
    }
    if (result.ec != std::errc{} || result.ptr != text.data() + text.size()) {
        return refused("is not a number");
    }
    // "1e-400" with digits that are not all zero is an underflow that some libraries let pass.
    const bool has_digits =
        text.substr(0, text.find_first_of("eE")).find_first_of("123456789") != std::string_view::npos;
    if (!std::isfinite(value) || (value == 0 && has_digits)) {
        return refused("is too large or too close to zero for a number");
    }
    return {value + 0.0, {}, {}};  // + 0.0: -0 is 0
}

std::optional<std::uint64_t> parse_whole(std::string_view text) {
    std::uint64_t whole = 0;
    const auto exact = std::from_chars(text.data(), text.data() + text.size(), whole);
    if (exact.ec == std::errc{} && exact.ptr == text.data() + text.size()) return whole;
    const auto number = parse_number(text);
    constexpr double kExact = 9007199254740992.0;  // 2^53: beyond it a double skips integers
    if (!number.value || *number.value < 0 || *number.value > kExact) return std::nullopt;
    if (*number.value != std::floor(*number.value)) return std::nullopt;
    return static_cast<std::uint64_t>(*number.value);
}

std::string format_number(double value) {
    std::string text = fmt::format("{}", value);
    const auto exponent = text.find('e');
    if (exponent == std::string::npos) {
        if (text.size() > 2 && text.compare(text.size() - 2, 2, ".0") == 0) text.erase(text.size() - 2);
        return text;
    }
    if (std::abs(value) >= 1 && std::abs(value) < 1e18 && value == std::floor(value)) {
        return fmt::format("{:.0f}", value);
    }
    if (text.find('.') == std::string::npos) text.insert(exponent, ".0");
    return text;
}

}  // namespace talentflow::scenarios
