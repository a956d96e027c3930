// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "models/policy/policy_field.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;
using models::Entry;
using models::LeverInstance;
using models::TimePath;
using models::World;
using Problems = std::vector<std::string>;

const std::string kKind = "joint_governance";

double known(const sim::Dataset& data) {
    return test::total(data, "awareness", {{"origin", "suining"}, {"destination", "tongnan"}}) +
           test::total(data, "awareness", {{"origin", "tongnan"}, {"destination", "suining"}});
}

TEST_CASE("joint_governance: at dose 0 nothing that requires it acts either", "[models][lever]") {
    const auto zero = test::at_dose(kKind, 0);
    CHECK(test::difference(test::without(kKind), zero) == "");
    CHECK(test::difference(test::run(test::lesson_with(kKind, "enabled", "false")), zero) == "");
}

TEST_CASE("joint_governance: the order in which levers are written changes nobody", "[models][lever]") {
    CHECK(test::order_matters(kKind) == "");
}

TEST_CASE("joint_governance: more dose means more take-up and more known of each other", "[models][lever]") {
    const auto hardly = test::run(test::restless(kKind, 0.01)), one = test::run(test::restless(kKind, 1)),
               two = test::run(test::restless(kKind, 2));
    const auto claims = [](const sim::Dataset& data) { return test::total(data, "claims"); };
    CHECK(claims(one) > 1.05 * claims(hardly));
    CHECK(claims(two) > 1.02 * claims(one));
    CHECK(known(one) > known(hardly));
    CHECK(known(two) > known(one));
}

TEST_CASE("joint_governance: each factor acts by itself", "[models][lever]") {
    const auto with = [](const std::string& field, double value) {
        auto world = test::restless(kKind, 1);
        world.levers.front().lever = test::make_lever(kKind, {{field, TimePath{value}}});
        return test::run(world);
    };
    const auto neutral = with("take_up_factor", 1.0);
    CHECK(test::total(with("take_up_factor", 0.5), "claims") < 0.9 * test::total(neutral, "claims"));
    CHECK(test::total(with("processing_factor", 0.0), "claims") > 1.1 * test::total(neutral, "claims"));
    CHECK(known(with("information_factor", 0.0)) < 0.8 * known(neutral));
}

TEST_CASE("joint_governance: factors of the partners, both ways, by the dose", "[models][lever]") {
    auto world = test::lesson(kKind);
    auto& lever = world.levers.front();
    for (const double dose : {0.5, 1.0, 2.0}) {
        lever.dose = dose;
        models::PolicyField policy{world};
        lever.lever->apply(world, lever, world.start, policy);
        for (const std::size_t r : {0U, 1U}) {
            CHECK(policy.read(Entry::processing_factor, {.region = r}) == Approx(1.0 - 0.2 * dose));
            CHECK(policy.read(Entry::take_up_factor, {.region = r}) == Approx(1.0 + 0.2 * dose));
            CHECK(policy.read(Entry::information_factor, {.region = r, .other = 1 - r}) == Approx(1.0 + 0.3 * dose));
        }
    }
}

TEST_CASE("joint_governance: a place alone tells everybody, partners only each other", "[models][lever]") {
    auto world = test::lesson(kKind);
    world.regions.push_back(world.regions.back());
    world.regions.back().id = "other";
    auto& lever = world.levers.front();
    const auto factor = [&](std::size_t home, std::size_t region) {
        models::PolicyField policy{world};
        lever.lever->apply(world, lever, world.start, policy);
        return policy.read(Entry::information_factor, {.region = home, .other = region});
    };
    CHECK(factor(2, 0) == 1.0);
    CHECK(factor(1, 0) == Approx(1.3));
    lever.between.reset();
    lever.for_regions = {0};
    CHECK(factor(2, 0) == Approx(1.3));
    CHECK(factor(0, 2) == 1.0);
}

TEST_CASE("joint_governance: the lesson has no problem", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance&) {}).empty());
}

TEST_CASE("joint_governance: every problem is said", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) { lever.between.reset(); }) ==
          Problems{"no region: write for: [region] or between: [a, b]"});
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) { lever.for_regions = {0}; }) ==
          Problems{"both for and between are given; keep one"});
    CHECK(test::problems_after(kKind, [](World& world, LeverInstance&) { world.funds[0].per_year_cny = 200000; }) ==
          Problems{"fund joint-fund holds 200000 CNY a year, less than a year's cost of 300000 CNY"});
}

}  // namespace
