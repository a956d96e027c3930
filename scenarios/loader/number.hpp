// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace talentflow::scenarios {

/// A number read from a scenario's text, or why it is none.
struct NumberText {
    std::optional<double> value;
    std::string problem;     // "is not a number"
    std::string suggestion;  // "write 0.5"
};

/// Strict decimal number: `-12`, `0.5`, `1e3`. Refused: nan, inf, hexadecimal, octal, leading zeros
/// or plus, underscores, bare points, percent signs, over- and underflow.
[[nodiscard]] NumberText parse_number(std::string_view text);

/// Whole number in [0, 2^64) for seeds and counts; `1e6` is one.
[[nodiscard]] std::optional<std::uint64_t> parse_whole(std::string_view text);

/// Shortest text that reads back to the same bits; never in a form that YAML 1.1 takes for a text.
[[nodiscard]] std::string format_number(double value);

}  // namespace talentflow::scenarios
