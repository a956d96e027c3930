// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
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

const std::string kKind = "one_stop_service";

TEST_CASE("one_stop_service: people go where they are served quickly, and stay there", "[models][lever]") {
    const auto flow = [](double dose, const char* direction) {
        auto world = test::restless(kKind, dose);
        world.levers.pop_back();  // no award: service alone
        return test::total(test::run(world), "moves", {{"region", "longquanyi"}, {"direction", direction}});
    };
    const auto balance = [&](double dose) { return flow(dose, "in") - flow(dose, "out"); };
    CHECK(balance(1) > balance(0) + 100.0);
    CHECK(balance(2) > balance(1));
}

TEST_CASE("one_stop_service: limit, factor, desks by the dose", "[models][lever]") {
    auto world = test::lesson(kKind);
    auto& lever = world.levers.front();
    lever.lever = test::make_lever(kKind, {{"processing_days", TimePath{5.0}},
                                           {"processing_factor", TimePath{0.4}},
                                           {"desk_cases_per_month_added", TimePath{30.0}}});
    for (const double dose : {0.5, 1.0, 2.0}) {
        lever.dose = dose;
        models::PolicyField policy{world};
        lever.lever->apply(world, lever, world.start, policy);
        CHECK(policy.read(Entry::processing_days, {.region = 0_in_file}) == 5.0 / dose);
        CHECK(policy.read(Entry::processing_factor, {.region = 0_in_file}) == Approx(std::max(0.0, 1.0 - 0.6 * dose)));
        CHECK(policy.read(Entry::desk_capacity, {.region = 0_in_file}) == 30.0 * dose);
        CHECK(policy.processing_days(1_in_file, 60.0) == 60.0);
    }
}

TEST_CASE("one_stop_service: it is set up once and run every month", "[models][lever]") {
    const auto data = test::run(test::lesson(kKind));
    CHECK(test::total(data, "payments", {{"fund", "service-fund"}}) == Approx(1000000.0 + 5 * 600000.0));
    CHECK(data.values<double>("payments")[2] == Approx(1050000.0));  // funds are two: first month, first fund
}

TEST_CASE("one_stop_service: what its fund must hold", "[models][lever]") {
    CHECK(test::least_payment(kKind) ==
          "the cost of the first month of 1050000.00 CNY");  // to build, and a twelfth of 600000
}

TEST_CASE("one_stop_service: every problem is said", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) {
              lever.lever = test::make_lever(kKind, {});
          }) == Problems{"changes nothing: give processing_days, processing_factor or desk_cases_per_month_added"});
    CHECK(test::problems_after(kKind, [](World& world, LeverInstance&) { world.funds[0].per_year_cny = 500000; }) ==
          Problems{"fund service-fund holds 500000 CNY a year, less than a year's cost of 600000 CNY"});
}

}  // namespace
