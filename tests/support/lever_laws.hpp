// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "models/policy/lever.hpp"
#include "models/run/simulate.hpp"
#include "models/world/world.hpp"
#include "scenarios/loader/scenario.hpp"
#include "sim/dataset.hpp"
#include "tests/support/indices.hpp"
#include "tests/support/lever_figures.hpp"

/// Lessons of lever kinds, scenarios/lessons/<kind>.yaml, run and measured. What holds of every kind is asked of every
/// kind in tests/scenarios/lever_laws_test.cpp and lever_kinds_test.cpp; a kind's own test has what is special to it:
///
///   CHECK(test::least_payment(kind) == "one payment of 10000.00 CNY");
///   CHECK(figure(test::at_dose(kind, 2)) == Approx(2.0 * figure(test::at_dose(kind, 1))));
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

/// What the lesson's lever must find in its fund: "one payment of 10000.00 CNY", the least sum of a year with which it
/// has no problem, to the fen; administration and the other levers of the fund are left out. "nothing" without problem.
struct FundQuestion {
    double admin_share = 0;
    double persons_per_agent = 1;
};
[[nodiscard]] inline models::World with_fund_of(const std::string& kind, std::int64_t fen, FundQuestion question = {}) {
    auto world = lesson(kind);
    auto& lever = world.levers.front();
    world.persons_per_agent = question.persons_per_agent;
    lever.admin_share = question.admin_share;
    if (lever.fund == models::kNoIndex) {  // the sponsor of an enclave pays without one
        world.funds.emplace_back();
        world.funds.back().id = "fund";
        world.funds.back().payers = {{0_in_file, 1.0}};
        lever.fund = world.funds.size() - 1;
    }
    world.funds[lever.fund].per_year_cny = static_cast<double>(fen) / 100.0;
    world.funds[lever.fund].once_cny = 0;
    world.funds[lever.fund].carry_over = false;
    return world;
}
[[nodiscard]] inline std::int64_t least_fund_fen(const std::string& kind, FundQuestion question = {}) {
    auto world = with_fund_of(kind, 0, question);
    const auto& lever = world.levers.front();
    const auto enough = [&](std::int64_t fen) {
        world.funds[lever.fund].per_year_cny = static_cast<double>(fen) / 100.0;
        return lever.lever->problems(world, lever).empty();
    };
    if (enough(0)) return 0;
    std::int64_t low = 0, high = 100'000'000'000'000;  // a million million CNY
    while (high - low > 1) {
        const std::int64_t middle = low + (high - low) / 2;
        (enough(middle) ? high : low) = middle;
    }
    return high;
}
[[nodiscard]] inline std::string least_payment(const std::string& kind) {
    const std::int64_t fen = least_fund_fen(kind);
    if (fen == 0) return "nothing";
    const auto world = with_fund_of(kind, fen - 1);
    const auto& lever = world.levers.front();
    // "fund F holds N CNY a year, less than WHAT of M CNY"
    const std::string problem = lever.lever->problems(world, lever).at(0), before = "CNY a year, less than ";
    const auto begin = problem.find(before), end = problem.rfind(" of ");
    if (begin == std::string::npos || end == std::string::npos) return problem;
    return fmt::format("{} of {}.{:02} CNY", problem.substr(begin + before.size(), end - begin - before.size()),
                       fen / 100, fen % 100);
}

/// The problems of the lesson's lever after `change`.
template <class Change>
[[nodiscard]] std::vector<std::string> problems_after(const std::string& kind, const Change& change) {
    auto world = lesson(kind);
    change(world, world.levers.front());
    return world.levers.front().lever->problems(world, world.levers.front());
}

}  // namespace talentflow::test
