// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/clock.hpp"
#include "app/command_text.hpp"
#include "app/commands.hpp"
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

/// A quick look never stands where the scenario's result is looked for.
std::filesystem::path output_file(const RunArguments& arguments, const scenarios::Scenario& scenario) {
    if (!arguments.output.empty()) return arguments.output;
    const auto* end = scenario.quick_look ? "-quick.h5" : ".h5";
    return std::filesystem::path{"results"} / (scenario.world.name + end);
}

output::Provenance provenance(const RunArguments& arguments, const scenarios::Scenario& scenario) {
    const auto& world = scenario.world;
    return {.title_en = world.title.en.empty() ? world.name : world.title.en,
            .title_zh = world.title.zh,
            .scenario_yaml = scenario.resolved_yaml,
            .scenario_sha256 = output::sha256(without_comments(scenario.resolved_yaml)),
            .command = command_text(arguments),
            .seed = world.seed,
            .replicates = world.replicates};
}

/// Runs the world; a stop asked for by a signal ends it after the month under way.
models::RunResult simulate_with_progress(const models::World& world, const RunArguments& arguments,
                                         const CommonOptions& common, const Io& io) {
    const auto mode = progress_mode(common, io);
    ProgressReporter reporter{
        io.err, {.mode = mode, .language = common.language, .first_month = world.first_month()}, seconds_now};
    models::Progress last;
    last.members = world.replicates;
    last.months_total = world.burn_in_months + world.months;
    models::RunOptions options;
    options.threads = n_threads(arguments.threads);
    options.look_every_month = arguments.look_every_month;
    options.exact_threads = arguments.exact_threads;
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

RunFacts facts_of(const scenarios::Scenario& scenario, const models::RunResult& result) {
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
    facts.definition = talent_definition(world);
    return facts;
}

void print_summary(const RunFacts& facts, const Summary& summary, const Warnings& warnings, const CommonOptions& common,
                   const Io& io) {
    using nlohmann::ordered_json;
    if (common.json) {
        auto json = summary_json(facts, summary);
        json["warnings"] = warnings_json(warnings);
        io.out << json.dump(2, ' ', false, ordered_json::error_handler_t::replace) << '\n';
        return;
    }
    if (common.quiet) return;
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

ExitCode run(const RunArguments& arguments, const CommonOptions& common, const Io& io) {
    const double started = seconds_now();
    refuse_standard_stream(arguments.output, "-o");
    const auto scenario = load(arguments.scenario);
    refuse_if_too_large(scenario.world, arguments.scenario.file);
    print_warnings(scenario.warnings, common, io);
    const auto file = output_file(arguments, scenario);
    catch_stop_signals();
    auto target = output::claim(
        file, {arguments.force ? output::Replace::yes : output::Replace::no, output::result_mark(), scenario.files});

    auto result = simulate_with_progress(scenario.world, arguments, common, io);
    auto summary = summarise(result, scenario.world);
    const auto used_up = funds_used_up(scenario, result.data);
    output::set_provenance(result.data, provenance(arguments, scenario));
    if (scenario.quick_look) {
        hide_tiers(summary, output::is_below_quick_look);
        result.data = output::quick_look_of(result.data);
    }
    output::write_run_file(result.data, target);

    auto facts = facts_of(scenario, result);
    facts.output = file.string();
    if (common.json) facts.data_sha256 = output::data_sha256(result.data);
    facts.threads = result.threads;
    facts.wall_seconds = seconds_now() - started;
    facts.peak_rss_bytes = peak_memory_bytes();
    Warnings warnings = scenario.warnings;
    add_new(warnings, used_up);
    print_summary(facts, summary, warnings, common, io);
    print_warnings(used_up, common, io);
    return ExitCode::ok;
}

}  // namespace talentflow::app
