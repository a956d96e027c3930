// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "app/command_text.hpp"
#include "app/commands.hpp"
#include "app/json_output.hpp"
#include "app/machine.hpp"
#include "app/messages.hpp"
#include "app/warnings.hpp"
#include "experiments/sweep/sweep_plan.hpp"
#include "scenarios/loader/scenario.hpp"
#include "scenarios/loader/sweep_file.hpp"
#include "sim/printable.hpp"

namespace talentflow::app {

namespace {

using Json = nlohmann::ordered_json;
using scenarios::Severity;

std::size_t count(const Warnings& problems, Severity severity) {
    return static_cast<std::size_t>(std::count_if(problems.begin(), problems.end(),
                                                  [&](const auto& problem) { return problem.severity == severity; }));
}

/// The scenario of a file without errors; none of a package, a comparison or the standard input, which is read once.
std::optional<scenarios::Scenario> sound_scenario(const std::string& file, const Warnings& problems) {
    if (file == "-" || count(problems, Severity::error) > 0) return std::nullopt;
    try {
        return scenarios::load_scenario(file);
    } catch (const ScenarioError&) {
        return std::nullopt;
    }
}

/// Warns of a sound scenario that this machine cannot run; another one may.
void add_memory_warning(const std::string& file, const models::World& world, Warnings& problems) {
    const auto problem = memory_problem(world);
    if (!problem) return;
    scenarios::Diagnostic warning;
    warning.file = sim::printable(file);
    warning.severity = Severity::warning;
    warning.problem = *problem;
    warning.suggestion = memory_advice(world);
    problems.push_back(std::move(warning));
}

/// A file and what is wrong with it.
struct Checked {
    std::string file;
    Warnings problems;
    std::string scenario_sha256;  // empty: no sound scenario
};

Checked check_one(const std::string& file, const CheckArguments& arguments) {
    const bool sweep = file != "-" && scenarios::is_sweep_file(file);
    Checked checked{sim::printable(file), sweep ? experiments::sweep_problems(file) : scenarios::check_file(file), {}};
    const auto scenario = sweep ? std::nullopt : sound_scenario(file, checked.problems);
    if (arguments.strict) {
        for (auto& problem : checked.problems) problem.severity = Severity::error;
    }
    if (scenario) {
        checked.scenario_sha256 = scenario_sha256(*scenario);
        add_memory_warning(file, scenario->world, checked.problems);  // never an error of the file
    }
    return checked;
}

/// An unreadable file, so that the others are still checked.
Checked unreadable(const std::string& file, const OutputError& error) {
    Checked checked{sim::printable(file), {}, {}};
    scenarios::Diagnostic problem;
    problem.file = checked.file;
    problem.problem = sim::printable(error.what());
    checked.problems.push_back(std::move(problem));
    return checked;
}

void tell(const Checked& checked, const CommonOptions& common, const Io& io) {
    for (const auto& problem : checked.problems) {
        if (!(problem.severity == Severity::warning && common.quiet)) io.err << scenarios::to_string(problem) << '\n';
    }
    if (count(checked.problems, Severity::error) > 0 || common.quiet) return;
    const auto warnings = checked.problems.size();
    if (warnings > 0)
        io.out << messages::kOkWith.in(common.language, checked.file, warning_count(warnings, common.language)) << '\n';
    else
        io.out << checked.file << ": ok\n";
}

Json document(const std::vector<Checked>& all) {
    Json json{{"files", Json::array()}, {"problems", Json::array()}};
    for (const auto& one : all) {
        Json file{{"file", one.file},
                  {"errors", count(one.problems, Severity::error)},
                  {"warnings", count(one.problems, Severity::warning)}};
        if (!one.scenario_sha256.empty()) file["scenario_sha256"] = one.scenario_sha256;
        json["files"].push_back(std::move(file));
        for (const auto& problem : one.problems) json["problems"].push_back(diagnostic_json(problem));
    }
    return json;
}

}  // namespace

ExitCode check(const CheckArguments& arguments, const CommonOptions& common, const Io& io) {
    auto worst = ExitCode::ok;
    std::vector<Checked> all;
    for (const auto& file : arguments.files) {
        try {
            all.push_back(check_one(file, arguments));
            if (count(all.back().problems, Severity::error) > 0 && worst == ExitCode::ok) worst = ExitCode::bad_input;
            if (!common.json) tell(all.back(), common, io);
        } catch (const OutputError& error) {
            all.push_back(unreadable(file, error));
            io.err << "error: " << all.back().problems.front().problem << '\n';
            worst = ExitCode::input_output;
        }
    }
    if (common.json) print_json(io, document(all));
    return worst;
}

}  // namespace talentflow::app
