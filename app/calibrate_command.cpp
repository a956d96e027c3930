// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/command_text.hpp"
#include "app/commands.hpp"
#include "app/constants_yaml.hpp"
#include "app/progress.hpp"
#include "app/signals.hpp"
#include "models/simulate.hpp"
#include "output/atomic_file.hpp"
#include "output/run_file.hpp"

namespace talentflow::app {

namespace {

std::string calibration_command(const CalibrateArguments& arguments) {
    RunArguments as_run;
    as_run.scenario = arguments.scenario;
    auto text = command_text(as_run);
    text.replace(0, std::string{"talentflow run"}.size(), "talentflow calibrate --invert");
    return text + fmt::format(" --rounds {}", arguments.rounds);
}

}  // namespace

ExitCode calibrate(const CalibrateArguments& arguments, const CommonOptions& common, const Io& io) {
    if (!arguments.invert)
        throw ScenarioError{
            "error: calibrate: fitting to targets is not built yet; write calibrate --invert "
            "SCENARIO"};
    catch_stop_signals();
    const auto scenario = load(arguments.scenario);
    auto file = output::claim(arguments.output,
                              {arguments.force ? output::Replace::yes : output::Replace::no,
                               constants_mark(), scenario.files});

    models::InvertOptions options;
    options.rounds = arguments.rounds;
    options.run.threads = n_threads(arguments.threads);
    options.run.keep_going = [](const models::Progress&) { return !stop_requested(); };
    const bool tells = !common.quiet && common.progress != "none";
    options.tell = [&](const std::string& line) {
        if (tells) io.err << line << std::endl;
    };
    const auto constants = models::invert(scenario.world, options);
    if (stop_requested()) throw Interrupted{"interrupted; nothing was written"};
    file.write(constants_yaml(scenario.world, constants, calibration_command(arguments)));
    file.publish();

    if (common.json)
        io.out << nlohmann::ordered_json{{"scenario", scenario.world.name},
                                         {"output", arguments.output},
                                         {"rounds", constants.rounds},
                                         {"log", constants.log}}
                      .dump(2)
               << '\n';
    else if (!common.quiet)
        io.out << arguments.output << '\n';
    return ExitCode::ok;
}

}  // namespace talentflow::app
