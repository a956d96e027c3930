// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "models/policy/programme.hpp"
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

TEST_CASE("workstation: twenty stations a year of five posts, each paid its grant", "[models][lever]") {
    const auto one = test::at_dose(kKind, 1), two = test::at_dose(kKind, 2);
    // Built within a year: 80 stand whole after five years and 20 in part.
    CHECK(created(one, "longquanyi") > 400.0);
    CHECK(created(one, "longquanyi") <= 500.0);
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

TEST_CASE("workstation: what its fund must hold", "[models][lever]") {
    CHECK(test::least_payment(kKind) == "one grant of 500000.00 CNY");
}

TEST_CASE("workstation: every problem is said", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) {
              lever.lever = test::make_lever(kKind, {{"stations_per_year", TimePath{1.0}}});
          }) == Problems{"no sum: give grant_cny or grant_cap_cny"});
}

}  // namespace
