// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/month/processes.hpp"
#include "models/month/proposals.hpp"

namespace talentflow::models {

/// Phase 3: applications, contact, and clearing of what is scarce, ranked and free of any order of rows (methods 3.5).
/// Reads `seekers` and `open_posts`; writes `placements`.
void resolve(Processes& p, sim::Month now, MonthLists& lists);

}  // namespace talentflow::models
