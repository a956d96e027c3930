// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace talentflow::app {

/// Number of single-letter changes, insertions, deletions and swaps of neighbours between two
/// words.
///
/// Source: optimal string alignment distance. Command words are short and swapped letters are their
/// usual typo, which the plain Levenshtein distance of the scenario loader counts twice.
[[nodiscard]] std::size_t typing_distance(std::string_view a, std::string_view b);

/// "; did you mean 'run'?" for the candidate nearest to `word` (at most a third of its letters, at
/// least one, differ), or an empty text.
[[nodiscard]] std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace talentflow::app
