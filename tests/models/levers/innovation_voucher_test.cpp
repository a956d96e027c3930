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

const std::string kKind = "innovation_voucher";

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

TEST_CASE("innovation_voucher: positions grow by the posts created, in both places, and are filled",
          "[models][lever]") {
    const auto none = test::run(test::restless(kKind, 0)), two = test::run(test::restless(kKind, 2));
    for (const char* region : {"longquanyi", "suining"}) {
        CHECK(created(two, region) > 150.0);
        CHECK(test::last(two, "positions", {{"region", region}}) -
                  test::last(none, "positions", {{"region", region}}) ==
              created(two, region));
    }
    CHECK(test::total(two, "hires") > test::total(none, "hires"));
    CHECK(arrivals(two, "longquanyi") + arrivals(two, "suining") >
          arrivals(none, "longquanyi") + arrivals(none, "suining"));
}

TEST_CASE("innovation_voucher: only vouchers used are paid, each with its value", "[models][lever]") {
    // 200 a year, 180 of them used, for five years.
    CHECK(spending(test::at_dose(kKind, 1)) == 5 * 180 * 100000.0);
}

TEST_CASE("innovation_voucher: the additional share of the value buys posts at twice the wage", "[models][lever]") {
    auto world = test::lesson(kKind);
    const auto p = programme_of(world);
    CHECK(p.deals_per_year == 180.0);
    CHECK_FALSE(p.by_chance);
    CHECK(p.deal_cny == 100000.0);
    const double wage = 12.0 * 6750.0 * (0.4 * 1.3 + 0.6 * 1.0);
    CHECK(p.posts.number * p.deals_per_year == Approx(200 * 0.8 * 100000.0 / (2.0 * wage)));
    world.levers.front().lever =
        test::make_lever(kKind, {{"value_cap_cny", TimePath{1e5}}, {"vouchers_per_year", TimePath{10.0}}});
    CHECK(programme_of(world).deal_cny == 50000.0);
    world.levers.front().dose = 2;
    CHECK(programme_of(world).deals_per_year == 18.0);
}

TEST_CASE("innovation_voucher: what its fund must hold", "[models][lever]") {
    CHECK(test::least_payment(kKind) == "one voucher of 100000.00 CNY");
}

TEST_CASE("innovation_voucher: every problem is said", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) {
              lever.lever = test::make_lever(kKind, {{"vouchers_per_year", TimePath{10.0}}});
          }) == Problems{"no sum: give value_cny or value_cap_cny"});
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) {
              lever.lever = test::make_lever(kKind, {{"value_cny", TimePath{1.0}}, {"used_share", TimePath{0.5}}});
          }) == Problems{"additional_share 0.8 is more than used_share 0.5; a voucher that is not used adds nothing"});
}

}  // namespace
