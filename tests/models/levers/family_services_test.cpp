// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <vector>

#include "models/policy/programme.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;
using models::TimePath;
using models::World;

const std::string kKind = "family_services";

double arrivals(const sim::Dataset& data) {
    return test::total(data, "moves", {{"region", "longquanyi"}, {"direction", "in"}});
}

/// The restless lesson with places for everybody.
World generous(double dose) {
    auto world = test::restless(kKind, dose);
    world.levers.front().lever = test::make_lever(kKind, {});
    return world;
}

std::vector<models::FamilyProgramme> enrolled_in(const World& world) {
    models::ProgrammeList list;
    world.levers.front().lever->enrol(world, world.levers.front(), list);
    return list.family_places;
}

TEST_CASE("family_services: more dose draws more families", "[models][lever]") {
    const auto none = test::run(generous(0)), half = test::run(generous(0.5)), one = test::run(generous(1));
    CHECK(arrivals(half) > 1.02 * arrivals(none));
    CHECK(arrivals(one) > 1.02 * arrivals(half));
}

TEST_CASE("family_services: with few places fewer come than with places for all, but more than without",
          "[models][lever]") {
    const auto none = arrivals(test::run(test::restless(kKind, 0))),
               few = arrivals(test::run(test::restless(kKind, 1))), all = arrivals(test::run(generous(1)));
    CHECK(few > none);
    CHECK(few < 0.98 * all);
}

TEST_CASE("family_services: the places of a calendar year are given, and one month's more at most", "[models][lever]") {
    auto world = test::restless(kKind, 1);
    world.levers.front().lever = test::make_lever(kKind, {{"school_places_per_year", TimePath{2000.0}},
                                                          {"spouse_chance", TimePath{0.0}},
                                                          {"cost_per_place_cny", TimePath{100.0}}});
    const auto data = test::run(world);
    const auto& paid = data.values<double>("payments");
    for (std::size_t year = 0; year < 4; ++year) {
        double places = 0.0, most = 0.0;
        for (std::size_t month = 1; month <= 12; ++month) {  // paid for in the month after
            const double given = paid[12 * year + month + 1] / 100.0;
            places += given;
            most = std::max(most, given);
        }
        CHECK(places >= 2000.0);
        CHECK(places < 2000.0 + most);
    }
}

TEST_CASE("family_services: only the tiers it is for have places", "[models][lever]") {
    auto world = generous(1);
    world.levers.front().eligible.tiers = {0_tier};
    const auto data = test::run(world), none = test::run(generous(0));
    const auto of = [](const sim::Dataset& d, const char* tier) {
        return test::total(d, "moves", {{"region", "longquanyi"}, {"direction", "in"}, {"tier", tier}});
    };
    CHECK(of(data, "D") > 1.04 * of(none, "D"));
    CHECK(of(data, "E") == of(none, "E"));
}

TEST_CASE("family_services: a place that is not paid for closes the service until it is", "[models][lever]") {
    auto world = generous(1);
    world.funds[0].per_year_cny = 5000;  // one place a year
    const auto poor = test::run(world);
    CHECK(test::total(poor, "payments") <= 5 * 5000.0);
    CHECK(arrivals(poor) < 0.98 * arrivals(test::run(generous(1))));
}

TEST_CASE("family_services: chances rise from the region's own by the dose", "[models][lever]") {
    auto world = test::lesson(kKind);
    world.regions[0_in_file].school_chance = 0.4;
    world.regions[0_in_file].spouse_chance = 0.6;  // better than what the service offers
    world.levers.front().dose = 0.5;
    const auto half = enrolled_in(world);
    REQUIRE(half.size() == 1);
    CHECK(half[0].school_chance == Approx(0.6));
    CHECK(half[0].spouse_chance == 0.6);
    CHECK(half[0].school_places_per_year == 75.0);
    CHECK(half[0].tiers == std::vector<models::TierIndex>{0_tier, 1_tier});
    world.levers.front().dose = 2;
    CHECK(enrolled_in(world)[0].school_chance == 1.0);
}

TEST_CASE("family_services: what its fund must hold", "[models][lever]") {
    CHECK(test::least_payment(kKind) == "one place of 5000.00 CNY");
}

}  // namespace
