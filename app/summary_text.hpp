// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "app/run_facts.hpp"
#include "app/summary.hpp"
#include "app/terminal.hpp"

namespace talentflow::app {

/// How many members' means are rounded: to the leading digit of their standard deviation, at least
/// to one person, so that no digit is printed that luck decides.
[[nodiscard]] double rounding_step(double sd);

/// The closing table of `run` for people: who is counted, every region and group by tier, levers,
/// funds, the shortage list. Lines end in "\n"; headings are bold if `colour`.
[[nodiscard]] std::string summary_text(const RunFacts& facts, const Summary& summary,
                                       Language language, bool colour);

}  // namespace talentflow::app
