// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

#include "app/clock.hpp"
#include "app/command_text.hpp"
#include "app/commands.hpp"
#include "app/compare_json.hpp"
#include "app/compare_text.hpp"
#include "app/json_output.hpp"
#include "app/machine.hpp"
#include "app/progress.hpp"
#include "app/quick_look_words.hpp"
#include "app/run_facts.hpp"
#include "app/run_job.hpp"
#include "app/signals.hpp"
#include "app/warnings.hpp"
#include "experiments/compare/compare.hpp"
#include "experiments/compare/comparison_data.hpp"
#include "experiments/compare/plan.hpp"
#include "models/run/size.hpp"
#include "output/data_hash.hpp"
#include "output/provenance.hpp"
#include "output/quick_look.hpp"
#include "output/run_file.hpp"
#include "sim/printable.hpp"

namespace talentflow::app {

namespace {

namespace fs = std::filesystem;
using experiments::Comparison, experiments::Contestant;

constexpr const char* kNone = "none";
constexpr double kMemoryForCopies = 0.75;  // of what the process may use, for a run and the copies beside it
const Change kDefaultMembers{"--set", "random.replicates=5"};

[[noreturn]] void refuse(const std::string& what) {
    throw ScenarioError{"error: compare: " + sim::printable(what)};
}

/// The base, then the arms.
std::vector<std::string> names_of(const CompareArguments& arguments) {
    std::vector<std::string> names{arguments.base};
    names.insert(names.end(), arguments.arms.begin(), arguments.arms.end());
    return names;
}

enum class Kind { none, scenario, result };

Kind kind_of(const std::string& name) {
    if (name == kNone) return Kind::none;
    const auto extension = fs::path{name}.extension();
    if (extension == ".h5" || extension == ".nc") return Kind::result;
    std::error_code error;
    if (!fs::is_regular_file(name, error)) return Kind::scenario;  // a pipe would make us wait
    std::ifstream in{name, std::ios::binary};
    std::string start(8, '\0');
    in.read(start.data(), static_cast<std::streamsize>(start.size()));
    return in && start == "\211HDF\r\n\032\n" ? Kind::result : Kind::scenario;
}

/// Refuses what cannot be compared by its name alone; says whether the files are results.
bool check_names(const std::vector<std::string>& names) {
    std::set<std::string> seen;
    bool results = false, scenarios = false;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto kind = kind_of(names[i]);
        if (kind == Kind::scenario && scenarios::is_comparison_file(names[i]))
            refuse(names[i] +
                   " is a comparison file, which a later version reads; give its "
                   "scenarios instead: talentflow compare BASE.yaml ARM.yaml...");
        if (kind == Kind::none && i > 0)
            refuse("'none' (the world without levers) can only be the base; name it first");
        results = results || kind == Kind::result;
        scenarios = scenarios || kind != Kind::result;
        std::error_code error;
        const auto identity = kind == Kind::none ? names[i] : fs::weakly_canonical(names[i], error).string();
        if (!seen.insert(identity).second)
            refuse(names[i] + " is given twice; what is compared with itself differs by nothing");
    }
    if (names.size() < 2)
        refuse("there is nothing to compare " + names.front() +
               " with; name at least one arm behind the base: talentflow compare BASE ARM...");
    if (results && scenarios)
        refuse(
            "scenarios and result files are mixed; run the scenarios first "
            "(talentflow run SCENARIO -o FILE.h5) and compare the files, or give scenarios only; "
            "the base 'none' goes with scenarios");
    return results;
}

void check_options_of_results(const CompareArguments& arguments) {
    const auto& s = arguments.scenario;
    const auto refuse_if = [](bool given, const char* option) {
        if (given) refuse(std::string{option} + " is for scenarios; result files have been run already, leave it out");
    };
    for (const auto& change : s.changes) refuse_if(true, change.option.c_str());
    refuse_if(s.quick, "--quick");
}

std::vector<Contestant> load_scenarios(const CompareArguments& arguments) {
    std::vector<Contestant> contestants;
    for (const auto& name : names_of(arguments)) {
        ScenarioArguments one = arguments.scenario;
        const bool none = name == kNone;
        one.file = none ? arguments.arms.front() : name;
        one.without_levers = none;
        one.changes.insert(one.changes.begin(), kDefaultMembers);  // what the user sets comes later and wins
        try {
            contestants.push_back({sim::printable(name), load(one)});
        } catch (const ScenarioError& error) {
            if (arguments.scenario.changes.empty()) throw;  // it names its file already
            throw ScenarioError{std::string{error.what()} + "\nerror: compare: this is of " + sim::printable(name) +
                                "; a setting holds for the base and every arm, write what is of one "
                                "of them into its file"};
        }
    }
    return contestants;
}

const std::string& scenario_of(const sim::Dataset& data, const std::string& file) {
    if (experiments::is_comparison(data))
        refuse(file + " is itself a comparison; give results that 'talentflow run' wrote");
    if (const auto* text = data.text("scenario_yaml")) return *text;
    refuse(file + " does not hold its scenario (scenario_yaml); run the scenario again");
}

/// Results that another program made, or another kind of run, are refused before their scenarios
/// are read.
void check_same_making(const sim::Dataset& a, const sim::Dataset& b, const std::string& file_a,
                       const std::string& file_b) {
    for (const char* name : {"talentflow_version", "git_commit"})
        if (a.text_attribute(name) != b.text_attribute(name))
            refuse(
                fmt::format("program versions differ ({}): {} in {}, {} in {}; run both with one "
                            "program",
                            name, a.text_attribute(name), file_a, b.text_attribute(name), file_b));
    if (output::future_of(a) != output::future_of(b)) {
        refuse(
            fmt::format("{} and {} are of different luck (branch --luck), so that their people meet different chances; "
                        "branch both with the same --luck",
                        file_a, file_b));
    }
    if (output::is_quick_look(a) != output::is_quick_look(b)) {
        const auto& quick = output::is_quick_look(a) ? file_a : file_b;
        refuse(
            fmt::format("{} is a {}; it can only be compared with others of its kind", quick, output::kQuickLookWords));
    }
}

std::vector<Contestant> load_results(const CompareArguments& arguments, std::vector<sim::Dataset>& results) {
    std::vector<Contestant> contestants;
    const auto names = names_of(arguments);
    for (std::size_t i = 0; i < names.size(); ++i) {
        results.push_back(output::read_run_file(names[i]));
        const auto& yaml = scenario_of(results[i], names[i]);
        if (i > 0) check_same_making(results[0], results[i], names[0], names[i]);
        contestants.push_back({sim::printable(names[i]), scenarios::parse_scenario(yaml, names[i])});
        contestants.back().scenario.quick_look = output::is_quick_look(results[i]);
    }
    return contestants;
}

/// Claims the name of the comparison, if there is one.
std::optional<output::AtomicFile> claim_output(const CompareArguments& arguments,
                                               const std::vector<Contestant>& contestants) {
    if (arguments.output.empty()) return std::nullopt;
    std::vector<fs::path> read;
    for (const auto& name : names_of(arguments)) read.emplace_back(name);  // as given: what is shown may differ
    for (const auto& contestant : contestants) {
        const auto& files = contestant.scenario.files;
        read.insert(read.end(), files.begin(), files.end());
    }
    return output::claim(arguments.output, {arguments.force ? output::Replace::yes : output::Replace::no,
                                            output::result_mark(), std::move(read)});
}

Comparison make_plan(const std::vector<Contestant>& contestants, const CompareArguments& arguments) {
    experiments::Question question;
    if (!arguments.horizons.empty()) question.horizons = experiments::read_horizons(arguments.horizons);
    question.groups = arguments.groups;
    auto plan = experiments::plan(contestants, question);
    plan.base.scenario_sha256 = scenario_sha256(contestants[0].scenario);
    for (std::size_t a = 0; a < plan.arms.size(); ++a) {
        plan.arms[a].scenario_sha256 = scenario_sha256(contestants[a + 1].scenario);
    }
    return plan;
}

/// Runs everything; a stop asked for by a signal ends it after the month under way.
void run_with_progress(Comparison& plan, const std::vector<Contestant>& contestants, const CompareArguments& arguments,
                       const CommonOptions& common, const Io& io) {
    const auto& world = contestants.front().scenario.world;
    ProgressReporter reporter{io.err,
                              {.mode = progress_mode(common, io),
                               .language = common.language,
                               .first_month = world.first_month(),
                               .counts = ProgressReporter::Counts::runs},
                              seconds_now};
    models::Progress last;
    int last_run = 0, runs = 1;
    experiments::CompareOptions options;
    options.run = run_options(arguments.threads, false, arguments.exact_threads);
    options.share_past = arguments.share_past;
    if (const auto memory = allowance().memory_bytes) {
        options.memory_bytes = std::max(0.0, kMemoryForCopies * *memory - models::expected_bytes(world));
    }
    options.keep_going = [&](int run, int n, const models::Progress& progress) {
        last = progress;
        last.member = last_run = run;
        last.members = runs = n;
        reporter.update(last);
        return !stop_requested();
    };
    const auto interrupted = [&] {
        return Interrupted{fmt::format("interrupted after month {} of {} ({}), run {} of {} ({}); nothing was written",
                                       last.months_done, last.months_total,
                                       sim::to_string(world.first_month() + (last.months_done - 1)), last_run + 1, runs,
                                       contestants[static_cast<std::size_t>(last_run) % contestants.size()].source)};
    };
    try {
        experiments::run_comparison(plan, contestants, options);
        if (stop_requested()) throw interrupted();
    } catch (const Interrupted&) {  // the model does not know which run it was
        throw interrupted();
    }
}

void print(const Comparison& comparison, const CompareFacts& facts, const CommonOptions& common, const Io& io) {
    io.out << compare_text(comparison, facts, common.language, io.colour ? Headings::bold : Headings::plain) << '\n';
    if (!facts.output.empty())
        io.out << pick(common.language, "comparison: ", "比较文件：") << sim::printable(facts.output) << '\n';
    if (comparison.quick_look) io.out << quick_look_words(common.language) << '\n';
}

}  // namespace

ExitCode compare(const CompareArguments& arguments, const CommonOptions& common, const Io& io) {
    const double started = seconds_now();
    refuse_standard_stream(arguments.output, "-o");
    const bool of_results = check_names(names_of(arguments));
    if (of_results) check_options_of_results(arguments);
    std::vector<sim::Dataset> results;
    const auto contestants = of_results ? load_results(arguments, results) : load_scenarios(arguments);
    if (!of_results)
        for (const auto& contestant : contestants)
            if (contestant.source != kNone) refuse_if_too_large(contestant.scenario.world, contestant.source);
    Warnings warnings;
    if (!of_results) {  // results have been run; their warnings were told then
        for (const auto& contestant : contestants) add_new(warnings, contestant.scenario.warnings);
    }
    print_warnings(warnings, common, io);
    auto comparison = make_plan(contestants, arguments);
    catch_stop_signals();
    auto target = claim_output(arguments, contestants);
    if (of_results)
        experiments::read_comparison(comparison, results);
    else
        run_with_progress(comparison, contestants, arguments, common, io);
    const auto data = experiments::dataset_of(comparison, command_text(arguments));
    if (target) output::write_run_file(data, *target);
    CompareFacts facts;
    facts.output = arguments.output;
    if (common.json) facts.data_sha256 = output::data_sha256(data);
    facts.definition = talent_definition(contestants.front().scenario.world);
    facts.threads = comparison.threads;
    facts.wall_seconds = seconds_now() - started;
    facts.peak_rss_bytes = peak_memory_bytes();
    facts.runs_scenarios = !of_results;
    if (common.json) {
        auto json = compare_json(comparison, facts);
        json["warnings"] = warnings_json(warnings);
        print_json(io, json, {.sha256 = {}, .settings = arguments.scenario.changes});
    } else if (!common.quiet) {
        print(comparison, facts, common, io);
    }
    return ExitCode::ok;
}

}  // namespace talentflow::app
