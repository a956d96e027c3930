// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/loader/flat.hpp"
#include "scenarios/loader/scenario.hpp"

namespace talentflow::scenarios {

namespace {

/// What the arms of a comparison may state differently.
bool is_of_policy(const std::string& path) {
    static constexpr std::array<std::string_view, 8> kAside{"name",  "title",  "note",   "levers",
                                                            "funds", "titles", "groups", "output"};
    const std::string_view top = std::string_view{path}.substr(0, path.find('.'));
    return std::find(kAside.begin(), kAside.end(), top) != kAside.end();
}

template <class Things>
std::string ids_of(const Things& things) {
    std::string ids;
    for (const auto& thing : things) ids += (ids.empty() ? "" : ", ") + thing.id;
    return ids;
}

}  // namespace

std::optional<ValueDifference> world_difference(const Scenario& a, const Scenario& b) {
    const Flat left = flatten(a.resolved_yaml), right = flatten(b.resolved_yaml);
    const std::map<std::string, std::string> in_left{left.begin(), left.end()};
    const std::map<std::string, std::string> in_right{right.begin(), right.end()};
    for (const auto& [path, value] : left) {
        if (is_of_policy(path)) continue;
        const auto other = in_right.find(path);
        if (other == in_right.end()) return ValueDifference{path, value, "(none)"};
        if (other->second != value) return ValueDifference{path, value, other->second};
    }
    for (const auto& [path, value] : right) {
        if (!is_of_policy(path) && in_left.count(path) == 0) return ValueDifference{path, "(none)", value};
    }
    return places_difference(a, b);
}

std::optional<ValueDifference> places_difference(const Scenario& a, const Scenario& b) {
    // The same things in another order: figures are told apart by place.
    const auto order = [](const char* path, const auto& x, const auto& y) -> std::optional<ValueDifference> {
        if (ids_of(x) == ids_of(y)) return std::nullopt;
        return ValueDifference{path, ids_of(x), ids_of(y)};
    };
    if (auto other = order("regions", a.world.regions, b.world.regions)) return other;
    if (auto other = order("tiers", a.world.tiers, b.world.tiers)) return other;
    return order("fields", a.world.fields, b.world.fields);
}

std::string diff(const Scenario& a, const Scenario& b) {
    const Flat left = flatten(a.resolved_yaml), right = flatten(b.resolved_yaml);
    std::map<std::string, std::string> in_left{left.begin(), left.end()};
    std::map<std::string, std::string> in_right{right.begin(), right.end()};
    std::string text;
    for (const auto& [path, value] : left) {
        const auto other = in_right.find(path);
        if (other == in_right.end()) {
            text += path + ": " + value + " -> (none)\n";
        } else if (other->second != value) {
            text += path + ": " + value + " -> " + other->second + "\n";
        }
    }
    for (const auto& [path, value] : right) {
        if (in_left.count(path) == 0) text += path + ": (none) -> " + value + "\n";
    }
    return text;
}

}  // namespace talentflow::scenarios
