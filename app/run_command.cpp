// SPDX-License-Identifier: Apache-2.0
#include <optional>
#include <utility>
#include <vector>

#include "app/clock.hpp"
#include "app/command_text.hpp"
#include "app/commands.hpp"
#include "app/machine.hpp"
#include "app/messages.hpp"
#include "app/run_job.hpp"
#include "app/saved_states.hpp"
#include "app/signals.hpp"
#include "app/warnings.hpp"
#include "output/run_file.hpp"
#include "sim/printable.hpp"

namespace talentflow::app {

namespace {

/// The scenario and the command that a run began with, or that a state was saved of.
RunJob job_of(const RunArguments& arguments, std::optional<SavedState>& from) {
    RunJob job;
    job.options = run_options(arguments.threads, arguments.look_every_month, arguments.exact_threads);
    if (arguments.from.empty()) {
        if (arguments.scenario.file.empty()) throw ScenarioError{messages::kNoScenario()};
        job.scenario = load(arguments.scenario);
        job.command = command_text(arguments);
        return job;
    }
    if (!arguments.scenario.file.empty()) {
        throw ScenarioError{messages::kFromAndScenario(arguments.scenario.file, arguments.from)};
    }
    if (!arguments.scenario.changes.empty() || arguments.scenario.quick) {
        throw ScenarioError{messages::kFromAndChanges(arguments.from)};
    }
    from.emplace(arguments.from);
    job.scenario = from->scenario();
    job.command = from->command();
    from->go_on(job.options, job.scenario);
    return job;
}

}  // namespace

ExitCode run(const RunArguments& arguments, const CommonOptions& common, const Io& io) {
    const double started = seconds_now();
    refuse_standard_stream(arguments.output, "-o");
    std::optional<SavedState> from;
    RunJob job = job_of(arguments, from);
    job.started = started;
    refuse_if_too_large(job.scenario.world, arguments.from.empty() ? arguments.scenario.file : arguments.from);
    print_warnings(job.scenario.warnings, common, io);
    job.file = result_file(arguments.output, job.scenario);
    const auto months = read_state_months(arguments.state_at, job.scenario.world,
                                          from ? from->month() : job.scenario.world.first_month() - 1);
    catch_stop_signals();
    const auto replace = arguments.force ? output::Replace::yes : output::Replace::no;
    auto target = output::claim(job.file, {replace, output::result_mark(), job.scenario.files});
    StateWriters states{months, job, replace};
    states.hook_into(job.options);
    job.states = &states.written();
    try {
        run_job(job, target, common, io);
    } catch (const Interrupted& stop) {  // what the states hold is whole, whatever became of the result
        std::string text = stop.what();
        for (const auto& file : states.written()) text += messages::kStateStands(sim::printable(file.string()));
        throw Interrupted{text};
    }
    states.say_what_was_written(common, io);
    return ExitCode::ok;
}

}  // namespace talentflow::app
