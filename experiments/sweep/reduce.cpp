// SPDX-License-Identifier: Apache-2.0
#include "experiments/sweep/reduce.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <variant>

#include "experiments/sweep/messages.hpp"
#include "scenarios/loader/number.hpp"
#include "sim/error.hpp"

namespace talentflow::experiments {

namespace {

using Indices = std::vector<std::size_t>;

struct Sum {
    double total = 0;
    std::size_t values = 0, cells = 0;
};

/// An axis of a policy: a scenario without the lever or fund lacks the label, or the axis.
bool is_policy(const std::string& axis) {
    return axis == "lever" || axis == "fund";
}

bool is_regional(const std::string& axis) {
    return axis == "region" || axis == "origin" || axis == "destination" || axis == "payer";
}

Indices places_of(const sim::Dimension& axis, const models::World& world, const std::string& label) {
    for (std::size_t i = 0; i < axis.labels.size(); ++i) {
        if (axis.labels[i].id == label) return {i};
    }
    if (axis.labels.empty()) {
        const auto number = scenarios::parse_number(label).value;
        for (std::size_t i = 0; number && i < axis.values.size(); ++i) {
            if (axis.values[i] == *number) return {i};
        }
    }
    if (is_regional(axis.name)) {
        for (const auto& group : world.groups) {
            if (group.id != label) continue;
            Indices members;
            for (const models::FileRegion member : group.members) members.push_back(member.position());
            return members;
        }
    }
    if (is_policy(axis.name)) return {};
    throw ScenarioError{sweep_messages::kNoSuchLabel(label, axis.name)};
}

Indices all_of(std::size_t n) {
    Indices all(n);
    for (std::size_t i = 0; i < n; ++i) all[i] = i;
    return all;
}

/// What is taken of an axis, each place once.
Indices taken(const sim::Dataset& result, const models::World& world, const scenarios::SweepOutput& output,
              const std::string& dim) {
    const auto& axis = result.dimension(dim);
    if (dim == "time" && output.from) {
        Indices times;
        for (auto month = *output.from; month <= *output.to; month = month + 1) {
            const int t = month - world.start + 1;
            if (t < 1 || static_cast<std::size_t>(t) >= axis.size())
                throw ScenarioError{sweep_messages::kNoSuchMonth(sim::to_string(month))};
            times.push_back(static_cast<std::size_t>(t));
        }
        return times;
    }
    for (const auto& [name, labels] : output.select) {
        if (name != dim) continue;
        Indices places;
        for (const auto& label : labels) {
            const auto more = places_of(axis, world, label);
            places.insert(places.end(), more.begin(), more.end());
        }
        std::sort(places.begin(), places.end());
        places.erase(std::unique(places.begin(), places.end()), places.end());
        return places;
    }
    return all_of(axis.size());
}

/// Adds the cells of one member, the last axis fastest.
template <class Values, class HasValue>
void add_cells(const Values& values, const std::vector<Indices>& axes, const Indices& sizes, std::size_t depth,
               std::size_t cell, const HasValue& has_value, Sum& sum) {
    if (depth == axes.size()) {
        ++sum.cells;
        if (!has_value(values[cell])) return;
        ++sum.values;
        sum.total += static_cast<double>(values[cell]);
        return;
    }
    for (const std::size_t i : axes[depth])
        add_cells(values, axes, sizes, depth + 1, cell * sizes[depth] + i, has_value, sum);
}

double reduced(const Sum& sum, scenarios::Reduce how) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    if (how == scenarios::Reduce::mean) return sum.values > 0 ? sum.total / static_cast<double>(sum.values) : kNone;
    return sum.values > 0 || sum.cells == 0 ? sum.total : kNone;
}

}  // namespace

std::vector<double> reduce(const sim::Dataset& result, const models::World& world,
                           const scenarios::SweepOutput& output) {
    const std::size_t members = result.dimension("member").size();
    if (!result.has_variable(output.variable)) return std::vector<double>(members, reduced({}, output.reduce));
    const auto& variable = result.variable(output.variable);
    std::vector<Indices> axes;
    Indices sizes;
    std::size_t member_axis = 0;
    for (std::size_t d = 0; d < variable.dims.size(); ++d) {
        const auto& dim = variable.dims[d];
        if (dim == "member") member_axis = d;
        axes.push_back(taken(result, world, output, dim));
        sizes.push_back(result.dimension(dim).size());
    }
    std::vector<double> values;
    for (std::size_t m = 0; m < members; ++m) {
        axes[member_axis] = {m};
        Sum sum;
        if (const auto* counts = std::get_if<std::vector<std::int64_t>>(&variable.data)) {
            const auto missing = variable.missing;
            const auto exists = [&](std::int64_t n) { return !missing || n != *missing; };
            add_cells(*counts, axes, sizes, 0, 0, exists, sum);
        } else {
            const auto exists = [](double x) { return !std::isnan(x); };
            add_cells(std::get<std::vector<double>>(variable.data), axes, sizes, 0, 0, exists, sum);
        }
        values.push_back(reduced(sum, output.reduce));
    }
    return values;
}

}  // namespace talentflow::experiments
