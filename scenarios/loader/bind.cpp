// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/bind.hpp"

#include <algorithm>

#include "scenarios/loader/number.hpp"
#include "scenarios/loader/units.hpp"

namespace talentflow::scenarios {

const Node& number_node(const Node& node) {
    const Node* value = node.find("value");
    return value != nullptr ? *value : node;
}

double number_of(const Node* node, double fallback) {
    if (node == nullptr || node->broken) return fallback;
    return parse_number(number_node(*node).text).value.value_or(fallback);
}

std::int64_t count_of(const Node* node, std::int64_t fallback) {
    if (node == nullptr || node->broken) return fallback;
    const auto whole = parse_whole(number_node(*node).text);
    return whole ? static_cast<std::int64_t>(*whole) : fallback;
}

bool flag_of(const Node* node, bool fallback) {
    if (node == nullptr || node->broken) return fallback;
    return node->text == "true";
}

std::optional<double> optional_number(const Node* node) {
    if (node == nullptr || node->broken) return std::nullopt;
    return number_of(node);
}

std::optional<sim::Month> month_of(const Node* node) {
    if (node == nullptr || node->broken) return std::nullopt;
    return sim::parse_month(node->text);
}

models::TimePath path_of(const Node& node, double factor) {
    const Node& value = number_node(node);
    if (node.broken) return models::TimePath{0.0};
    if (value.is_scalar()) return models::TimePath{number_of(&value) * factor};
    const Node* ramp = value.find("ramp");
    std::vector<models::TimePath::Point> points;
    for (const auto& point : (ramp != nullptr ? *ramp : value).entries) {
        const auto month = sim::parse_month(point.key);
        if (month) points.emplace_back(*month, number_of(&point.value) * factor);
    }
    using Shape = models::TimePath::Shape;
    return models::TimePath{ramp != nullptr ? Shape::ramp : Shape::steps, std::move(points)};
}

models::Name name_of(const Node& item, const char* key) {
    const Node* name = item.find(key);
    if (name == nullptr) return {};
    return {name->text_of("en"), name->text_of("zh")};
}

std::vector<double> numbers_of(const Node* node) {
    std::vector<double> numbers;
    if (node == nullptr || node->broken) return numbers;
    for (const auto& item : number_node(*node).items) numbers.push_back(number_of(&item));
    return numbers;
}

std::pair<const Node*, double> money_entry(const Node& map, const std::string& key) {
    double own = 1;
    for (const auto& [name, factor] : money_keys(key)) {
        if (name == key) own = factor;
    }
    for (const auto& [name, factor] : money_keys(key)) {
        if (const Node* node = map.find(name)) return {node, factor / own};
    }
    return {map.find(key), 1};
}

double money_of(const Node& map, const char* key) {
    const auto [node, factor] = money_entry(map, key);
    return number_of(node) * factor;
}

std::size_t index_of(const std::vector<std::string>& ids, const std::string& id) {
    const auto at = std::find(ids.begin(), ids.end(), id);
    return at == ids.end() ? models::kNoIndex : static_cast<std::size_t>(at - ids.begin());
}

std::vector<double> by_tier(const Binding& binding, const Node* node, double fallback) {
    const auto& tiers = binding.context.tiers;
    std::vector<double> values(tiers.size(), fallback);
    if (node == nullptr || node->broken) return values;
    const Node& inner = number_node(*node);
    for (std::size_t k = 0; k < tiers.size(); ++k) {
        values[k] = inner.is_scalar() ? number_of(&inner) : number_of(inner.find(tiers[k]), fallback);
    }
    return values;
}

bool sound(const Binding& binding, const char* key) {
    const Node* node = binding.root.find(key);
    return node == nullptr || !node->broken;
}

void check_from_to(Binding& binding, const Node& item, const std::string& path) {
    const auto from = month_of(item.find("from"));
    const auto to = month_of(item.find("to"));
    if (!from || !to || *from <= *to) return;
    binding.report.add(item.find("to")->origin, join_path(path, "to"),
                       to_string(*to) + " lies before 'from', " + to_string(*from));
}

}  // namespace talentflow::scenarios
