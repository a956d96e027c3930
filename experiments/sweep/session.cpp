// SPDX-License-Identifier: Apache-2.0
#include "experiments/sweep/session.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "experiments/sweep/folder.hpp"
#include "experiments/sweep/messages.hpp"
#include "output/sha256.hpp"
#include "sim/printable.hpp"

namespace talentflow::experiments {

namespace {

constexpr std::size_t kNamedRuns = 10;

/// Runs of the shard that are to be done, and those that are to be done again.
struct Work {
    std::vector<std::size_t> to_do, audit;
    std::size_t known = 0, runs = 0;
};

/// The same runs in every session: those whose hashes are the smallest.
std::vector<std::size_t> chosen_for_audit(const SweepPlan& plan, const Shard& shard, double share) {
    std::vector<std::pair<std::string, std::size_t>> hashed;
    for (std::size_t run = 0; run < plan.n_runs(); ++run) {
        if (shard.has(run)) hashed.emplace_back(output::sha256("audit " + plan.key(run)), run);
    }
    std::sort(hashed.begin(), hashed.end());
    hashed.resize(
        std::min(hashed.size(), static_cast<std::size_t>(std::ceil(share * static_cast<double>(hashed.size())))));
    std::vector<std::size_t> chosen;
    for (const auto& [hash, run] : hashed) chosen.push_back(run);
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

Work work_of(const SweepPlan& plan, const KnownRecords& known, const SessionOptions& options) {
    Work work;
    std::unordered_set<std::string> planned;  // equal runs are done once
    for (std::size_t run = 0; run < plan.n_runs(); ++run) {
        if (!options.shard.has(run)) continue;
        ++work.runs;
        auto key = plan.key(run);
        const auto* record = known.find(key);
        const bool again = record != nullptr && !record->ok() && options.retry_failed;
        if ((record == nullptr || again) && planned.insert(std::move(key)).second)
            work.to_do.push_back(run);
        else
            ++work.known;
    }
    if (options.audit_share > 0) work.audit = chosen_for_audit(plan, options.shard, options.audit_share);
    return work;
}

/// One session: the state that the callbacks of the workers share.
class Session {
  public:
    Session(const SweepPlan& plan, const SessionOptions& options, RecordWriter& writer, const KnownRecords& known)
        : plan_{plan},
          options_{options},
          writer_{writer},
          known_{known},
          points_{plan, {options.spread.threads, options.exact_threads, options.keep}} {}

    SessionReport run() {
        const auto work = work_of(plan_, known_, options_);
        report_.progress.runs = work.runs;
        report_.progress.known = work.known;
        report_.notes = known_.notes;
        note_audited(work.audit);
        synced_ = options_.clock();
        do_runs(work.to_do, options_.next, [this](const RunRecord& record) { keep(record); });
        writer_.sync();
        if (!report_.stopped) audit(work.audit);
        return std::move(report_);
    }

  private:
    void do_runs(const std::vector<std::size_t>& runs,
                 const std::function<std::optional<std::size_t>(const std::vector<std::size_t>&)>& next,
                 const std::function<void(const RunRecord&)>& take) {
        if (runs.empty()) return;
        std::size_t at = 0;
        Workers workers;
        workers.n = options_.spread.workers;
        workers.next = [&]() -> std::optional<std::size_t> {
            if (next) return next(runs);
            return at < runs.size() ? std::optional{runs[at++]} : std::nullopt;
        };
        workers.work = [this](std::size_t run) { return points_.run(run); };
        workers.take = take;
        workers.go_on = [this] { return go_on(); };
        workers.run();
    }

    void keep(const RunRecord& record) {
        writer_.append(record);
        ++report_.progress.finished;
        if (!record.ok()) ++report_.progress.failed;
        if (const auto first = audited_.find(record.key); first != audited_.end()) first->second = record;
    }

    /// What the runs that are looked at again left the first time, as far as it is there.
    void note_audited(const std::vector<std::size_t>& runs) {
        for (const std::size_t run : runs) {
            const auto* record = known_.find(plan_.key(run));
            audited_[plan_.key(run)] = record == nullptr ? RunRecord{} : *record;
        }
    }

    void audit(std::vector<std::size_t> runs) {
        const auto not_there = [&](std::size_t run) {
            const auto& first = audited_.at(plan_.key(run));
            return first.key.empty() || !first.ok();
        };
        runs.erase(std::remove_if(runs.begin(), runs.end(), not_there), runs.end());
        report_.progress.to_audit = runs.size();
        do_runs(runs, {}, [this](const RunRecord& again) {
            ++report_.progress.audited;
            auto first = audited_.at(again.key);
            first.run = again.run;  // the same run may stand in the design twice
            if (line_of(again) != line_of(first)) report_.differ.push_back(again.run);
        });
        std::sort(report_.differ.begin(), report_.differ.end());
    }

    bool go_on() {
        if (const double now = options_.clock(); now - synced_ >= options_.sync_seconds) {
            writer_.sync();
            synced_ = now;
        }
        const bool asked = options_.go_on && !options_.go_on(report_.progress);
        const bool failing =
            options_.max_fails && report_.progress.failed >= std::max<std::size_t>(1, *options_.max_fails);
        if (asked || failing) report_.stopped = true;
        return !report_.stopped;
    }

    const SweepPlan& plan_;
    const SessionOptions& options_;
    RecordWriter& writer_;
    const KnownRecords& known_;
    PointRunner points_;
    SessionReport report_;
    std::unordered_map<std::string, RunRecord> audited_;  // by key: the first results
    double synced_ = 0;
};

}  // namespace

std::string Shard::name() const {
    return "shard-" + std::to_string(index) + "-of-" + std::to_string(count);
}

SessionReport run_session(const SweepPlan& plan, const std::filesystem::path& folder, const SessionOptions& options) {
    open_folder(plan, folder);
    const auto& name = options.records_name;
    RecordWriter writer{folder, name.empty() ? options.shard.name() : name, plan.identity};
    const auto known = read_records(folder, plan.identity);
    auto report = Session{plan, options, writer, known}.run();
    report.notes.insert(report.notes.begin(), writer.notes().begin(), writer.notes().end());
    return report;
}

MergeReport merge_folder(const SweepPlan& plan, const std::filesystem::path& folder) {
    MergeReport report;
    report.known = read_records(folder, plan.identity);
    report.records = records_by_run(plan, report.known);
    const auto& records = report.records;
    report.notes = report.known.notes;
    for (const auto& file : files_being_written(folder))
        report.notes.push_back(sweep_messages::kStillWritten(sim::printable(file.string())));
    for (std::size_t run = 0; run < records.size(); ++run) {
        if (records[run] != nullptr) {
            ++(records[run]->ok() ? report.ok : report.failed);
            continue;
        }
        ++report.missing;
        if (report.missing_runs.size() < kNamedRuns) report.missing_runs.push_back(run);
    }
    write_tables(plan, records, folder);
    return report;
}

}  // namespace talentflow::experiments
