// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "models/policy/policy_field.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;
using models::LeverInstance;
using models::World;
using Problems = std::vector<std::string>;

const std::string kKind = "green_card";

/// Moves of tier D out of a region, of those who could have left.
double leaving_rate(const sim::Dataset& data, const std::string& region) {
    return test::total(data, "moves", {{"region", region}, {"tier", "D"}, {"direction", "out"}}) /
           test::total(data, "stock", {{"region", region}, {"tier", "D"}});
}

TEST_CASE("green_card: of those who live there a smaller part leaves, of others a larger", "[models][lever]") {
    const auto none = test::run(test::restless(kKind, 0)), full = test::run(test::restless(kKind, 1));
    CHECK(leaving_rate(full, "longquanyi") < 0.98 * leaving_rate(none, "longquanyi"));
    CHECK(leaving_rate(full, "suining") > 1.02 * leaving_rate(none, "suining"));
}

TEST_CASE("green_card: where it does not count it holds nobody", "[models][lever]") {
    const auto everywhere = test::restless(kKind, 1);
    auto home_only = everywhere;
    home_only.levers.front().lever = test::lesson_with(kKind, "portable_to", "[]").levers.front().lever;
    CHECK(leaving_rate(test::run(everywhere), "suining") < 0.99 * leaving_rate(test::run(home_only), "suining"));
}

/// The lesson with a third place that has no card. School places are left out: they serve those who move in.
models::World with_a_third_place(double dose) {
    auto world = test::restless(kKind, dose);
    world.regions.push_back(world.regions[1_in_file]);
    world.regions.back().id = "elsewhere";
    for (auto& row : world.distances) row.push_back({125.0, 90.0});
    world.distances.push_back({{125.0, 90.0}, {125.0, 90.0}, {}});
    auto second = world.levers.front();
    second.id = "card-of-the-other";
    second.for_regions = {1_in_file};
    const auto services = [](const char* portable_to) {
        return test::lesson(kKind, {{"levers.card.school_chance", "0"}, {"levers.card.portable_to", portable_to}})
            .levers.front()
            .lever;
    };
    world.levers.front().lever = services("[suining]");
    second.lever = services("[longquanyi]");
    world.levers.push_back(second);
    return world;
}

TEST_CASE("green_card: services that two places give and carry to each other hold people in both", "[models][lever]") {
    const auto with = test::run(with_a_third_place(1)), without = test::run(with_a_third_place(0));
    for (const char* place : {"longquanyi", "suining"}) {
        INFO(place);
        CHECK(leaving_rate(with, place) < 0.99 * leaving_rate(without, place));
    }
}

TEST_CASE("green_card: holders cost money, tier E has no card", "[models][lever]") {
    const auto data = test::at_dose(kKind, 1);
    CHECK(test::total(data, "payments") > 0.0);
    CHECK(test::total(data, "recipients", {{"tier", "E"}}) == 0.0);
    CHECK(test::total(test::at_dose(kKind, 0), "payments") == 0.0);
}

TEST_CASE("green_card: at dose 0.5 its four modules of 0.25 are worth half a card", "[models][lever]") {
    auto world = test::lesson(kKind);
    auto& card = world.levers.front();
    card.dose = 0.5;
    models::PolicyField policy{world};
    card.lever->apply(world, card, world.start, policy);
    CHECK(policy.read(models::Entry::card_value, {.region = 0_in_file, .tier = 0_tier}) == 0.5);
    CHECK(policy.read(models::Entry::card_value, {.region = 0_in_file, .tier = 1_tier}) ==
          0.0);  // tier E is not eligible
    CHECK(policy.read(models::Entry::card_value, {.region = 1_in_file, .tier = 0_tier}) ==
          0.0);  // nor is Suining an issuer
    CHECK(policy.read(models::Entry::card_barrier, {.region = 0_in_file, .tier = 0_tier}) == 0.5);
    CHECK(policy.read(models::Entry::card_school_chance, {.region = 0_in_file}) == 0.25);
    CHECK(policy.read(models::Entry::card_processing, {.region = 0_in_file}) == 0.75);  // 1 - 0.5 (1 - 0.5)
    CHECK(policy.card_reaches(0_in_file, 0_in_file));
    CHECK(policy.card_reaches(0_in_file, 1_in_file));
    CHECK_FALSE(policy.card_reaches(1_in_file, 0_in_file));
    CHECK(policy.card_reaches(1_in_file, 1_in_file));
}

TEST_CASE("green_card: beyond a full dose only the value grows, up to a full card", "[models][lever]") {
    auto world = test::lesson(kKind);
    auto& card = world.levers.front();
    card.dose = 2;
    models::PolicyField policy{world};
    card.lever->apply(world, card, world.start, policy);
    CHECK(policy.read(models::Entry::card_value, {.region = 0_in_file, .tier = 0_tier}) == 1.0);
    CHECK(policy.read(models::Entry::card_barrier, {.region = 0_in_file, .tier = 0_tier}) == 0.0);
    CHECK(policy.read(models::Entry::card_processing, {.region = 0_in_file}) == 0.5);
}

TEST_CASE("green_card: without a list of tiers every accredited tier may have it", "[models][lever]") {
    auto world = test::lesson(kKind);
    auto& card = world.levers.front();
    card.eligible.tiers.clear();
    models::PolicyField policy{world};
    card.lever->apply(world, card, world.start, policy);
    CHECK(policy.read(models::Entry::card_value, {.region = 0_in_file, .tier = 0_tier}) == 1.0);
    CHECK(policy.read(models::Entry::card_value, {.region = 0_in_file, .tier = 1_tier}) == 0.0);
}

TEST_CASE("green_card: what its fund must hold", "[models][lever]") {
    CHECK(test::least_payment(kKind) == "a month's services of one holder of 83.33 CNY");  // 1000 a year
}

TEST_CASE("green_card: every problem is said", "[models][lever]") {
    using Modules = std::vector<std::string>;
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& card) { card.lever = test::make_lever(kKind, {}); }) ==
          Problems{"no modules: write which of the four the card covers"});
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& card) {
              card.lever = test::make_lever(kKind, {{"modules", Modules{"travel", "daily_life", "travel"}}});
          }) == Problems{"modules: a module is listed twice"});
}

}  // namespace
