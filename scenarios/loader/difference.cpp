// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/loader/complete.hpp"
#include "scenarios/loader/scenario.hpp"
#include "scenarios/loader/show.hpp"
#include "scenarios/loader/yaml_reader.hpp"
#include "sim/contract.hpp"

namespace talentflow::scenarios {

namespace {

using Flat = std::vector<std::pair<std::string, std::string>>;

/// Words about a value, not values.
bool is_remark(const std::string& key) {
    static constexpr std::array<const char*, 5> kRemarks{"note", "source", "mechanism", "evidence", "qualifier"};
    for (const char* remark : kRemarks) {
        if (key == remark) return true;
    }
    return false;
}

void flatten(const Node& node, const std::string& path, Flat& flat) {
    const bool only_scalars = [&] {
        for (const auto& item : node.items) {
            if (!item.is_scalar()) return false;
        }
        return true;
    }();
    if (node.is_map() && !node.entries.empty()) {
        for (const auto& entry : node.entries) {
            if (is_remark(entry.key)) continue;
            // A statement's number stands under the statement's own path.
            flatten(entry.value, entry.key == "value" ? path : join_path(path, entry.key), flat);
        }
    } else if (node.is_list() && !only_scalars) {
        for (std::size_t i = 0; i < node.items.size(); ++i) {
            flatten(node.items[i], item_path(path, node.items[i], i), flat);
        }
    } else {
        flat.emplace_back(path, flow_text(node));
    }
}

Flat flatten(const std::string& resolved) {
    Report report;
    SourceText source;
    source.name = std::make_shared<const std::string>("resolved");
    source.bytes = resolved;
    source.most_bytes = kMaxTextBytes;
    const auto root = read_yaml(std::move(source), report);
    TF_EXPECT(root.has_value());
    Flat flat;
    flatten(*root, {}, flat);
    return flat;
}

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
