// SPDX-License-Identifier: Apache-2.0
// Rows of `parameters` and `modules`, generated from the model's own specs.
#include "models/world/parameters.hpp"
#include "models/world/world.hpp"
#include "scenarios/loader/number.hpp"
#include "scenarios/loader/spec.hpp"

namespace talentflow::scenarios {

namespace {

double default_of(const models::ParameterSpec& parameter, const std::string& tier) {
    for (const auto& [id, value] : parameter.defaults) {
        if (id == tier) return value;
    }
    return parameter.defaults.back().second;
}

Spec parameter_row(const models::ParameterSpec& parameter, const std::string& key, const SpecContext& context) {
    const bool plain = std::holds_alternative<double models::Parameters::*>(parameter.member);
    Spec value = number(plain ? key : std::string{}, parameter.unit, parameter.low, parameter.high, {}, parameter.help);
    value.range_low = parameter.range_low;
    value.range_high = parameter.range_high;
    if (plain) {
        value.preset = format_number(parameter.defaults.front().second);
        return value;
    }
    Spec spec = keyed(key, Refers::tier, std::move(value), "{}", parameter.help);
    spec.one_or_many = true;
    spec.unit = parameter.unit;
    spec.ranges = parameter.tier_ranges;
    for (const auto& tier : context.tiers) {
        spec.presets.emplace_back(tier, format_number(default_of(parameter, tier)));
    }
    return spec;
}

/// Puts a row under its dotted name: `congestion.weight` into the map `congestion`.
void insert(std::vector<Spec>& rows, const models::ParameterSpec& parameter, const std::string& name,
            const SpecContext& context) {
    const auto dot = name.find('.');
    if (dot == std::string::npos) {
        rows.push_back(parameter_row(parameter, name, context));
        return;
    }
    const std::string head = name.substr(0, dot);
    for (auto& row : rows) {
        if (row.key == head) return insert(row.fields, parameter, name.substr(dot + 1), context);
    }
    rows.push_back(map(head, {}, "{}", head));
    insert(rows.back().fields, parameter, name.substr(dot + 1), context);
}

}  // namespace

Spec parameters_spec(const SpecContext& context) {
    std::vector<Spec> rows;
    const std::string prefix = "parameters.";
    for (const auto& parameter : models::parameter_specs()) {
        insert(rows, parameter, parameter.path.substr(prefix.size()), context);
    }
    return map("parameters", std::move(rows), "{}", "behavioural parameters");
}

Spec modules_spec() {
    std::vector<Spec> rows;
    for (const auto& module : models::module_specs()) {
        std::vector<std::string> words{"none"};
        words.insert(words.begin(), "active");
        if (module.can_be_fixed) words.insert(words.begin() + 1, "fixed");
        rows.push_back(word(module.name, std::move(words), "none", module.help));
    }
    return map("modules", std::move(rows), "{}", "which parts of the model act");
}

}  // namespace talentflow::scenarios
