// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/run_facts.hpp"
#include "app/summary.hpp"
#include "app/terminal.hpp"

namespace talentflow::app {

enum class Headings { plain, bold };  // bold: terminal escape sequences

/// How many members' means are rounded: to the leading digit of their standard deviation, at least
/// to one person, so that no digit is printed that luck decides.
[[nodiscard]] double rounding_step(double sd);

/// The closing table of `run` for people: who is counted, every region and group by tier, levers,
/// funds, the shortage list. Lines end in "\n".
[[nodiscard]] std::string summary_text(const RunFacts& facts, const Summary& summary, Language language,
                                       Headings headings);

}  // namespace talentflow::app
