// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "models/policy/programme.hpp"
#include "sim/error.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;
using models::LeverInstance;
using models::World;
using Problems = std::vector<std::string>;

const std::string kKind = "settling_award";

double spending(const sim::Dataset& data) {
    return test::total(data, "payments");
}

TEST_CASE("settling_award: only the tier that is paid is drawn", "[models][lever]") {
    const auto none = test::at_dose(kKind, 0), two = test::at_dose(kKind, 2);
    for (const char* region : {"longquanyi", "suining"}) {
        CHECK(test::total(none, "stock", {{"region", region}, {"tier", "E"}}) ==
              test::total(two, "stock", {{"region", region}, {"tier", "E"}}));
    }
    CHECK(test::total(two, "recipients", {{"tier", "E"}}) == 0.0);
    CHECK(test::total(two, "recipients", {{"newcomer", "no"}}) == 0.0);
}

TEST_CASE("settling_award: administration is its share of every payment", "[models][lever]") {
    const auto data = test::at_dose(kKind, 1);
    CHECK(test::total(data, "administration") == Approx(0.1 * spending(data)).epsilon(1e-9));
    CHECK(test::total(data, "payments_by_payer", {{"payer", "longquanyi"}}) ==
          Approx(1.1 * spending(data)).epsilon(1e-9));
    CHECK(test::total(data, "clawback") > 0.0);
}

TEST_CASE("settling_award: the amount scales with the dose and the ceiling with its typical share", "[models][lever]") {
    auto world = test::lesson(kKind);
    world.levers.front().dose = 2;
    models::ProgrammeList list;
    world.levers.front().lever->enrol(world, world.levers.front(), list);
    REQUIRE(list.claims.size() == 1);
    CHECK(list.claims[0].amount(0_tier, world.start) == 100000.0);
    CHECK(list.claims[0].instalments == 5);
    const auto capped =
        test::make_lever(kKind, {{"amount_cap_cny", models::TierPaths{{0_tier, models::TimePath{50000.0}}}},
                                 {"typical_share_of_cap", models::TimePath{0.3}}});
    models::ProgrammeList other;
    capped->enrol(world, world.levers.front(), other);
    CHECK(other.claims[0].amount(0_tier, world.start) == Approx(30000.0));
}

TEST_CASE("settling_award: what its fund must hold", "[models][lever]") {
    CHECK(test::least_payment(kKind) == "one payment of 10000.00 CNY");
}

TEST_CASE("settling_award: every problem is said", "[models][lever]") {
    const models::TierPaths d{{0_tier, models::TimePath{50000.0}}};
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& award) {
              award.lever = test::make_lever(kKind, {});
          }) == Problems{"no sum: give amount_cny or amount_cap_cny by tier"});
    CHECK(test::problems_after(kKind, [&](World&, LeverInstance& award) {
              award.lever = test::make_lever(kKind, {{"amount_cny", d}, {"amount_cap_cny", d}});
          }) == Problems{"tier D has both amount_cny and amount_cap_cny; keep one"});
}

TEST_CASE("settling_award: wrong values of a file are refused where they stand", "[models][lever]") {
    const auto refused = [](const std::string& key, const std::string& value) {
        try {
            static_cast<void>(test::lesson_with(kKind, key, value));
        } catch (const ScenarioError& error) {
            return std::string{error.what()};
        }
        return std::string{};
    };
    CHECK(refused("instalments", "0").find("instalments") != std::string::npos);
    CHECK(refused("service_months", "700").find("service_months") != std::string::npos);
    CHECK(refused("clawback", "sometimes").find("clawback") != std::string::npos);
    CHECK(refused("typical_share_of_cap", "2").find("typical_share_of_cap") != std::string::npos);
    CHECK(refused("dose", "3").find("dose") != std::string::npos);
}

}  // namespace
