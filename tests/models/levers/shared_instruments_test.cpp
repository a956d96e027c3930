// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "tests/support/catch.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;

const std::string kKind = "shared_instruments";

double figure(const sim::Dataset& data, const std::string& name, const std::string& region, const std::string& field) {
    return test::total(data, name, {{"region", region}, {"field", field}});
}

TEST_CASE("shared_instruments: it costs its yearly sum times the dose", "[models][lever]") {
    CHECK(test::total(test::run(test::restless(kKind, 1)), "payments") == Approx(5e6).epsilon(1e-6));
    CHECK(test::total(test::run(test::restless(kKind, 2)), "payments") == Approx(1e7).epsilon(1e-6));
}

TEST_CASE("shared_instruments: where wages stand still they are raised by share times gain, in the field alone",
          "[models][lever]") {
    auto world = test::lesson(kKind);
    world.modules.wages = models::ModuleState::fixed;
    const auto data = test::run(world);
    const auto& wage = data.values<double>("wage");
    // [time, region, tier, field]: research and services of tier D at time 1.
    const std::size_t at = 2 * 2 * 2;
    CHECK(wage[at] == Approx(7000.0 * 1.3 * 1.05).epsilon(1e-14));
    CHECK(wage[at + 1] == wage[1]);
    CHECK(wage[at + 4] == wage[4]);  // Suining
    CHECK(wage[0] == Approx(7000.0 * 1.3).epsilon(1e-14));
}

TEST_CASE("shared_instruments: without money there is nothing to share", "[models][lever]") {
    auto world = test::lesson(kKind);
    world.funds.front().per_year_cny = 12 * 83000.0;  // 83,333 a month are due
    world.funds.front().carry_over = false;
    const auto data = test::run(world);
    auto poor = test::lesson(kKind);
    poor.levers.front().enabled = false;
    // A year's money is there in January, so the first eleven months are paid; never the last of a year.
    CHECK(test::total(data, "payments") == Approx(5 * 11 * 1e6 / 12).epsilon(1e-6));
    CHECK(figure(data, "wage", "longquanyi", "research") > figure(test::run(poor), "wage", "longquanyi", "research"));
    world.funds.front().per_year_cny = 80000.0;
    CHECK(figure(test::run(world), "wage", "longquanyi", "research") ==
          figure(test::run(poor), "wage", "longquanyi", "research"));
}

TEST_CASE("shared_instruments: what its fund must hold", "[models][lever]") {
    CHECK(test::least_payment(kKind) == "a year's cost of 1000000.00 CNY");
}

}  // namespace
