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

const std::string kKind = "team_grant";

double created(const sim::Dataset& data) {
    return test::last(data, "created_posts", {{"region", "longquanyi"}});
}
models::Programme programme_of(const World& world) {
    models::ProgrammeList list;
    world.levers.front().lever->enrol(world, world.levers.front(), list);
    REQUIRE(list.claims.size() == 1);
    return list.claims[0];
}

TEST_CASE("team_grant: positions grow by the posts of its teams", "[models][lever]") {
    const auto none = test::run(test::restless(kKind, 0)), two = test::run(test::restless(kKind, 2));
    CHECK(created(two) > 500.0);
    CHECK(test::last(two, "positions", {{"region", "longquanyi"}}) -
              test::last(none, "positions", {{"region", "longquanyi"}}) ==
          created(two));
}

TEST_CASE("team_grant: every team brings its posts within the ramp, and there are so many teams a year",
          "[models][lever]") {
    const auto world = test::lesson(kKind);
    const auto data = test::run(world);
    // 60 months from January: five calendar years of at most ten teams, and more than ten leaders who would claim.
    CHECK(test::total(data, "claims_paid") == 50.0);
    auto free = world;
    free.levers.front().lever = test::lesson_with(kKind, "teams_per_year_max", "0").levers.front().lever;
    CHECK(test::total(test::run(free), "claims_paid") > 60.0);
    auto early = world;
    early.funds[0].to = world.start + 11;
    early.funds[0].carry_over = false;
    early.funds[0].per_year_cny = 3700000;  // ten teams' first instalments with a tenth for administration
    const auto first_year = test::run(early);
    CHECK(test::total(first_year, "claims_paid") == 10.0);
    CHECK(created(first_year) == 100.0);
}

TEST_CASE("team_grant: only the leader's own part counts where the leader chooses", "[models][lever]") {
    const auto leaders = [](const sim::Dataset& data) {
        return test::last(data, "stock", {{"region", "longquanyi"}, {"tier", "C"}});
    };
    auto world = test::restless(kKind, 2);
    world.modules.clearing = models::ModuleState::none;  // moves by preference alone
    const auto with_share = [&](double share) {
        auto other = world;
        other.levers.front().lever = test::make_lever(
            kKind,
            {{"amount_cny", models::TierPaths{{0_tier, TimePath{1000000.0}}}}, {"personal_share", TimePath{share}}});
        return leaders(test::run(other));
    };
    CHECK(with_share(0.5) > with_share(0.0));
    CHECK(with_share(1.0) > with_share(0.5));
}

TEST_CASE("team_grant: amount and posts scale with the dose, a ceiling with its share", "[models][lever]") {
    auto world = test::lesson(kKind);
    world.levers.front().dose = 2;
    const auto grant = programme_of(world);
    CHECK(grant.amount(0_tier, world.start) == 2000000.0);
    CHECK(grant.posts->number == 20.0);
    CHECK(grant.posts->by_tier == models::TierShares{0.0, 0.5, 0.5});
    CHECK(grant.personal_share == 0.2);
    CHECK(grant.grants_per_year_max == 10.0);
    CHECK(grant.instalments == 3);
    world.levers.front().dose = 1;
    world.levers.front().lever =
        test::make_lever(kKind, {{"amount_cap_cny", models::TierPaths{{0_tier, TimePath{5e6}}}}});
    CHECK(programme_of(world).amount(0_tier, world.start) == 2.5e6);
    CHECK_FALSE(programme_of(world).grants_per_year_max.has_value());
    CHECK(programme_of(world).posts->by_tier[0] == Approx(0.1));
}

TEST_CASE("team_grant: what its fund must hold", "[models][lever]") {
    CHECK(test::least_payment(kKind) == "one payment of 333333.33 CNY");  // a third of a million
}

TEST_CASE("team_grant: every problem is said", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) {
              lever.lever = test::make_lever(kKind, {});
          }) == Problems{"no sum: give amount_cny or amount_cap_cny by tier"});
}

}  // namespace
