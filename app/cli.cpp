// SPDX-License-Identifier: Apache-2.0
#include "app/cli.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "app/commands.hpp"
#include "app/design_options.hpp"
#include "app/machine.hpp"
#include "app/option_values.hpp"
#include "app/outgoing_text.hpp"
#include "app/suggest.hpp"
#include "app/sweep_options.hpp"
#include "output/provenance.hpp"
#include "sim/draws.hpp"
#include "sim/printable.hpp"

namespace talentflow::app {

namespace {

constexpr int kMaxRounds = 10000;
/// Everything the commands can take; CLI11 writes here.
struct Arguments {
    CommonOptions common;
    RunArguments run;
    BranchArguments branch;
    RerunArguments rerun;
    CompareArguments compare;
    DesignCommands designs;
    SweepArguments sweep;
    MergeArguments merge;
    CheckArguments check;
    ShowArguments show;
    LeversArguments levers;
    ParametersArguments parameters;
    InfoArguments info;
    ExportArguments exported;
    CalibrateArguments calibrate;
};

/// Whether a command takes --replicates.
enum class Members { no, yes };

/// The parser, and what each command does once its words have been read.
class CommandLine {
  public:
    explicit CommandLine(const Io& io);
    CommandLine(const CommandLine&) = delete;
    CommandLine& operator=(const CommandLine&) = delete;

    ExitCode run(int argc, const char* const* argv);

  private:
    using Action = std::function<ExitCode()>;

    CLI::App& command(const std::string& name, const std::string& help, const std::string& example, Action action);
    void add_common(CLI::App& app);
    void add_scenario(CLI::App& app, ScenarioArguments& arguments, Members members);
    void add_settings(CLI::App& app, ScenarioArguments& arguments, Members members);
    void add_run();
    void add_states();
    void add_compare();
    void add_designs();
    void add_sweeps();
    void add_readers();
    void add_catalogues();
    void add_files();
    void add_calibrate();
    [[nodiscard]] const CLI::App* chosen() const;
    [[nodiscard]] std::string explained(const CLI::ParseError& error) const;

    const Io& io_;
    Arguments arguments_;
    CLI::App app_{"talentflow: talent flows between adjacent regions under policy levers"};
    std::map<const CLI::App*, Action> actions_;
    std::map<const CLI::App*, ScenarioArguments*> changed_;
};

CommandLine::CommandLine(const Io& io) : io_{io} {
    arguments_.common.language = language_of_environment();
    app_.name("talentflow");
    app_.require_subcommand(0, 1);
    app_.get_formatter()->column_width(34);
    app_.set_version_flag("--version", [] {
        return fmt::format("talentflow {} (commit {})\n{}\nkernels: {}", output::version(), output::git_commit(),
                           output::build_description(), kernels_of_environment().name);
    });
    app_.footer(
        "Exit codes: 0 ok, 1 some runs failed, 2 bad input, 3 input/output, 4 model refused, 70 "
        "bug,\n"
        "130 interrupted.\n\nExample:\n  talentflow run scenarios/lessons/two_regions.yaml");
    add_common(app_);
    add_run();
    add_states();
    add_compare();
    add_designs();
    add_sweeps();
    add_readers();
    add_catalogues();
    add_files();
    add_calibrate();
}

CLI::App& CommandLine::command(const std::string& name, const std::string& help, const std::string& example,
                               Action action) {
    auto* app = app_.add_subcommand(name, help);
    app->footer("Example:\n  " + example);
    add_common(*app);
    actions_[app] = std::move(action);
    return *app;
}

void CommandLine::add_common(CLI::App& app) {
    auto& common = arguments_.common;
    const char* group = "Common options";
    app.add_flag("--quiet", common.quiet, "Say nothing but errors and what was asked for")->group(group);
    app.add_flag("--json", common.json, "Machine-readable output on standard output")->group(group);
    app.add_option("--progress", common.progress, "auto, plain, json or none (on standard error)")
        ->type_name("MODE")
        ->check(CLI::IsMember({"auto", "plain", "json", "none"}))
        ->group(group);
    app.add_option_function<std::string>(
           "--language",
           [&common](const std::string& word) { common.language = word == "zh" ? Language::zh : Language::en; },
           "Language of tables: en or zh (default: from the locale)")
        ->type_name("LANGUAGE")
        ->check(CLI::IsMember({"en", "zh"}))
        ->group(group);
}

void CommandLine::add_scenario(CLI::App& app, ScenarioArguments& arguments, Members members) {
    app.add_option("SCENARIO", arguments.file, "Scenario file (YAML); - is the standard input")
        ->required()
        ->type_name("");
    add_settings(app, arguments, members);
}

void CommandLine::add_settings(CLI::App& app, ScenarioArguments& arguments, Members members) {
    // Without a variable each: their order counts, so they are read together (option_values.hpp).
    app.add_option("--set")
        ->description(
            "Change one value of the scenario; may be repeated, and the later of two changes wins, also over "
            "--seed and its like. A map, or a list of things with ids, is laid on what is there, as extends does; "
            "a value is replaced as a whole")
        ->type_name("PATH=VALUE")
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->allow_extra_args(false);
    const auto add = [&](const char* option, const char* help) {
        app.add_option(option)
            ->description(help)
            ->type_name("N")
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
            ->allow_extra_args(false);
    };
    add("--seed", "Same as --set random.seed=N");
    add("--months", "Same as --set time.months=N");
    if (members == Members::yes) add("--replicates", "Same as --set random.replicates=N");
    changed_[&app] = &arguments;
}

void CommandLine::add_run() {
    auto& arguments = arguments_.run;
    auto& app = command("run", "Run a scenario and write its result",
                        "talentflow run scenarios/suining-tongnan-longquanyi.yaml --set "
                        "levers.lqy-top-award.dose=0 "
                        "-o results/no-award.h5",
                        [this] { return app::run(arguments_.run, arguments_.common, io_); });
    app.add_option("SCENARIO", arguments.scenario.file,
                   "Scenario file (YAML); - is the standard input; none with --from")
        ->type_name("");
    add_settings(app, arguments.scenario, Members::yes);
    app.add_option("-o,--output", arguments.output, "Result file (default: results/NAME.h5)")->type_name("FILE.h5");
    app.add_option(
           "--state-at", arguments.state_at,
           "Save the state at the end of these months, burn-in included, as NAME-YYYY-MM.state beside the result")
        ->type_name("YYYY-MM,...");
    app.add_option("--from", arguments.from, "Go on from a saved state, as if the run had never stopped")
        ->type_name("F.state");
    app.add_option("--threads", arguments.threads, kThreadsHelp)->type_name("N")->check(CLI::Range(1, kMaxThreads));
    app.add_flag("--force", arguments.force, "Replace an existing result of this program");
    app.add_flag("--quick", arguments.scenario.quick,
                 "A quick look, not for quotation: 10 persons an agent, tiers A and B not shown");
    // Switches for tests.
    app.add_flag("--look-every-month", arguments.look_every_month)->group("");
    app.add_flag("--exact-threads", arguments.exact_threads)->group("");
}

void CommandLine::add_states() {
    auto& branched = arguments_.branch;
    auto& app = command("branch", "Start other policies from a saved state, with the same luck",
                        "talentflow branch results/suining-tongnan-longquanyi-2019-12.state my-package.yaml",
                        [this] { return app::branch(arguments_.branch, arguments_.common, io_); });
    app.add_option("STATE", branched.state, "Saved state (run --state-at)")->required()->type_name("");
    app.add_option("SCENARIO", branched.scenarios, "Scenarios that differ in what begins after the state's month")
        ->required()
        ->type_name("");
    add_settings(app, branched.scenario, Members::no);
    app.add_option("-o,--output", branched.output, "Result file of one scenario (default: results/NAME.h5)")
        ->type_name("FILE.h5");
    app.add_option("--luck", branched.luck,
                   "Another future: draw anew what happens after the state's month (0: as in the trunk)")
        ->type_name("K")
        ->check(CLI::Range(0U, sim::Future::kMost));
    app.add_option("--threads", branched.threads, kThreadsHelp)->type_name("N")->check(CLI::Range(1, kMaxThreads));
    app.add_flag("--force", branched.force, "Replace existing results of this program");
    app.add_flag("--exact-threads", branched.exact_threads)->group("");  // a switch for tests
    auto& rerun = arguments_.rerun;
    auto& again = command("rerun", "Reproduce a result from its file alone, and say whether it is the same",
                          "talentflow rerun results/two-regions.h5",
                          [this] { return app::rerun(arguments_.rerun, arguments_.common, io_); });
    again.add_option("FILE", rerun.file, "Result file of a run")->required()->type_name("");
    again.add_option("-o,--output", rerun.output, "Write the new result to this file as well")->type_name("FILE.h5");
    again.add_option("--threads", rerun.threads, kThreadsHelp)->type_name("N")->check(CLI::Range(1, kMaxThreads));
    again.add_flag("--force", rerun.force, "Replace an existing result of this program");
}

void CommandLine::add_compare() {
    auto& arguments = arguments_.compare;
    auto& app = command("compare", "Compare scenarios, or results, person by person and yuan by yuan",
                        "talentflow compare none scenarios/comparisons/longquanyi-only.yaml "
                        "scenarios/suining-tongnan-longquanyi.yaml "
                        "--horizons 2022-12,2027-12 -o results/comparison.h5",
                        [this] { return app::compare(arguments_.compare, arguments_.common, io_); });
    app.add_option("BASE", arguments.base,
                   "What the others are compared with: a scenario (YAML), a result (HDF5), or none: "
                   "the first ALT's world without any lever")
        ->required()
        ->type_name("");
    app.add_option("ALT", arguments.arms, "The arms: scenarios, or results like BASE")->type_name("");
    add_settings(app, arguments.scenario, Members::yes);
    app.get_option("--replicates")->description("Members of every scenario (default: 5)");
    app.add_option("--horizons", arguments.horizons,
                   "Months at whose end is compared (default: last month, middle December)")
        ->type_name("YYYY-MM,...");
    app.add_option("--groups", arguments.groups, "Groups of regions (default: all)")
        ->type_name("ID,...")
        ->delimiter(',')
        ->allow_extra_args(false);
    app.add_option("-o,--output", arguments.output, "Write the comparison to this file as well")->type_name("FILE.h5");
    app.add_option("--threads", arguments.threads, kThreadsHelp)->type_name("N")->check(CLI::Range(1, kMaxThreads));
    app.add_flag("--force", arguments.force, "Replace an existing result of this program");
    app.add_flag("--quick", arguments.scenario.quick,
                 "A quick look, not for quotation: 10 persons an agent, tiers A and B not shown");
    app.add_flag("--exact-threads", arguments.exact_threads)->group("");  // switches for tests
    app.add_flag("!--from-the-beginning", arguments.share_past)->group("");
}

void CommandLine::add_designs() {
    const auto make = [this](const std::string& name, const std::string& help, const std::string& example,
                             Action action) -> CLI::App& { return command(name, help, example, std::move(action)); };
    add_design_commands(make, arguments_.designs, arguments_.common, io_);
}

void CommandLine::add_sweeps() {
    sweep_options(command("sweep", "Run a design of points, or go on with it, and tabulate what is asked of each",
                          "talentflow sweep scenarios/sweeps/small.yaml -o results/small-sweep",
                          [this] { return app::sweep(arguments_.sweep, arguments_.common, io_); }),
                  arguments_.sweep);
    merge_options(
        command("merge", "Put the finished runs of a sweep's folder together", "talentflow merge results/small-sweep",
                [this] { return app::merge(arguments_.merge, arguments_.common, io_); }),
        arguments_.merge);
}

void CommandLine::add_readers() {
    auto& checked =
        command("check", "Check scenario files and print every problem", "talentflow check scenarios/*.yaml",
                [this] { return app::check(arguments_.check, arguments_.common, io_); });
    checked.add_option("FILE", arguments_.check.files, "Scenario or package files; - is the standard input")
        ->required()
        ->type_name("");
    checked.add_flag("--strict", arguments_.check.strict, "Take warnings for errors (exit code 2)");
    auto& shown = command("show", "Print a scenario as it will run, with the origin of every value",
                          "talentflow show scenarios/suining-tongnan-longquanyi.yaml --diff my-variant.yaml",
                          [this] { return app::show(arguments_.show, arguments_.common, io_); });
    add_scenario(shown, arguments_.show.scenario, Members::yes);
    shown.add_option("--diff", arguments_.show.other, "Print what differs from this scenario instead")
        ->type_name("OTHER");
}

void CommandLine::add_catalogues() {
    auto& kinds =
        command("levers", "List the kinds of policy levers, or explain one", "talentflow levers settling_award",
                [this] { return app::levers(arguments_.levers, arguments_.common, io_); });
    kinds.add_option("KIND", arguments_.levers.kind, "Kind of lever to explain")->type_name("");
    kinds.add_flag("--fields", arguments_.levers.fields, "List what levers can change instead");
    auto& known = command("parameters", "List every parameter with unit, default, range, evidence and source",
                          "talentflow parameters --csv > parameters.csv",
                          [this] { return app::parameters(arguments_.parameters, arguments_.common, io_); });
    known.add_flag("--csv", arguments_.parameters.csv, "As a CSV table");
    command("schema", "Print the JSON Schema of the scenario format", "talentflow schema > scenario.schema.json",
            [this] { return app::schema(arguments_.common, io_); });
}

void CommandLine::add_files() {
    auto& inside = command("info", "Say what a result file holds", "talentflow info results/two-regions.h5 --json",
                           [this] { return app::info(arguments_.info, arguments_.common, io_); });
    inside.add_option("FILE", arguments_.info.file, "Result file")->required()->type_name("");
    auto& tables = command("export", "Write the tables of a result as CSV",
                           "talentflow export results/two-regions.h5 --csv tables",
                           [this] { return app::export_tables(arguments_.exported, arguments_.common, io_); });
    tables.add_option("FILE", arguments_.exported.file, "Result file")->required()->type_name("");
    tables.add_option("--csv", arguments_.exported.folder, "Folder for the tables")->required()->type_name("FOLDER");
    tables.add_flag("--no-bom", arguments_.exported.no_bom,
                    "Without the byte order mark that Excel needs to see UTF-8");
    tables.add_flag("--force", arguments_.exported.force, "Replace the tables of an earlier export");
}

void CommandLine::add_calibrate() {
    auto& arguments = arguments_.calibrate;
    auto& app = command("calibrate", "Find the constants that reproduce a scenario's targets without levers",
                        "talentflow calibrate --invert scenarios/base/chengdu-chongqing.yaml -o constants.yaml",
                        [this] { return app::calibrate(arguments_.calibrate, arguments_.common, io_); });
    add_scenario(app, arguments.scenario, Members::no);
    app.add_flag("--invert", arguments.invert, "Invert net migration and mobility (the one way built)");
    app.add_option("-o,--output", arguments.output, "File for the constants")
        ->type_name("FILE.yaml")
        ->capture_default_str();
    app.add_option("--rounds", arguments.rounds, "Rounds of the inversion")
        ->type_name("N")
        ->check(CLI::Range(1, kMaxRounds))
        ->capture_default_str();
    app.add_option("--threads", arguments.threads, kThreadsHelp)->type_name("N")->check(CLI::Range(1, kMaxThreads));
    app.add_flag("--force", arguments.force, "Replace existing constants of this program");
    app.add_flag("--keep", arguments.keep,
                 "Write the constants even if the targets are not met (exit code 4 all the same)");
}

const CLI::App* CommandLine::chosen() const {
    const auto parsed = app_.get_subcommands();
    return parsed.empty() ? nullptr : parsed.front();
}

/// What is wrong with the command line, in our words, with the nearest option or command.
std::string CommandLine::explained(const CLI::ParseError& error) const {
    const auto* command = chosen();
    const std::string name = command == nullptr ? "" : command->get_name();
    const std::string help = fmt::format("; see talentflow {}{}--help", name, name.empty() ? "" : " ");
    const auto where = "error: " + (name.empty() ? std::string{} : name + ": ");
    const auto left_over = app_.remaining(true);
    if (left_over.empty()) {
        std::string what = error.what();
        while (!what.empty() && (what.back() == '\n' || what.back() == ' ')) what.pop_back();
        return where + what + help;
    }
    const auto word = left_over.front().substr(0, left_over.front().find('='));
    std::vector<std::string> known;
    if (word.size() > 1 && word.front() == '-') {
        for (const auto* option : (command == nullptr ? &app_ : command)->get_options())
            if (!option->get_group().empty())
                for (const auto& long_name : option->get_lnames()) known.push_back("--" + long_name);
        return where + "unknown option '" + word + "'" + did_you_mean(word, known) + help;
    }
    if (command != nullptr) return where + "unexpected argument '" + word + "'" + help;
    for (const auto* sub : app_.get_subcommands([](const CLI::App*) { return true; })) known.push_back(sub->get_name());
    return where + "unknown command '" + word + "'" + did_you_mean(word, known) + help;
}

ExitCode CommandLine::run(int argc, const char* const* argv) {
    refuse_bare_equals(argc, argv);
    try {
        app_.parse(argc, argv);
    } catch (const CLI::Success& wanted) {  // --help, --version
        app_.exit(wanted, io_.out, io_.err);
        return ExitCode::ok;
    } catch (const CLI::ParseError& error) {
        if (const auto* command = chosen()) refuse_unset_values(*command);  // the likelier reason, in plainer words
        throw ScenarioError{sim::printable(explained(error))};
    }
    const auto* command = chosen();
    refuse_unset_values(app_);
    // What programs read is UTF-8 wherever it goes; a scenario, schema or table may still be looked at on a terminal.
    const bool data = command != nullptr &&
                      (command->get_name() == "show" || command->get_name() == "schema" || arguments_.parameters.csv);
    if (arguments_.common.json || (data && !io_.out_is_terminal)) keep_utf8(io_.out);
    if (command == nullptr) {
        io_.err << app_.help();
        throw ScenarioError{"error: a command is missing; for example: talentflow run SCENARIO"};
    }
    refuse_unset_values(*command);
    if (const auto changed = changed_.find(command); changed != changed_.end())
        changed->second->changes = changes_of(*command);
    return actions_.at(command)();
}

}  // namespace

ExitCode run_command_line(int argc, const char* const* argv, const Io& io) {
    return CommandLine{io}.run(argc, argv);
}

}  // namespace talentflow::app
