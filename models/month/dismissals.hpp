// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/month/processes.hpp"
#include "models/month/proposals.hpp"

namespace talentflow::models {

/// Phase 2, after all blocks: holders of posts that closed this month and for whom no open post of the pool is left
/// lose theirs (methods 3.17). Reads last month's people and posts; writes `dismissals` of their blocks.
void propose_dismissals(const Processes& p, const MonthState& s, sim::Month now, MonthLists& lists);

}  // namespace talentflow::models
