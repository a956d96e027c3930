// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <string>

#include "models/policy/policy_field.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;
using models::Entry;
using models::World;

const std::string kKind = "care_and_career";

double figure(const sim::Dataset& data, const std::string& name, const std::string& tier = "D") {
    return test::total(data, name, {{"region", "longquanyi"}, {"tier", tier}});
}
/// Share of the tier's residents without a post.
double out_of_work(const sim::Dataset& data) {
    return figure(data, "unemployed") / figure(data, "stock");
}

World restless(double dose) {
    auto world = test::restless(kKind, dose);
    world.parameters.separation_rate_per_month = 0.05;  // thousands of separations
    return world;
}

TEST_CASE("care_and_career: more of it, fewer lose their posts and more stay", "[models][lever]") {
    const auto none = test::run(restless(0)), one = test::run(restless(1)), two = test::run(restless(2));
    CHECK(out_of_work(one) < 0.97 * out_of_work(none));
    CHECK(out_of_work(two) < 0.97 * out_of_work(one));
    CHECK(figure(one, "stock") > 1.002 * figure(none, "stock"));
    CHECK(figure(two, "stock") > 1.002 * figure(one, "stock"));
    // Others only see that fewer people of the place are out of work.
    CHECK(figure(two, "unemployed", "E") == Approx(figure(none, "unemployed", "E")).epsilon(0.005));
}

TEST_CASE("care_and_career: separation and pay of the staff named, and growth from the lever's first month",
          "[models][lever]") {
    auto world = test::lesson(kKind);
    auto& lever = world.levers.front();
    lever.from = world.start + 3;
    const auto at = [&](int month, Entry entry, models::TierIndex tier) {
        models::PolicyField policy{world};
        lever.lever->apply(world, lever, world.start + month, policy);
        return policy.read(entry, {.region = 0_in_file, .tier = tier});
    };
    CHECK(at(3, Entry::separation_factor, 0_tier) == Approx(0.85).epsilon(1e-15));
    CHECK(at(3, Entry::separation_factor, 1_tier) == 1.0);
    CHECK(at(3, Entry::wage_factor, 0_tier) == 1.0);
    CHECK(at(15, Entry::wage_factor, 0_tier) == Approx(1.01).epsilon(1e-14));
    CHECK(at(27, Entry::wage_factor, 0_tier) == Approx(1.0 + 0.5 * (1.02 * 1.02 - 1.0)).epsilon(1e-14));
    CHECK(at(9, Entry::wage_factor, 0_tier) == Approx(1.0 + 0.5 * (std::sqrt(1.02) - 1.0)).epsilon(1e-14));
    lever.lever =
        test::make_lever(kKind, {{"covered_share", models::TimePath{1.0}}, {"separation_cut", models::TimePath{0.9}}});
    lever.dose = 2;
    CHECK(at(3, Entry::separation_factor, 0_tier) == 0.0);  // nobody is kept more than surely
}

TEST_CASE("care_and_career: the fund pays for the heads covered", "[models][lever]") {
    auto world = test::lesson(kKind);
    world.modules.choice = world.modules.consideration = models::ModuleState::none;
    const auto data = test::run(world);
    // 2,000 residents, half of them covered, 500 CNY a year; sums are whole fen.
    CHECK(test::total(data, "payments") == Approx(5 * 2000 * 0.5 * 500).epsilon(1e-6));
}

TEST_CASE("care_and_career: what its fund must hold", "[models][lever]") {
    CHECK(test::least_payment(kKind) == "a month's cost of one resident of 20.83 CNY");  // 500 x 0.5 / 12
}

}  // namespace
