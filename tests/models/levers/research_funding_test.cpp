// SPDX-License-Identifier: Apache-2.0
#include <numeric>
#include <string>
#include <vector>

#include "models/policy/programme.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;
using models::LeverInstance;
using models::World;
using Problems = std::vector<std::string>;

const std::string kKind = "research_funding";

double spending(const sim::Dataset& data) {
    return test::total(data, "payments");
}

models::Programme enrolled_at(const World& world) {
    models::ProgrammeList list;
    world.levers.front().lever->enrol(world, world.levers.front(), list);
    REQUIRE(list.claims.size() == 1);
    return list.claims.front();
}

TEST_CASE("research_funding: nothing of it is asked back", "[models][lever]") {
    const auto data = test::run(test::restless(kKind, 1));
    CHECK(spending(data) > 0.0);
    CHECK(test::total(data, "clawback") == 0.0);
}

TEST_CASE("research_funding: money that is nobody's income draws nobody", "[models][lever]") {
    auto world = test::restless(kKind, 1);
    world.levers.front().lever = test::lesson_with(kKind, "personal_share", "0").levers.front().lever;
    const auto data = test::run(world);
    CHECK(spending(data) > 0.0);
    for (const char* variable : {"stock", "moves", "od_flow"}) {
        CHECK(
            test::same_bits(data.variable(variable).data, test::run(test::restless(kKind, 0)).variable(variable).data));
    }
}

TEST_CASE("research_funding: no more grants a year than the scenario says", "[models][lever]") {
    auto world = test::restless(kKind, 1);
    auto capped = world;
    capped.levers.front().lever = test::lesson_with(kKind, "grants_per_year_max", "25").levers.front().lever;
    const auto free = test::run(world), limited = test::run(capped);
    const auto grants = [](const sim::Dataset& data, std::size_t year) {
        const auto& paid = data.values<std::int64_t>("claims_paid");
        return std::accumulate(paid.begin() + static_cast<std::ptrdiff_t>(12 * year + 1),
                               paid.begin() + static_cast<std::ptrdiff_t>(12 * year + 13), 0);
    };
    for (std::size_t year = 0; year < 5; ++year) {
        CHECK(grants(free, year) > 100);
        CHECK(grants(limited, year) == 25);
    }
    CHECK(test::total(limited, "claims_lapsed") > 0.0);
}

TEST_CASE("research_funding: a grant is the yearly sum times its years, a ceiling is that of the whole",
          "[models][lever]") {
    auto world = test::lesson(kKind);
    world.levers.front().dose = 2;
    const auto p = enrolled_at(world);
    CHECK(p.amount(0_tier, world.start) == 600000.0);
    CHECK(p.instalments == 3);
    CHECK(p.service_months == 36);
    CHECK(p.clawback == models::ClawbackRule::none);
    CHECK(p.personal_share == 0.3);
    CHECK(p.promotion_shift == 1.0);
    CHECK_FALSE(p.grants_per_year_max);
    world.levers.front().lever =
        test::make_lever(kKind, {{"amount_cap_cny", models::TierPaths{{0_tier, models::TimePath{500000.0}}}},
                                 {"years", models::TimePath{2.0}},
                                 {"grants_per_year_max", models::TimePath{7.0}}});
    const auto capped = enrolled_at(world);
    CHECK(capped.amount(0_tier, world.start) == 500000.0);  // dose 2 x half of the ceiling
    CHECK(capped.instalments == 2);
    CHECK(capped.grants_per_year_max == 7.0);
}

TEST_CASE("research_funding: who holds a grant rises a tier more easily", "[models][lever]") {
    const auto risen = [](double shift) {
        auto world = test::restless(kKind, 1);
        world.tiers[1].accredited = true;  // of two tiers only the lower can rise, so it is the one that claims
        for (auto& people : world.overrides.initial_agents) people.accredited = true;
        world.levers.front().eligible.tiers = {1_tier};
        world.levers.front().lever =
            test::make_lever(kKind, {{"amount_per_year_cny", models::TierPaths{{1_tier, models::TimePath{10000.0}}}},
                                     {"promotion_shift", models::TimePath{shift}}});
        return test::total(test::run(world), "promoted", {{"region", "longquanyi"}});
    };
    CHECK(risen(1.5) > 1.1 * risen(0.0));
}

TEST_CASE("research_funding: what its fund must hold", "[models][lever]") {
    CHECK(test::least_payment(kKind) == "one payment of 100000.00 CNY");
}

TEST_CASE("research_funding: every problem is said", "[models][lever]") {
    const models::TierPaths d{{0_tier, models::TimePath{50000.0}}};
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) {
              lever.lever = test::make_lever(kKind, {});
          }) == Problems{"no sum: give amount_per_year_cny or amount_cap_cny by tier"});
    CHECK(test::problems_after(kKind, [&](World&, LeverInstance& lever) {
              lever.lever = test::make_lever(kKind, {{"amount_per_year_cny", d}, {"amount_cap_cny", d}});
          }) == Problems{"tier D has both amount_per_year_cny and amount_cap_cny; keep one"});
}

}  // namespace
