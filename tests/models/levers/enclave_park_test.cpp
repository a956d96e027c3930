// SPDX-License-Identifier: Apache-2.0
#include <cmath>
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

TEST_CASE("enclave_park: at dose 0 the world is that without it, bit for bit", "[models][lever]") {
    const auto zero = test::at_dose(kKind, 0);
    CHECK(test::difference(test::without(kKind), zero) == "");
    CHECK(test::difference(test::run(test::lesson_with(kKind, "enabled", "false")), zero) == "");
}

TEST_CASE("enclave_park: the order in which levers are written changes nobody", "[models][lever]") {
    CHECK(test::order_matters(kKind) == "");
}

TEST_CASE("enclave_park: more dose means more posts and more arrivals at the host", "[models][lever]") {
    const auto none = test::run(test::restless(kKind, 0)), one = test::run(test::restless(kKind, 1)),
               two = test::run(test::restless(kKind, 2));
    CHECK(created(none, "suining") == 0.0);
    CHECK(created(one, "suining") > 400.0);
    CHECK(created(two, "suining") > 1.6 * created(one, "suining"));
    CHECK(created(two, "longquanyi") == 0.0);
    CHECK(arrivals(one, "suining") > arrivals(none, "suining"));
    CHECK(arrivals(two, "suining") > arrivals(one, "suining"));
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
    fund.payers = {{0, 0.9}, {1, 0.1}};
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
    CHECK(p.sponsor == 0);
    CHECK(p.regions == std::vector<std::size_t>{1});
    const double standing = created(test::at_dose(kKind, 1), "suining");
    CHECK(standing < 600.0);
    CHECK(std::fmod(standing, 30.0) == 0.0);
    CHECK(created(test::run(test::lesson_with(kKind, "failure_per_year", "0")), "suining") == 600.0);
    CHECK(created(test::run(test::lesson_with(kKind, "failure_per_year", "1")), "suining") == 0.0);
}

TEST_CASE("enclave_park: the lesson has no problem", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance&) {}).empty());
}

TEST_CASE("enclave_park: every problem is said", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) { lever.to_region.reset(); }) ==
          Problems{"no regions: write from_region: a and to_region: b"});
    CHECK(test::problems_after(kKind, [](World& world, LeverInstance& lever) {
              models::Fund fund;
              fund.id = "small";
              fund.per_year_cny = 999999;
              world.funds.push_back(fund);
              lever.fund = 0;
          }) == Problems{"fund small holds 999999 CNY a year, less than a month's building of 1000000 CNY"});
}

TEST_CASE("enclave_park: without its modules it is refused", "[models][lever]") {
    const auto refusal = [](const std::string& module) {
        try {
            static_cast<void>(test::lesson(kKind, {{"modules." + module, "none"}}));
        } catch (const ScenarioError& error) {
            return std::string{error.what()};
        }
        return std::string{};
    };
    for (const std::string module : {"firms", "posts"}) {
        CHECK(refusal(module).find("kind enclave_park needs the module " + module +
                                   ", which is none; write modules: {" + module + ": active}") != std::string::npos);
    }
}

}  // namespace
