// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "models/policy/policy_field.hpp"
#include "models/policy/programme.hpp"
#include "sim/error.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;
using models::Entry;
using models::LeverInstance;
using models::World;
using Problems = std::vector<std::string>;

const std::string kKind = "housing_support";

/// The lesson with a subsidy of half the rent for all newcomers of tier D instead of flats.
World subsidy(double dose) {
    auto world = test::restless(kKind, dose);
    world.levers.front().lever =
        test::make_lever(kKind, {{"instrument", std::string{"rent_subsidy"}}, {"cost_relief", models::TimePath{0.4}}});
    return world;
}
double residents(const sim::Dataset& data, const std::string& tier = "D") {
    return test::total(data, "stock", {{"region", "longquanyi"}, {"tier", tier}});
}

TEST_CASE("housing_support: a larger subsidy draws and holds more people of its tier and costs more",
          "[models][lever]") {
    const auto none = test::run(subsidy(0)), one = test::run(subsidy(1)), two = test::run(subsidy(2));
    CHECK(residents(one) > 1.01 * residents(none));
    CHECK(residents(two) > 1.01 * residents(one));
    CHECK(test::total(none, "payments") == 0.0);
    CHECK(test::total(two, "payments") > 1.5 * test::total(one, "payments"));
    CHECK(test::total(one, "administration") == Approx(0.1 * test::total(one, "payments")).epsilon(1e-6));
}

TEST_CASE("housing_support: more flats, more holders; claims that find none lapse", "[models][lever]") {
    const auto one = test::run(test::restless(kKind, 1)), two = test::run(test::restless(kKind, 2));
    CHECK(test::total(two, "recipients") > 1.2 * test::total(one, "recipients"));
    CHECK(test::total(one, "claims_lapsed") > test::total(two, "claims_lapsed"));
    CHECK(test::total(one, "recipients", {{"tier", "E"}}) == 0.0);
    CHECK(test::total(one, "recipients", {{"newcomer", "no"}}) == 0.0);
    CHECK(residents(two) > residents(one));
}

TEST_CASE("housing_support: the people whom it draws raise the price for everybody", "[models][lever]") {
    const auto price = [](const sim::Dataset& data) {
        return test::total(data, "house_price_index", {{"region", "longquanyi"}});
    };
    const auto none = test::run(subsidy(0)), two = test::run(subsidy(2));
    CHECK(price(two) > price(none));
    CHECK(residents(two, "E") < residents(none, "E"));
}

TEST_CASE("housing_support: the field holds what is offered, to the tiers and in the places named", "[models][lever]") {
    const auto factor = [](const std::string& instrument, double relief, double dose) {
        auto world = test::lesson(kKind);
        auto& lever = world.levers.front();
        lever.lever = test::make_lever(kKind, {{"instrument", instrument}, {"cost_relief", models::TimePath{relief}}});
        lever.dose = dose;
        models::PolicyField policy{world};
        lever.lever->apply(world, lever, world.start, policy);
        CHECK(policy.read(Entry::price_factor, {.region = 0_in_file, .tier = 1_tier}) == 1.0);
        CHECK(policy.read(Entry::price_factor, {.region = 1_in_file, .tier = 0_tier}) == 1.0);
        return policy.read(Entry::price_factor, {.region = 0_in_file, .tier = 0_tier});
    };
    CHECK(factor("flats", 0.5, 2) == 0.5);  // the dose makes flats, not better ones
    CHECK(factor("rent_subsidy", 0.25, 2) == 0.5);
    CHECK(factor("purchase_subsidy", 0.25, 1) == 0.75);
    CHECK(factor("rent_subsidy", 0.8, 2) == Approx(0.05));  // nobody lives for nothing
}

TEST_CASE("housing_support: the programme counts flats and months", "[models][lever]") {
    auto world = test::lesson(kKind);
    world.levers.front().dose = 1.5;
    const auto list = models::enrolled(world);
    REQUIRE(list.claims.size() == 1);
    CHECK(list.claims[0].units == 300.0);
    CHECK(list.claims[0].housing_relief == 0.5);
    CHECK(list.claims[0].term_months == 36);
    CHECK(list.claims[0].has_tier(1_tier));
    CHECK(list.claims[0].amount(0_tier, world.start) == 0.0);
    world.levers.front().lever = test::make_lever(kKind, {{"instrument", std::string{"rent_subsidy"}}});
    CHECK_FALSE(models::enrolled(world).claims[0].units.has_value());
}

TEST_CASE("housing_support: what its fund must hold", "[models][lever]") {
    CHECK(test::least_payment(kKind) ==
          "a month's relief of one person of 910.00 CNY");  // half of 0.2 of the wage 7000 x 1.3
}

TEST_CASE("housing_support: every problem is said", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) {
              lever.lever = test::make_lever(kKind, {{"instrument", std::string{"flats"}}});
          }) == Problems{"no flats: give units, their number in each region"});
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) {
              lever.lever = test::make_lever(
                  kKind, {{"instrument", std::string{"rent_subsidy"}}, {"units", models::TimePath{9.0}}});
          }) == Problems{"units: flats are counted, a rent_subsidy is not; leave it out"});
}

TEST_CASE("housing_support: wrong values of a file are refused where they stand", "[models][lever]") {
    const auto refused = [](const std::string& key, const std::string& value) {
        try {
            static_cast<void>(test::lesson_with(kKind, key, value));
        } catch (const ScenarioError& error) {
            return std::string{error.what()};
        }
        return std::string{};
    };
    CHECK(refused("instrument", "villa").find("instrument") != std::string::npos);
    CHECK(refused("cost_relief", "1.1").find("cost_relief") != std::string::npos);
    CHECK(refused("term_months", "0").find("term_months") != std::string::npos);
    CHECK(refused("units", "-1").find("units") != std::string::npos);
}

}  // namespace
