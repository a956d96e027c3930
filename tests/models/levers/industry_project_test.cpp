// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "models/policy/programme.hpp"
#include "sim/error.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;
using models::LeverInstance;
using models::TimePath;
using models::World;
using Problems = std::vector<std::string>;

const std::string kKind = "industry_project";

/// Posts that stand because of the lever in the last month.
double created(const sim::Dataset& data, const std::string& region) {
    return test::last(data, "created_posts", {{"region", region}});
}
double arrivals(const sim::Dataset& data, const std::string& region) {
    return test::total(data, "moves", {{"region", region}, {"direction", "in"}});
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

TEST_CASE("industry_project: at dose 0 the world is that without it, bit for bit", "[models][lever]") {
    const auto zero = test::at_dose(kKind, 0);
    CHECK(test::difference(test::without(kKind), zero) == "");
    CHECK(test::difference(test::run(test::lesson_with(kKind, "enabled", "false")), zero) == "");
}

TEST_CASE("industry_project: the order in which levers are written changes nobody", "[models][lever]") {
    CHECK(test::order_matters(kKind) == "");
}

TEST_CASE("industry_project: more dose means more posts, more arrivals and more money", "[models][lever]") {
    const auto none = test::run(test::restless(kKind, 0)), one = test::run(test::restless(kKind, 1)),
               two = test::run(test::restless(kKind, 2));
    CHECK(created(none, "longquanyi") == 0.0);
    CHECK(created(one, "longquanyi") == 600.0);
    CHECK(created(two, "longquanyi") == 1200.0);
    CHECK(arrivals(one, "longquanyi") > arrivals(none, "longquanyi"));
    CHECK(arrivals(two, "longquanyi") > arrivals(one, "longquanyi"));
    CHECK(spending(none) == 0.0);
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

TEST_CASE("industry_project: the lesson has no problem", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance&) {}).empty());
}

TEST_CASE("industry_project: every problem is said", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) { lever.for_regions.clear(); }) ==
          Problems{"no region: write for: [region]"});
    CHECK(test::problems_after(kKind, [](World& world, LeverInstance&) { world.funds[0].per_year_cny = 999999; }) ==
          Problems{"fund lqy-fund holds 999999 CNY a year, less than a month's building of 1000000 CNY"});
}

TEST_CASE("industry_project: without its modules it is refused", "[models][lever]") {
    const auto refusal = [](const std::string& module) {
        try {
            static_cast<void>(test::lesson(kKind, {{"modules." + module, "none"}}));
        } catch (const ScenarioError& error) {
            return std::string{error.what()};
        }
        return std::string{};
    };
    for (const std::string module : {"firms", "posts"}) {
        CHECK(refusal(module).find("kind industry_project needs the module " + module +
                                   ", which is none; write modules: {" + module + ": active}") != std::string::npos);
    }
}

}  // namespace
