// SPDX-License-Identifier: Apache-2.0
#include "models/policy/policy_field.hpp"

#include <cmath>
#include <set>
#include <string>

#include "sim/error.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"

namespace {

using namespace talentflow;
using models::PolicyField;

/// Where cards of `issuer` count, among the first four regions of the file.
unsigned reach(const PolicyField& policy, models::FileRegion issuer) {
    unsigned set = 0;
    for (const auto r : models::every<models::FileRegion>(4))
        set |= policy.card_reaches(issuer, r) ? 1U << r.position() : 0U;
    return set;
}

TEST_CASE("policy field: neutral at the start and after a reset", "[models][policy_field]") {
    const auto world = test::tiny_world({3, 2, 2});
    PolicyField policy{world};
    for (int round = 0; round < 2; ++round) {
        CHECK(policy.read(models::Entry::card_value, {.region = 1_in_file, .tier = 0_tier}) == 0.0);
        CHECK(reach(policy, 2_in_file) == 4U);
        CHECK(policy.read(models::Entry::card_barrier, {.region = 1_in_file, .tier = 1_tier}) == 1.0);
        CHECK(policy.read(models::Entry::card_school_chance, {.region = 0_in_file}) == 0.0);
        CHECK(policy.read(models::Entry::card_processing, {.region = 0_in_file}) == 1.0);
        CHECK(policy.read(models::Entry::credential_gap, {.region = 0_in_file, .other = 1_in_file, .field = 1_field}) ==
              1.0);
        CHECK(policy.recognised(0_in_file, 1_in_file, 0_tier, 1_field) == 0);
        CHECK(std::isinf(policy.read(models::Entry::recognition_days, {.region = 0_in_file, .other = 1_in_file})));
        CHECK(policy.read(models::Entry::processing_factor, {.region = 2_in_file}) == 1.0);
        CHECK(policy.read(models::Entry::awareness_rate, {.region = 0_in_file, .other = 2_in_file}) == 0.0);
        policy.write(models::Entry::card_value, {.region = 1_in_file, .tier = 0_tier}, 0.5);
        policy.carry_card(2_in_file, 0_in_file);
        policy.write(models::Entry::card_barrier, {.region = 1_in_file, .tier = 1_tier}, 0.2);
        policy.write(models::Entry::card_school_chance, {.region = 0_in_file}, 0.4);
        policy.write(models::Entry::card_processing, {.region = 0_in_file}, 0.5);
        policy.write(models::Entry::credential_gap, {.region = 0_in_file, .other = 1_in_file, .field = 1_field}, 0.3);
        policy.recognise(3, 0_in_file, 1_in_file, 0_tier, 1_tier, 1_field, 5.0);
        policy.write(models::Entry::processing_factor, {.region = 2_in_file}, 0.5);
        policy.write(models::Entry::awareness_rate, {.region = 0_in_file, .other = 2_in_file}, 0.01);
        policy.reset();
    }
}

TEST_CASE("policy field: values of cards add up to at most a full card", "[models][policy_field]") {
    const auto world = test::tiny_world({2, 2, 1});
    PolicyField policy{world};
    policy.write(models::Entry::card_value, {.region = 0_in_file, .tier = 1_tier}, 0.5);
    policy.write(models::Entry::card_value, {.region = 0_in_file, .tier = 1_tier}, 0.25);
    CHECK(policy.read(models::Entry::card_value, {.region = 0_in_file, .tier = 1_tier}) == 0.75);
    policy.write(models::Entry::card_value, {.region = 0_in_file, .tier = 1_tier}, 0.5);
    CHECK(policy.read(models::Entry::card_value, {.region = 0_in_file, .tier = 1_tier}) == 1.0);
    CHECK(policy.read(models::Entry::card_value, {.region = 0_in_file, .tier = 0_tier}) == 0.0);
    CHECK(policy.read(models::Entry::card_value, {.region = 1_in_file, .tier = 1_tier}) == 0.0);
}

TEST_CASE("policy field: a card reaches every place any lever carries it to", "[models][policy_field]") {
    const auto world = test::tiny_world({4, 1, 1});
    PolicyField policy{world};
    policy.carry_card(1_in_file, 3_in_file);
    policy.carry_card(1_in_file, 0_in_file);
    policy.carry_card(1_in_file, 0_in_file);
    CHECK(reach(policy, 1_in_file) == 0b1011U);
    CHECK(reach(policy, 3_in_file) == 0b1000U);
}

TEST_CASE("policy field: the lowest barrier and the best school chance hold", "[models][policy_field]") {
    const auto world = test::tiny_world({2, 2, 1});
    PolicyField policy{world};
    policy.write(models::Entry::card_barrier, {.region = 0_in_file, .tier = 0_tier}, 0.4);
    policy.write(models::Entry::card_barrier, {.region = 0_in_file, .tier = 0_tier}, 0.7);
    policy.write(models::Entry::card_school_chance, {.region = 0_in_file}, 0.6);
    policy.write(models::Entry::card_school_chance, {.region = 0_in_file}, 0.2);
    CHECK(policy.read(models::Entry::card_barrier, {.region = 0_in_file, .tier = 0_tier}) == 0.4);
    CHECK(policy.read(models::Entry::card_barrier, {.region = 0_in_file, .tier = 1_tier}) == 1.0);
    CHECK(policy.read(models::Entry::card_school_chance, {.region = 0_in_file}) == 0.6);
}

TEST_CASE("policy field: factors of time and of credentials multiply, each in its own direction",
          "[models][policy_field]") {
    const auto world = test::tiny_world({2, 1, 2});
    PolicyField policy{world};
    policy.write(models::Entry::processing_factor, {.region = 1_in_file}, 0.5);
    policy.write(models::Entry::processing_factor, {.region = 1_in_file}, 0.5);
    policy.write(models::Entry::card_processing, {.region = 1_in_file}, 0.75);
    policy.write(models::Entry::card_processing, {.region = 1_in_file}, 0.5);
    policy.write(models::Entry::credential_gap, {.region = 0_in_file, .other = 1_in_file, .field = 1_field}, 0.5);
    policy.write(models::Entry::credential_gap, {.region = 0_in_file, .other = 1_in_file, .field = 1_field}, 0.25);
    CHECK(policy.read(models::Entry::processing_factor, {.region = 1_in_file}) == 0.25);
    CHECK(policy.read(models::Entry::card_processing, {.region = 1_in_file}) == 0.375);
    CHECK(policy.read(models::Entry::credential_gap, {.region = 0_in_file, .other = 1_in_file, .field = 1_field}) ==
          0.125);
    CHECK(policy.read(models::Entry::credential_gap, {.region = 1_in_file, .other = 0_in_file, .field = 1_field}) ==
          1.0);
    CHECK(policy.read(models::Entry::credential_gap, {.region = 0_in_file, .other = 1_in_file, .field = 0_field}) ==
          1.0);
}

TEST_CASE("policy field: the best tier and the fewest days of recognition hold", "[models][policy_field]") {
    const auto world = test::tiny_world({2, 4, 2});
    PolicyField policy{world};
    policy.recognise(3, 0_in_file, 1_in_file, 1_tier, 2_tier, 0_field, 10.0);
    policy.recognise(4, 0_in_file, 1_in_file, 1_tier, 1_tier, 0_field, 30.0);
    policy.recognise(5, 0_in_file, 1_in_file, 1_tier, 3_tier, 0_field, 20.0);
    policy.recognise(6, 0_in_file, 1_in_file, 1_tier, 1_tier, 0_field, 40.0);
    CHECK(policy.recognised_by(0_in_file, 1_in_file, 1_tier, 0_field) == 4);
    CHECK(policy.recognised(0_in_file, 1_in_file, 1_tier, 0_field) == 2);  // tier 1, plus 1
    CHECK(policy.recognised(0_in_file, 1_in_file, 1_tier, 1_field) == 0);
    CHECK(policy.recognised(1_in_file, 0_in_file, 1_tier, 0_field) == 0);
    CHECK(policy.read(models::Entry::recognition_days, {.region = 0_in_file, .other = 1_in_file}) == 10.0);
    CHECK(std::isinf(policy.read(models::Entry::recognition_days, {.region = 1_in_file, .other = 0_in_file})));
}

TEST_CASE("policy field: rates of publicity add up", "[models][policy_field]") {
    const auto world = test::tiny_world({2, 1, 1});
    PolicyField policy{world};
    policy.write(models::Entry::awareness_rate, {.region = 0_in_file, .other = 1_in_file}, 0.01);
    policy.write(models::Entry::awareness_rate, {.region = 0_in_file, .other = 1_in_file}, 0.02);
    CHECK(policy.read(models::Entry::awareness_rate, {.region = 0_in_file, .other = 1_in_file}) == Approx(0.03));
    CHECK(policy.read(models::Entry::awareness_rate, {.region = 1_in_file, .other = 0_in_file}) == 0.0);
}

TEST_CASE("policy field: a tier or field that is left out means all of them", "[models][policy_field]") {
    const auto world = test::tiny_world({2, 3, 2});
    PolicyField policy{world};
    policy.write(models::Entry::contact_factor, {.region = 1_in_file}, 1.5);
    policy.write(models::Entry::contact_factor, {.region = 1_in_file, .tier = 2_tier}, 2.0);
    policy.write(models::Entry::contact_factor, {.region = 1_in_file, .field = 0_field}, 0.5);
    for (const auto k : {0_tier, 1_tier, 2_tier}) {
        for (const auto f : {0_field, 1_field}) {
            const double expected = 1.5 * (k == 2 ? 2.0 : 1.0) * (f == 0 ? 0.5 : 1.0);
            CHECK(policy.read(models::Entry::contact_factor, {.region = 1_in_file, .tier = k, .field = f}) == expected);
            CHECK(policy.read(models::Entry::contact_factor, {.region = 0_in_file, .tier = k, .field = f}) == 1.0);
        }
    }
    policy.write(models::Entry::processing_factor, {.region = 1_in_file}, 0.5);  // has neither: written once
    CHECK(policy.read(models::Entry::processing_factor, {.region = 1_in_file}) == 0.5);
}

TEST_CASE("policy field: places and tiers that do not exist are bugs", "[models][policy_field]") {
    const auto world = test::tiny_world({2, 2, 1});
    PolicyField policy{world};
    CHECK_THROWS_AS(policy.write(models::Entry::card_value, {.region = 2_in_file, .tier = 0_tier}, 0.1), BugError);
    CHECK_THROWS_AS(policy.write(models::Entry::card_value, {.region = 0_in_file, .tier = 2_tier}, 0.1), BugError);
    CHECK_THROWS_AS(policy.write(models::Entry::card_value, {.region = 0_in_file, .tier = 0_tier}, -0.1), BugError);
    CHECK_THROWS_AS(policy.carry_card(0_in_file, 2_in_file), BugError);
    CHECK_THROWS_AS(
        policy.write(models::Entry::credential_gap, {.region = 0_in_file, .other = 2_in_file, .field = 0_field}, 0.5),
        BugError);
    CHECK_THROWS_AS(policy.recognise(3, 0_in_file, 1_in_file, 0_tier, 2_tier, 0_field, 5.0), BugError);
}

TEST_CASE("policy field: every entry is described once", "[models][policy_field]") {
    std::set<std::string> names;
    for (const auto& entry : models::policy_field_entries()) {
        names.insert(entry.name);
        for (const auto* text :
             {&entry.dimensions, &entry.unit, &entry.neutral, &entry.combine, &entry.equation, &entry.reader}) {
            CHECK_FALSE(text->empty());
        }
    }
    CHECK(names.size() == models::policy_field_entries().size());
    CHECK(names.size() == static_cast<std::size_t>(models::Entry::n_entries) + 2);  // and two that are no numbers
}

}  // namespace
