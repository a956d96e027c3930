// SPDX-License-Identifier: Apache-2.0
#include <numeric>
#include <string>
#include <vector>

#include "models/policy/programme.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;
using models::LeverInstance;
using models::World;
using Problems = std::vector<std::string>;

const std::string kKind = "research_funding";

double arrivals(const sim::Dataset& data) {
    return test::total(data, "moves", {{"region", "longquanyi"}, {"tier", "D"}, {"direction", "in"}});
}
double spending(const sim::Dataset& data) {
    return test::total(data, "payments");
}

models::Programme enrolled_at(const World& world) {
    models::ProgrammeList list;
    world.levers.front().lever->enrol(world, world.levers.front(), list);
    REQUIRE(list.claims.size() == 1);
    return list.claims.front();
}

TEST_CASE("research_funding: at dose 0 the world is that without it, bit for bit", "[models][lever]") {
    const auto zero = test::at_dose(kKind, 0);
    CHECK(test::difference(test::without(kKind), zero) == "");
    CHECK(test::difference(test::run(test::lesson_with(kKind, "enabled", "false")), zero) == "");
}

TEST_CASE("research_funding: the order in which levers are written changes nobody", "[models][lever]") {
    CHECK(test::order_matters(kKind) == "");
}

TEST_CASE("research_funding: more dose draws more people of its tier and costs more", "[models][lever]") {
    const auto none = test::run(test::restless(kKind, 0)), one = test::run(test::restless(kKind, 1)),
               two = test::run(test::restless(kKind, 2));
    CHECK(arrivals(one) > arrivals(none));
    CHECK(arrivals(two) > arrivals(one));
    CHECK(spending(none) == 0.0);
    CHECK(spending(two) > 1.5 * spending(one));
    CHECK(test::total(one, "clawback") == 0.0);
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
    CHECK(p.amount(0, world.start) == 600000.0);
    CHECK(p.instalments == 3);
    CHECK(p.service_months == 36);
    CHECK(p.clawback == models::ClawbackRule::none);
    CHECK(p.personal_share == 0.3);
    CHECK(p.promotion_shift == 1.0);
    CHECK_FALSE(p.grants_per_year_max);
    world.levers.front().lever =
        test::make_lever(kKind, {{"amount_cap_cny", models::TierPaths{{0, models::TimePath{500000.0}}}},
                                 {"years", models::TimePath{2.0}},
                                 {"grants_per_year_max", models::TimePath{7.0}}});
    const auto capped = enrolled_at(world);
    CHECK(capped.amount(0, world.start) == 500000.0);  // dose 2 x half of the ceiling
    CHECK(capped.instalments == 2);
    CHECK(capped.grants_per_year_max == 7.0);
}

TEST_CASE("research_funding: the lesson has no problem", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance&) {}).empty());
}

TEST_CASE("research_funding: every problem is said", "[models][lever]") {
    const models::TierPaths d{{0, models::TimePath{50000.0}}};
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) {
              lever.lever = test::make_lever(kKind, {});
          }) == Problems{"no sum: give amount_per_year_cny or amount_cap_cny by tier"});
    CHECK(test::problems_after(kKind, [&](World&, LeverInstance& lever) {
              lever.lever = test::make_lever(kKind, {{"amount_per_year_cny", d}, {"amount_cap_cny", d}});
          }) == Problems{"tier D has both amount_per_year_cny and amount_cap_cny; keep one"});
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) { lever.for_regions.clear(); }) ==
          Problems{"no region: write for: [region]"});
    CHECK(test::problems_after(kKind, [](World& world, LeverInstance&) { world.funds[0].per_year_cny = 99999; }) ==
          Problems{"fund research-fund holds 99999 CNY a year, less than one payment of 100000 CNY"});
}

}  // namespace
