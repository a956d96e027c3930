// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/terminal.hpp"
#include "scenarios/loader/scenario.hpp"
#include "sim/error.hpp"

/// What each command takes and does. The command line is read in cli.cpp; results go to `io.out`,
/// messages to `io.err`; a command returns its exit code or throws an Error.
namespace talentflow::app {

/// Options that every command takes.
struct CommonOptions {
    bool quiet = false;
    bool json = false;
    std::string progress = "auto";
    Language language = Language::en;
};

/// One change of a scenario: `--set path=value`, or an option that stands for one (--seed 7).
struct Change {
    std::string option, text;
};

/// A scenario with what the command line changes in it. Numbers stay text until the loader reads
/// them, so that its messages and its record of origins cover them.
struct ScenarioArguments {
    std::string file;
    std::vector<Change> changes;  // in the order of the command line: the later one wins
    bool quick = false;           // a quick look: a coarse world, not for quotation
    bool without_levers = false;  // the same world without levers, funds and titles
};

struct RunArguments {
    ScenarioArguments scenario;
    std::string output;    // empty: results/<name>.h5
    std::string state_at;  // months whose end is saved: "2019-12,2024-12"
    std::string from;      // a saved state to go on from, instead of a scenario
    int threads = 0;
    bool force = false;
    bool look_every_month = false;
    bool exact_threads = false;
};

struct BranchArguments {
    std::string state;
    std::vector<std::string> scenarios;
    ScenarioArguments scenario;  // what is changed in all of them; its file is not used
    std::string output;          // of one scenario; empty: results/<name>.h5
    std::uint32_t luck = 0;      // 0: the trunk's; else another future
    int threads = 0;
    bool force = false;
    bool exact_threads = false;
};

struct RerunArguments {
    std::string file;
    std::string output;  // empty: nothing is written
    int threads = 0;
    bool force = false;
};

struct CalibrateArguments {
    ScenarioArguments scenario;
    std::string output = "constants.yaml";
    int rounds = 40;
    int threads = 0;
    bool invert = false;
    bool force = false;
    bool keep = false;
};

struct CompareArguments {
    std::string base;  // a file, or "none": the first arm's world without levers
    std::vector<std::string> arms;
    ScenarioArguments scenario;       // what is changed in all of them; its file is not used
    bool share_past = true;           // a test switch turns it off
    std::string horizons;             // "2022-12,2027-12"; empty: sensible ones
    std::vector<std::string> groups;  // ids; none: all
    std::string output;               // empty: no file
    int threads = 0;
    bool force = false;
    bool exact_threads = false;
};

struct DesignArguments {
    std::string kind;
    std::vector<std::string> factors;  // "path=low:high:log", of a grid "path=1,2,3"
    std::uint64_t n = 0;
    std::uint64_t seed = 1;
    std::string output = "design.csv";
    bool force = false;
};

struct SensitivityArguments {
    std::string folder;
    bool markdown = false;
};

struct SweepArguments {
    std::string file;
    std::string folder;  // empty: results/<name>-sweep
    std::string shard;   // "1/3"; empty: all of it
    std::string audit;   // "1%"; empty: none
    int max_fails = 0;   // 0: any number
    int threads = 0;
    bool keep = false;  // whole results, too
    bool retry_failed = false;
    bool exact_threads = false;
};

struct MergeArguments {
    std::string folder;
};

struct CheckArguments {
    std::vector<std::string> files;
    bool strict = false;  // warnings are errors
};

struct ShowArguments {
    ScenarioArguments scenario;
    std::string other;  // --diff
};

struct LeversArguments {
    std::string kind;
    bool fields = false;
};

struct ParametersArguments {
    bool csv = false;
};

struct InfoArguments {
    std::string file;
};

struct ExportArguments {
    std::string file;
    std::string folder;
    bool no_bom = false;
    bool force = false;
};

ExitCode run(const RunArguments& arguments, const CommonOptions& common, const Io& io);
ExitCode branch(const BranchArguments& arguments, const CommonOptions& common, const Io& io);
ExitCode rerun(const RerunArguments& arguments, const CommonOptions& common, const Io& io);
ExitCode compare(const CompareArguments& arguments, const CommonOptions& common, const Io& io);
ExitCode design(const DesignArguments& arguments, const CommonOptions& common, const Io& io);
ExitCode sensitivity(const SensitivityArguments& arguments, const CommonOptions& common, const Io& io);
ExitCode sweep(const SweepArguments& arguments, const CommonOptions& common, const Io& io);
ExitCode merge(const MergeArguments& arguments, const CommonOptions& common, const Io& io);
ExitCode check(const CheckArguments& arguments, const CommonOptions& common, const Io& io);
ExitCode show(const ShowArguments& arguments, const CommonOptions& common, const Io& io);
ExitCode levers(const LeversArguments& arguments, const CommonOptions& common, const Io& io);
ExitCode parameters(const ParametersArguments& arguments, const CommonOptions& common, const Io& io);
ExitCode schema(const CommonOptions& common, const Io& io);
ExitCode info(const InfoArguments& arguments, const CommonOptions& common, const Io& io);
ExitCode export_tables(const ExportArguments& arguments, const CommonOptions& common, const Io& io);
ExitCode calibrate(const CalibrateArguments& arguments, const CommonOptions& common, const Io& io);

/// The path and value that a change stands for. Errors: ScenarioError if a --set has no path or no value.
[[nodiscard]] scenarios::Setting setting_of(const Change& change);

/// The scenario of a command line with its changes, the later one over the earlier.
/// Errors: ScenarioError, also for a setting without "="; OutputError if a file cannot be read.
[[nodiscard]] scenarios::Scenario load(const ScenarioArguments& arguments, scenarios::LoadOptions options = {});

}  // namespace talentflow::app
