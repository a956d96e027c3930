// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <string>
#include <vector>

#include "experiments/sweep/folder.hpp"
#include "scenarios/loader/number.hpp"
#include "scenarios/loader/show.hpp"

namespace talentflow::experiments {

namespace {

using scenarios::format_number;

std::string text(const std::string& word) {
    return scenarios::scalar_text(word, true);
}

std::string list_of_texts(const std::vector<std::string>& words) {
    std::string out = "[";
    for (std::size_t i = 0; i < words.size(); ++i) out += (i > 0 ? ", " : "") + text(words[i]);
    return out + "]";
}

std::string list_of_numbers(const std::vector<double>& numbers) {
    std::string out = "[";
    for (std::size_t i = 0; i < numbers.size(); ++i) out += (i > 0 ? ", " : "") + format_number(numbers[i]);
    return out + "]";
}

std::string title_of(const models::Name& title) {
    return fmt::format("{{en: {}, zh: {}}}", text(title.en), text(title.zh));
}

std::string parameter_line(const scenarios::SweepParameter& parameter) {
    std::string out = "{path: " + list_of_texts(parameter.paths) + ", id: " + text(parameter.name);
    if (!parameter.values.empty()) {
        out += ", values: " + list_of_numbers(parameter.values);
    } else if (parameter.range && parameter.range->low < parameter.range->high) {
        out += ", range: " + list_of_numbers({parameter.range->low, parameter.range->high});
        out += parameter.log ? ", scale: log" : ", scale: linear";
    }
    return out + "}";
}

std::string output_line(const scenarios::SweepOutput& output) {
    std::string out = "{id: " + output.id + ", variable: " + text(output.variable);
    if (!output.select.empty()) {
        out += ", select: {";
        for (std::size_t i = 0; i < output.select.size(); ++i)
            out += (i > 0 ? ", " : "") + text(output.select[i].first) + ": " + list_of_texts(output.select[i].second);
        out += "}";
    }
    if (output.from && output.from == output.to)
        out += ", at: " + sim::to_string(*output.from);
    else if (output.from)
        out += ", from: " + sim::to_string(*output.from) + ", to: " + sim::to_string(*output.to);
    out += output.reduce == scenarios::Reduce::mean ? ", reduce: mean" : ", reduce: sum";
    return out + (output.as == scenarios::OutputAs::difference ? ", as: difference}" : ", as: level}");
}

std::string design_line(const scenarios::SweepFile& sweep) {
    std::string out = "{kind: " + sweep.design_kind;
    if (sweep.n > 0) out += ", n: " + std::to_string(sweep.n);
    out += ", seed: " + std::to_string(sweep.seed);
    if (!sweep.design_file.empty()) out += ", file: design.csv";
    return out + "}";
}

std::string making(const SweepPlan& plan) {
    std::string out = "made_by:\n  version: " + text(plan.version) + "\n  commit: " + text(plan.commit);
    out += "\n  identity: " + text(plan.identity);
    out += plan.sweep.constants_depend ? "\n  constants_depend: true" : "\n  constants_depend: false";
    out += "\n  scenarios:\n";
    for (const auto& scenario : plan.sweep.scenarios) {
        out += "    - {id: " + text(scenario.id) + ", sha256: " + text(scenario.sha256) +
               ", title: " + title_of(scenario.title);
        if (!scenario.lacks.empty()) out += ", lacks: " + list_of_texts(scenario.lacks);
        out += "}\n";
    }
    out += "  units: {";
    for (std::size_t i = 0; i < plan.sweep.outputs.size(); ++i)
        out += (i > 0 ? ", " : "") + plan.sweep.outputs[i].id + ": " + text(plan.sweep.outputs[i].units);
    return out + "}\n";
}

}  // namespace

std::string sweep_yaml(const SweepPlan& plan) {
    const auto& sweep = plan.sweep;
    std::string out =
        "# A sweep as talentflow resolved it. Paths are relative to the folder of the sweep file that it was "
        "read from; the rows beside it\n# belong to exactly this text.\nformat: 1\n";
    out += "name: " + text(sweep.name) + "\ntitle: " + title_of(sweep.title) + "\n";
    if (!sweep.note.empty()) out += "note: " + text(sweep.note) + "\n";
    out += "scenario: " + text(sweep.scenarios.front().written) + "\n";
    std::vector<std::string> arms;
    for (std::size_t s = 1; s < sweep.scenarios.size(); ++s) arms.push_back(sweep.scenarios[s].written);
    if (!arms.empty()) out += "against: " + list_of_texts(arms) + "\n";
    if (!sweep.set.empty()) {
        out += "set:\n";
        for (const auto& setting : sweep.set) out += "  " + text(setting.path) + ": " + setting.value + "\n";
    }
    out += "design: " + design_line(sweep) + "\nparameters:\n";
    for (const auto& parameter : sweep.parameters) out += "  - " + parameter_line(parameter) + "\n";
    out += "replicates: " + std::to_string(sweep.replicates) + "\n";
    out +=
        sweep.constants == scenarios::Constants::refit ? "constants: refit\noutputs:\n" : "constants: keep\noutputs:\n";
    for (const auto& output : sweep.outputs) out += "  - " + output_line(output) + "\n";
    return out + making(plan);
}

}  // namespace talentflow::experiments
