// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "scenarios/loader/report.hpp"
#include "scenarios/loader/sweep_file.hpp"

/// Parts of the reading of sweep files.
namespace talentflow::scenarios {

/// Places of the sweep file by the origin that its settings have in messages ("--set path=value").
using SettingPlaces = std::map<std::string, Diagnostic>;
void note_setting(SettingPlaces& places, const Setting& setting, const Diagnostic& place);
/// Adds what a report found, each with its place in the sweep file if it is of one of these settings.
void add_problems(SweepFile& sweep, const Report& report, const SettingPlaces& places);
/// Adds one error at a place.
void add_problem(SweepFile& sweep, const Diagnostic& place, std::string problem, std::string suggestion = {});
/// By file, line and column; equal ones once.
void sort_problems(SweepFile& sweep);

/// Fills in ranges that parameters take from the scenarios; `all` are the entries {all_with_range: true}.
struct AllWithRange {
    std::vector<std::string> except;
    Diagnostic place;
};
void fill_ranges(SweepFile& sweep, const std::vector<AllWithRange>& all);

/// Checks outputs against what the results of the scenarios will hold; fills in units and the last month.
void check_outputs(SweepFile& sweep);

/// Whether the constants of a world were found with the value at `path`: the inversion runs it without levers.
[[nodiscard]] bool constants_depend_on(const std::string& path, const models::World& world);

}  // namespace talentflow::scenarios
