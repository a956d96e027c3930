// SPDX-License-Identifier: Apache-2.0
#include "app/run_job.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/clock.hpp"
#include "app/command_text.hpp"
#include "app/json_output.hpp"
#include "app/machine.hpp"
#include "app/progress.hpp"
#include "app/quick_look_words.hpp"
#include "app/run_facts.hpp"
#include "app/signals.hpp"
#include "app/summary.hpp"
#include "app/summary_json.hpp"
#include "app/summary_text.hpp"
#include "app/warnings.hpp"
#include "models/run/simulate.hpp"
#include "output/data_hash.hpp"
#include "output/provenance.hpp"
#include "output/quick_look.hpp"
#include "output/run_file.hpp"
#include "sim/printable.hpp"

namespace talentflow::app {

namespace {

output::Provenance provenance(const RunJob& job) {
    const auto& scenario = job.scenario;
    const auto& world = scenario.world;
    return {.title_en = world.title.en.empty() ? world.name : world.title.en,
            .title_zh = world.title.zh,
            .scenario_yaml = scenario.resolved_yaml,
            .scenario_sha256 = scenario_sha256(scenario),
            .command = job.command,
            .seed = world.seed,
            .replicates = world.replicates,
            .future = job.options.future};
}

RunFacts facts_of(const scenarios::Scenario& scenario, const models::RunResult& result, std::uint32_t luck) {
    const auto& world = scenario.world;
    RunFacts facts;
    facts.quick_look = scenario.quick_look;
    facts.scenario = world.name;
    facts.title = world.title;
    facts.start = world.start;
    facts.months = world.months;
    facts.burn_in_months = world.burn_in_months;
    facts.members = world.replicates;
    facts.seed = world.seed;
    facts.agents = result.agents_at_start;
    facts.persons_per_agent = world.persons_per_agent;
    facts.agent_months = result.agent_months;
    facts.loop_seconds = result.loop_seconds;
    facts.luck = luck;
    facts.definition = talent_definition(world);
    return facts;
}

void print_summary(const RunFacts& facts, const Summary& summary, const CommonOptions& common, const Io& io) {
    io.out << summary_text(facts, summary, common.language, io.colour ? Headings::bold : Headings::plain) << '\n'
           << fmt::format(fmt::runtime(pick(common.language,
                                            "{:.1f} s in all, {} agent-months/s in the monthly loop, "
                                            "{} thread{}, {:.0f} MiB\n",
                                            "共 {:.1f} 秒，逐月计算 {} 人月/秒，线程 {}{}，{:.0f} MiB\n")),
                          facts.wall_seconds, short_number(agent_months_per_second(facts)), facts.threads,
                          facts.threads == 1 || common.language == Language::zh ? "" : "s",
                          static_cast<double>(facts.peak_rss_bytes) / (1024.0 * 1024.0))
           << pick(common.language, "result: ", "结果文件：") << sim::printable(facts.output) << '\n';
    if (facts.quick_look) io.out << quick_look_words(common.language) << '\n';
}

}  // namespace

std::filesystem::path result_file(const std::string& asked, const scenarios::Scenario& scenario, sim::Future future) {
    if (!asked.empty()) return asked;
    const auto luck = future.luck > 0 ? "-luck-" + std::to_string(future.luck) : std::string{};
    const auto* end = scenario.quick_look ? "-quick.h5" : ".h5";
    return std::filesystem::path{"results"} / (scenario.world.name + luck + end);
}

scenarios::Scenario stored_scenario(const std::string& text, const std::string& file, bool quick_look) {
    auto scenario = scenarios::parse_scenario(text, file);
    scenario.resolved_yaml = text;  // with the origins that it was resolved with
    scenario.quick_look = quick_look;
    scenario.files = {file};
    return scenario;
}

models::RunOptions run_options(int threads, bool look_every_month, bool exact_threads) {
    models::RunOptions options;
    options.threads = n_threads(threads);
    options.schedule = schedule_of_environment();
    options.kernels = &kernels_of_environment();
    options.look_every_month = look_every_month;
    options.exact_threads = exact_threads;
    return options;
}

sim::Dataset result_of(const RunJob& job, models::RunResult&& result) {
    output::set_provenance(result.data, provenance(job));
    return job.scenario.quick_look ? output::quick_look_of(result.data) : std::move(result.data);
}

models::RunResult simulate_job(const RunJob& job, const CommonOptions& common, const Io& io) {
    const auto& world = job.scenario.world;
    const auto mode = progress_mode(common, io);
    ProgressReporter reporter{
        io.err, {.mode = mode, .language = common.language, .first_month = world.first_month()}, seconds_now};
    models::Progress last;
    last.members = world.replicates;
    last.months_total = world.burn_in_months + world.months;
    models::RunOptions options = job.options;
    options.keep_going = [&](const models::Progress& progress) {
        last = progress;
        reporter.update(progress);
        return !stop_requested();
    };
    const auto interrupted = [&] {
        const auto member = last.members > 1 ? fmt::format(", member {} of {}", last.member + 1, last.members) : "";
        return Interrupted{fmt::format("interrupted after month {} of {} ({}){}; nothing was written", last.months_done,
                                       last.months_total, sim::to_string(world.first_month() + (last.months_done - 1)),
                                       member)};
    };
    try {
        auto result = models::simulate(world, options);
        if (stop_requested()) throw interrupted();
        return result;
    } catch (const Interrupted&) {  // the model does not know that nothing was written
        throw interrupted();
    }
}

void run_job(const RunJob& job, output::AtomicFile& target, const CommonOptions& common, const Io& io) {
    const auto& scenario = job.scenario;
    auto result = simulate_job(job, common, io);
    auto summary = summarise(result, scenario.world);
    const auto used_up = funds_used_up(scenario, result.data);
    auto facts = facts_of(scenario, result, job.options.future.luck);
    facts.threads = result.threads;
    if (scenario.quick_look) hide_tiers(summary, output::is_below_quick_look);
    const auto data = result_of(job, std::move(result));
    output::write_run_file(data, target);

    facts.output = job.file.string();
    if (job.states != nullptr) {
        for (const auto& file : *job.states) facts.states.push_back(file.string());
    }
    if (common.json) facts.data_sha256 = output::data_sha256(data);
    facts.wall_seconds = seconds_now() - job.started;
    facts.peak_rss_bytes = peak_memory_bytes();
    Warnings warnings = scenario.warnings;
    add_new(warnings, used_up);
    if (common.json) {
        auto json = summary_json(facts, summary);
        json["warnings"] = warnings_json(warnings);
        print_json(io, json, scenario_facts(data));
    } else if (!common.quiet) {
        print_summary(facts, summary, common, io);
    }
    print_warnings(used_up, common, io);
}

}  // namespace talentflow::app
