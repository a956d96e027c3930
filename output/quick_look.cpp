// SPDX-License-Identifier: Apache-2.0
#include "output/quick_look.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "output/layout.hpp"
#include "sim/contract.hpp"

namespace talentflow::output {

namespace {

bool is_tier_axis(const sim::Dimension& dim) {
    return !dim.labels.empty() && (dim.name == "tier" || dim.name == "tier_to");
}

/// Where the places of an axis go, and which of them are shown there.
struct Places {
    std::vector<std::size_t> target;
    std::vector<bool> shown;
    std::size_t size = 0;
};

Places places_of(const sim::Dimension& dim) {
    Places places;
    std::size_t rest = dim.size();  // target of what is not shown, once there is any
    for (std::size_t i = 0; i < dim.size(); ++i) {
        const bool hidden = is_tier_axis(dim) && is_below_quick_look(dim.labels[i].id);
        const bool first = hidden && rest == dim.size();
        if (first) rest = places.size;
        places.target.push_back(hidden ? rest : places.size);
        places.shown.push_back(!hidden);
        if (!hidden || first) ++places.size;
    }
    return places;
}

sim::Label rest_label(const std::string& ids_en, const std::string& ids_zh) {
    return {kTiersNotShown, "tiers not shown (" + ids_en + "), for sums over tiers",
            "不单列的层次（" + ids_zh + "），仅供合计"};
}

std::vector<sim::Label> labels_of(const sim::Dimension& dim, const Places& places) {
    std::vector<sim::Label> labels(places.size);
    std::string en, zh;
    for (std::size_t i = 0; i < dim.size(); ++i) {
        if (places.shown[i]) {
            labels[places.target[i]] = dim.labels[i];
            continue;
        }
        en += (en.empty() ? "" : ", ") + dim.labels[i].id;
        zh += (zh.empty() ? "" : "、") + dim.labels[i].id;
        labels[places.target[i]] = rest_label(en, zh);
    }
    return labels;
}

/// Values with the places of every axis moved to their targets. Counts that meet are summed; of
/// means and shares (doubles), a sum says nothing, and what is not shown has no value. A sum with a
/// count that does not exist (`missing`) does not exist either.
template <class T>
void move_places(const std::vector<T>& from, const std::vector<Places>& axes,
                 const std::optional<std::int64_t>& missing, std::vector<T>& to) {
    std::vector<std::size_t> at(axes.size(), 0);
    for (const T value : from) {
        std::size_t cell = 0;
        bool shown = true;
        for (std::size_t d = 0; d < axes.size(); ++d) {
            cell = cell * axes[d].size + axes[d].target[at[d]];
            shown = shown && axes[d].shown[at[d]];
        }
        if constexpr (std::is_same_v<T, double>) {
            if (shown) to[cell] = value;
        } else {
            const bool none = missing && (value == *missing || to[cell] == *missing);
            to[cell] = none ? *missing : to[cell] + value;
        }
        for (std::size_t d = axes.size(); d-- > 0;) {  // the last axis runs fastest
            if (++at[d] < axes[d].target.size()) break;
            at[d] = 0;
        }
    }
}

std::string marked(const std::string& text) {
    return text + " (" + kQuickLookWords + ")";
}

std::string marked_zh(const std::string& text) {
    return text + "（" + kQuickLookWordsZh + "）";
}

void add_dimensions(const sim::Dataset& data, sim::Dataset& result) {
    for (auto dim : data.dimensions()) {
        if (dim.name == "time") {
            result.set_time(data.first_month(), dim.size());
            continue;
        }
        if (is_tier_axis(dim)) dim.labels = labels_of(dim, places_of(dim));
        result.add_dimension(std::move(dim));
    }
    for (const auto& coordinate : data.coordinates()) {
        // Those of time came with it; of places that became one nothing can be said.
        if (coordinate.dim == "time" || is_tier_axis(data.dimension(coordinate.dim))) continue;
        result.add_coordinate(coordinate);
    }
}

void add_variable(const sim::Dataset& data, const sim::Variable& variable, sim::Dataset& result) {
    std::vector<Places> axes;
    for (const auto& dim : variable.dims) axes.push_back(places_of(data.dimension(dim)));
    sim::Variable described = variable;
    described.long_name = marked(variable.long_name);
    described.long_name_zh = marked_zh(variable.long_name_zh);
    std::visit(
        [&]<class T>(const std::vector<T>& values) {
            auto& added = result.add_variable<T>(std::move(described));
            move_places(values, axes, variable.missing, std::get<std::vector<T>>(added.data));
        },
        variable.data);
}

}  // namespace

bool is_quick_look(const sim::Dataset& data) noexcept {
    return std::any_of(data.attributes().begin(), data.attributes().end(),
                       [](const auto& attribute) { return attribute.first == kQuickLook; });
}

bool is_below_quick_look(std::string_view tier_id) noexcept {
    return tier_id == "A" || tier_id == "B";
}

sim::Dataset quick_look_of(const sim::Dataset& data) {
    TF_EXPECT(!is_quick_look(data));
    sim::Dataset result;
    add_dimensions(data, result);
    for (const auto& variable : data.variables()) add_variable(data, variable, result);
    for (const auto& [name, value] : data.attributes()) {
        const auto* text = std::get_if<std::string>(&value);
        if (text != nullptr && name == "title") {
            result.set_attribute(name, marked(*text));
        } else if (text != nullptr && name == "title_zh") {
            result.set_attribute(name, marked_zh(*text));
        } else {
            result.set_attribute(name, value);
        }
    }
    result.set_attribute(kQuickLook, std::string{kQuickLookWords});
    result.set_attribute(kQuickLookZh, std::string{kQuickLookWordsZh});
    for (const auto& [name, text] : data.texts()) result.set_text(name, text);
    return result;
}

}  // namespace talentflow::output
