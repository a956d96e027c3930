// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/compare_facts.hpp"
#include "app/summary_text.hpp"
#include "app/terminal.hpp"
#include "experiments/compare/comparison.hpp"

namespace talentflow::app {

/// A comparison for people: the base in words, what the intervals are, for every arm and horizon
/// the tables of compare_tables.hpp, and at the end all arms side by side. Lines end in "\n".
[[nodiscard]] std::string compare_text(const experiments::Comparison& c, const CompareFacts& facts, Language language,
                                       Headings headings);

}  // namespace talentflow::app
