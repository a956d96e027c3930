// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/flat.hpp"

#include <array>
#include <memory>

#include "scenarios/loader/complete.hpp"
#include "scenarios/loader/show.hpp"
#include "scenarios/loader/yaml_reader.hpp"
#include "sim/contract.hpp"

namespace talentflow::scenarios {

namespace {

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

}  // namespace

bool is_remark(const std::string& key) {
    static constexpr std::array<const char*, 5> kRemarks{"note", "source", "mechanism", "evidence", "qualifier"};
    for (const char* remark : kRemarks) {
        if (key == remark) return true;
    }
    return false;
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

}  // namespace talentflow::scenarios
