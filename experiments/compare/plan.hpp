// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "experiments/compare/comparison.hpp"
#include "scenarios/loader/scenario.hpp"
#include "sim/calendar.hpp"

namespace talentflow::experiments {

/// One scenario that takes part, the base first.
struct Contestant {
    std::string source;  // the file as it was given, or "none"
    scenarios::Scenario scenario;
};

struct Question {
    std::vector<sim::Month> horizons;  // none: default_horizons
    std::vector<std::string> groups;   // ids; none: every group of the scenarios
};

/// Months out of "2022-12,2027-12", ascending and each once.
/// Errors: ScenarioError naming the word that is no month.
[[nodiscard]] std::vector<sim::Month> read_horizons(const std::string& words);

/// The December nearest to the middle of the run (the earlier of two), if it is not the last month,
/// and the last month.
[[nodiscard]] std::vector<sim::Month> default_horizons(sim::Month start, int months);

/// Checks that scenarios can be compared, and lays out what will be counted; the figures are still
/// empty.
///
/// Errors: ScenarioError that names the first difference and both values, if seeds, members, first
/// month, months, persons per agent or anything else of the world differs (levers, funds, titles,
/// groups and output may); if one name means two groups; if a horizon is outside the run or a group
/// unknown.
[[nodiscard]] Comparison plan(const std::vector<Contestant>& contestants, const Question& question);

}  // namespace talentflow::experiments
