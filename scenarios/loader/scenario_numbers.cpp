// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/scenario_numbers.hpp"

#include <algorithm>

#include "scenarios/loader/bind.hpp"
#include "scenarios/loader/number.hpp"
#include "scenarios/loader/overlay.hpp"
#include "scenarios/loader/spec.hpp"
#include "scenarios/loader/units.hpp"

namespace talentflow::scenarios {

namespace {

using models::Range;

std::optional<Range> unless_empty(double low, double high) {
    if (!(low < high)) return std::nullopt;
    return Range{low, high};
}

bool parameter_is_log(const std::string& path) {
    const auto& specs = models::parameter_specs();
    return std::any_of(specs.begin(), specs.end(), [&](const models::ParameterSpec& spec) {
        return spec.scale == models::Scale::log && (path == spec.path || path.rfind(spec.path + ".", 0) == 0);
    });
}

/// Walks a completed tree beside the spec that it was completed by.
class NumberCollector {
  public:
    void walk(const Spec& spec, const Node& node, const std::string& path) {
        switch (spec.form) {
            case Form::number:
            case Form::whole:
                return add(spec, node, path, 1);
            case Form::map:
                return walk_map(spec, node, path);
            case Form::keyed:
                return walk_keyed(spec, node, path);
            case Form::list:
                return walk_list(spec, node, path);
            default:
                return;
        }
    }
    [[nodiscard]] std::vector<ScenarioNumber> take() { return std::move(found_); }

  private:
    void walk_map(const Spec& spec, const Node& node, const std::string& path) {
        if (!spec.selector.empty()) {
            const auto& kind = node.text_of(spec.selector);
            for (const auto& variant : spec.variants) {
                if (variant.key == kind) walk_map(variant, node, path);
            }
            return;
        }
        for (const auto& field : spec.fields) {
            const auto [value, to_own] = money_entry(node, field.key);  // in whichever unit it is written
            if (value == nullptr) continue;
            const auto entry = std::find_if(node.entries.begin(), node.entries.end(),
                                            [&, given = value](const Entry& e) { return &e.value == given; });
            if (field.form == Form::number || field.form == Form::whole)
                add(field, *value, join_path(path, entry->key), to_own);
            else
                walk(field, *value, join_path(path, entry->key));
        }
    }

    void walk_keyed(const Spec& spec, const Node& node, const std::string& path) {
        Spec element = spec.element.front();
        const Node& inner = number_node(node);
        if (inner.is_scalar()) return add(element, node, path, 1);
        // One range around a whole map would be the same for numbers that differ.
        if (&inner != &node) return;
        for (const auto& entry : node.entries) {
            element.range_low = spec.element.front().range_low;
            element.range_high = spec.element.front().range_high;
            for (const auto& [key, range] : spec.ranges) {
                if (key != entry.key) continue;
                element.range_low = range.low;
                element.range_high = range.high;
            }
            walk(element, entry.value, join_path(path, entry.key));
        }
    }

    void walk_list(const Spec& spec, const Node& node, const std::string& path) {
        const ItemKey key = item_key(path);
        if (key == ItemKey::none) return;  // its items have no path
        for (const auto& item : node.items) {
            walk(spec.element.front(), item, join_path(path, id_of(item, key)));
        }
    }

    /// `to_own`: from the unit in which it is written to that of the spec.
    void add(const Spec& spec, const Node& node, const std::string& path, double to_own) {
        if (path == "format") return;
        const Node& value = number_node(node);
        ScenarioNumber number;
        number.path = path;
        if (value.is_scalar()) number.value = parse_number(value.text).value;
        number.whole = spec.form == Form::whole || spec.whole_things;
        const bool parameter = path.rfind("parameters.", 0) == 0;
        if (const Node* range = node.find("range"); range != nullptr && range->items.size() == 2) {
            number.range = unless_empty(number_of(&range->items[0]), number_of(&range->items[1]));
            number.log = node.text_of("scale") == "log";
        } else if (parameter || node.origin.kind == Origin::Kind::preset) {
            number.range = unless_empty(spec.range_low / to_own, spec.range_high / to_own);
            number.log = parameter && parameter_is_log(path);
        }
        found_.push_back(std::move(number));
    }

    std::vector<ScenarioNumber> found_;
};

}  // namespace

std::vector<ScenarioNumber> scenario_numbers(const Resolved& resolved) {
    NumberCollector collector;
    collector.walk(scenario_spec(resolved.context), resolved.root, {});
    return collector.take();
}

}  // namespace talentflow::scenarios
