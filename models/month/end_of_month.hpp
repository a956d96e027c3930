// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/month/processes.hpp"

namespace talentflow::models {

/// Phase 5: people are picked for programmes and claims are decided, both for the next month; wages and house prices
/// move; cohorts are counted and looked at again; the books balance, or the run stops. Writes of people only what
/// programmes and claims keep of them: marks, courses, secondments, accreditation, cards, contracts. Errors: ModelError
/// if the books of people or funds do not balance.
void end_of_month(Processes& p, MonthState& s, sim::Month now);

}  // namespace talentflow::models
