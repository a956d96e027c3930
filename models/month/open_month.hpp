// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/month/processes.hpp"
#include "models/month/proposals.hpp"

namespace talentflow::models {

/// Phase 1: the month begins. Funds get their money and pay what levers cost; levers in force write the policy field;
/// then every process makes its tables of the month, each from what stands before it here and the state of last month.
/// People do not change; posts, deals and what funds hold do.
void open_month(Processes& p, const MonthState& s, sim::Month now, MonthLists& lists);

}  // namespace talentflow::models
