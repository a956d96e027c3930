// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <string>
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

RunJob job_of(const BranchArguments& arguments, const std::string& file, sim::Future future) {
    RunJob job;
    ScenarioArguments one = arguments.scenario;
    one.file = file;
    job.scenario = load(one);
    job.command = command_text(arguments, file);
    job.options = run_options(arguments.threads, false, arguments.exact_threads);
    job.options.future = future;
    job.file = result_file(arguments.output, job.scenario, future);
    return job;
}

}  // namespace

ExitCode branch(const BranchArguments& arguments, const CommonOptions& common, const Io& io) {
    refuse_standard_stream(arguments.output, "-o");
    if (!arguments.output.empty() && arguments.scenarios.size() > 1) throw ScenarioError{messages::kOneOutput()};
    const SavedState state{arguments.state};
    const sim::Future future{state.month(), arguments.luck};
    // Every scenario is judged before the first one runs.
    std::vector<RunJob> jobs;
    std::map<std::filesystem::path, std::string> taken;
    for (const auto& file : arguments.scenarios) {
        auto job = job_of(arguments, file, future);
        state.refuse_other_past(job.scenario, file);
        refuse_if_too_large(job.scenario.world, file);
        const auto [other, is_new] = taken.emplace(job.file.lexically_normal(), file);
        if (!is_new) {
            throw ScenarioError{messages::kSameResult(sim::printable(other->second), sim::printable(file))};
        }
        job.scenario.files.emplace_back(arguments.state);
        jobs.push_back(std::move(job));
    }
    catch_stop_signals();
    const auto replace = arguments.force ? output::Replace::yes : output::Replace::no;
    std::vector<output::AtomicFile> targets;
    for (const auto& job : jobs) {
        targets.push_back(output::claim(job.file, {replace, output::result_mark(), job.scenario.files}));
    }
    if (future.luck > 0 && !common.quiet && !common.json) {
        io.out << messages::kOtherFuture.in(common.language, std::to_string(future.luck), to_string(future.after))
               << '\n';
    }
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        if (jobs.size() > 1 && !common.quiet && !common.json) {
            io.out << messages::kBranching.in(common.language, sim::printable(arguments.scenarios[i])) << '\n';
        }
        jobs[i].started = seconds_now();
        print_warnings(jobs[i].scenario.warnings, common, io);
        state.go_on(jobs[i].options, jobs[i].scenario);
        run_job(jobs[i], targets[i], common, io);
    }
    return ExitCode::ok;
}

}  // namespace talentflow::app
