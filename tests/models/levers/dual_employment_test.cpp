// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "models/policy/programme.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;

const std::string kKind = "dual_employment";

double fte(const sim::Dataset& data) {
    return test::total(data, "flexible_fte", {{"region", "suining"}});
}

TEST_CASE("dual_employment: who was there for a part of the time knows somebody there, and moves later",
          "[models][lever]") {
    const auto moved_in = [](double dose) {
        return test::total(test::run(test::restless(kKind, dose)), "od_flow",
                           {{"origin", "chengdu"}, {"destination", "suining"}, {"tier", "C"}});
    };
    CHECK(moved_in(0) == 0.0);  // nobody knows Suining
    CHECK(moved_in(0.5) > 0.0);
    CHECK(fte(test::run(test::restless(kKind, 0.5))) > 300.0);
}

TEST_CASE("dual_employment: better pay there fills places sooner", "[models][lever]") {
    auto rich = test::lesson(kKind);
    rich.regions[0_in_file].wage_cny_per_month = 26000;
    rich.funds[0].per_year_cny = 1e9;
    CHECK(fte(test::run(rich)) > 1.05 * fte(test::at_dose(kKind, 1)));
}

TEST_CASE("dual_employment: only its tiers take part", "[models][lever]") {
    auto world = test::lesson(kKind);
    world.levers[0].eligible.tiers = {1_tier};
    for (auto& people : world.overrides.initial_agents) people.count = people.tier == 1 ? 0 : people.count;
    CHECK(fte(test::run(world)) == 0.0);
}

TEST_CASE("dual_employment: a programme for each region, dose is the number of places", "[models][lever]") {
    auto world = test::lesson(kKind);
    world.levers.front().dose = 0.5;
    world.levers.front().for_regions = {0_in_file, 1_in_file};
    models::ProgrammeList list;
    world.levers.front().lever->enrol(world, world.levers.front(), list);
    REQUIRE(list.dual_posts.size() == 2);
    CHECK(list.dual_posts[1].region == 1_in_file);
    CHECK(list.dual_posts[1].places == 30.0);
    CHECK(list.dual_posts[1].tiers == std::vector<models::TierIndex>{0_tier});  // C; the world has no A and B
}

TEST_CASE("dual_employment: what its fund must hold", "[models][lever]") {
    CHECK(test::least_payment(kKind) == "one month's pay of 2340.00 CNY");  // 0.2 of the wage 6500 x 1.8
}

}  // namespace
