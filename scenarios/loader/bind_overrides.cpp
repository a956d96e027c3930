// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "scenarios/loader/bind.hpp"
#include "scenarios/loader/number.hpp"

namespace talentflow::scenarios {

namespace {

constexpr double kRowTolerance = 1e-9;

models::InitialAgents bind_initial_agents(const Binding& b, const Node& item) {
    using Agents = models::InitialAgents;
    Agents agents;
    agents.region = models::FileRegion{index_of(b.context.regions, item.text_of("region"))};
    agents.tier = models::TierIndex{index_of(b.context.tiers, item.text_of("tier"))};
    agents.field = models::FieldIndex{index_of(b.context.fields, item.text_of("field"))};
    agents.age_years = number_of(item.find("age_years"), 30);
    agents.count = count_of(item.find("count"));
    const bool works = item.text_of("employment") != "unemployed";
    agents.employment = works ? Agents::Employment::employed : Agents::Employment::unemployed;
    agents.accredited = flag_of(item.find("accredited"));
    const std::string& aware = item.text_of("aware");
    agents.aware = aware == "none"     ? Agents::Aware::none
                   : aware == "steady" ? Agents::Aware::steady
                                       : Agents::Aware::all;
    agents.ties = static_cast<int>(count_of(item.find("ties")));
    return agents;
}

models::ByFileRegion<models::ByFileRegion<double>> bind_matrix(const Node* node) {
    models::ByFileRegion<models::ByFileRegion<double>> rows;
    if (node == nullptr || node->broken) return rows;
    for (const auto& row : number_node(*node).items) rows.emplace_back(numbers_of(&row));
    return rows;
}

void check_rows(Binding& b, const Node& node) {
    const auto& rows = b.world.overrides.transition;
    for (const models::FileRegion region : rows.positions()) {
        double sum = 0;
        for (const double p : rows[region]) sum += p;
        if (std::abs(sum - 1) <= kRowTolerance) continue;
        const std::size_t r = region.position();
        b.report.add(number_node(node).items[r].origin, "overrides.transition[" + std::to_string(r + 1) + "]",
                     "the row of '" + b.context.regions[r] + "' sums to " + format_number(sum) + ", not 1");
    }
}

void bind_entries(Binding& b, const Node& node) {
    using Kind = models::Entries::Kind;
    for (const auto& entry : node.entries) {
        if (entry.value.broken) continue;
        models::Entries entries;
        entries.region = models::FileRegion{index_of(b.context.regions, entry.key)};
        const Node* poisson = entry.value.find("poisson");
        const Node* per_resident = entry.value.find("per_resident");
        entries.kind = poisson != nullptr ? Kind::poisson : per_resident != nullptr ? Kind::per_resident : Kind::fixed;
        entries.amount = poisson != nullptr        ? number_of(poisson)
                         : per_resident != nullptr ? number_of(per_resident)
                                                   : number_of(&entry.value);
        b.world.overrides.entries_per_month.push_back(entries);
    }
}

void bind_upgrade(Binding& b, const Node& node) {
    auto& upgrade = b.world.overrides.tier_upgrade_probability;
    const auto& tiers = b.context.tiers;
    upgrade.assign(tiers.size(), std::nullopt);
    if (node.broken) return;
    for (std::size_t k = 0; k < tiers.size(); ++k) {
        const Node* value = number_node(node).find(tiers[k]);
        upgrade[k] = optional_number(value);
        if (k == 0 && upgrade[k].value_or(0) > 0) {
            b.report.add(value->origin, "overrides.tier_upgrade_probability." + tiers[k],
                         "there is no tier above '" + tiers[k] + "'", "remove it");
        }
    }
}

void bind_reference_scale(Binding& b, const Node& node) {
    if (node.broken) return;
    const Node& inner = number_node(node);
    for (const auto& region : b.context.regions) {
        b.world.overrides.reference_scale.push_back(inner.is_scalar() ? number_of(&inner)
                                                                      : number_of(inner.find(region), 1));
    }
}

void bind_probabilities(models::Overrides& to, const Node& from) {
    to.consider_probability = optional_number(from.find("consider_probability"));
    to.separation_probability = optional_number(from.find("separation_probability"));
    to.finding_probability = optional_number(from.find("finding_probability"));
    to.exit_probability = optional_number(from.find("exit_probability"));
    to.contact_probability = optional_number(from.find("contact_probability"));
    to.awareness_on_probability = optional_number(from.find("awareness_on_probability"));
    to.awareness_off_probability = optional_number(from.find("awareness_off_probability"));
    to.take_up_probability = optional_number(from.find("take_up_probability"));
    to.accreditation_probability = optional_number(from.find("accreditation_probability"));
    to.peer_weight = optional_number(from.find("peer_weight"));
    if (const Node* most = from.find("applications_max")) to.applications_max = count_of(most, 1);
}

}  // namespace

void bind_overrides(Binding& b) {
    const Node* from = b.root.find("overrides");
    if (from == nullptr || !from->is_map()) return;
    auto& to = b.world.overrides;
    if (const Node* agents = from->find("initial_agents")) {
        for (const auto& item : agents->items) {
            if (!item.broken) to.initial_agents.push_back(bind_initial_agents(b, item));
        }
    }
    to.transition = bind_matrix(from->find("transition"));
    if (!to.transition.empty()) check_rows(b, *from->find("transition"));
    to.utility = bind_matrix(from->find("utility"));
    to.known_probability = numbers_of(from->find("known_probability"));
    bind_probabilities(to, *from);
    if (const Node* entries = from->find("entries_per_month")) bind_entries(b, *entries);
    if (const Node* upgrade = from->find("tier_upgrade_probability")) bind_upgrade(b, *upgrade);
    if (const Node* posts = from->find("posts")) {
        for (const auto& item : posts->items) {
            if (item.broken) continue;
            to.posts.push_back({models::FileRegion{index_of(b.context.regions, item.text_of("region"))},
                                models::TierIndex{index_of(b.context.tiers, item.text_of("tier"))},
                                models::FieldIndex{index_of(b.context.fields, item.text_of("field"))},
                                count_of(item.find("count"))});
        }
    }
    if (const Node* scale = from->find("reference_scale")) bind_reference_scale(b, *scale);
}

}  // namespace talentflow::scenarios
