// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "models/policy/programme.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;
using models::LeverInstance;
using models::World;
using Problems = std::vector<std::string>;

const std::string kKind = "dual_employment";

double fte(const sim::Dataset& data) {
    return test::total(data, "flexible_fte", {{"region", "suining"}});
}

TEST_CASE("dual_employment: at dose 0 the world is that without it, bit for bit", "[models][lever]") {
    const auto zero = test::at_dose(kKind, 0);
    CHECK(test::difference(test::without(kKind), zero) == "");
    CHECK(test::difference(test::run(test::lesson_with(kKind, "enabled", "false")), zero) == "");
    CHECK(fte(zero) == 0.0);
}

TEST_CASE("dual_employment: the order in which levers are written changes nobody", "[models][lever]") {
    CHECK(test::order_matters(kKind) == "");
}

TEST_CASE("dual_employment: more places mean more flexible work and, later, people who know somebody there",
          "[models][lever]") {
    const auto none = test::run(test::restless(kKind, 0)), half = test::run(test::restless(kKind, 0.5)),
               full = test::run(test::restless(kKind, 1));
    const auto moved_in = [](const sim::Dataset& data) {
        return test::total(data, "od_flow", {{"origin", "chengdu"}, {"destination", "suining"}, {"tier", "C"}});
    };
    CHECK(fte(none) == 0.0);
    CHECK(fte(half) > 300.0);
    CHECK(fte(full) > 1.5 * fte(half));
    CHECK(test::total(full, "payments") > 1.5 * test::total(half, "payments"));
    CHECK(moved_in(none) == 0.0);  // nobody knows Suining
    CHECK(moved_in(half) > 0.0);
    CHECK(moved_in(full) > moved_in(half));
}

TEST_CASE("dual_employment: better pay there fills places sooner", "[models][lever]") {
    auto rich = test::lesson(kKind);
    rich.regions[0].wage_cny_per_month = 26000;
    rich.funds[0].per_year_cny = 1e9;
    CHECK(fte(test::run(rich)) > 1.05 * fte(test::at_dose(kKind, 1)));
}

TEST_CASE("dual_employment: only its tiers take part", "[models][lever]") {
    auto world = test::lesson(kKind);
    world.levers[0].eligible.tiers = {1};
    for (auto& people : world.overrides.initial_agents) people.count = people.tier == 1 ? 0 : people.count;
    CHECK(fte(test::run(world)) == 0.0);
}

TEST_CASE("dual_employment: a programme for each region, dose is the number of places", "[models][lever]") {
    auto world = test::lesson(kKind);
    world.levers.front().dose = 0.5;
    world.levers.front().for_regions = {0, 1};
    models::ProgrammeList list;
    world.levers.front().lever->enrol(world, world.levers.front(), list);
    REQUIRE(list.dual_posts.size() == 2);
    CHECK(list.dual_posts[1].region == 1);
    CHECK(list.dual_posts[1].places == 30.0);
    CHECK(list.dual_posts[1].tiers == std::vector<std::size_t>{0});  // C; the world has no A and B
}

TEST_CASE("dual_employment: the lesson has no problem", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance&) {}).empty());
}

TEST_CASE("dual_employment: every problem is said", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) { lever.for_regions.clear(); }) ==
          Problems{"no region: write for: [region]"});
}

}  // namespace
