// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "models/policy/policy_field.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;

const std::string kKind = "publicity";

TEST_CASE("publicity: it costs its yearly sum times the dose", "[models][lever]") {
    CHECK(test::total(test::at_dose(kKind, 2), "payments") == Approx(5 * 800000.0));
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
    CHECK(policy.read(models::Entry::awareness_rate, {.region = 1_in_file, .other = 0_in_file}) == Approx(0.01));
    CHECK(policy.read(models::Entry::awareness_rate, {.region = 0_in_file, .other = 1_in_file}) == 0.0);
}

TEST_CASE("publicity: what its fund must hold", "[models][lever]") {
    CHECK(test::least_payment(kKind) == "a year's cost of 400000.00 CNY");
}

}  // namespace
