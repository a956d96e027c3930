// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <string>
#include <vector>

#include "models/policy/policy_field.hpp"
#include "models/policy/programme.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;
using models::LeverInstance;
using models::World;
using Problems = std::vector<std::string>;

const std::string kKind = "referral_bonus";

double referrals(const sim::Dataset& data) {
    return test::total(data, "referrals");
}
double spending(const sim::Dataset& data) {
    return test::total(data, "payments");
}

TEST_CASE("referral_bonus: a bonus is paid once, for people accredited in time", "[models][lever]") {
    const auto data = test::at_dose(kKind, 1);
    const double bonuses = spending(data) / 20000.0;
    CHECK(bonuses == Approx(std::round(bonuses)));
    CHECK(bonuses > 10.0);
    CHECK(bonuses < referrals(data));
    // An accreditation stands two months after the hire at the earliest: only who had one from before is in time.
    CHECK(spending(test::run(test::lesson_with(kKind, "success_within_months", "1"))) < 0.9 * spending(data));
    auto no_title = test::lesson(kKind);
    no_title.tiers[0].accredited = false;
    const auto nobody = test::run(no_title);
    CHECK(referrals(nobody) > 0.0);
    CHECK(spending(nobody) == 0.0);
}

TEST_CASE("referral_bonus: participating employers lose fewer people", "[models][lever]") {
    auto world = test::lesson(kKind);
    for (const double dose : {1.0, 2.0}) {
        world.levers.front().dose = dose;
        models::PolicyField policy{world};
        world.levers.front().lever->apply(world, world.levers.front(), world.start, policy);
        for (const auto tier : {0_tier, 1_tier}) {
            CHECK(policy.read(models::Entry::separation_factor, {.region = 0_in_file, .tier = tier}) ==
                  Approx(1.0 - 0.03 * dose));
            CHECK(policy.read(models::Entry::separation_factor, {.region = 1_in_file, .tier = tier}) == 1.0);
        }
    }
}

TEST_CASE("referral_bonus: employers of the eligible tiers and fields take part", "[models][lever]") {
    auto world = test::lesson(kKind);
    world.levers.front().eligible.tiers = {0_tier};
    models::PolicyField policy{world};
    world.levers.front().lever->apply(world, world.levers.front(), world.start, policy);
    CHECK(policy.read(models::Entry::separation_factor, {.region = 0_in_file, .tier = 0_tier}) == Approx(0.97));
    CHECK(policy.read(models::Entry::separation_factor, {.region = 0_in_file, .tier = 1_tier}) == 1.0);
}

TEST_CASE("referral_bonus: the rate grows with the logarithm of the bonus", "[models][lever]") {
    auto world = test::lesson(kKind);
    world.levers.front().dose = 2;
    models::ProgrammeList list;
    world.levers.front().lever->enrol(world, world.levers.front(), list);
    REQUIRE(list.referrals.size() == 1);
    CHECK(list.referrals[0].rate_per_month == Approx(2.0 * 0.005 * (1.0 + 0.1 * std::log(3.0))));
    CHECK(list.referrals[0].bonus_cny == 20000.0);
    CHECK(list.referrals[0].contact_factor == 2.0);
    CHECK(list.referrals[0].success_within_months == 36);
    const auto capped = test::make_lever(
        kKind, {{"bonus_cap_cny", models::TimePath{500000.0}}, {"typical_share_of_cap", models::TimePath{0.1}}});
    models::ProgrammeList other;
    capped->enrol(world, world.levers.front(), other);
    CHECK(other.referrals[0].bonus_cny == Approx(50000.0));
}

TEST_CASE("referral_bonus: what its fund must hold", "[models][lever]") {
    CHECK(test::least_payment(kKind) == "one bonus of 20000.00 CNY");
}

TEST_CASE("referral_bonus: every problem is said", "[models][lever]") {
    const models::TimePath sum{50000.0};
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) {
              lever.lever = test::make_lever(kKind, {});
          }) == Problems{"no sum: give bonus_cny or bonus_cap_cny"});
    CHECK(test::problems_after(kKind, [&](World&, LeverInstance& lever) {
              lever.lever = test::make_lever(kKind, {{"bonus_cny", sum}, {"bonus_cap_cny", sum}});
          }) == Problems{"both bonus_cny and bonus_cap_cny are given; keep one"});
}

}  // namespace
