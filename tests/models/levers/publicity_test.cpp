// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "models/policy/policy_field.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;
using models::LeverInstance;
using models::World;
using Problems = std::vector<std::string>;

const std::string kKind = "publicity";

double known(const sim::Dataset& data, const std::string& origin, const std::string& destination) {
    return test::total(data, "awareness", {{"origin", origin}, {"destination", destination}});
}
double arrivals(const sim::Dataset& data) {
    return test::total(data, "moves", {{"region", "longquanyi"}, {"direction", "in"}});
}

TEST_CASE("publicity: at dose 0 the world is that without it, bit for bit", "[models][lever]") {
    const auto zero = test::at_dose(kKind, 0);
    CHECK(test::difference(test::without(kKind), zero) == "");
    CHECK(test::difference(test::run(test::lesson_with(kKind, "enabled", "false")), zero) == "");
}

TEST_CASE("publicity: the order in which levers are written changes nobody", "[models][lever]") {
    CHECK(test::order_matters(kKind) == "");
}

TEST_CASE("publicity: more dose makes the place known and draws people there", "[models][lever]") {
    const auto none = test::run(test::restless(kKind, 0)), one = test::run(test::restless(kKind, 1)),
               two = test::run(test::restless(kKind, 2));
    CHECK(known(one, "suining", "longquanyi") > known(none, "suining", "longquanyi"));
    CHECK(known(two, "suining", "longquanyi") > known(one, "suining", "longquanyi"));
    CHECK(arrivals(one) > 1.1 * arrivals(none));
    CHECK(arrivals(two) > 1.05 * arrivals(one));
    CHECK(test::total(two, "payments") == Approx(5 * 800000.0));
}

TEST_CASE("publicity: so loud that it exceeds the usual marks, it is still heard in full", "[models][lever]") {
    // 0.3 a month beside the little that people hear by themselves: after three months 1 - exp(-0.9) and a little know
    // it.
    auto world = test::lesson(kKind);
    world.levers.front().lever = test::make_lever(kKind, {{"awareness_rate_per_month", models::TimePath{0.3}}});
    world.modules.choice = models::ModuleState::none;
    world.overrides.initial_agents[1].count = 400000;  // 1,560 in the sample
    const auto data = test::run(world);
    const auto& awareness = data.values<double>("awareness");
    const std::size_t pair = 1 * 2 + 0;                              // Suining to Longquanyi
    CHECK(awareness[3 * 4 + pair] == Approx(0.585).margin(0.055));   // 4.4 standard deviations
    CHECK(awareness[60 * 4 + pair] == Approx(0.967).margin(0.021));  // (1 - e^-.3) / (1 - e^-.3 + 1 - e^-.01)
}

TEST_CASE("publicity: everybody hears of its regions and of no other", "[models][lever]") {
    auto world = test::lesson(kKind);
    auto& lever = world.levers.front();
    lever.dose = 2;
    models::PolicyField policy{world};
    lever.lever->apply(world, lever, world.start, policy);
    CHECK(policy.read(models::Entry::awareness_rate, {.region = 1, .other = 0}) == Approx(0.01));
    CHECK(policy.read(models::Entry::awareness_rate, {.region = 0, .other = 1}) == 0.0);
}

TEST_CASE("publicity: the lesson has no problem", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance&) {}).empty());
}

TEST_CASE("publicity: every problem is said", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) { lever.for_regions.clear(); }) ==
          Problems{"no region: write for: [region]"});
    CHECK(test::problems_after(kKind, [](World& world, LeverInstance&) { world.funds[0].per_year_cny = 399999; }) ==
          Problems{"fund publicity-fund holds 399999 CNY a year, less than a year's cost of 400000 CNY"});
}

}  // namespace
