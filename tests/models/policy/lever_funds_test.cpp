// SPDX-License-Identifier: Apache-2.0
// What a fund must hold for its lever; that every kind asks for it is a law (tests/scenarios/lever_laws_test.cpp).
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"
#include "tests/support/lever_laws.hpp"

using namespace talentflow;

TEST_CASE("lever funds: of awards the largest of the tiers that may have one", "[models][lever]") {
    const auto with = [](double fund_cny, std::vector<models::TierIndex> tiers) {
        const auto problems =
            test::problems_after("settling_award", [&](models::World& world, models::LeverInstance& lever) {
                lever.admin_share = 0;
                lever.eligible.tiers = std::move(tiers);
                lever.lever = test::make_lever("settling_award",
                                               {{"amount_cny", models::TierPaths{{0_tier, models::TimePath{90000.0}},
                                                                                 {1_tier, models::TimePath{1000.0}}}}});
                world.funds[lever.fund].per_year_cny = fund_cny;
            });
        return problems.empty() ? std::string{} : problems.front();
    };
    CHECK(with(89999, {}) == "fund award-fund holds 89999 CNY a year, less than one payment of 90000 CNY");
    CHECK(with(90000, {}).empty());
    CHECK(with(1000, {1_tier}).empty());
}

TEST_CASE("lever funds: administration is said", "[models][lever]") {
    CHECK(test::problems_after("settling_award", [](models::World& world,
                                                    models::LeverInstance&) { world.funds[0].per_year_cny = 10999; }) ==
          std::vector<std::string>{"fund award-fund holds 10999 CNY a year, less than one payment of 11000 CNY, "
                                   "administration of 0.1 included"});
}

TEST_CASE("lever funds: where the dose is part of the sum, dose 0 asks for nothing", "[models][lever]") {
    for (const std::string kind : {"settling_award", "publicity", "public_amenity", "care_and_career"}) {
        INFO(kind);
        CHECK(test::problems_after(kind, [](models::World& world, models::LeverInstance& lever) {
                  lever.dose = 0;
                  world.funds[lever.fund].per_year_cny = 0;
              }).empty());
    }
}
