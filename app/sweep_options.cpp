// SPDX-License-Identifier: Apache-2.0
#include "app/sweep_options.hpp"

#include <CLI/CLI.hpp>

#include "app/machine.hpp"

namespace talentflow::app {

void sweep_options(CLI::App& app, SweepArguments& arguments) {
    app.add_option("SWEEP", arguments.file, "Sweep file (YAML)")->required()->type_name("");
    app.add_option("-o,--output", arguments.folder, "Folder of the sweep (default: results/NAME-sweep)")
        ->type_name("FOLDER");
    app.add_option("--shard", arguments.shard, "Only the I-th of N parts, from 1; then talentflow merge FOLDER")
        ->type_name("I/N");
    app.add_option("--threads", arguments.threads, "Threads at most, over all runs side by side")
        ->type_name("N")
        ->check(CLI::Range(1, kMaxThreads));
    app.add_flag("--keep", arguments.keep, "Write the whole result of every run to FOLDER/runs, too");
    app.add_flag("--retry-failed", arguments.retry_failed, "Do runs again that failed before");
    app.add_option("--max-fails", arguments.max_fails, "Begin nothing new once so many have failed (default: go on)")
        ->type_name("N")
        ->check(CLI::Range(1, 1000000000));
    app.add_option("--audit", arguments.audit, "Do a part of the finished runs again and compare every byte")
        ->type_name("P%");
    app.add_flag("--exact-threads", arguments.exact_threads)->group("");  // a switch for tests
}

void merge_options(CLI::App& app, MergeArguments& arguments) {
    app.add_option("FOLDER", arguments.folder, "Folder of a sweep")->required()->type_name("");
}

}  // namespace talentflow::app
