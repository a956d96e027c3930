// SPDX-License-Identifier: Apache-2.0
#include "experiments/sweep/sweep_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "experiments/sweep/folder.hpp"
#include "experiments/sweep/messages.hpp"
#include "output/provenance.hpp"
#include "output/sha256.hpp"
#include "scenarios/loader/flat.hpp"
#include "scenarios/loader/number.hpp"
#include "sim/contract.hpp"
#include "sim/printable.hpp"

namespace talentflow::experiments {

namespace {

constexpr std::size_t kKeyDigits = 32;
constexpr double kMostValues = 1e8;  // numbers of all runs together, held to write the index

/// All that decides what the runs of a sweep are, but for the points.
std::string identity_of(const scenarios::SweepFile& sweep) {
    std::string text =
        fmt::format("talentflow {} {}\nreplicates {}\nconstants {}\n", output::version(), output::git_commit(),
                    sweep.replicates, sweep.constants == scenarios::Constants::refit && sweep.constants_depend);
    for (const auto& scenario : sweep.scenarios) {
        TF_EXPECT(scenario.prepared.has_value());
        std::string values;  // notes and sources may be mended while a sweep is on its way
        for (const auto& [path, value] : scenarios::flatten(scenario.resolved_yaml))
            values += path + ": " + value + "\n";
        text += fmt::format("scenario {} {}\n", output::sha256(scenario.prepared->identity()), output::sha256(values));
    }
    for (const auto& parameter : sweep.parameters)
        text += fmt::format("parameter {} {}\n", parameter.name, fmt::join(parameter.paths, " "));
    for (const auto& o : sweep.outputs) {
        text += fmt::format("output {} {} {} {}", o.id, o.variable, o.reduce == scenarios::Reduce::mean,
                            o.as == scenarios::OutputAs::difference);
        if (o.from) text += fmt::format(" {} {}", sim::to_string(*o.from), sim::to_string(*o.to));
        for (const auto& [axis, labels] : o.select) text += fmt::format(" {}: {},", axis, fmt::join(labels, ","));
        text += '\n';
    }
    return output::sha256(text);
}

void check_size(scenarios::SweepFile& sweep, const Design& design) {
    const double values = static_cast<double>(design.n_rows()) * static_cast<double>(sweep.outputs.size()) *
                          static_cast<double>(sweep.scenarios.size()) * sweep.replicates;
    if (values <= kMostValues) return;
    auto problem = sweep.design_place;
    problem.problem = sweep_messages::kTooManyValues(std::to_string(design.n_rows()), fmt::format("{:.0f}", values),
                                                     fmt::format("{:.0f}", kMostValues));
    problem.suggestion = sweep_messages::kSmallerDesign();
    sweep.problems.push_back(std::move(problem));
}

}  // namespace

std::size_t SweepPlan::n_values() const noexcept {
    return sweep.outputs.size() * n_scenarios() * static_cast<std::size_t>(sweep.replicates);
}

std::size_t SweepPlan::value_at(std::size_t output, std::size_t scenario, std::size_t member) const noexcept {
    return (output * n_scenarios() + scenario) * static_cast<std::size_t>(sweep.replicates) + member;
}

int SweepPlan::first_member(std::size_t run) const noexcept {
    return static_cast<int>(design.luck[run]) * sweep.replicates;
}

const double* SweepPlan::point(std::size_t run) const noexcept {
    return design.values.data() + run * design.factors.size();
}

std::string SweepPlan::key(std::size_t run) const {
    std::string text = identity + fmt::format(" luck {}", design.luck[run]);
    for (std::size_t f = 0; f < design.factors.size(); ++f)
        text += fmt::format(" {}={}", design.factors[f].path, scenarios::format_number(point(run)[f]));
    return output::sha256(text).substr(0, kKeyDigits);
}

SweepPlan plan_sweep(scenarios::SweepFile sweep) {
    SweepPlan plan;
    scenarios::throw_if_unsound(sweep);
    plan.design = design_of(sweep);
    if (sweep.sound()) check_size(sweep, plan.design);
    scenarios::throw_if_unsound(sweep);
    scenarios::note_lacking(sweep);
    plan.sweep = std::move(sweep);
    plan.identity = identity_of(plan.sweep);
    plan.version = output::version();
    plan.commit = output::git_commit();
    plan.yaml = sweep_yaml(plan);
    return plan;
}

std::vector<scenarios::Diagnostic> sweep_problems(const std::filesystem::path& file) {
    auto sweep = scenarios::read_sweep(file);
    if (sweep.sound()) static_cast<void>(design_of(sweep));
    return sweep.problems;
}

std::string repeat_command(const SweepPlan& plan, std::size_t run, std::size_t scenario) {
    const auto& of = plan.sweep.scenarios[scenario];
    std::string text = "talentflow run " + sim::shell_quoted(of.written);
    const auto add = [&](const std::string& path, const std::string& value) {
        text += " --set " + sim::shell_quoted(path + "=" + value);
    };
    for (const auto& setting : plan.sweep.set) add(setting.path, setting.value);
    for (std::size_t p = 0; p < plan.sweep.parameters.size(); ++p) {
        for (const auto& path : plan.sweep.parameters[p].paths) {
            if (of.takes(path)) add(path, scenarios::format_number(plan.point(run)[p]));
        }
    }
    add("random.replicates", std::to_string(plan.first_member(run) + plan.sweep.replicates));
    return text;
}

}  // namespace talentflow::experiments
