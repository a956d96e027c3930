// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/scenario.hpp"

#include <memory>

#include "scenarios/loader/bind.hpp"
#include "scenarios/loader/complete.hpp"
#include "scenarios/loader/distances.hpp"
#include "scenarios/loader/pipeline.hpp"
#include "scenarios/loader/plausible.hpp"
#include "scenarios/loader/quick_look.hpp"
#include "scenarios/loader/settings.hpp"
#include "scenarios/loader/show.hpp"
#include "scenarios/loader/sources.hpp"
#include "scenarios/loader/structure.hpp"

namespace talentflow::scenarios {

namespace {

/// Only the last tier is recognised by diploma; a tier that does not say follows from its place.
void fill_accredited(Node& root) {
    Node* tiers = root.find("tiers");
    if (tiers == nullptr) return;
    Origin preset;
    preset.kind = Origin::Kind::preset;
    for (std::size_t k = 0; k < tiers->items.size(); ++k) {
        Node& item = tiers->items[k];
        if (!item.is_map() || item.find("accredited") != nullptr) continue;
        const char* flag = k + 1 < tiers->items.size() ? "true" : "false";
        item.entries.push_back(Entry{"accredited", preset, make_scalar(flag, preset)});
    }
}

std::vector<Diagnostic> places_of_funds(const Node& root) {
    std::vector<Diagnostic> places;
    const Node* funds = root.find("funds");
    if (funds == nullptr) return places;
    for (const auto& item : funds->items) {
        Diagnostic place;
        place.file = item.origin.name();
        place.line = item.origin.line;
        place.column = item.origin.column;
        place.path = "funds." + item.text_of("id");
        place.severity = Severity::warning;
        places.push_back(std::move(place));
    }
    return places;
}

Scenario finish(std::optional<Node> merged, const LoadOptions& options, Report& report) {
    Scenario scenario;
    if (merged) {
        Resolved resolved = resolve(std::move(*merged), options, report);
        report.throw_if_any();
        auto structure = options.structure ? structure_json(resolved.root, resolved.context) : std::string{};
        scenario = scenario_of(std::move(resolved), report);
        scenario.structure = std::move(structure);
        scenario.quick_look = options.quick_look;
    }
    report.throw_if_any();
    return scenario;
}

}  // namespace

bool within_limits(const Node& root, Report& report) {
    const std::size_t before = report.size();
    const auto limit = [&](const char* key, std::size_t most) {
        const Node* list = root.find(key);
        if (list == nullptr || list->items.size() <= most) return;
        report.add(list->origin, key,
                   "has " + std::to_string(list->items.size()) + " items, needs at most " + std::to_string(most));
    };
    limit("regions", models::kMaxRegions);
    limit("tiers", models::kMaxTiers);
    limit("fields", models::kMaxFields);
    limit("levers", models::kMaxLevers);
    return report.size() == before;
}

Scenario scenario_of(Resolved&& resolved, const Report& report) {
    Scenario scenario;
    scenario.warnings = report.warnings();
    scenario.fund_places = places_of_funds(resolved.root);
    scenario.resolved_yaml = show(resolved.root);
    scenario.world = std::move(resolved.world);
    return scenario;
}

Resolved resolve(Node merged, const LoadOptions& options, Report& report, const std::vector<models::LeverSpec>* kinds) {
    for (const auto& setting : options.settings) apply_setting(merged, setting, report);
    if (options.quick_look) make_quick_look(merged, report);
    if (options.without_levers) {
        for (const char* key : {"levers", "funds", "titles"}) merged.erase(key);
    }
    Resolved resolved;
    if (!within_limits(merged, report)) return resolved;
    fill_accredited(merged);
    resolved.context = context_of(merged);
    resolved.context.kinds = kinds;
    resolved.root = complete(scenario_spec(resolved.context), merged, resolved.context, report);
    fill_distances(resolved.root, resolved.context, report);
    Binding binding{resolved.root, resolved.context, resolved.world, report};
    bind_world(binding);
    bind_regions(binding);
    bind_parameters(binding);
    bind_overrides(binding);
    bind_levers(binding);
    check_counts(binding);
    if (report.empty()) warn_of_levers(binding);
    return resolved;
}

Scenario load_scenario(const std::filesystem::path& file, const LoadOptions& options) {
    Report report;
    std::vector<std::filesystem::path> files;
    auto merged = read_merged(file, report, &files);
    auto scenario = finish(std::move(merged), options, report);
    scenario.files = std::move(files);
    return scenario;
}

Scenario parse_scenario(const std::string& text, const std::string& name, const LoadOptions& options) {
    Report report;
    SourceText source;
    source.name = std::make_shared<const std::string>(name);
    source.bytes = text;
    source.most_bytes = kMaxTextBytes;
    auto merged = read_merged(std::move(source), report);
    return finish(std::move(merged), options, report);
}

}  // namespace talentflow::scenarios
