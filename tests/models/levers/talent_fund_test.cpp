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
using models::TimePath;
using models::World;
using Problems = std::vector<std::string>;

const std::string kKind = "talent_fund";

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

TEST_CASE("talent_fund: half of the target is raised, and all of that is invested, in its region", "[models][lever]") {
    const auto one = test::at_dose(kKind, 1), two = test::at_dose(kKind, 2);
    CHECK(spending(one) == 200e6);
    CHECK(spending(two) == 400e6);
    CHECK(created(one, "longquanyi") > 200.0);
    CHECK(created(two, "suining") == 0.0);
}

TEST_CASE("talent_fund: of the posts it creates a part is lost to other firms", "[models][lever]") {
    const auto none = test::at_dose(kKind, 0), one = test::at_dose(kKind, 1);
    const double more = test::last(one, "positions", {{"region", "longquanyi"}}) -
                        test::last(none, "positions", {{"region", "longquanyi"}});
    CHECK(more > 0.2 * created(one, "longquanyi"));
    CHECK(more < 0.8 * created(one, "longquanyi"));
}

TEST_CASE("talent_fund: posts go by the money, deals by the founders", "[models][lever]") {
    auto world = test::lesson(kKind);
    auto p = programme_of(world);
    CHECK(p.posts.number == 40.0);
    CHECK(p.by_chance);
    CHECK(p.deals_per_year == 12.0);
    CHECK(p.pool_cny == 200e6);
    CHECK(p.founders == std::vector<models::TierIndex>{0_tier});  // neither A nor B is there: the highest
    CHECK(p.crowd_out == 0.5);
    CHECK(p.failure_per_month == 0.01);
    world.tiers[0].id = std::string{"B"};
    world.levers.front().dose = 0.5;
    p = programme_of(world);
    CHECK(p.deals_per_year == 6.0);
    CHECK(p.pool_cny == 100e6);
    CHECK(p.deal_cny == 1e7);
    CHECK(p.founders == std::vector<models::TierIndex>{0_tier});
    world.levers.front().eligible.tiers = {1_tier};
    CHECK(programme_of(world).founders == std::vector<models::TierIndex>{1_tier});
}

TEST_CASE("talent_fund: what its fund must hold", "[models][lever]") {
    CHECK(test::least_payment(kKind) == "one deal of 10000000.00 CNY");
}

TEST_CASE("talent_fund: every problem is said", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) {
              lever.lever = test::make_lever(kKind, {{"pool_cny", TimePath{1e6}}, {"deal_cny", TimePath{6e5}}});
          }) == Problems{"raised_share x pool_cny is 500000 CNY, less than one deal of 600000 CNY"});
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) {
              lever.lever = test::make_lever(kKind, {{"pool_cny", TimePath{1e6}}});
          }) == Problems{"no sum: give deal_cny or deal_cap_cny"});
}

}  // namespace
