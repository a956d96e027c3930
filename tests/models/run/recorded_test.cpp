// SPDX-License-Identifier: Apache-2.0
#include "models/run/recorded.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include "models/run/recorder.hpp"
#include "models/run/simulate.hpp"
#include "sim/error.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"

namespace {

using namespace talentflow;

/// Ten people who all change places every month.
models::World ten_people(int levers) {
    auto world = test::tiny_world({2, 1, 1}, 3);
    test::add_people(world, 0_in_file, 10);
    world.overrides.transition = {{0.0, 1.0}, {1.0, 0.0}};
    world.persons_per_agent = 3;
    for (int i = 0; i < levers; ++i) {
        test::add_fund(world, 100.0);
        world.levers.back().enabled = false;
    }
    return world;
}

sim::Dataset result_of(const models::World& world) {
    return models::simulate(world, {}).data;
}

std::int64_t stock(const sim::Dataset& data, std::size_t t, std::size_t region) {
    return data.values<std::int64_t>("stock")[t * 2 + region];
}

TEST_CASE("recorder: ten agents of three persons are thirty, where they are and where they were", "[models][run]") {
    const auto data = result_of(ten_people(0));
    CHECK(stock(data, 0, 0) == 30);
    CHECK(stock(data, 1, 0) == 0);
    CHECK(stock(data, 1, 1) == 30);
    CHECK(stock(data, 2, 0) == 30);
    const auto& od = data.values<std::int64_t>("od_flow");
    CHECK(od[0 * 4 + 1] == 0);  // nobody has moved at time 0
    CHECK(od[1 * 4 + 1] == 30);
    CHECK(od[2 * 4 + 2] == 30);
    CHECK(data.values<std::int64_t>("moves")[(1 * 2 + 1) * 2] == 30);
}

TEST_CASE("recorded: what was recorded until a time comes back, and no more", "[models][run]") {
    const auto whole = result_of(ten_people(1));
    const auto past = models::recorded(whole, 0, 2);
    auto other = ten_people(1);
    other.overrides.initial_agents[0].count = 4;
    auto data = result_of(other);
    models::restore(data, 0, past);
    CHECK(stock(data, 0, 0) == 30);
    CHECK(stock(data, 1, 1) == 30);
    CHECK(stock(data, 2, 0) == 12);
}

TEST_CASE("recorded: levers and funds go by id, and those that were not there have zeros", "[models][run]") {
    const auto before = result_of(ten_people(1));
    auto world = ten_people(2);
    std::swap(world.levers[0], world.levers[1]);
    std::swap(world.funds[0], world.funds[1]);
    for (auto& lever : world.levers) lever.fund = 1 - lever.fund;
    auto data = result_of(world);
    models::restore(data, 0, models::recorded(before, 0, 4));
    const auto& balance = data.values<double>("balance");
    CHECK(balance[1 * 2 + 1] == 100.0);  // fund0, now the second
    CHECK(balance[1 * 2 + 0] == 0.0);    // fund1 was not there
}

TEST_CASE("recorded: another world's records are refused by name", "[models][run]") {
    const auto before = result_of(ten_people(2));
    auto data = result_of(ten_people(1));
    CHECK_THROWS_WITH(models::restore(data, 0, models::recorded(before, 0, 2)), Catch::Contains("lever1"));
    auto longer = ten_people(1);
    longer.months = 6;
    CHECK_THROWS_AS(models::restore(data, 0, models::recorded(result_of(longer), 0, 7)), StateError);
}

}  // namespace
