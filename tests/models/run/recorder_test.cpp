// SPDX-License-Identifier: Apache-2.0
#include "models/run/recorder.hpp"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "models/month/talent_model.hpp"
#include "scenarios/loader/scenario.hpp"
#include "sim/parallel.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"

namespace {

using namespace talentflow;
using Names = std::vector<std::string>;

/// What no variable ever is.
template <class T>
constexpr T kUntouched = static_cast<T>(-987'654'321);

/// A world that has every variable, and two members of a few thousand agents.
const models::World& whole_world() {
    static const auto made = [] {
        scenarios::LoadOptions options;
        options.settings = {
            {"population.persons_per_agent", "4000"}, {"time.burn_in_months", "1"}, {"time.months", "2"}};
        auto world = scenarios::load_scenario(TALENTFLOW_SOURCE_DIR "/scenarios/every-policy.yaml", options).world;
        world.replicates = 2;
        world.output_variables = {"default", "ties_mean", "ties_variance"};
        return world;
    }();
    return made;
}

Names names(const sim::Dataset& data) {
    Names all;
    for (const auto& variable : data.variables()) all.push_back(variable.name);
    return all;
}

/// A recorder's result of all members, every cell of which held kUntouched before.
sim::Dataset recorded_over_untouched(const models::World& world) {
    sim::Dataset data;
    models::Recorder recorder{world, data};
    for (const auto& name : names(data)) {
        std::visit(
            [](auto& values) {
                using T = typename std::decay_t<decltype(values)>::value_type;
                std::fill(values.begin(), values.end(), kUntouched<T>);
            },
            data.variable(name).data);
    }
    sim::Team team;
    for (int member = 0; member < world.replicates; ++member) {
        models::TalentModel model{team, world, {.member = static_cast<std::uint32_t>(member)}};
        for (sim::Month now = model.state().month + 1; now < world.start + world.months; now = now + 1) {
            if (now == world.start) {
                model.set_reference();
                recorder.record(static_cast<std::size_t>(member), 0, model);
            }
            model.step(now);
            if (now < world.start) continue;
            recorder.record(static_cast<std::size_t>(member), static_cast<std::size_t>(now - world.start) + 1, model);
        }
    }
    return data;
}

/// Cells of a variable that hold `value`, from `begin` to `end`.
std::ptrdiff_t how_many(const sim::Variable& variable, int value, std::size_t begin, std::size_t end) {
    return std::visit(
        [&](const auto& values) {
            using T = typename std::decay_t<decltype(values)>::value_type;
            const auto first = values.begin();
            return std::count(first + static_cast<std::ptrdiff_t>(begin), first + static_cast<std::ptrdiff_t>(end),
                              static_cast<T>(value));
        },
        variable.data);
}

/// Whether docs/output-format.md has a row of a table for the variable, and under its unit.
bool is_on_the_page(const sim::Variable& variable) {
    std::ifstream page{TALENTFLOW_SOURCE_DIR "/docs/output-format.md"};
    for (std::string line; std::getline(page, line);) {
        const auto first_cell = line.substr(0, line.find(" | "));
        if (line.rfind("| `", 0) != 0 || first_cell.find("`" + variable.name + "`") == std::string::npos) continue;
        if (line.find("| " + variable.units + " |") != std::string::npos) return true;
    }
    return false;
}

TEST_CASE("recorder: every cell of every variable is written, and flows are 0 at time 0", "[models][run]") {
    const auto data = recorded_over_untouched(whole_world());
    for (const auto& variable : data.variables()) {
        INFO(variable.name);
        const std::size_t cells = data.n_cells(variable);
        CHECK(how_many(variable, kUntouched<int>, 0, cells) == 0);
        if (variable.cell_methods != "time: sum") continue;
        const std::size_t members = data.dimension("member").size(), times = data.dimension("time").size();
        const std::size_t row = cells / members / times;
        for (std::size_t member = 0; member < members; ++member) {
            const std::size_t begin = member * times * row;
            CHECK(how_many(variable, 0, begin, begin + row) == static_cast<std::ptrdiff_t>(row));
        }
    }
}

TEST_CASE("recorder: every variable has its line on the page of the output format, under its unit", "[models][run]") {
    sim::Dataset data;
    const models::Recorder recorder{whole_world(), data};
    CHECK(data.variables().size() == 45);  // all there are: of those that this world lacked, nobody would ask
    for (const auto& variable : data.variables()) {
        INFO(variable.name);
        CHECK(is_on_the_page(variable));
    }
}

TEST_CASE("recorder: a world without policy, ages and knowledge has these variables, in this order", "[models][run]") {
    const auto world = test::tiny_world({2, 1, 1}, 3);
    sim::Dataset data;
    const models::Recorder recorder{world, data};
    CHECK(names(data) == Names{"stock", "workers", "od_flow", "moves", "return_moves", "entries", "exits", "promoted",
                               "unemployed", "positions", "vacancies", "hires", "wage", "house_price_index",
                               "structure_match", "flexible_fte", "net_brain_gain"});
}

TEST_CASE("recorder: a fund and a lever bring theirs, in this order", "[models][run]") {
    auto world = test::tiny_world({2, 1, 1}, 3);
    test::add_fund(world, 100.0);
    sim::Dataset data;
    const models::Recorder recorder{world, data};
    const auto all = names(data);
    const Names policy{std::find(all.begin(), all.end(), "claims"), all.end()};
    CHECK(policy == Names{"claims", "claims_approved", "claims_paid", "claims_queue", "claims_lapsed", "recipients",
                          "payments_by_payer", "appropriation", "payments", "administration", "clawback", "balance",
                          "flexible_fte", "net_brain_gain", "gini_awards"});
}

}  // namespace
