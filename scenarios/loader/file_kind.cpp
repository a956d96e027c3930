// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/file_kind.hpp"

#include <algorithm>
#include <initializer_list>

#include "scenarios/loader/messages.hpp"
#include "scenarios/loader/sources.hpp"

namespace talentflow::scenarios {

namespace {

bool has(const Node& root, std::initializer_list<const char*> keys) {
    return std::any_of(keys.begin(), keys.end(), [&](const char* key) { return root.find(key) != nullptr; });
}

}  // namespace

FileKind kind_of(const Node& root) {
    if (has(root, {"design", "outputs", "against"})) return FileKind::sweep;
    if (has(root, {"arms", "decision", "horizons", "base"})) return FileKind::comparison;
    const bool package = std::all_of(root.entries.begin(), root.entries.end(),
                                     [](const Entry& entry) { return is_package_key(entry.key); });
    if (package && has(root, {"funds", "titles", "groups", "levers"})) return FileKind::package;
    const Node* population = root.find("population");
    const bool agents = population != nullptr && population->find("agents") != nullptr;
    const bool runs = agents || has(root, {"extends", "packages", "time", "overrides", "modules"});
    return runs ? FileKind::scenario : FileKind::part;
}

bool is_scenario(const Node& root, Report& report) {
    const FileKind kind = kind_of(root);
    Origin start = root.origin;
    if (kind == FileKind::comparison) {
        report.add(start, {}, messages::kIsComparison(), messages::kGiveArms());
    } else if (kind == FileKind::sweep) {
        report.add(start, {}, messages::kIsSweep(), messages::kGiveSweep());
    } else if (kind == FileKind::package) {
        std::vector<std::string> held;
        for (const char* key : {"funds", "titles", "groups", "levers"}) {
            if (root.find(key) != nullptr) held.emplace_back(key);
        }
        const std::string& world = root.text_of("world");
        report.add(start, {}, messages::kIsPackage(listed(held)),
                   messages::kListPackage(world.empty() ? "base/chengdu-chongqing.yaml" : world, root.origin.name()));
    }
    return kind == FileKind::scenario || kind == FileKind::part;
}

}  // namespace talentflow::scenarios
