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

TEST_CASE("policy field: neutral at the start and after a reset", "[models][policy_field]") {
    const auto world = test::tiny_world({3, 2, 2});
    PolicyField policy{world};
    for (int round = 0; round < 2; ++round) {
        CHECK(policy.read(models::Entry::card_value, {.region = 1, .tier = 0}) == 0.0);
        CHECK(policy.card_reach(2) == 4U);
        CHECK(policy.read(models::Entry::card_barrier, {.region = 1, .tier = 1}) == 1.0);
        CHECK(policy.read(models::Entry::card_school_chance, {.region = 0}) == 0.0);
        CHECK(policy.read(models::Entry::card_processing, {.region = 0}) == 1.0);
        CHECK(policy.read(models::Entry::credential_gap, {.region = 0, .other = 1, .field = 1}) == 1.0);
        CHECK(policy.recognised(0, 1, 0, 1) == 0);
        CHECK(std::isinf(policy.read(models::Entry::recognition_days, {.region = 0, .other = 1})));
        CHECK(policy.read(models::Entry::processing_factor, {.region = 2}) == 1.0);
        CHECK(policy.read(models::Entry::awareness_rate, {.region = 0, .other = 2}) == 0.0);
        policy.write(models::Entry::card_value, {.region = 1, .tier = 0}, 0.5);
        policy.carry_card(2, 0);
        policy.write(models::Entry::card_barrier, {.region = 1, .tier = 1}, 0.2);
        policy.write(models::Entry::card_school_chance, {.region = 0}, 0.4);
        policy.write(models::Entry::card_processing, {.region = 0}, 0.5);
        policy.write(models::Entry::credential_gap, {.region = 0, .other = 1, .field = 1}, 0.3);
        policy.recognise(3, 0, 1, 0, 1, 1, 5.0);
        policy.write(models::Entry::processing_factor, {.region = 2}, 0.5);
        policy.write(models::Entry::awareness_rate, {.region = 0, .other = 2}, 0.01);
        policy.reset();
    }
}

TEST_CASE("policy field: values of cards add up to at most a full card", "[models][policy_field]") {
    const auto world = test::tiny_world({2, 2, 1});
    PolicyField policy{world};
    policy.write(models::Entry::card_value, {.region = 0, .tier = 1}, 0.5);
    policy.write(models::Entry::card_value, {.region = 0, .tier = 1}, 0.25);
    CHECK(policy.read(models::Entry::card_value, {.region = 0, .tier = 1}) == 0.75);
    policy.write(models::Entry::card_value, {.region = 0, .tier = 1}, 0.5);
    CHECK(policy.read(models::Entry::card_value, {.region = 0, .tier = 1}) == 1.0);
    CHECK(policy.read(models::Entry::card_value, {.region = 0, .tier = 0}) == 0.0);
    CHECK(policy.read(models::Entry::card_value, {.region = 1, .tier = 1}) == 0.0);
}

TEST_CASE("policy field: a card reaches every place any lever carries it to", "[models][policy_field]") {
    const auto world = test::tiny_world({4, 1, 1});
    PolicyField policy{world};
    policy.carry_card(1, 3);
    policy.carry_card(1, 0);
    policy.carry_card(1, 0);
    CHECK(policy.card_reach(1) == 0b1011U);
    CHECK(policy.card_reach(3) == 0b1000U);
}

TEST_CASE("policy field: the lowest barrier and the best school chance hold", "[models][policy_field]") {
    const auto world = test::tiny_world({2, 2, 1});
    PolicyField policy{world};
    policy.write(models::Entry::card_barrier, {.region = 0, .tier = 0}, 0.4);
    policy.write(models::Entry::card_barrier, {.region = 0, .tier = 0}, 0.7);
    policy.write(models::Entry::card_school_chance, {.region = 0}, 0.6);
    policy.write(models::Entry::card_school_chance, {.region = 0}, 0.2);
    CHECK(policy.read(models::Entry::card_barrier, {.region = 0, .tier = 0}) == 0.4);
    CHECK(policy.read(models::Entry::card_barrier, {.region = 0, .tier = 1}) == 1.0);
    CHECK(policy.read(models::Entry::card_school_chance, {.region = 0}) == 0.6);
}

TEST_CASE("policy field: factors of time and of credentials multiply, each in its own direction",
          "[models][policy_field]") {
    const auto world = test::tiny_world({2, 1, 2});
    PolicyField policy{world};
    policy.write(models::Entry::processing_factor, {.region = 1}, 0.5);
    policy.write(models::Entry::processing_factor, {.region = 1}, 0.5);
    policy.write(models::Entry::card_processing, {.region = 1}, 0.75);
    policy.write(models::Entry::card_processing, {.region = 1}, 0.5);
    policy.write(models::Entry::credential_gap, {.region = 0, .other = 1, .field = 1}, 0.5);
    policy.write(models::Entry::credential_gap, {.region = 0, .other = 1, .field = 1}, 0.25);
    CHECK(policy.read(models::Entry::processing_factor, {.region = 1}) == 0.25);
    CHECK(policy.read(models::Entry::card_processing, {.region = 1}) == 0.375);
    CHECK(policy.read(models::Entry::credential_gap, {.region = 0, .other = 1, .field = 1}) == 0.125);
    CHECK(policy.read(models::Entry::credential_gap, {.region = 1, .other = 0, .field = 1}) == 1.0);
    CHECK(policy.read(models::Entry::credential_gap, {.region = 0, .other = 1, .field = 0}) == 1.0);
}

TEST_CASE("policy field: the best tier and the fewest days of recognition hold", "[models][policy_field]") {
    const auto world = test::tiny_world({2, 4, 2});
    PolicyField policy{world};
    policy.recognise(3, 0, 1, 1, 2, 0, 10.0);
    policy.recognise(4, 0, 1, 1, 1, 0, 30.0);
    policy.recognise(5, 0, 1, 1, 3, 0, 20.0);
    policy.recognise(6, 0, 1, 1, 1, 0, 40.0);
    CHECK(policy.recognised_by(0, 1, 1, 0) == 4);
    CHECK(policy.recognised(0, 1, 1, 0) == 2);  // tier 1, plus 1
    CHECK(policy.recognised(0, 1, 1, 1) == 0);
    CHECK(policy.recognised(1, 0, 1, 0) == 0);
    CHECK(policy.read(models::Entry::recognition_days, {.region = 0, .other = 1}) == 10.0);
    CHECK(std::isinf(policy.read(models::Entry::recognition_days, {.region = 1, .other = 0})));
}

TEST_CASE("policy field: rates of publicity add up", "[models][policy_field]") {
    const auto world = test::tiny_world({2, 1, 1});
    PolicyField policy{world};
    policy.write(models::Entry::awareness_rate, {.region = 0, .other = 1}, 0.01);
    policy.write(models::Entry::awareness_rate, {.region = 0, .other = 1}, 0.02);
    CHECK(policy.read(models::Entry::awareness_rate, {.region = 0, .other = 1}) == Approx(0.03));
    CHECK(policy.read(models::Entry::awareness_rate, {.region = 1, .other = 0}) == 0.0);
}

TEST_CASE("policy field: a tier or field that is left out means all of them", "[models][policy_field]") {
    const auto world = test::tiny_world({2, 3, 2});
    PolicyField policy{world};
    policy.write(models::Entry::contact_factor, {.region = 1}, 1.5);
    policy.write(models::Entry::contact_factor, {.region = 1, .tier = 2}, 2.0);
    policy.write(models::Entry::contact_factor, {.region = 1, .field = 0}, 0.5);
    for (std::size_t k = 0; k < 3; ++k) {
        for (std::size_t f = 0; f < 2; ++f) {
            const double expected = 1.5 * (k == 2 ? 2.0 : 1.0) * (f == 0 ? 0.5 : 1.0);
            CHECK(policy.read(models::Entry::contact_factor, {.region = 1, .tier = k, .field = f}) == expected);
            CHECK(policy.read(models::Entry::contact_factor, {.region = 0, .tier = k, .field = f}) == 1.0);
        }
    }
    policy.write(models::Entry::processing_factor, {.region = 1}, 0.5);  // has neither: written once
    CHECK(policy.read(models::Entry::processing_factor, {.region = 1}) == 0.5);
}

TEST_CASE("policy field: places and tiers that do not exist are bugs", "[models][policy_field]") {
    const auto world = test::tiny_world({2, 2, 1});
    PolicyField policy{world};
    CHECK_THROWS_AS(policy.write(models::Entry::card_value, {.region = 2, .tier = 0}, 0.1), BugError);
    CHECK_THROWS_AS(policy.write(models::Entry::card_value, {.region = 0, .tier = 2}, 0.1), BugError);
    CHECK_THROWS_AS(policy.write(models::Entry::card_value, {.region = 0, .tier = 0}, -0.1), BugError);
    CHECK_THROWS_AS(policy.carry_card(0, 2), BugError);
    CHECK_THROWS_AS(policy.write(models::Entry::credential_gap, {.region = 0, .other = 2, .field = 0}, 0.5), BugError);
    CHECK_THROWS_AS(policy.recognise(3, 0, 1, 0, 2, 0, 5.0), BugError);
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
