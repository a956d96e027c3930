// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/month/processes.hpp"
#include "models/month/proposals.hpp"

namespace talentflow::models {

/// Phase 2, whom the world does not hold yet: gathers the seekers of all blocks, then potential immigrants choose, and
/// those who would stay outside are brought in where parks and projects ask for people from outside
/// (methods 3.12, 3.17). Reads tables and last month's counts; writes `first_seeker`, `seekers` and `immigrants`.
void propose_newcomers(const Processes& p, sim::Month now, MonthLists& lists, Scratch& scratch);

}  // namespace talentflow::models
