// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "models/policy/lever.hpp"
#include "models/policy/lever_support.hpp"
#include "models/world/world.hpp"
#include "sim/dataset.hpp"

/// What two runs differ in, and sums over the labels of a result.
namespace talentflow::test {

[[nodiscard]] inline bool same_bits(const sim::Variable::Data& a, const sim::Variable::Data& b) {
    if (a.index() != b.index()) return false;
    const auto* x = std::get_if<std::vector<double>>(&a);
    const auto* y = std::get_if<std::vector<double>>(&b);
    if (x == nullptr) return a == b;
    // Bits, so that not-a-number equals itself and 0 differs from -0.
    return std::equal(x->begin(), x->end(), y->begin(), y->end(), [](double p, double q) {
        return std::bit_cast<std::uint64_t>(p) == std::bit_cast<std::uint64_t>(q);
    });
}

/// Names of the variables of `a` that are missing in `b` or differ in one bit; empty if there are none. What only `b`
/// has (the lever's own figures) does not count.
[[nodiscard]] inline std::string difference(const sim::Dataset& a, const sim::Dataset& b) {
    std::string names;
    for (const auto& variable : a.variables()) {
        if (b.has_variable(variable.name) && same_bits(variable.data, b.variable(variable.name).data)) continue;
        names += (names.empty() ? "" : ", ") + variable.name;
    }
    return names;
}

/// Sum over all cells of a variable whose labels fit, e.g. {{"region", "longquanyi"}, {"direction", "in"}}.
[[nodiscard]] inline double total(const sim::Dataset& data, const std::string& name,
                                  const std::vector<std::pair<std::string, std::string>>& at = {}) {
    const auto& variable = data.variable(name);
    std::vector<std::size_t> wanted(variable.dims.size(), models::kNoIndex);
    for (const auto& pair : at) {
        const std::string &axis = pair.first, &label = pair.second;
        const auto d = std::find(variable.dims.begin(), variable.dims.end(), axis);
        if (d == variable.dims.end()) throw std::logic_error{name + " has no axis " + axis};
        const auto& labels = data.dimension(axis).labels;
        const auto l = std::find_if(labels.begin(), labels.end(), [&](const auto& x) { return x.id == label; });
        if (l == labels.end()) throw std::logic_error{axis + " has no label " + label};
        wanted[static_cast<std::size_t>(d - variable.dims.begin())] = static_cast<std::size_t>(l - labels.begin());
    }
    const auto value = [&](std::size_t i) {
        return std::visit([&](const auto& values) { return static_cast<double>(values[i]); }, variable.data);
    };
    double sum = 0.0;
    for (std::size_t i = 0; i < data.n_cells(variable); ++i) {
        std::size_t rest = i;
        bool fits = true;
        for (std::size_t d = variable.dims.size(); d-- > 0;) {
            const std::size_t length = data.dimension(variable.dims[d]).size();
            if (wanted[d] != models::kNoIndex && rest % length != wanted[d]) fits = false;
            rest /= length;
        }
        if (fits) sum += value(i);
    }
    return sum;
}

/// The same over the cells of the last month only.
[[nodiscard]] inline double last(const sim::Dataset& data, const std::string& name,
                                 const std::vector<std::pair<std::string, std::string>>& at = {}) {
    const auto& variable = data.variable(name);
    const auto time = std::find(variable.dims.begin(), variable.dims.end(), "time") - variable.dims.begin();
    std::size_t inner = 1;
    for (std::size_t d = static_cast<std::size_t>(time) + 1; d < variable.dims.size(); ++d) {
        inner *= data.dimension(variable.dims[d]).size();
    }
    const std::size_t n_times = data.dimension("time").size();
    // All months before the last are put to nothing, then everything is summed.
    sim::Dataset copy = data;
    auto& values = copy.values<std::int64_t>(name);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i / inner % n_times + 1 != n_times) values[i] = 0;
    }
    return total(copy, name, at);
}

/// The labels that a target's label of an axis stands for (models/policy/lever.hpp); itself, unless it says whose.
[[nodiscard]] inline std::vector<std::string> labels(const models::World& world, const models::LeverInstance& lever,
                                                     const std::string& axis, const std::string& label) {
    std::vector<std::string> all;
    const auto regions = [&](const std::vector<models::FileRegion>& places) {
        for (const models::FileRegion r : places) all.push_back(world.regions[models::FileRegion{r}].id);
    };
    if (label == "for") {
        regions(lever.for_regions);
    } else if (label == "at") {
        regions(lever.at_regions);
    } else if (label == "between") {
        if (lever.between) regions({lever.between->first, lever.between->second});
    } else if (label == "from_region") {
        if (lever.from_region) regions({*lever.from_region});
    } else if (label == "to_region") {
        if (lever.to_region) regions({*lever.to_region});
    } else if (label == "eligible" && axis == "tier") {
        for (const std::size_t k : models::eligible_tiers(world, lever)) all.push_back(world.tiers.at(k).id);
    } else if (label == "eligible" && axis == "field") {
        for (const std::size_t f : models::eligible_fields(world, lever)) all.push_back(world.fields.at(f).id);
    } else {
        all.push_back(label);
    }
    return all;
}

/// The figure of a target: its variable over the labels that it names for this lever, all months added.
[[nodiscard]] inline double figure(const sim::Dataset& data, const models::World& world,
                                   const models::LeverInstance& lever, const models::LeverTarget& target) {
    std::vector<std::vector<std::pair<std::string, std::string>>> places{{}};
    for (const auto& pair : target.at) {
        decltype(places) longer;
        for (const auto& place : places) {
            for (const auto& label : labels(world, lever, pair.first, pair.second)) {
                longer.push_back(place);
                longer.back().emplace_back(pair.first, label);
            }
        }
        places = std::move(longer);
    }
    double sum = 0.0;
    for (const auto& place : places) sum += total(data, target.variable, place);
    return sum;
}

}  // namespace talentflow::test
