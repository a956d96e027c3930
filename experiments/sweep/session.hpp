// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "experiments/sweep/index.hpp"
#include "experiments/sweep/record_store.hpp"
#include "experiments/sweep/run_point.hpp"
#include "experiments/sweep/sweep_plan.hpp"
#include "experiments/sweep/workers.hpp"

namespace talentflow::experiments {

/// A part of the runs of a sweep: those whose number leaves `index` - 1 when divided by `count`.
struct Shard {
    std::size_t index = 1, count = 1;

    [[nodiscard]] bool has(std::size_t run) const noexcept { return run % count == index - 1; }
    [[nodiscard]] std::string name() const;  // "shard-1-of-3"
};

/// Where a sweep stands.
struct SweepProgress {
    std::size_t runs = 0;                  // of this shard
    std::size_t known = 0;                 // before it began
    std::size_t finished = 0, failed = 0;  // since; a failed run is finished
    std::size_t to_audit = 0, audited = 0;

    [[nodiscard]] std::size_t done() const noexcept { return known + finished; }
};

struct SessionOptions {
    Shard shard;
    Spread spread;
    bool exact_threads = false;
    bool retry_failed = false;
    std::optional<std::size_t> max_fails;  // after so many nothing new is begun
    double audit_share = 0;                // of the shard's runs that are there: done again and compared
    double sync_seconds = 1;
    std::function<void(std::size_t run, std::size_t scenario, const models::World&, models::RunResult&)> keep;
    /// Called often; false: nothing new is begun, the runs under way end.
    std::function<bool(const SweepProgress&)> go_on;
    /// Seconds of a clock that never goes backwards.
    std::function<double()> clock;
    /// The next of the runs to do; empty: in their order. Ranks that share a folder bring their own, and a name each.
    std::function<std::optional<std::size_t>(const std::vector<std::size_t>& to_do)> next;
    std::string records_name;  // empty: the shard's
};

/// What a session did.
struct SessionReport {
    SweepProgress progress;
    bool stopped = false;             // asked to, or too many failed
    std::vector<std::size_t> differ;  // runs whose second result was not the first's
    std::vector<std::string> notes;   // damaged lines and the like
};

/// Runs the part of a sweep that its folder does not hold yet; every finished run is a line of the shard's records at
/// once. What comes of it does not depend on threads, workers, shards, order, or on how often it was killed.
/// Errors: of open_folder; OutputError if records cannot be written: what was written is whole.
[[nodiscard]] SessionReport run_session(const SweepPlan& plan, const std::filesystem::path& folder,
                                        const SessionOptions& options);

/// A folder put together.
struct MergeReport {
    std::size_t ok = 0, failed = 0, missing = 0;
    std::vector<std::size_t> missing_runs;  // the first few
    std::vector<std::string> notes;
    KnownRecords known;
    RunRecords records;  // of `known`
};

/// Puts the records of a folder together, in order, and writes its tables. Errors: of read_records and write_tables.
[[nodiscard]] MergeReport merge_folder(const SweepPlan& plan, const std::filesystem::path& folder);

}  // namespace talentflow::experiments
