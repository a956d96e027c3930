// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "models/policy/programme.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;
using models::World;

const std::string kKind = "industry_project";

/// Posts that stand because of the lever in the last month.
double created(const sim::Dataset& data, const std::string& region) {
    return test::last(data, "created_posts", {{"region", region}});
}
double spending(const sim::Dataset& data) {
    return test::total(data, "payments_by_payer");
}
models::VentureProgramme programme_of(const World& world) {
    models::ProgrammeList list;
    world.levers.front().lever->enrol(world, world.levers.front(), list);
    REQUIRE(list.ventures.size() == 1);
    return list.ventures[0];
}

TEST_CASE("industry_project: it creates and costs what the scenario says, by the dose", "[models][lever]") {
    const auto one = test::run(test::restless(kKind, 1)), two = test::run(test::restless(kKind, 2));
    CHECK(created(one, "longquanyi") == 600.0);
    CHECK(created(two, "longquanyi") == 1200.0);
    CHECK(spending(one) == Approx(24e6));
    CHECK(spending(two) == Approx(48e6));
}

TEST_CASE("industry_project: other firms go without their share of it", "[models][lever]") {
    const auto positions = [](const sim::Dataset& data) {
        return test::last(data, "positions", {{"region", "longquanyi"}});
    };
    const double before = positions(test::at_dose(kKind, 0));
    CHECK(positions(test::run(test::lesson_with(kKind, "crowd_out", "0"))) == before + 600.0);
    // Own posts close a twelfth of the gap a month: 96 % in three years after the ramp.
    CHECK(positions(test::at_dose(kKind, 1)) == Approx(before + 300.0).margin(25.0));
    CHECK(positions(test::run(test::lesson_with(kKind, "crowd_out", "1"))) == Approx(before).margin(45.0));
}

TEST_CASE("industry_project: when it fails all its posts close and people lose them", "[models][lever]") {
    const auto sure = test::run(test::lesson_with(kKind, "failure_per_year", "1")), never = test::at_dose(kKind, 1);
    CHECK(created(sure, "longquanyi") == 0.0);
    CHECK(test::last(sure, "positions", {{"region", "longquanyi"}}) <
          test::last(never, "positions", {{"region", "longquanyi"}}));
}

TEST_CASE("industry_project: what the scenario says is enrolled, posts and cost by the dose", "[models][lever]") {
    auto world = test::lesson(kKind);
    world.levers.front().dose = 0.5;
    const auto p = programme_of(world);
    CHECK(p.posts.number == 300.0);
    CHECK(p.posts.ramp_months == 24);
    CHECK(p.outside_share == 0.2);
    CHECK(p.crowd_out == 0.5);
    models::ProgrammeList list;
    world.levers.front().lever->enrol(world, world.levers.front(), list);
    REQUIRE(list.outlays.size() == 1);
    CHECK(list.outlays[0].once_cny == 12e6);
    CHECK(list.outlays[0].once_months == 24);
}

TEST_CASE("industry_project: what its fund must hold", "[models][lever]") {
    CHECK(test::least_payment(kKind) == "a month's building of 1000000.00 CNY");
}

}  // namespace
