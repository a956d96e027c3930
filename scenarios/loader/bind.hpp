// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/world/world.hpp"
#include "scenarios/loader/report.hpp"
#include "scenarios/loader/spec.hpp"
#include "scenarios/loader/tree.hpp"

namespace talentflow::scenarios {

/// A completed tree, the ids it declares, the world it becomes and what is wrong with it.
///
/// Binding never stops: parts marked `broken` are left at their defaults, rules that join several
/// keys are checked only where each key is sound by itself.
struct Binding {
    const Node& root;
    const SpecContext& context;
    models::World& world;
    Report& report;
};

void bind_world(Binding& binding);       // time, random, population, tiers, fields, industries, output
void bind_regions(Binding& binding);     // regions, distances, rest of the world, groups, titles, funds
void bind_parameters(Binding& binding);  // parameters, modules
void bind_overrides(Binding& binding);
void bind_levers(Binding& binding);
void check_counts(Binding& binding);  // after all of these

// Reading of completed nodes. A null or broken node gives the fallback.
[[nodiscard]] const Node& number_node(const Node& node);  // of a statement, its value
[[nodiscard]] double number_of(const Node* node, double fallback = 0);
[[nodiscard]] std::int64_t count_of(const Node* node, std::int64_t fallback = 0);
[[nodiscard]] bool flag_of(const Node* node, bool fallback = false);
[[nodiscard]] std::optional<double> optional_number(const Node* node);
[[nodiscard]] std::optional<sim::Month> month_of(const Node* node);
[[nodiscard]] models::TimePath path_of(const Node& node, double factor = 1);
[[nodiscard]] models::Name name_of(const Node& item, const char* key = "name");
[[nodiscard]] std::vector<double> numbers_of(const Node* node);
/// The value of a money key in CNY, in whichever unit it is written.
[[nodiscard]] double money_of(const Node& map, const char* key);
/// The entry of a money key in whichever unit it is written, with the factor to CNY; null if
/// absent.
[[nodiscard]] std::pair<const Node*, double> money_entry(const Node& map, const std::string& key);
/// Position of `id`, or models::kNoIndex.
[[nodiscard]] std::size_t index_of(const std::vector<std::string>& ids, const std::string& id);
template <class I = std::size_t>
[[nodiscard]] std::vector<I> indices_of(const std::vector<std::string>& ids, const Node* list) {
    std::vector<I> indices;
    if (list == nullptr) return indices;
    for (const auto& item : list->items) {
        const std::size_t index = index_of(ids, item.text);
        if (index != models::kNoIndex) indices.push_back(I{index});
    }
    return indices;
}
/// One number per tier from a map of tiers or one number for all.
[[nodiscard]] std::vector<double> by_tier(const Binding& binding, const Node* node, double fallback);
/// Whether `key` exists in the root and is free of problems.
[[nodiscard]] bool sound(const Binding& binding, const char* key);
/// from <= to of something in force for a while.
void check_from_to(Binding& binding, const Node& item, const std::string& path);

}  // namespace talentflow::scenarios
