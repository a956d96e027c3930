// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "app/clock.hpp"
#include "app/command_text.hpp"
#include "app/commands.hpp"
#include "app/json_output.hpp"
#include "app/machine.hpp"
#include "app/messages.hpp"
#include "app/run_job.hpp"
#include "app/signals.hpp"
#include "app/sweep_progress.hpp"
#include "app/sweep_text.hpp"
#include "app/table.hpp"
#include "app/warnings.hpp"
#include "experiments/sweep/folder.hpp"
#include "experiments/sweep/session.hpp"
#include "models/run/size.hpp"
#include "output/provenance.hpp"
#include "output/run_file.hpp"
#include "sim/printable.hpp"

namespace talentflow::app {

namespace {

namespace fs = std::filesystem;
using experiments::SweepPlan;
using nlohmann::ordered_json;

constexpr double kMemoryForRuns = 0.75;  // of what the process may use

std::optional<std::size_t> whole_number(std::string_view text) {
    std::size_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return value;
}

/// "2/3". Errors: ScenarioError.
experiments::Shard shard_of(const std::string& text) {
    if (text.empty()) return {};
    const auto slash = text.find('/');
    const auto index = whole_number(std::string_view{text}.substr(0, slash));
    const auto count =
        slash == std::string::npos ? std::nullopt : whole_number(std::string_view{text}.substr(slash + 1));
    if (!index || !count || *index < 1 || *index > *count)
        throw ScenarioError{messages::kNoShard(sim::printable(text))};
    return {*index, *count};
}

/// "1%", "0.5". Errors: ScenarioError.
double audit_share_of(const std::string& text) {
    if (text.empty()) return 0;
    const auto number = text.back() == '%' ? text.substr(0, text.size() - 1) : text;
    double percent = 0;
    const auto [end, problem] = std::from_chars(number.data(), number.data() + number.size(), percent);
    if (problem != std::errc{} || end != number.data() + number.size() || number.empty() || !(percent > 0) ||
        percent > 100)
        throw ScenarioError{messages::kNoPercent(sim::printable(text))};
    return percent / 100;
}

SweepPlan planned(const std::string& file, const CommonOptions& common, const Io& io) {
    auto sweep = scenarios::read_sweep(file);
    for (auto& scenario : sweep.scenarios) scenario.sha256 = output::sha256(without_comments(scenario.resolved_yaml));
    Warnings warnings;
    std::copy_if(sweep.problems.begin(), sweep.problems.end(), std::back_inserter(warnings),
                 [](const auto& problem) { return problem.severity == scenarios::Severity::warning; });
    if (sweep.sound()) print_warnings(warnings, common, io);
    return experiments::plan_sweep(std::move(sweep));
}

/// Runs side by side: the largest of the worlds counts.
experiments::Spread spread_of(const SweepPlan& plan, const experiments::Shard& shard, int threads) {
    double bytes = 0;
    for (const auto& scenario : plan.sweep.scenarios) {
        refuse_if_too_large(scenario.world, scenario.file.string());
        bytes = std::max(bytes, models::expected_bytes(scenario.world));
    }
    const double memory = kMemoryForRuns * allowance().memory_bytes.value_or(0);
    return experiments::spread_over(n_threads(threads), plan.n_runs() / shard.count + 1, bytes, memory);
}

/// Writes whole results beside the rows; one at a time, as each takes a child process.
class Keeper {
  public:
    Keeper(const SweepPlan& plan, fs::path folder) : plan_{plan}, folder_{std::move(folder)} {}

    void keep(std::size_t run, std::size_t scenario, const models::World& /*world*/, models::RunResult& result) {
        const auto& of = plan_.sweep.scenarios[scenario];
        scenarios::Report report;
        RunJob job;
        job.scenario = scenarios::scenario_of(
            of.prepared->resolve(scenarios::settings_of_point(plan_.sweep, of, plan_.point(run)), report), report);
        job.command = experiments::repeat_command(plan_, run, scenario);
        const auto data = result_of(job, std::move(result));
        const std::lock_guard lock{mutex_};
        output::write_run_file(data, folder_ / fmt::format("run-{:06}-{}.h5", run, of.id),
                               {output::Replace::yes, output::result_mark(), {}});
    }

  private:
    const SweepPlan& plan_;
    fs::path folder_;
    std::mutex mutex_;
};

void tell_notes(const std::vector<std::string>& notes, const CommonOptions& common, const Io& io) {
    if (common.quiet) return;
    for (const auto& note : notes) io.err << "note: " << note << '\n';
}

std::string numbers(const std::vector<std::size_t>& runs, std::size_t n) {
    return fmt::format("{}{}", fmt::join(runs, ", "), runs.size() < n ? ", ..." : "");
}

/// What came of it: the tables, and the exit code.
ExitCode conclude(const SweepPlan& plan, const fs::path& folder, std::vector<std::string> notes,
                  const std::vector<std::size_t>& differ, const CommonOptions& common, const Io& io) {
    const auto merged = experiments::merge_folder(plan, folder);
    for (const auto& note : merged.notes) {
        if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(note);
    }
    tell_notes(notes, common, io);
    const auto outputs = summarise_outputs(plan, merged.records);
    const auto index = (folder / "index.csv").string();
    if (common.json) {
        ordered_json json{{"sweep", plan.sweep.name}, {"folder", folder.string()}, {"index", index}};
        json["runs"] = plan.n_runs();
        json["ok"] = merged.ok;
        json["failed"] = merged.failed;
        json["missing"] = merged.missing;
        json["audit_differs"] = differ;
        json["constants"] = experiments::constants_word(plan);
        json["outputs"] = outputs_json(outputs);
        print_json(io, json);
    } else if (!common.quiet) {
        io.out << sweep_text(plan, outputs, common.language) << '\n'
               << pick(common.language, "table: ", "结果表：") << sim::printable(index) << '\n';
    }
    if (merged.missing > 0)
        io.err << messages::kMissingRuns.in(common.language, std::to_string(merged.missing),
                                            std::to_string(plan.n_runs()), numbers(merged.missing_runs, merged.missing))
               << '\n';
    if (merged.failed > 0)
        io.err << messages::kFailedRuns.in(common.language, std::to_string(merged.failed),
                                           std::to_string(plan.n_runs()), sim::printable(index))
               << '\n';
    for (const std::size_t run : differ)
        io.err << messages::kAuditDiffers.in(common.language, std::to_string(run)) << '\n';
    return merged.missing + merged.failed + differ.size() > 0 ? ExitCode::some_runs_failed : ExitCode::ok;
}

/// The command that goes on with the sweep.
std::string again(const SweepArguments& arguments, const fs::path& folder) {
    auto text = "talentflow sweep " + shell_quoted(arguments.file) + " -o " + shell_quoted(folder.string());
    if (!arguments.shard.empty()) text += " --shard " + arguments.shard;
    return text;
}

experiments::SessionOptions options_of(const SweepArguments& arguments) {
    experiments::SessionOptions options;
    options.shard = shard_of(arguments.shard);
    options.audit_share = audit_share_of(arguments.audit);
    options.exact_threads = arguments.exact_threads;
    options.retry_failed = arguments.retry_failed;
    if (arguments.max_fails > 0) options.max_fails = static_cast<std::size_t>(arguments.max_fails);
    options.clock = seconds_now;
    return options;
}

/// Runs what is to be done with a progress display. Errors: Interrupted after a signal: the runs under way have ended.
experiments::SessionReport run_with_progress(const SweepPlan& plan, const fs::path& folder,
                                             experiments::SessionOptions options, const SweepArguments& arguments,
                                             const CommonOptions& common, const Io& io) {
    SweepProgressReporter reporter{io.err, progress_mode(common, io), common.language, seconds_now};
    options.go_on = [&](const experiments::SweepProgress& progress) {
        reporter.update(progress);
        return !stop_requested();
    };
    catch_stop_signals();
    auto report = experiments::run_session(plan, folder, options);
    reporter.end(report.progress);
    if (!stop_requested()) return report;
    throw Interrupted{messages::kSweepInterrupted.in(common.language, std::to_string(report.progress.done()),
                                                     std::to_string(report.progress.runs), again(arguments, folder))};
}

/// Of one part of several: the tables are made when all are done.
ExitCode conclude_shard(const SweepPlan& plan, const fs::path& folder, const SweepArguments& arguments,
                        const experiments::SessionReport& report, const CommonOptions& common, const Io& io) {
    tell_notes(report.notes, common, io);
    const auto& progress = report.progress;
    if (!common.quiet && progress.runs == 0) {
        io.err << messages::kShardEmpty.in(common.language, arguments.shard, std::to_string(plan.n_runs())) << '\n';
    } else if (!common.quiet) {
        io.err << messages::kShardDone.in(common.language, arguments.shard, std::to_string(progress.done()),
                                          shell_quoted(folder.string()))
               << '\n';
    }
    for (const std::size_t run : report.differ)
        io.err << messages::kAuditDiffers.in(common.language, std::to_string(run)) << '\n';
    const bool all = progress.done() == progress.runs && progress.failed == 0 && report.differ.empty();
    return all ? ExitCode::ok : ExitCode::some_runs_failed;
}

}  // namespace

ExitCode sweep(const SweepArguments& arguments, const CommonOptions& common, const Io& io) {
    refuse_standard_stream(arguments.file, "sweep");
    refuse_standard_stream(arguments.folder, "-o");
    auto options = options_of(arguments);
    const auto plan = planned(arguments.file, common, io);
    const fs::path folder =
        arguments.folder.empty() ? fs::path{"results"} / (plan.sweep.name + "-sweep") : fs::path{arguments.folder};
    options.spread = spread_of(plan, options.shard, arguments.threads);
    Keeper keeper{plan, folder / "runs"};
    if (arguments.keep && plan.sweep.constants == scenarios::Constants::refit)
        throw ScenarioError{messages::kKeepRefit()};
    if (arguments.keep) {
        options.keep = [&](std::size_t run, std::size_t scenario, const models::World& world,
                           models::RunResult& result) { keeper.keep(run, scenario, world, result); };
    }
    const auto report = run_with_progress(plan, folder, std::move(options), arguments, common, io);
    if (!arguments.shard.empty()) return conclude_shard(plan, folder, arguments, report, common, io);
    return conclude(plan, folder, report.notes, report.differ, common, io);
}

ExitCode merge(const MergeArguments& arguments, const CommonOptions& common, const Io& io) {
    refuse_standard_stream(arguments.folder, "merge");
    const auto plan = experiments::plan_of_folder(arguments.folder);
    return conclude(plan, arguments.folder, {}, {}, common, io);
}

}  // namespace talentflow::app
