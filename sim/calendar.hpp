// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace talentflow::sim {

/// An absolute calendar month, counted from January 1800 so that 12 bits reach the year 2141.
///
/// Months in draw addresses are absolute, never "step 7 of this run" (methods 2.1): a later start of
/// the same world meets the same luck.
class Month {
  public:
    static constexpr int kFirstYear = 1800;
    static constexpr int kMonths = 4096;

    constexpr Month() noexcept = default;
    constexpr explicit Month(std::int32_t index) noexcept : index_{index} {}
    /// `month` from 1 (January) to 12.
    [[nodiscard]] static constexpr Month of(int year, int month) noexcept {
        return Month{(year - kFirstYear) * 12 + (month - 1)};
    }

    [[nodiscard]] constexpr std::int32_t index() const noexcept { return index_; }
    [[nodiscard]] constexpr int year() const noexcept { return kFirstYear + index_ / 12; }
    /// 1 (January) to 12.
    [[nodiscard]] constexpr int month_of_year() const noexcept { return index_ % 12 + 1; }

    friend constexpr auto operator<=>(Month, Month) noexcept = default;
    friend constexpr Month operator+(Month m, int months) noexcept { return Month{m.index_ + months}; }
    friend constexpr Month operator-(Month m, int months) noexcept { return Month{m.index_ - months}; }
    friend constexpr int operator-(Month a, Month b) noexcept { return a.index_ - b.index_; }

  private:
    std::int32_t index_ = 0;
};

/// Reads "YYYY-MM"; empty if the text is anything else or the year is outside [1801, 2140].
[[nodiscard]] std::optional<Month> parse_month(std::string_view text) noexcept;

/// "2018-01".
[[nodiscard]] std::string to_string(Month month);

/// Months as people list them.
struct MonthList {
    std::vector<Month> months;         // ascending, each once
    std::optional<std::string> wrong;  // the first word that is no month; then there are no months
};
/// Reads "2022-12,2027-12"; an empty word is no month.
[[nodiscard]] MonthList parse_months(std::string_view text);

/// Days from 1970-01-01 to the first day of `month` (proleptic Gregorian calendar).
[[nodiscard]] std::int64_t days_since_1970(Month month) noexcept;

}  // namespace talentflow::sim
