// SPDX-License-Identifier: Apache-2.0
// Help with housing as claims carry it out (models/benefits/claims_housing.cpp).
#include <cmath>
#include <cstdint>

#include "models/month/talent_model.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;
using models::TalentModel;

constexpr double kFlatMonth = 0.5 * 0.2 * 7000.0 * 1.3;  // relief s_h w of tier D in Longquanyi
constexpr int kUnits = 200;

/// The lesson with nobody moving: every person of tier D in Longquanyi may claim, does, and is decided at once.
models::World everyone_claims(const test::Settings& settings = {}) {
    auto world = test::lesson("housing_support", settings);
    world.modules.choice = world.modules.consideration = models::ModuleState::none;
    world.modules.housing = models::ModuleState::fixed;
    world.levers.front().eligible.newcomers = models::Newcomers::all;
    world.overrides.take_up_probability = 1.0;
    world.overrides.tier_upgrade_probability = {std::nullopt, 0.0};  // nobody else becomes tier D
    for (auto& region : world.regions) region.processing_days_claims = 0;
    world.funds.front().per_year_cny = 1e9;
    return world;
}

std::int64_t holders(const TalentModel& model) {
    const auto& people = model.population();
    std::int64_t n = 0;
    for (std::uint32_t row = 0; row < people.n_rows(); ++row) {
        if (!people.status[row].empty() && model.claims().home_price(people, row) < 0.0) ++n;
    }
    return n;
}
models::Fen paid(const TalentModel& model) {
    return model.funds().month().front().payments;
}

TEST_CASE("housing: a flat each until none is left, the other claims lapse, every holder costs a month",
          "[models][housing]") {
    const auto world = everyone_claims();
    sim::Team team;
    TalentModel model{team, world};
    model.step(world.start);
    const auto& figures = model.claims().figures().front();
    CHECK(figures.filed == 2000);
    CHECK(figures.approved == 2000);
    CHECK(figures.paid == kUnits);
    CHECK(figures.recipients[0] + figures.recipients[1] == kUnits);  // of tier D, newcomers or not
    CHECK(figures.lapsed == 2000 - kUnits);
    CHECK(holders(model) == kUnits);
    CHECK(paid(model) == kUnits * models::to_fen(kFlatMonth));
    model.step(world.start + 1);
    CHECK(model.claims().figures().front().filed == 0);  // once a person
    CHECK(paid(model) == kUnits * models::to_fen(kFlatMonth));
    CHECK(model.funds().month().front().administration == kUnits * models::to_fen(kFlatMonth) / 10);
}

TEST_CASE("housing: who holds a flat is told that it halves the price, nobody else is", "[models][housing]") {
    const auto world = everyone_claims();
    sim::Team team;
    TalentModel model{team, world};
    model.step(world.start);
    const auto& people = model.population();
    for (std::uint32_t row = 0; row < people.n_rows(); ++row) {
        const double price = model.claims().home_price(people, row);
        const bool may =
            people.status[row].tier() == 0 && people.status[row].region() == model.world().inner_of[0_in_file];
        if (price != 0.0) REQUIRE((may && std::abs(price - std::log(0.5)) < 1e-15));
        // What flats leave alone of other benefits: nothing due, nothing to come.
        REQUIRE(model.claims().leaving_cost(people, row, world.start + 1) == 0.0);
        REQUIRE(model.claims().remaining_value(people, row, world.start + 1) == 0.0);
    }
}

TEST_CASE("housing: the term ends, the flat is free again, and nobody is in the months after a contract",
          "[models][housing]") {
    const auto world = everyone_claims({{"levers.flats.term_months", "6"}});
    sim::Team team;
    TalentModel model{team, world};
    for (int t = 0; t < 6; ++t) {
        model.step(world.start + t);
        CHECK(holders(model) == kUnits);
        CHECK(paid(model) == kUnits * models::to_fen(kFlatMonth));
    }
    model.step(world.start + 6);
    CHECK(holders(model) == 0);
    CHECK(paid(model) == 0);
    const auto& people = model.population();
    for (std::uint32_t row = 0; row < people.n_rows(); ++row) REQUIRE_FALSE(people.status[row].after_contract());
}

TEST_CASE("housing: exits free flats before the month's claims take them", "[models][housing]") {
    // Everyone leaves for good with 5 % a month; people from Suining move in and claim in the month they come.
    auto world = everyone_claims();
    world.levers.front().eligible.newcomers = models::Newcomers::only;
    world.overrides.exit_probability = 0.05;
    world.overrides.transition = {{1.0, 0.0}, {0.2, 0.8}};
    world.overrides.accreditation_probability = 1.0;
    for (auto& region : world.regions) region.processing_days_accreditation = 0;
    sim::Team team;
    TalentModel model{team, world};
    for (int t = 0; t < 8; ++t) {
        const auto before = holders(model);
        model.step(world.start + t);
        const auto& figures = model.claims().figures().front();
        // Nobody is turned away while a flat is free, and none is given that is not.
        if (figures.lapsed > 0) CHECK(holders(model) == kUnits);
        CHECK(holders(model) <= kUnits);
        CHECK(holders(model) <= before + figures.paid);
        CHECK(paid(model) == holders(model) * models::to_fen(kFlatMonth));
    }
    CHECK(model.claims().figures().front().paid > 0);  // of flats that exits freed
}

TEST_CASE("housing: in a month that the fund cannot pay, the holders face the price, and keep their flats",
          "[models][housing]") {
    auto world = everyone_claims();
    const double month = kUnits * kFlatMonth * 1.1;
    world.funds.front().per_year_cny = 0.0;
    world.funds.front().once_cny = 2.5 * month;
    sim::Team team;
    TalentModel model{team, world};
    for (int t = 0; t < 4; ++t) {
        model.step(world.start + t);
        CHECK(holders(model) == (t < 2 ? kUnits : 0));
        CHECK(paid(model) == (t < 2 ? kUnits * models::to_fen(kFlatMonth) : 0));
    }
    // Money again: the same flats.
    world.funds.front().per_year_cny = 12.0 * month;
    world.funds.front().once_cny = 0.0;
    world.funds.front().from = sim::Month::of(2018, 1);
    TalentModel other{team, world};
    for (int t = 0; t < 14; ++t) other.step(world.start + t);
    CHECK(holders(other) == kUnits);
}

TEST_CASE("housing: a claim that the fund cannot pay waits while a flat is free", "[models][housing]") {
    auto world = everyone_claims();
    world.funds.front().per_year_cny = 0.0;
    world.funds.front().once_cny = 50.4 * kFlatMonth * 1.1;
    sim::Team team;
    TalentModel model{team, world};
    model.step(world.start);
    CHECK(model.claims().figures().front().paid == 50);
    CHECK(model.claims().queue(0) == 1950);
    CHECK(model.claims().figures().front().lapsed == 0);
}

TEST_CASE("housing: a subsidy has no number, and every claim is granted", "[models][housing]") {
    const auto world = everyone_claims({{"levers.flats.instrument", "rent_subsidy"}, {"levers.flats.units", "0"}});
    sim::Team team;
    TalentModel model{team, world};
    model.step(world.start);
    CHECK(holders(model) == 2000);
    CHECK(paid(model) == 2000 * models::to_fen(kFlatMonth));
}

TEST_CASE("housing: flats are persons: agents of fifty persons take four of them", "[models][housing]") {
    const auto world = everyone_claims({{"population.persons_per_agent", "50"}});
    sim::Team team;
    TalentModel model{team, world};
    model.step(world.start);
    CHECK(holders(model) == kUnits / 50);
    CHECK(paid(model) == kUnits / 50 * models::to_fen(50 * kFlatMonth));
}

TEST_CASE("housing: of two exclusive levers a person takes the one worth more", "[models][housing]") {
    auto world = everyone_claims({{"levers.flats.instrument", "rent_subsidy"}, {"levers.flats.units", "0"}});
    world.levers.push_back(world.levers.front());
    world.levers[1].id = "better";
    world.levers[1].lever = test::lesson("housing_support", {{"levers.flats.instrument", "rent_subsidy"},
                                                             {"levers.flats.units", "0"},
                                                             {"levers.flats.cost_relief", "0.6"}})
                                .levers[0]
                                .lever;
    for (auto& lever : world.levers) lever.exclusive_set = "home";
    sim::Team team;
    TalentModel model{team, world};
    model.step(world.start);
    CHECK(model.claims().figures()[0].paid == 0);
    CHECK(model.claims().figures()[1].paid == 2000);
}

TEST_CASE("housing: newcomers expect the field's price by the share of claims that came to something",
          "[models][housing]") {
    const auto world = everyone_claims();
    sim::Team team;
    TalentModel model{team, world};
    models::Chooser chooser;
    chooser.person = sim::PersonId::of(1, sim::Month::of(2000, 1), 7);
    const models::RegionIndex there = model.world().inner_of[0_in_file];
    model.step(world.start);
    CHECK(model.claims().price_offer(chooser, there) == Approx(std::log(0.5)).epsilon(1e-14));  // nothing decided yet
    CHECK(model.claims().any_housing(there, 0_tier));
    CHECK_FALSE(model.claims().any_housing(there, 1_tier));
    CHECK_FALSE(model.claims().any_housing(model.world().inner_of[1_in_file], 0_tier));
    model.step(world.start + 1);
    CHECK(model.claims().price_offer(chooser, there) == Approx(201.0 / 2001.0 * std::log(0.5)).epsilon(1e-14));
}

}  // namespace
