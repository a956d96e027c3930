// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "models/policy/programme.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;
using models::LeverInstance;
using models::World;
using Problems = std::vector<std::string>;

const std::string kKind = "secondment";

double moves(const sim::Dataset& data) {
    return test::total(data, "od_flow");
}

TEST_CASE("secondment: so it is while the module is off", "[models][lever]") {
    auto off = test::lesson(kKind);
    off.modules.secondment = models::ModuleState::none;
    auto without = off;
    without.levers.clear();
    CHECK(test::difference(test::run(without), test::run(off)) == "");
}

TEST_CASE("secondment: twice the dose sends twice as many for twice the money; nobody else knows the other place",
          "[models][lever]") {
    const auto one = test::run(test::restless(kKind, 1)), two = test::run(test::restless(kKind, 2));
    CHECK(test::total(one, "seconded") > 13000.0);
    CHECK(test::total(two, "seconded") == 2.0 * test::total(one, "seconded"));
    CHECK(test::total(two, "payments") == Approx(2.0 * test::total(one, "payments")));
    CHECK(moves(test::run(test::restless(kKind, 0))) == 0.0);
    CHECK(moves(one) > 500.0);
}

TEST_CASE("secondment: who has been away rises more easily later", "[models][lever]") {
    const auto risen = [](const std::string& shift) {
        auto world = test::lesson_with(kKind, "promotion_shift", shift);
        // Of two tiers; everybody goes.
        world.tiers = test::lesson("training").tiers;
        world.tier_shares.push_back(1.0);
        world.tier_wage = {1.3, 1.0};
        for (auto& region : world.regions) {
            region.tier_counts.resize(2);
            region.stay_constant.assign(2, 2.0);
        }
        world.parameters = models::default_parameters({"D", "E"});
        for (auto& people : world.overrides.initial_agents) people.tier = 1_tier;
        world.rest_of_world.utility.assign(2, 0.0);
        world.rest_of_world.stay_constant.assign(2, 0.0);
        world.levers[0].dose = 2;
        return test::total(test::run(world), "promoted");
    };
    CHECK(risen("1.5") > 1.1 * risen("0"));
}

TEST_CASE("secondment: each direction is a programme of its own", "[models][lever]") {
    auto world = test::lesson(kKind);
    world.levers.front().dose = 0.5;
    models::ProgrammeList both, one;
    world.levers.front().lever->enrol(world, world.levers.front(), both);
    REQUIRE(both.secondments.size() == 2);
    CHECK(both.secondments[0].persons_per_year == 50.0);
    CHECK(both.secondments[0].from == both.secondments[1].to);
    CHECK(both.secondments[0].to == both.secondments[1].from);
    world.levers.front().between.reset();
    world.levers.front().from_region = 1_in_file;
    world.levers.front().to_region = 0_in_file;
    world.levers.front().lever->enrol(world, world.levers.front(), one);
    REQUIRE(one.secondments.size() == 1);
    CHECK(one.secondments[0].from == 1_in_file);
    CHECK(one.secondments[0].to == 0_in_file);
}

TEST_CASE("secondment: what its fund must hold", "[models][lever]") {
    CHECK(test::least_payment(kKind) == "one month's allowance of 2000.00 CNY");
}

TEST_CASE("secondment: every problem is said", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) { lever.between.reset(); }) ==
          Problems{"no regions: write between: [a, b], or from_region: a and to_region: b"});
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) {
              lever.from_region = 0_in_file;
              lever.to_region = 1_in_file;
          }) == Problems{"both between and from_region are given; keep one"});
}

}  // namespace
