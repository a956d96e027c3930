// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <string>
#include <vector>

#include "models/policy/programme.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;
using models::World;

const std::string kKind = "enclave_park";

/// Posts that stand because of the lever in the last month.
double created(const sim::Dataset& data, const std::string& region) {
    return test::last(data, "created_posts", {{"region", region}});
}
double arrivals(const sim::Dataset& data, const std::string& region) {
    return test::total(data, "moves", {{"region", region}, {"direction", "in"}});
}
models::VentureProgramme programme_of(const World& world) {
    models::ProgrammeList list;
    world.levers.front().lever->enrol(world, world.levers.front(), list);
    REQUIRE(list.ventures.size() == 1);
    return list.ventures[0];
}

TEST_CASE("enclave_park: its posts are at the host, none at the sponsor", "[models][lever]") {
    const auto data = test::at_dose(kKind, 1);
    CHECK(created(data, "suining") > 400.0);
    CHECK(created(data, "longquanyi") == 0.0);
}

TEST_CASE("enclave_park: sponsor and host share the cost, or the fund's payers do", "[models][lever]") {
    const auto half = test::at_dose(kKind, 1);
    CHECK(test::total(half, "payments_by_payer", {{"payer", "longquanyi"}}) == Approx(18e6));
    CHECK(test::total(half, "payments_by_payer", {{"payer", "suining"}}) == Approx(18e6));
    const auto most = test::run(test::lesson_with(kKind, "sponsor_share", "0.75"));
    CHECK(test::total(most, "payments_by_payer", {{"payer", "longquanyi"}}) == Approx(27e6));
    CHECK(test::total(most, "payments_by_payer", {{"payer", "suining"}}) == Approx(9e6));
    auto world = test::lesson(kKind);
    models::Fund fund;
    fund.id = "joint";
    fund.payers = {{0_in_file, 0.9}, {1_in_file, 0.1}};
    fund.per_year_cny = 12e6;
    world.funds.push_back(fund);
    world.levers.front().fund = 0;
    CHECK(test::total(test::run(world), "payments_by_payer", {{"payer", "suining"}}) == Approx(3.6e6));
}

TEST_CASE("enclave_park: who works there is drawn to the sponsor by acquaintances", "[models][lever]") {
    auto world = test::restless(kKind, 2);
    world.parameters.tie_weight = 2.0;
    auto strangers = world;
    strangers.levers.front().lever = test::lesson_with(kKind, "acquaintances_per_month", "0").levers.front().lever;
    const auto friends = test::run(world), none = test::run(strangers);
    CHECK(created(friends, "suining") == created(none, "suining"));
    CHECK(arrivals(friends, "longquanyi") != arrivals(none, "longquanyi"));
}

TEST_CASE("enclave_park: its firms fail one by one", "[models][lever]") {
    auto world = test::lesson(kKind);
    const auto p = programme_of(world);
    CHECK(p.posts.number == 600.0);
    CHECK(p.posts_together == 30.0);
    CHECK(1.0 - std::pow(1.0 - p.failure_per_month, 12) == Approx(0.05));
    CHECK(p.sponsor == 0_in_file);
    CHECK(p.regions == std::vector<models::FileRegion>{1_in_file});
    const double standing = created(test::at_dose(kKind, 1), "suining");
    CHECK(standing < 600.0);
    CHECK(std::fmod(standing, 30.0) == 0.0);
    CHECK(created(test::run(test::lesson_with(kKind, "failure_per_year", "0")), "suining") == 600.0);
    CHECK(created(test::run(test::lesson_with(kKind, "failure_per_year", "1")), "suining") == 0.0);
}

TEST_CASE("enclave_park: what its fund must hold", "[models][lever]") {
    CHECK(test::least_payment(kKind) == "a month's building of 1000000.00 CNY");
}

}  // namespace
