// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "models/policy/lever.hpp"
#include "models/run/simulate.hpp"
#include "models/world/world.hpp"
#include "scenarios/loader/scenario.hpp"
#include "sim/dataset.hpp"

/// What holds for every lever, shown on its lesson scenarios/lessons/<kind>.yaml:
///
///   CHECK(test::difference(test::without(kind), test::at_dose(kind, 0)) == "");
///   CHECK(test::order_matters(kind) == "");
///   CHECK(figure(test::run(test::restless(kind, 2))) > figure(test::run(test::restless(kind, 1))));
namespace talentflow::test {

using Settings = std::vector<std::pair<std::string, std::string>>;

/// The lesson of a lever kind, with `--set` values.
[[nodiscard]] inline models::World lesson(const std::string& kind, const Settings& settings = {}) {
    scenarios::LoadOptions options;
    for (const auto& [path, value] : settings) options.settings.push_back({path, value});
    return scenarios::load_scenario(TALENTFLOW_SOURCE_DIR "/scenarios/lessons/" + kind + ".yaml", options).world;
}

/// `--set levers.<id>.<key>=<value>` for the lesson's own lever.
[[nodiscard]] inline models::World lesson_with(const std::string& kind, const std::string& key,
                                               const std::string& value) {
    return lesson(kind, {{"levers." + lesson(kind).levers.front().id + "." + key, value}});
}

/// On one thread: the lessons are small, and results do not depend on threads.
[[nodiscard]] inline sim::Dataset run(const models::World& world) {
    models::RunOptions options;
    options.threads = 1;
    return models::simulate(world, options).data;
}
[[nodiscard]] inline sim::Dataset at_dose(const std::string& kind, double dose) {
    return run(lesson_with(kind, "dose", std::to_string(dose)));
}
/// The lesson with people who think of moving every third month and are held by nothing but the model's own terms, and
/// with money for all: thousands of moves, so that a direction is not a matter of luck.
[[nodiscard]] inline models::World restless(const std::string& kind, double dose) {
    auto world = lesson_with(kind, "dose", std::to_string(dose));
    world.overrides.consider_probability = 1.0 / 3.0;
    for (auto& region : world.regions) region.stay_constant.assign(world.n_tiers(), 0.0);
    for (auto& fund : world.funds) fund.per_year_cny = 1e9;
    return world;
}
/// The lesson with its lever taken out of the world.
[[nodiscard]] inline sim::Dataset without(const std::string& kind) {
    auto world = lesson(kind);
    world.levers.clear();
    return run(world);
}

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

/// Whether writing the levers of a world in reverse changes anything: names of the variables that differ. Of those by
/// lever, whose axis is in the order of the file, every lever's sum is compared.
[[nodiscard]] inline std::string changed_by_reversal(models::World world) {
    const auto forward = run(world);
    std::reverse(world.levers.begin(), world.levers.end());
    const auto backward = run(world);
    std::string names;
    for (const auto& variable : forward.variables()) {
        const auto& name = variable.name;
        bool same = same_bits(variable.data, backward.variable(name).data);
        if (std::find(variable.dims.begin(), variable.dims.end(), "lever") != variable.dims.end()) {
            same = std::all_of(world.levers.begin(), world.levers.end(), [&](const auto& lever) {
                return total(forward, name, {{"lever", lever.id}}) == total(backward, name, {{"lever", lever.id}});
            });
        }
        if (!same) names += (names.empty() ? "" : ", ") + name;
    }
    return names;
}

/// The lesson with a second lever of the kind, half as strong: does the order of the two matter?
[[nodiscard]] inline std::string order_matters(const std::string& kind) {
    auto world = lesson(kind);
    world.levers.push_back(world.levers.front());
    world.levers.back().id = "another";
    world.levers.back().dose = 0.5;
    return changed_by_reversal(std::move(world));
}

/// A lever of a kind with some of its own fields set and the rest at the type's defaults.
[[nodiscard]] inline std::shared_ptr<models::Lever> make_lever(
    const std::string& kind, const std::vector<std::pair<std::string, models::LeverFieldValue>>& fields) {
    const auto& specs = models::all_lever_specs();
    const auto spec = std::find_if(specs.begin(), specs.end(), [&](const auto& s) { return s.kind == kind; });
    if (spec == specs.end()) throw std::logic_error{"no lever kind " + kind};
    std::shared_ptr<models::Lever> lever = spec->make();
    for (const auto& pair : fields) {
        const std::string& name = pair.first;
        const auto field =
            std::find_if(spec->fields.begin(), spec->fields.end(), [&](const auto& f) { return f.name == name; });
        if (field == spec->fields.end()) throw std::logic_error{kind + " has no field " + name};
        field->set(*lever, pair.second);
    }
    return lever;
}

/// The problems of the lesson's lever after `change`.
template <class Change>
[[nodiscard]] std::vector<std::string> problems_after(const std::string& kind, const Change& change) {
    auto world = lesson(kind);
    change(world, world.levers.front());
    return world.levers.front().lever->problems(world, world.levers.front());
}

}  // namespace talentflow::test
