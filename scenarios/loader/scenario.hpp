// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/world/world.hpp"
#include "scenarios/loader/diagnostic.hpp"

namespace talentflow::scenarios {

/// One `--set path=value` of the command line, as typed.
struct Setting {
    std::string path;
    std::string value;
};

struct LoadOptions {
    std::vector<Setting> settings;
    /// A coarse world for a fast answer (`run --quick`): ten persons an agent.
    bool quick_look = false;
    /// The same world without any policy: levers, funds and titles are left out, after the settings
    /// (the base `none` of a comparison).
    bool without_levers = false;
    bool structure = false;  // Scenario::structure is wanted as well
};

/// A scenario that has been read, merged, checked and completed.
struct Scenario {
    models::World world;
    /// The fully resolved scenario: every default filled in, a comment with the origin of each
    /// value. Itself a valid scenario without `extends` or `packages`; loading it gives the same
    /// world.
    std::string resolved_yaml;
    /// The same as JSON for programs, each value with what is known of it (docs/json.md); only if asked for.
    std::string structure;
    /// Every file that was read for it: itself, what it extends, packages. None is written over.
    std::vector<std::filesystem::path> files;
    bool quick_look = false;           // as asked for: its results are not for quotation
    std::string sha256;                // of resolved_yaml without comments, hexadecimal, lower case
    std::vector<Diagnostic> warnings;  // what is hardly meant; the scenario runs all the same
    /// Where each fund of the world is stated (path, no problem yet), for warnings that only a run can give.
    std::vector<Diagnostic> fund_places;
};

/// Reads a scenario with everything it extends; `-` is the standard input, whose paths are relative to the working
/// folder.
///
/// Errors: ScenarioError carrying every diagnostic found in one pass, one a line; OutputError (exit
/// 3) if a file cannot be opened or read. Guards: at most 1 MiB a file, depth 32,
/// no aliases, no `<<`, no duplicate keys, UTF-8 only, one document.
[[nodiscard]] Scenario load_scenario(const std::filesystem::path& file, const LoadOptions& options = {});

/// The same from a text (resolved scenarios out of a result file); `name` stands in messages.
[[nodiscard]] Scenario parse_scenario(const std::string& text, const std::string& name,
                                      const LoadOptions& options = {});

/// Every problem of one file, errors and warnings; empty if it is fine. Packages, comparisons and sweeps are recognised
/// by their keys; `-` is the standard input. Never throws for bad content.
[[nodiscard]] std::vector<Diagnostic> check_file(const std::filesystem::path& file);

/// Values that differ between two scenarios: "path: value-a -> value-b", one a line, in file order.
[[nodiscard]] std::string diff(const Scenario& a, const Scenario& b);

/// A value that two scenarios state differently; "(none)" where one of them states none.
struct ValueDifference {
    std::string path, a, b;
};

/// The first value in which the worlds of two scenarios differ, in the order of `a`; empty if they
/// are the same world. What may differ between the arms of a comparison is left aside: name, title
/// and note, levers, funds, titles, groups and output.
[[nodiscard]] std::optional<ValueDifference> world_difference(const Scenario& a, const Scenario& b);

/// The first of regions, tiers and fields that the two list in another order; empty if none.
[[nodiscard]] std::optional<ValueDifference> places_difference(const Scenario& a, const Scenario& b);

/// True if the file holds a comparison (it names arms, a base, a decision or horizons) rather than
/// a scenario. Errors: OutputError if it cannot be read; content that is no YAML is no comparison.
[[nodiscard]] bool is_comparison_file(const std::filesystem::path& file);

/// JSON Schema (draft 2020-12) of the scenario format, generated from the loader's own specs.
[[nodiscard]] std::string json_schema();

/// One row of `talentflow parameters`: every parameter and every scenario value that carries a
/// range.
struct ParameterRow {
    std::string path, symbol, unit, scale, evidence, source, help;
    double default_value = 0;
    double bound_low = 0, bound_high = 0;  // hard bounds, both included
    std::optional<double> low, high;       // range for sensitivity
};
[[nodiscard]] std::vector<ParameterRow> parameter_rows();

}  // namespace talentflow::scenarios
