// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/world/parameters.hpp"
#include "models/world/world.hpp"
#include "scenarios/loader/diagnostic.hpp"
#include "scenarios/loader/prepared.hpp"
#include "scenarios/loader/scenario.hpp"
#include "sim/calendar.hpp"

namespace talentflow::scenarios {

/// One input that a sweep varies: a column of its design.
struct SweepParameter {
    std::string name;                    // of the column: the path, or the id of several that move together
    std::vector<std::string> paths;      // of the scenario's values, as for --set
    std::optional<models::Range> range;  // low < high; none in a list
    bool log = false;
    bool whole = false;
    std::vector<double> values;  // stated one by one: levels of a grid, rows of a list
    Diagnostic place;            // where it is stated (no problem yet)
    bool own_range = false;      // taken from the scenario with all others that carry one
};

enum class Reduce { sum, mean };
enum class OutputAs { level, difference };

/// One number that a sweep keeps of every run and member.
struct SweepOutput {
    std::string id;                                                        // [a-z][a-z0-9_]*
    std::string variable;                                                  // of a result (docs/output-format.md)
    std::vector<std::pair<std::string, std::vector<std::string>>> select;  // axis: labels, of regions also groups
    std::optional<sim::Month> from, to;  // months whose ends or flows are taken, both included; none: no axis `time`
    Reduce reduce = Reduce::sum;         // over everything that is selected
    OutputAs as = OutputAs::level;
    std::string units;  // of the variable; as a sum or mean has it
    Diagnostic place;
};

/// One of the scenarios of a sweep: its base, or an arm that it is held against.
struct SweepScenario {
    std::string id;              // "base", or the scenario's name
    std::string written;         // the path as the sweep file has it
    std::filesystem::path file;  // seen from here
    models::Name title;
    std::string resolved_yaml;
    std::string sha256;                        // of it without comments
    std::optional<PreparedScenario> prepared;  // none: read from a sweep folder, not to be run
    models::World world;                       // as it stands, without a point's values
    std::vector<std::string> lacks;  // paths of parameters whose lever, fund or title it does not have, sorted

    /// Whether a parameter's path is set in this scenario.
    [[nodiscard]] bool takes(const std::string& path) const;
};

enum class Constants { keep, refit };

/// What a sweep was made by: in the sweep.yaml of a folder.
struct SweepMaking {
    std::string version, commit, identity;
};

/// A sweep file as it was read.
struct SweepFile {
    std::string name;
    models::Name title;
    std::string note;
    std::filesystem::path file;
    std::vector<SweepScenario> scenarios;  // the base first
    std::vector<Setting> set;              // of all scenarios
    std::string design_kind;               // grid, list, lhs, sobol, morris
    std::size_t n = 0;                     // 0: not stated
    std::uint64_t seed = 1;
    std::filesystem::path design_file;  // a CSV whose rows are the points, seen from here; empty: none
    std::vector<SweepParameter> parameters;
    int replicates = 1;
    Constants constants = Constants::keep;
    bool constants_depend = false;  // a parameter is one that the constants of the base were found with
    std::vector<SweepOutput> outputs;
    std::optional<SweepMaking> made_by;
    Diagnostic design_place;
    std::vector<Diagnostic> problems;  // errors and warnings, in the order of the file

    [[nodiscard]] bool sound() const noexcept;
};

/// Whether the scenarios are loaded and everything is checked against them, or only what stands in the file itself.
enum class SweepDepth { with_scenarios, file_only };

/// Reads a sweep file: {format: 1, scenario, against, set, design, parameters, replicates, constants, outputs}
/// (scenarios/README.md). Never throws for bad content: everything that is wrong with it and with its scenarios is in
/// `problems`. Errors: OutputError if the file itself cannot be read.
[[nodiscard]] SweepFile read_sweep(const std::filesystem::path& file, SweepDepth depth = SweepDepth::with_scenarios);

/// Notes which paths of the parameters each scenario lacks.
void note_lacking(SweepFile& sweep);

/// The settings of a point: the value of each parameter at each of its paths that `scenario` takes.
[[nodiscard]] std::vector<Setting> settings_of_point(const SweepFile& sweep, const SweepScenario& scenario,
                                                     const double* values);

/// Looks for what is wrong with these columns at both ends of their values, in every scenario: unknown paths, values
/// out of bounds, what is no number. Adds to `problems`; sets `whole` of each.
void check_ends(SweepFile& sweep, const std::vector<models::Range>& ends);

/// `problems` sorted; errors thrown as one ScenarioError.
void throw_if_unsound(const SweepFile& sweep);

/// Whether a file lies in the folder of the sweep file or below it. Of what is no scenario or design and lies elsewhere
/// no message shows a word.
[[nodiscard]] bool lies_beside(const SweepFile& sweep, const std::filesystem::path& file);

/// True if the file holds a sweep. Errors: OutputError if it cannot be read; content that is no YAML is none.
[[nodiscard]] bool is_sweep_file(const std::filesystem::path& file);

}  // namespace talentflow::scenarios
