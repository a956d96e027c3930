// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/commands.hpp"

namespace CLI {
class App;
}

namespace talentflow::app {

/// What every --threads says of itself.
inline constexpr const char* kThreadsHelp =
    "Threads at most (default: OMP_NUM_THREADS, else the processors that affinity and cgroup leave); a small world "
    "takes fewer, and the result does not depend on it";

/// Options of `sweep` and `merge`.
void sweep_options(CLI::App& app, SweepArguments& arguments);
void merge_options(CLI::App& app, MergeArguments& arguments);

}  // namespace talentflow::app
