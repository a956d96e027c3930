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

const std::string kKind = "talent_fund";

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

TEST_CASE("talent_fund: at dose 0 the world is that without it, bit for bit", "[models][lever]") {
    const auto zero = test::at_dose(kKind, 0);
    CHECK(test::difference(test::without(kKind), zero) == "");
    CHECK(test::difference(test::run(test::lesson_with(kKind, "enabled", "false")), zero) == "");
}

TEST_CASE("talent_fund: the order in which levers are written changes nobody", "[models][lever]") {
    CHECK(test::order_matters(kKind) == "");
}

TEST_CASE("talent_fund: more dose means more posts, more arrivals and more money", "[models][lever]") {
    const auto none = test::run(test::restless(kKind, 0)), one = test::run(test::restless(kKind, 1)),
               two = test::run(test::restless(kKind, 2));
    CHECK(created(none, "longquanyi") == 0.0);
    CHECK(created(one, "longquanyi") > 200.0);
    CHECK(created(two, "longquanyi") > 1.5 * created(one, "longquanyi"));
    CHECK(created(two, "suining") == 0.0);
    CHECK(arrivals(one, "longquanyi") > arrivals(none, "longquanyi"));
    CHECK(arrivals(two, "longquanyi") > arrivals(one, "longquanyi"));
    CHECK(spending(none) == 0.0);
    CHECK(spending(one) == 200e6);  // half of the target is raised, and all of that is invested
    CHECK(spending(two) == 400e6);
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
    CHECK(p.founders == std::vector<std::size_t>{0});  // neither A nor B is there: the highest
    CHECK(p.crowd_out == 0.5);
    CHECK(p.failure_per_month == 0.01);
    world.tiers[0].id = std::string{"B"};
    world.levers.front().dose = 0.5;
    p = programme_of(world);
    CHECK(p.deals_per_year == 6.0);
    CHECK(p.pool_cny == 100e6);
    CHECK(p.deal_cny == 1e7);
    CHECK(p.founders == std::vector<std::size_t>{0});
    world.levers.front().eligible.tiers = {1};
    CHECK(programme_of(world).founders == std::vector<std::size_t>{1});
}

TEST_CASE("talent_fund: the lesson has no problem", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance&) {}).empty());
}

TEST_CASE("talent_fund: every problem is said", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) { lever.for_regions.clear(); }) ==
          Problems{"no region: write for: [region]"});
    CHECK(test::problems_after(kKind, [](World& world, LeverInstance&) { world.funds[0].per_year_cny = 9999999; }) ==
          Problems{"fund lqy-fund holds 9999999 CNY a year, less than one deal of 10000000 CNY"});
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) {
              lever.lever = test::make_lever(kKind, {{"pool_cny", TimePath{1e6}}, {"deal_cny", TimePath{6e5}}});
          }) == Problems{"raised_share x pool_cny is 500000 CNY, less than one deal of 600000 CNY"});
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) {
              lever.lever = test::make_lever(kKind, {{"pool_cny", TimePath{1e6}}});
          }) == Problems{"no sum: give deal_cny or deal_cap_cny"});
}

TEST_CASE("talent_fund: without its modules it is refused", "[models][lever]") {
    const auto refusal = [](const std::string& module) {
        try {
            static_cast<void>(test::lesson(kKind, {{"modules." + module, "none"}}));
        } catch (const ScenarioError& error) {
            return std::string{error.what()};
        }
        return std::string{};
    };
    for (const std::string module : {"firms", "posts"}) {
        CHECK(refusal(module).find("kind talent_fund needs the module " + module + ", which is none; write modules: {" +
                                   module + ": active}") != std::string::npos);
    }
}

}  // namespace
