// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>

#include "experiments/sweep/record.hpp"

namespace talentflow::experiments {

/// How runs are spread over threads.
struct Spread {
    int workers = 1;  // runs side by side
    int threads = 1;  // of each run
};

/// Runs side by side that fit: as many as threads, fewer with more threads each where memory or runs are few.
/// `bytes`: of one run; `memory`: what may be used, 0: unknown.
[[nodiscard]] Spread spread_over(int threads, std::size_t runs, double bytes, double memory);

/// Work on runs by several threads.
struct Workers {
    int n = 1;
    /// The next run, or none. Asked by one thread at a time.
    std::function<std::optional<std::size_t>()> next;
    /// Does a run; called by the workers, throws nothing.
    std::function<RunRecord(std::size_t run)> work;
    /// Takes a finished record; called by the thread that called `run`, in the order in which runs end.
    std::function<void(RunRecord)> take;
    /// Called by that thread now and then, at least every tenth of a second; false: no further run is begun.
    std::function<bool()> go_on;
    double tick_seconds = 0.1;

    /// Until `next` has no more or `go_on` says no; runs under way are finished. Errors: what `take` or `go_on` throws,
    /// after all workers have ended.
    void run() const;
};

}  // namespace talentflow::experiments
