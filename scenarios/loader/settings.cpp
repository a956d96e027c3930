// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/settings.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "scenarios/loader/overlay.hpp"
#include "scenarios/loader/wide_text.hpp"
#include "scenarios/loader/yaml_reader.hpp"

namespace talentflow::scenarios {

namespace {

std::vector<std::string> split(const std::string& path) {
    std::vector<std::string> parts{""};
    for (const char c : path) {
        if (c == '.') {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

Node* find_item(Node& list, const std::string& path, const std::string& id) {
    const ItemKey key = item_key(path);
    for (auto& item : list.items) {
        std::string known = id_of(item, key);
        if (known == id) return &item;
        // `distances.b-a` names the same pair as `distances.a-b`; region ids hold no '-'.
        const auto dash = id.find('-');
        if (key == ItemKey::between && dash != std::string::npos &&
            known == id.substr(dash + 1) + "-" + id.substr(0, dash)) {
            return &item;
        }
    }
    return nullptr;
}

class Setter {
  public:
    Setter(const Setting& setting, Report& report) : setting_{setting}, report_{report}, parts_{split(setting.path)} {
        origin_.kind = Origin::Kind::setting;
        origin_.source = std::make_shared<const std::string>("--set " + setting.path + "=" + setting.value);
    }

    void apply(Node& root) {
        if (!well_formed()) return;
        auto value = read_yaml_value(setting_.value, origin_, setting_.path, report_);
        if (!value) return;
        Node* at = &root;
        std::string path;
        for (std::size_t i = 0; i + 1 < parts_.size(); ++i) {
            at = enter(*at, path, parts_[i]);
            if (at == nullptr) return;
            path = join_path(path, parts_[i]);
        }
        put(*at, path, std::move(*value));
    }

  private:
    [[nodiscard]] bool well_formed() {
        const auto empty = [](const std::string& part) { return part.empty(); };
        if (std::any_of(parts_.begin(), parts_.end(), empty)) {
            complain("the path has an empty part", "write for example parameters.distance_elasticity");
            return false;
        }
        if (parts_.size() > static_cast<std::size_t>(kMaxDepth)) {
            complain("the path has too many parts");
            return false;
        }
        if (parts_.front() == "extends" || parts_.front() == "packages") {
            complain(in_marks(parts_.front()) + " cannot be set on the command line",
                     "write a scenario that extends this one");
            return false;
        }
        return true;
    }

    Node* enter(Node& node, const std::string& path, const std::string& part) {
        if (node.is_list()) {
            Node* item = find_item(node, path, part);
            if (item == nullptr) complain_item(node, path, part);
            return item;
        }
        if (!node.is_map()) {
            complain(path + " is a value, it has no " + in_marks(part), "set " + path + " as a whole");
            return nullptr;
        }
        Node* child = node.find(part);
        if (child != nullptr && !child->is_null()) return child;
        if (item_key(join_path(path, part)) != ItemKey::none) {
            complain("the scenario has no " + part);
            return nullptr;
        }
        node.erase(part);
        node.entries.push_back(Entry{part, origin_, make_map(origin_)});
        return &node.entries.back().value;
    }

    void put(Node& node, const std::string& path, Node value) {
        const std::string& last = parts_.back();
        if (node.is_list()) {
            Node* item = find_item(node, path, last);
            if (item == nullptr) return complain_item(node, path, last);
            overlay_at(*item, value, join_path(path, last), report_);
        } else if (!node.is_map()) {
            complain(path + " is a value, it has no " + in_marks(last), "set " + path + " as a whole");
        } else {
            drop_other_units(node, last);
            Node* known = node.find(last);
            if (known == nullptr) {
                node.entries.push_back(Entry{last, origin_, Node{}});
                known = &node.entries.back().value;
            }
            overlay_at(*known, value, join_path(path, last), report_);
        }
    }

    void complain_item(const Node& list, const std::string& path, const std::string& id) {
        const ItemKey key = item_key(path);
        if (key == ItemKey::none) {
            return complain("the items of " + path + " have no ids", "set " + path + " as a whole");
        }
        std::vector<std::string> ids;
        for (const auto& item : list.items) ids.push_back(id_of(item, key));
        std::vector<Named> names;
        for (const auto& item : list.items) {
            const Node* name = item.find("name");
            if (name != nullptr) names.push_back({id_of(item, key), name->text_of("en"), name->text_of("zh")});
        }
        std::string hint = hint_for(report_, id, ids, names);
        if (hint.empty() && !ids.empty()) hint = "known: " + listed(ids);
        complain("there is no " + in_marks(id) + " in " + path, hint);
    }

    void complain(std::string problem, std::string suggestion = {}) {
        report_.add(origin_, setting_.path, std::move(problem), std::move(suggestion));
    }

    const Setting& setting_;
    Report& report_;
    std::vector<std::string> parts_;
    Origin origin_;
};

}  // namespace

void apply_setting(Node& root, const Setting& setting, Report& report) {
    Setter{setting, report}.apply(root);
}

}  // namespace talentflow::scenarios
