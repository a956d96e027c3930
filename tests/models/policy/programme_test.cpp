// SPDX-License-Identifier: Apache-2.0
#include "models/policy/programme.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;
using models::lever_acts;
using sim::Month;

models::LeverInstance instance(const std::string& id, const std::string& kind) {
    models::LeverInstance lever;
    lever.id = id;
    lever.kind = kind;
    return lever;
}

TEST_CASE("levers: they write by the order of the register, then by id, not by the file", "[models][lever]") {
    auto world = test::tiny_world({1, 1, 1});
    world.levers = {instance("b", "mutual_recognition"), instance("z", "settling_award"), instance("a", "green_card"),
                    instance("a2", "settling_award"), instance("a", "mutual_recognition")};
    CHECK(models::lever_order(world) == std::vector<std::size_t>{3, 1, 2, 4, 0});
    CHECK(models::lever_order(test::tiny_world({1, 1, 1})).empty());
}

TEST_CASE("levers: in force from the first to the last of their months, both included", "[models][lever]") {
    auto world = test::tiny_world({1, 1, 1});
    world.levers = {instance("a", "green_card")};
    auto& lever = world.levers[0];
    CHECK(lever_acts(world, 0, Month::of(1900, 1)));
    lever.from = Month::of(2018, 3);
    lever.to = Month::of(2018, 5);
    CHECK_FALSE(lever_acts(world, 0, Month::of(2018, 2)));
    CHECK(lever_acts(world, 0, Month::of(2018, 3)));
    CHECK(lever_acts(world, 0, Month::of(2018, 5)));
    CHECK_FALSE(lever_acts(world, 0, Month::of(2018, 6)));
    lever.dose = 0;
    CHECK_FALSE(lever_acts(world, 0, Month::of(2018, 4)));
    lever.dose = 1;
    lever.enabled = false;
    CHECK_FALSE(lever_acts(world, 0, Month::of(2018, 4)));
}

TEST_CASE("levers: one that requires others acts only while all of them do", "[models][lever]") {
    auto world = test::tiny_world({1, 1, 1});
    world.levers = {instance("a", "green_card"), instance("b", "green_card"), instance("c", "green_card")};
    world.levers[0].requires_levers = {1};
    world.levers[1].requires_levers = {2};
    world.levers[2].from = Month::of(2019, 1);
    CHECK_FALSE(lever_acts(world, 0, Month::of(2018, 12)));
    CHECK(lever_acts(world, 0, Month::of(2019, 1)));
    world.levers[1].dose = 0;
    CHECK_FALSE(lever_acts(world, 0, Month::of(2019, 1)));
    CHECK(lever_acts(world, 2, Month::of(2019, 1)));
}

TEST_CASE("levers: requirements nested forty deep in pairs are looked at once each", "[models][lever]") {
    // Two levers a level, each of which requires both of the level below: 2^40 ways lead down.
    auto world = test::tiny_world({1, 1, 1});
    for (std::size_t level = 0; level < 40; ++level) {
        for (const char* side : {"a", "b"}) {
            world.levers.push_back(instance(side + std::to_string(level), "green_card"));
            if (level > 0) world.levers.back().requires_levers = {2 * level - 2, 2 * level - 1};
        }
    }
    CHECK(lever_acts(world, 79, Month::of(2018, 1)));
    world.levers[0].from = Month::of(2019, 1);
    CHECK_FALSE(lever_acts(world, 79, Month::of(2018, 1)));
    CHECK(lever_acts(world, 79, Month::of(2019, 1)));
}

TEST_CASE("programme: amounts go by tier, a card is for all", "[models][lever]") {
    models::Programme award;
    award.amount_cny = {{1_tier, models::TimePath{500.0}}};
    CHECK(award.amount(1_tier, Month::of(2018, 1)) == 500.0);
    CHECK(award.amount(0_tier, Month::of(2018, 1)) == 0.0);
    CHECK(award.has_tier(1_tier));
    CHECK_FALSE(award.has_tier(0_tier));
    models::Programme card;
    card.card = true;
    CHECK(card.has_tier(0_tier));
}

TEST_CASE("levers: three kinds that share a fund may be written in any order", "[models][lever]") {
    auto world = test::lesson("mutual_recognition");
    world.funds[0].per_year_cny = 300000;  // too little for everybody, so that the queue matters
    auto award = test::lesson("settling_award").levers.front();
    auto card = test::lesson("green_card").levers.front();
    for (auto* lever : {&award, &card}) lever->for_regions = {0_in_file, 1_in_file};
    world.levers.push_back(award);
    world.levers.push_back(card);
    CHECK(test::changed_by_reversal(world) == "");
}

}  // namespace
