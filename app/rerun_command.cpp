// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "app/commands.hpp"
#include "app/json_output.hpp"
#include "app/machine.hpp"
#include "app/messages.hpp"
#include "app/run_job.hpp"
#include "app/signals.hpp"
#include "app/warnings.hpp"
#include "output/data_hash.hpp"
#include "output/provenance.hpp"
#include "output/quick_look.hpp"
#include "output/run_file.hpp"
#include "sim/printable.hpp"

namespace talentflow::app {

namespace {

RunJob job_of(const RerunArguments& arguments, const sim::Dataset& data) {
    const auto* text = data.text("scenario_yaml");
    const auto command = data.text_attribute("command");
    const bool of_run = command.rfind("talentflow run ", 0) == 0 || command.rfind("talentflow branch ", 0) == 0;
    if (text == nullptr || !of_run) throw ScenarioError{messages::kNoRun(sim::printable(arguments.file))};
    RunJob job;
    job.scenario = stored_scenario(*text, arguments.file, output::is_quick_look(data));
    job.command = command;
    job.options = run_options(arguments.threads, false, false);
    job.options.future = output::future_of(data);
    return job;
}

/// Bit for bit, but that NaN is NaN.
bool same_numbers(const sim::Variable& a, const sim::Variable& b) {
    if (const auto* counts = std::get_if<std::vector<std::int64_t>>(&a.data)) {
        const auto* others = std::get_if<std::vector<std::int64_t>>(&b.data);
        return others != nullptr && *counts == *others;
    }
    const auto& numbers = std::get<std::vector<double>>(a.data);
    const auto* others = std::get_if<std::vector<double>>(&b.data);
    return others != nullptr &&
           std::equal(numbers.begin(), numbers.end(), others->begin(), others->end(),
                      [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

/// The first variable whose numbers are others; empty if none is.
std::string first_difference(const sim::Dataset& a, const sim::Dataset& b) {
    for (const auto& variable : a.variables()) {
        if (!b.has_variable(variable.name) || !same_numbers(variable, b.variable(variable.name))) {
            return variable.name;
        }
    }
    for (const auto& variable : b.variables()) {
        if (!a.has_variable(variable.name)) return variable.name;
    }
    return {};
}

}  // namespace

ExitCode rerun(const RerunArguments& arguments, const CommonOptions& common, const Io& io) {
    refuse_standard_stream(arguments.output, "-o");
    const auto before = output::read_run_file(arguments.file);
    const RunJob job = job_of(arguments, before);
    refuse_if_too_large(job.scenario.world, arguments.file);
    const auto version = before.text_attribute("talentflow_version"), commit = before.text_attribute("git_commit");
    const bool other_program = version != output::version() || commit != output::git_commit();
    if (other_program && !common.quiet && !common.json) {
        io.err << messages::kOtherProgram.in(common.language, version + " " + commit,
                                             output::version() + " " + output::git_commit())
               << '\n';
    }
    catch_stop_signals();
    std::optional<output::AtomicFile> target;
    if (!arguments.output.empty()) {
        const auto replace = arguments.force ? output::Replace::yes : output::Replace::no;
        target.emplace(output::claim(arguments.output, {replace, output::result_mark(), job.scenario.files}));
    }
    const auto after = result_of(job, simulate_job(job, common, io));
    if (target) output::write_run_file(after, *target);
    const auto hash = output::data_sha256(after);
    const bool same = hash == output::data_sha256(before);
    const auto variable = same ? std::string{} : first_difference(before, after);
    if (common.json) {
        nlohmann::ordered_json said{{"file", sim::printable(arguments.file)}, {"same", same}, {"data_sha256", hash}};
        if (!same) said["first_difference"] = variable;
        print_json(io, said, scenario_facts(after));
    } else if (!common.quiet || !same) {
        const auto name = sim::printable(arguments.file);
        io.out << (same ? messages::kRerunSame.in(common.language, name, hash)
                        : messages::kRerunOther.in(common.language, name, variable))
               << '\n';
    }
    return same ? ExitCode::ok : ExitCode::some_runs_failed;
}

}  // namespace talentflow::app
