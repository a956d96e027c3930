// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "models/policy/policy_field.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;
using models::Entry;

const std::string kKind = "talent_information";

TEST_CASE("talent_information: it costs its yearly sum times the dose", "[models][lever]") {
    CHECK(test::total(test::at_dose(kKind, 1), "payments") == Approx(5 * 300000.0));
    CHECK(test::total(test::at_dose(kKind, 2), "payments") == Approx(5 * 600000.0));
}

TEST_CASE("talent_information: everybody hears, the eligible are met more often", "[models][lever]") {
    auto world = test::lesson(kKind);
    auto& lever = world.levers.front();
    lever.dose = 2;
    lever.eligible.tiers = {0_tier};
    models::PolicyField policy{world};
    lever.lever->apply(world, lever, world.start, policy);
    CHECK(policy.read(Entry::awareness_rate, {.region = 1_in_file, .other = 0_in_file}) == Approx(0.02));
    CHECK(policy.read(Entry::awareness_rate, {.region = 0_in_file, .other = 1_in_file}) == 0.0);
    CHECK(policy.read(Entry::contact_factor, {.region = 0_in_file, .tier = 0_tier, .field = 0_field}) == Approx(1.2));
    CHECK(policy.read(Entry::contact_factor, {.region = 0_in_file, .tier = 1_tier, .field = 0_field}) == 1.0);
    CHECK(policy.read(Entry::contact_factor, {.region = 1_in_file, .tier = 0_tier, .field = 0_field}) == 1.0);
}

TEST_CASE("talent_information: what its fund must hold", "[models][lever]") {
    CHECK(test::least_payment(kKind) == "a year's cost of 300000.00 CNY");
}

}  // namespace
