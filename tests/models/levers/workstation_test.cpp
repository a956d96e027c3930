// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "models/policy/policy_field.hpp"
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

const std::string kKind = "workstation";

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

TEST_CASE("workstation: at dose 0 the world is that without it, bit for bit", "[models][lever]") {
    const auto zero = test::at_dose(kKind, 0);
    CHECK(test::difference(test::without(kKind), zero) == "");
    CHECK(test::difference(test::run(test::lesson_with(kKind, "enabled", "false")), zero) == "");
}

TEST_CASE("workstation: the order in which levers are written changes nobody", "[models][lever]") {
    CHECK(test::order_matters(kKind) == "");
}

TEST_CASE("workstation: more dose means more posts, more people of the tier and more money", "[models][lever]") {
    const auto none = test::run(test::restless(kKind, 0)), one = test::run(test::restless(kKind, 1)),
               two = test::run(test::restless(kKind, 2));
    // Twenty stations a year of five posts, built within a year: 80 stand whole after five years and 20 in part.
    CHECK(created(none, "longquanyi") == 0.0);
    CHECK(created(one, "longquanyi") > 400.0);
    CHECK(created(one, "longquanyi") <= 500.0);
    CHECK(created(two, "longquanyi") > 1.9 * created(one, "longquanyi"));
    const auto tier_d = [](const sim::Dataset& data) {
        return test::total(data, "moves", {{"region", "longquanyi"}, {"tier", "D"}, {"direction", "in"}});
    };
    CHECK(tier_d(one) > tier_d(none));
    CHECK(tier_d(two) > tier_d(one));
    CHECK(spending(none) == 0.0);
    CHECK(spending(one) == 100 * 500000.0);
    CHECK(spending(two) == 200 * 500000.0);
}

TEST_CASE("workstation: its posts are for experts unless the scenario says otherwise", "[models][lever]") {
    auto world = test::lesson(kKind);
    world.tiers[0].id = std::string{"B"};
    world.levers.front().lever =
        test::make_lever(kKind, {{"grant_cap_cny", TimePath{1e6}}, {"stations_per_year", TimePath{4.0}}});
    const auto p = programme_of(world);
    CHECK(p.posts.by_tier[0] == Approx(0.1));
    CHECK(p.posts.by_tier[1] == Approx(0.9));  // what there is no tier for goes to the last
    CHECK(p.posts.number == 3.0);
    CHECK(p.deal_cny == 500000.0);
    CHECK(p.posts.promotion_shift == 0.5);
}

TEST_CASE("workstation: the lesson has no problem", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance&) {}).empty());
}

TEST_CASE("workstation: every problem is said", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) { lever.for_regions.clear(); }) ==
          Problems{"no region: write for: [region]"});
    CHECK(test::problems_after(kKind, [](World& world, LeverInstance&) { world.funds[0].per_year_cny = 499999; }) ==
          Problems{"fund lqy-fund holds 499999 CNY a year, less than one grant of 500000 CNY"});
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) {
              lever.lever = test::make_lever(kKind, {{"stations_per_year", TimePath{1.0}}});
          }) == Problems{"no sum: give grant_cny or grant_cap_cny"});
}

TEST_CASE("workstation: without its modules it is refused", "[models][lever]") {
    const auto refusal = [](const std::string& module) {
        try {
            static_cast<void>(test::lesson(kKind, {{"modules." + module, "none"}}));
        } catch (const ScenarioError& error) {
            return std::string{error.what()};
        }
        return std::string{};
    };
    for (const std::string module : {"firms", "posts"}) {
        CHECK(refusal(module).find("kind workstation needs the module " + module + ", which is none; write modules: {" +
                                   module + ": active}") != std::string::npos);
    }
}

}  // namespace
