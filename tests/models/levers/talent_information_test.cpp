// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "models/policy/policy_field.hpp"
#include "models/policy/programme.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;
using models::Entry;
using models::LeverInstance;
using models::World;
using Problems = std::vector<std::string>;

const std::string kKind = "talent_information";

double known(const sim::Dataset& data) {
    return test::total(data, "awareness", {{"origin", "suining"}, {"destination", "longquanyi"}});
}
double arrivals(const sim::Dataset& data) {
    return test::total(data, "moves", {{"region", "longquanyi"}, {"direction", "in"}});
}

TEST_CASE("talent_information: at dose 0 the world is that without it, bit for bit", "[models][lever]") {
    const auto zero = test::at_dose(kKind, 0);
    CHECK(test::difference(test::without(kKind), zero) == "");
    CHECK(test::difference(test::run(test::lesson_with(kKind, "enabled", "false")), zero) == "");
}

TEST_CASE("talent_information: the order in which levers are written changes nobody", "[models][lever]") {
    CHECK(test::order_matters(kKind) == "");
}

TEST_CASE("talent_information: more dose makes the place known and fills its posts", "[models][lever]") {
    const auto none = test::at_dose(kKind, 0), one = test::at_dose(kKind, 1), two = test::at_dose(kKind, 2);
    CHECK(known(one) > known(none));
    CHECK(known(two) > known(one));
    CHECK(arrivals(one) > 1.2 * arrivals(none));
    CHECK(arrivals(two) > arrivals(one));
    CHECK(test::total(one, "payments") == Approx(5 * 300000.0));
    CHECK(test::total(two, "payments") == Approx(5 * 600000.0));
}

TEST_CASE("talent_information: posts stay open for a shorter time", "[models][lever]") {
    const auto open = [](double dose) {
        return test::total(test::at_dose(kKind, dose), "vacancies", {{"region", "longquanyi"}});
    };
    CHECK(open(1) < 0.95 * open(0));
    CHECK(open(2) < open(1));
}

TEST_CASE("talent_information: everybody hears, the eligible are met more often", "[models][lever]") {
    auto world = test::lesson(kKind);
    auto& lever = world.levers.front();
    lever.dose = 2;
    lever.eligible.tiers = {0};
    models::PolicyField policy{world};
    lever.lever->apply(world, lever, world.start, policy);
    CHECK(policy.read(Entry::awareness_rate, {.region = 1, .other = 0}) == Approx(0.02));
    CHECK(policy.read(Entry::awareness_rate, {.region = 0, .other = 1}) == 0.0);
    CHECK(policy.read(Entry::contact_factor, {.region = 0, .tier = 0, .field = 0}) == Approx(1.2));
    CHECK(policy.read(Entry::contact_factor, {.region = 0, .tier = 1, .field = 0}) == 1.0);
    CHECK(policy.read(Entry::contact_factor, {.region = 1, .tier = 0, .field = 0}) == 1.0);
}

TEST_CASE("talent_information: the lesson has no problem", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance&) {}).empty());
}

TEST_CASE("talent_information: every problem is said", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) { lever.for_regions.clear(); }) ==
          Problems{"no region: write for: [region]"});
    CHECK(test::problems_after(kKind, [](World& world, LeverInstance&) { world.funds[0].per_year_cny = 299999; }) ==
          Problems{"fund information-fund holds 299999 CNY a year, less than a year's cost of 300000 CNY"});
}

}  // namespace
