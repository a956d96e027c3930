// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/overlay.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <vector>

#include "scenarios/loader/number.hpp"
#include "scenarios/loader/units.hpp"
#include "sim/calendar.hpp"

namespace talentflow::scenarios {

namespace {

void merge(Node& base, const Node& over, const std::string& path, Report& report);

/// The range that a value states, or that what it replaced stated; null if there is none to be read.
std::shared_ptr<const StatedRange> range_of(const Node& value) {
    const Node* range = value.find("range");
    if (range == nullptr) return value.replaced;
    if (range->items.size() != 2) return nullptr;
    const auto low = parse_number(range->items[0].text).value;
    const auto high = parse_number(range->items[1].text).value;
    if (!low || !high || *low > *high) return nullptr;
    return std::make_shared<const StatedRange>(StatedRange{*low, *high, range->origin});
}

bool deletes(const Node& item) {
    return item.is_map() && item.find("delete") != nullptr;
}

/// Checks `{id: x, delete: true}`; true if the item is a well-formed deletion.
bool check_deletion(const Node& item, const std::string& path, Report& report) {
    const Node& flag = *item.find("delete");
    if (!flag.is_scalar() || flag.quoted || flag.text != "true") {
        report.add(flag.origin, path, "'delete' is " + describe(flag), "write delete: true");
        return false;
    }
    if (item.entries.size() > 2) {
        report.add(flag.origin, path, "an item with 'delete: true' has other keys", "leave only its id");
        return false;
    }
    return true;
}

void merge_items(Node& base, const Node& over, const std::string& path, ItemKey key, Report& report) {
    base.origin = over.origin;
    std::map<std::string, std::size_t> positions;
    for (std::size_t i = 0; i < base.items.size(); ++i) {
        positions.emplace(id_of(base.items[i], key), i);
    }
    std::map<std::string, const Node*> seen;
    std::vector<std::size_t> removed;
    for (const auto& item : over.items) {
        const std::string id = id_of(item, key);
        const std::string where = join_path(path, id);
        if (!id.empty()) {
            const auto [first, is_new] = seen.emplace(id, &item);
            if (!is_new) {
                report.add(
                    item.origin, where,
                    in_marks(id) + " is there twice, first on line " + std::to_string(first->second->origin.line),
                    "remove one of them");
                continue;
            }
        }
        const auto known = id.empty() ? positions.end() : positions.find(id);
        if (deletes(item)) {
            if (!check_deletion(item, where, report)) continue;
            if (known == positions.end()) {
                std::vector<std::string> ids;
                for (const auto& [name, at] : positions) ids.push_back(name);
                report.add(item.origin, where, "there is no " + in_marks(id) + " to delete",
                           report.did_you_mean(id, ids));
            } else {
                removed.push_back(known->second);
            }
        } else if (known != positions.end()) {
            merge(base.items[known->second], item, where, report);
        } else {
            base.items.push_back(item);
        }
    }
    std::sort(removed.begin(), removed.end());
    for (auto at = removed.rbegin(); at != removed.rend(); ++at) {
        base.items.erase(base.items.begin() + static_cast<std::ptrdiff_t>(*at));
    }
}

void merge_maps(Node& base, const Node& over, const std::string& path, Report& report) {
    base.origin = over.origin;  // whoever touched it last
    for (const auto& entry : over.entries) {
        const std::string where = join_path(path, entry.key);
        drop_other_units(base, entry.key);
        Node* known = base.find(entry.key);
        if (known == nullptr) {
            // Through merge, too: a list's own deletions and duplicates are checked there.
            Entry fresh{entry.key, entry.key_origin, Node{}};
            base.entries.push_back(std::move(fresh));
            known = &base.entries.back().value;
        }
        merge(*known, entry.value, where, report);
    }
}

void merge(Node& base, const Node& over, const std::string& path, Report& report) {
    const ItemKey key = item_key(path);
    if (over.is_list() && key != ItemKey::none) {
        if (!base.is_list()) base = make_list(over.origin);
        merge_items(base, over, path, key, report);
    } else if (base.is_map() && over.is_map() && !is_value(base) && !is_value(over)) {
        merge_maps(base, over, path, report);
    } else {
        const auto range = range_of(base);
        base = over;
        if (base.find("range") == nullptr) base.replaced = range;
    }
}

}  // namespace

void overlay(Node& base, const Node& over, Report& report) {
    if (base.is_null()) base = make_map(over.origin);
    merge_maps(base, over, {}, report);
}

void overlay_at(Node& base, const Node& over, const std::string& path, Report& report) {
    merge(base, over, path, report);
}

ItemKey item_key(const std::string& path) {
    for (const char* name : {"tiers", "fields", "industries", "regions", "groups", "titles", "funds", "levers"}) {
        if (path == name) return ItemKey::id;
    }
    return path == "distances" ? ItemKey::between : ItemKey::none;
}

std::string id_of(const Node& item, ItemKey key) {
    if (key == ItemKey::id) return item.text_of("id");
    if (key == ItemKey::none) return {};
    const Node* pair = item.find("between");
    if (pair == nullptr || pair->items.size() != 2) return {};
    const auto& [a, b] = std::minmax(pair->items[0].text, pair->items[1].text);
    return a.empty() ? std::string{} : a + "-" + b;
}

bool is_value(const Node& node) {
    if (!node.is_map() || node.entries.empty()) return false;
    for (const auto* word : {"value", "ramp", "poisson", "per_resident"}) {
        if (node.find(word) != nullptr) return true;
    }
    return std::all_of(node.entries.begin(), node.entries.end(),
                       [](const Entry& entry) { return sim::parse_month(entry.key).has_value(); });
}

void drop_other_units(Node& map, const std::string& key) {
    for (const auto& [other, factor] : money_keys(key)) {
        if (other != key) map.erase(other);
    }
}

}  // namespace talentflow::scenarios
