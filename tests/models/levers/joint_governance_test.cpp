// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "models/policy/policy_field.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"
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
        for (const auto r : {0_in_file, 1_in_file}) {
            CHECK(policy.read(Entry::processing_factor, {.region = r}) == Approx(1.0 - 0.2 * dose));
            CHECK(policy.read(Entry::take_up_factor, {.region = r}) == Approx(1.0 + 0.2 * dose));
            CHECK(policy.read(Entry::information_factor,
                              {.region = r, .other = r == 0_in_file ? 1_in_file : 0_in_file}) ==
                  Approx(1.0 + 0.3 * dose));
        }
    }
}

TEST_CASE("joint_governance: a place alone tells everybody, partners only each other", "[models][lever]") {
    auto world = test::lesson(kKind);
    world.regions.push_back(world.regions.back());
    world.regions.back().id = "other";
    auto& lever = world.levers.front();
    const auto factor = [&](models::FileRegion home, models::FileRegion region) {
        models::PolicyField policy{world};
        lever.lever->apply(world, lever, world.start, policy);
        return policy.read(Entry::information_factor, {.region = home, .other = region});
    };
    CHECK(factor(2_in_file, 0_in_file) == 1.0);
    CHECK(factor(1_in_file, 0_in_file) == Approx(1.3));
    lever.between.reset();
    lever.for_regions = {0_in_file};
    CHECK(factor(2_in_file, 0_in_file) == Approx(1.3));
    CHECK(factor(0_in_file, 2_in_file) == 1.0);
}

TEST_CASE("joint_governance: what its fund must hold", "[models][lever]") {
    CHECK(test::least_payment(kKind) == "a year's cost of 300000.00 CNY");
}

TEST_CASE("joint_governance: every problem is said", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) { lever.between.reset(); }) ==
          Problems{"no region: write for: [region] or between: [a, b]"});
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) { lever.for_regions = {0_in_file}; }) ==
          Problems{"both for and between are given; keep one"});
}

}  // namespace
