// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "sim/dataset.hpp"

// Quick looks (`run --quick`): what says of a result that it is one, and what it does not show.
namespace talentflow::output {

/// The words that stand wherever a quick look is shown.
inline constexpr const char* kQuickLookWords = "quick look, not for quotation";
inline constexpr const char* kQuickLookWordsZh = "快速预览，不可引用";

/// Global attributes with the words; ordinary results have neither. CSV tables name columns so.
inline constexpr const char* kQuickLook = "quick_look";
inline constexpr const char* kQuickLookZh = "quick_look_zh";

/// Id that stands on the tier axes of a quick look for all tiers it does not show. No scenario can
/// declare it: ids begin with a letter or digit.
inline constexpr const char* kTiersNotShown = "_not_shown";

/// True if the result came of a quick look.
[[nodiscard]] bool is_quick_look(const sim::Dataset& data) noexcept;

/// Tiers A and B: a few dozen to a few hundred people a region, a handful of agents of ten persons.
[[nodiscard]] bool is_below_quick_look(std::string_view tier_id) noexcept;

/// The result as a quick look: marked, and without the tiers below its resolution.
///
/// The words are appended to the titles and to every variable's long name (plots write it on their
/// axes), and are attributes of their own. On the axes `tier` and `tier_to` the tiers that are not
/// shown become one place, `_not_shown`, in the order of the first of them: counts are summed
/// there, so that sums over tiers and every balance stay exact in integers without missing values;
/// means have no value (NaN) there. Errors: BugError if `data` is a quick look already.
[[nodiscard]] sim::Dataset quick_look_of(const sim::Dataset& data);

}  // namespace talentflow::output
