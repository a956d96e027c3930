// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "models/run/known_sample.hpp"
#include "models/run/result/variables.hpp"

/// Families of variables. Each function adds those of its variables that the world has: the condition, what the result
/// says of a variable and what counts it stand side by side. Recorder calls them in the order of the result.
namespace talentflow::models {

/// axes.cpp: axes of every result; a family may add its own.
void add_axes(const World& world, sim::Dataset& data, int first_member);

// residents.cpp. Returns who lives where.
Rows<std::int64_t> add_residents(Variables& result);

// flows.cpp
struct EntriesAndExits {
    Rows<std::int64_t> entries, exits;
};
/// Returns moves in and out.
Rows<std::int64_t> add_moves(Variables& result);
EntriesAndExits add_entries_and_exits(Variables& result);
void add_rises(Variables& result);

// work.cpp
void add_posts(Variables& result);
void add_hires_and_commuters(Variables& result);
void add_prices(Variables& result);
void add_created_posts(Variables& result);

// knowledge.cpp
/// `sample` is asked at every time and outlives `result`; whoever changes to another member restarts it.
void add_awareness(Variables& result, KnownSample& sample);
void add_ties(Variables& result);

// claims.cpp
void add_processing_days(Variables& result);
void add_claims(Variables& result);
void add_recipients(Variables& result);

// money.cpp
void add_spending(Variables& result);
void add_funds(Variables& result);

// programmes.cpp
void add_second_workplaces(Variables& result);
void add_attendances(Variables& result);

// indices.cpp
void add_structure_match(Variables& result);
void add_net_brain_gain(Variables& result, Rows<std::int64_t> stock, Rows<std::int64_t> moves, EntriesAndExits crossed);
void add_inequality(Variables& result, Rows<std::int64_t> stock);

// cohorts.cpp
void add_cohorts(Variables& result);

}  // namespace talentflow::models
