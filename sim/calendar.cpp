// SPDX-License-Identifier: Apache-2.0
#include "sim/calendar.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>

namespace talentflow::sim {

std::optional<Month> parse_month(std::string_view text) noexcept {
    if (text.size() != 7 || text[4] != '-') return std::nullopt;
    const auto digits = [&](std::size_t from, std::size_t n) {
        int value = 0;
        for (std::size_t i = from; i < from + n; ++i) {
            if (text[i] < '0' || text[i] > '9') return -1;
            value = value * 10 + (text[i] - '0');
        }
        return value;
    };
    const int year = digits(0, 4);
    const int month = digits(5, 2);
    if (year < 1801 || year > 2140 || month < 1 || month > 12) return std::nullopt;
    return Month::of(year, month);
}

std::string to_string(Month month) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02d", month.year(), month.month_of_year());
    return std::string{text.data()};
}

std::int64_t days_since_1970(Month month) noexcept {
    // Days before the year, then before the month; leap days by the Gregorian rule.
    const std::int64_t y = month.year() - 1;
    const auto days_before_year = [](std::int64_t last) { return last * 365 + last / 4 - last / 100 + last / 400; };
    static constexpr std::array<int, 12> kBefore{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    const int year = month.year();
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    const int m = month.month_of_year();
    const std::int64_t in_year = kBefore[static_cast<std::size_t>(m - 1)] + (leap && m > 2 ? 1 : 0);
    return days_before_year(y) - days_before_year(1969) + in_year;
}

MonthList parse_months(std::string_view text) {
    std::set<Month> months;
    for (std::size_t from = 0; from <= text.size();) {
        const auto comma = std::min(text.find(',', from), text.size());
        const auto word = text.substr(from, comma - from);
        const auto month = parse_month(word);
        if (!month) return {{}, std::string{word}};
        months.insert(*month);
        from = comma + 1;
    }
    return {{months.begin(), months.end()}, std::nullopt};
}

}  // namespace talentflow::sim
