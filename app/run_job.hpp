// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/commands.hpp"
#include "models/run/simulate.hpp"
#include "output/atomic_file.hpp"
#include "scenarios/loader/scenario.hpp"
#include "sim/dataset.hpp"

namespace talentflow::app {

/// A run that writes one result: what `run`, `run --from`, `branch` and `rerun` have in common.
struct RunJob {
    scenarios::Scenario scenario;
    std::string command;         // stored in the result
    std::filesystem::path file;  // the result
    models::RunOptions options;  // threads, switches, states to keep or to go on from
    const std::vector<std::filesystem::path>* states =
        nullptr;         // that have been saved on the way, if any were asked for
    double started = 0;  // seconds_now() when the command began with it: the run's time counts from here
};

/// Where a result goes: as asked, else results/NAME.h5. A quick look never stands where the scenario's result is looked
/// for, nor does another future.
[[nodiscard]] std::filesystem::path result_file(const std::string& asked, const scenarios::Scenario& scenario,
                                                sim::Future future = {});
/// The scenario that `file` holds as `text`, as it was resolved then.
[[nodiscard]] scenarios::Scenario stored_scenario(const std::string& text, const std::string& file, bool quick_look);
/// What was asked for, and what the environment says of threads and the instruction set. Errors: those of `kernels_of`.
[[nodiscard]] models::RunOptions run_options(int threads, bool look_every_month, bool exact_threads);

/// Runs the job with a progress display; a stop asked for by a signal ends it after the month under way. Errors:
/// Interrupted after a signal.
[[nodiscard]] models::RunResult simulate_job(const RunJob& job, const CommonOptions& common, const Io& io);
/// The result as it is written.
[[nodiscard]] sim::Dataset result_of(const RunJob& job, models::RunResult&& result);
/// Runs it, writes the result, says what came out.
void run_job(const RunJob& job, output::AtomicFile& target, const CommonOptions& common, const Io& io);

}  // namespace talentflow::app
