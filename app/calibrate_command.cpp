// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/command_text.hpp"
#include "app/commands.hpp"
#include "app/constants_yaml.hpp"
#include "app/json_output.hpp"
#include "app/machine.hpp"
#include "app/messages.hpp"
#include "app/progress.hpp"
#include "app/run_job.hpp"
#include "app/signals.hpp"
#include "app/warnings.hpp"
#include "experiments/fit/inversion.hpp"
#include "output/atomic_file.hpp"
#include "output/run_file.hpp"
#include "sim/printable.hpp"

namespace talentflow::app {

namespace {

std::string calibration_command(const CalibrateArguments& arguments) {
    RunArguments as_run;
    as_run.scenario = arguments.scenario;
    auto text = command_text(as_run);
    text.replace(0, std::string{"talentflow run"}.size(), "talentflow calibrate --invert");
    return text + fmt::format(" --rounds {}", arguments.rounds);
}

/// One miss a line.
std::string told(const std::vector<std::string>& misses) {
    return fmt::format("  {}", fmt::join(misses, "\n  "));
}

}  // namespace

ExitCode calibrate(const CalibrateArguments& arguments, const CommonOptions& common, const Io& io) {
    if (!arguments.invert)
        throw ScenarioError{
            "error: calibrate: fitting to targets is not built yet; write calibrate --invert "
            "SCENARIO"};
    refuse_standard_stream(arguments.output, "-o");
    const auto scenario = load(arguments.scenario);
    refuse_if_too_large(scenario.world, arguments.scenario.file);
    print_warnings(scenario.warnings, common, io);
    catch_stop_signals();
    auto file = output::claim(arguments.output, {arguments.force ? output::Replace::yes : output::Replace::no,
                                                 constants_mark(), scenario.files});
    if (!experiments::constants_act(scenario.world))
        throw ScenarioError{messages::kNoChoice(sim::printable(arguments.scenario.file))};
    if (!experiments::has_targets(scenario.world))
        throw ScenarioError{messages::kNoTargets(sim::printable(arguments.scenario.file))};

    experiments::InvertOptions options;
    options.rounds = arguments.rounds;
    options.run = run_options(arguments.threads, false, false);
    options.run.keep_going = [](const models::Progress&) { return !stop_requested(); };
    const bool tells = !common.quiet && common.progress != "none";
    options.tell = [&](const std::string& line) {
        if (tells) io.err << line << std::endl;
    };
    const auto constants = experiments::invert(scenario.world, options);
    if (stop_requested()) throw Interrupted{"interrupted; nothing was written"};
    if (!constants.misses.empty() && !arguments.keep)
        throw ModelError{messages::kNotConverged(std::to_string(constants.rounds), told(constants.misses))};
    file.write(constants_yaml(scenario.world, constants, calibration_command(arguments)));
    file.publish();

    if (!constants.misses.empty())
        throw ModelError{messages::kKeptUnconverged(std::to_string(constants.rounds), sim::printable(arguments.output),
                                                    told(constants.misses))};
    if (common.json)
        print_json(io,
                   {{"scenario", scenario.world.name},
                    {"output", arguments.output},
                    {"rounds", constants.rounds},
                    {"log", constants.log},
                    {"warnings", warnings_json(scenario.warnings)}},
                   scenario_facts(scenario, arguments.scenario.changes));
    else if (!common.quiet)
        io.out << sim::printable(arguments.output) << '\n';
    return ExitCode::ok;
}

}  // namespace talentflow::app
