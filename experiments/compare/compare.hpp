// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "experiments/compare/comparison.hpp"
#include "experiments/compare/plan.hpp"
#include "models/run/simulate.hpp"
#include "sim/dataset.hpp"

namespace talentflow::experiments {

struct CompareOptions {
    /// Threads and what else a run is made with; which members, and what is shown of them, is for the comparison.
    models::RunOptions run;
    /// Test switch: simulate every scenario from the beginning. The result is the same to the byte.
    bool share_past = true;
    /// Memory that copies of a member may take beside a run, bytes: a month is shared if there is room for its copy.
    double memory_bytes = 8e9;
    /// Called after every month of every run (one member of one scenario): `run` of `runs`, from 0.
    /// Returning false stops the comparison with `Interrupted`.
    std::function<bool(int run, int runs, const models::Progress&)> keep_going;
};

/// Runs the base and the arms of a plan, member by member, and joins them person by person.
///
/// Luck is equal: member k of every scenario has the same draws. One member is run through all
/// scenarios before the next, so that only the base's whereabouts of one member are kept. What an arm shares with the
/// base, burn-in and the months before the two differ, is simulated once a member and copied (models::MemberState). The
/// result does not depend on threads, and its member k not on how many members there are.
/// Errors: ModelError if the books of a run do not balance; Interrupted if `keep_going` says so.
void run_comparison(Comparison& plan, const std::vector<Contestant>& contestants, const CompareOptions& options);

/// Fills a plan from results of the same scenarios, in their order. Who is where is not in them.
/// Errors: ScenarioError if a result lacks a variable.
void read_comparison(Comparison& plan, const std::vector<sim::Dataset>& results);

}  // namespace talentflow::experiments
