// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace talentflow::scenarios {

/// The ways to write a money key and what each multiplies by: `a_cny` 1, `a_wan_cny` 1e4,
/// `a_yi_cny` 1e8; also with `_per_month` or `_per_year` behind. Empty if `key` holds no money.
[[nodiscard]] std::vector<std::pair<std::string, double>> money_keys(std::string_view key);

/// The money key in a path (`levers.award.amount_cny.C`) and what it multiplies by; empty if there is none.
[[nodiscard]] std::pair<std::string, double> money_key_in(const std::string& path);

/// The key without its unit: `duration_months` -> `duration`; the key itself if it names no unit.
[[nodiscard]] std::string without_unit(std::string_view key);

}  // namespace talentflow::scenarios
