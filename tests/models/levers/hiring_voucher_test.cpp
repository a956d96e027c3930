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
using models::TimePath;
using models::World;
using Problems = std::vector<std::string>;

const std::string kKind = "hiring_voucher";

double factor(const World& world, const models::Lever& lever, models::FileRegion region, models::TierIndex tier) {
    models::PolicyField policy{world};
    lever.apply(world, world.levers.front(), world.start, policy);
    return policy.read(models::Entry::contact_factor, {.region = region, .tier = tier, .field = 0_field});
}

TEST_CASE("hiring_voucher: more dose fills more posts of the region", "[models][lever]") {
    const auto open = [](double dose) {
        return test::total(test::at_dose(kKind, dose), "vacancies", {{"region", "longquanyi"}});
    };
    CHECK(open(1) < open(0));
    CHECK(open(2) < open(1));
}

TEST_CASE("hiring_voucher: two agencies are paid once, ninety vouchers in each of five years", "[models][lever]") {
    const double paid = test::total(test::at_dose(kKind, 1), "payments");
    CHECK(paid == Approx(2 * 100000.0 + 5 * 90 * 20000.0));
    CHECK(test::total(test::at_dose(kKind, 2), "payments") == Approx(2.0 * paid));
}

TEST_CASE("hiring_voucher: agencies and vouchers add up to the most that they can be", "[models][lever]") {
    auto world = test::lesson(kKind);
    const auto& lever = *world.levers.front().lever;
    CHECK(factor(world, lever, 0_in_file, 0_tier) == Approx(1.22));
    CHECK(factor(world, lever, 0_in_file, 1_tier) == Approx(1.22));
    CHECK(factor(world, lever, 1_in_file, 0_tier) == 1.0);
    world.levers.front().dose = 2;
    CHECK(factor(world, lever, 0_in_file, 0_tier) == Approx(1.44));
    CHECK(factor(world, *test::make_lever(kKind, {{"agencies", TimePath{30.0}}}), 0_in_file, 0_tier) == 1.5);
    world.levers.front().eligible.tiers = {1_tier};
    CHECK(factor(world, lever, 0_in_file, 0_tier) == 1.0);
    CHECK(factor(world, lever, 0_in_file, 1_tier) == Approx(1.44));
}

TEST_CASE("hiring_voucher: what its fund must hold", "[models][lever]") {
    CHECK(test::least_payment(kKind) == "a year's cost of 1800000.00 CNY");
}

TEST_CASE("hiring_voucher: every problem is said", "[models][lever]") {
    const TimePath some{100.0};
    const auto with = [&](std::vector<std::pair<std::string, models::LeverFieldValue>> fields) {
        return test::problems_after(
            kKind, [&](World&, LeverInstance& lever) { lever.lever = test::make_lever(kKind, fields); });
    };
    CHECK(with({}) == Problems{"nothing to act with: give agencies or vouchers_per_year"});
    CHECK(with({{"agencies", some}}) == Problems{"no sum: give agency_award_cny or agency_award_cap_cny"});
    CHECK(with({{"vouchers_per_year", some}}) == Problems{"no sum: give voucher_value_cny or voucher_value_cap_cny"});
    CHECK(with({{"vouchers_per_year", some}, {"voucher_value_cny", some}, {"voucher_value_cap_cny", some}}) ==
          Problems{"both voucher_value_cny and voucher_value_cap_cny are given; keep one"});
}

}  // namespace
