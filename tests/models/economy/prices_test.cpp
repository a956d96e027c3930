// SPDX-License-Identifier: Apache-2.0
#include "models/economy/prices.hpp"

#include <cmath>
#include <string>
#include <vector>

#include "models/economy/posts.hpp"
#include "models/month/talent_model.hpp"
#include "models/run/simulate.hpp"
#include "tests/support/alone.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;
using models::Entry;
using models::ModuleState;
using models::TalentModel;

/// Two places with two fields and two tiers of people, in which nothing happens but prices.
models::World priced(ModuleState wages, ModuleState housing, int months = 24) {
    auto world = test::tiny_world({2, 2, 2}, months);
    for (std::size_t r = 0; r < 2; ++r) {
        for (std::size_t k = 0; k < 2; ++k) {
            for (std::size_t f = 0; f < 2; ++f) {
                test::add_people(world, models::FileRegion{r},
                                 static_cast<std::int64_t>(100 * (r + 1) + 30 * k + 10 * f), models::TierIndex{k},
                                 models::FieldIndex{f});
            }
        }
    }
    world.modules.wages = wages;
    world.modules.housing = housing;
    world.overrides.reference_scale = {0.5, 1.0};
    return world;
}

double wage_ratio(const TalentModel& model, std::size_t file_region, std::size_t f = 0, std::size_t k = 0) {
    const auto& c = model.world();
    const auto pool = c.cell(c.inner_of[models::FileRegion{file_region}], models::TierIndex{k}, models::FieldIndex{f});
    return model.prices().income(pool) / c.income[pool];
}

TEST_CASE("prices: twice the people raise wages by 2^gamma, a twelfth of the gap a month", "[models][prices]") {
    const auto world = priced(ModuleState::active, ModuleState::fixed);
    sim::Team team;
    TalentModel model{team, world};
    CHECK(wage_ratio(model, 0) == 1.0);
    for (int t = 1; t <= 24; ++t) {
        model.step(world.start + (t - 1));
        const double closed = 1.0 - std::pow(11.0 / 12.0, t);
        CHECK(wage_ratio(model, 0) == Approx(std::pow(2.0, 0.04 * closed)).epsilon(1e-13));
        CHECK(wage_ratio(model, 1) == 1.0);
    }
}

TEST_CASE("prices: twice the demand raises house prices by 2^(1/(eps_s + eps_d))", "[models][prices]") {
    auto world = priced(ModuleState::fixed, ModuleState::active);
    world.parameters.price_adjustment_per_month = 1.0 / 6.0;
    world.regions[0_in_file].house_price_index = 0.39;
    sim::Team team;
    TalentModel model{team, world};
    const models::RegionIndex r = model.world().inner_of[0_in_file];
    for (int t = 1; t <= 24; ++t) {
        model.step(world.start + (t - 1));
        const double closed = 1.0 - std::pow(5.0 / 6.0, t);
        CHECK(model.prices().house_price(r) == Approx(0.39 * std::pow(2.0, closed / 1.6)).epsilon(1e-13));
    }
    CHECK(model.prices().house_price(models::RegionIndex{1 - r}) == 1.0);
}

TEST_CASE("prices: the more people share a field and tier the less they earn", "[models][prices]") {
    // 1 % exits a month of everybody, entries of one cell only: its wage falls against the others'.
    auto world = priced(ModuleState::active, ModuleState::active, 60);
    world.overrides.reference_scale.clear();
    world.overrides.exit_probability = 0.01;
    models::Entries entries;
    entries.region = 0_in_file;
    entries.amount = 10;
    world.overrides.entries_per_month = {entries};
    world.parameters.agglomeration_elasticity = 0.0;
    world.parameters.wage_adjustment_per_month = 1.0;
    sim::Team team;
    TalentModel model{team, world};
    const auto& c = model.world();
    std::vector<double> start;
    for (const auto n : model.books().stock()) start.push_back(static_cast<double>(n));
    for (int t = 0; t < 60; ++t) model.step(world.start + t);
    for (std::size_t r = 0; r < 2; ++r) {
        for (std::size_t k = 0; k < 2; ++k) {
            for (std::size_t f = 0; f < 2; ++f) {
                const std::size_t cell =
                    model.world().cell(models::RegionIndex{r}, models::TierIndex{k}, models::FieldIndex{f});
                const double people = static_cast<double>(model.books().stock()[cell]);
                CHECK(
                    model.prices().income(c.cell(models::RegionIndex{r}, models::TierIndex{k}, models::FieldIndex{f})) /
                        c.income[c.cell(models::RegionIndex{r}, models::TierIndex{k}, models::FieldIndex{f})] ==
                    Approx(std::pow(people / start[cell], -0.1)).epsilon(1e-12));
            }
        }
    }
    CHECK(model.prices().house_price_ratio(c.inner_of[1_in_file]) < 1.0);  // only exits there
}

TEST_CASE("prices: empty cells and places have finite prices", "[models][prices]") {
    auto world = priced(ModuleState::active, ModuleState::active, 12);
    world.overrides.initial_agents.resize(1);  // one cell of one place
    world.overrides.exit_probability = 0.9;
    sim::Team team;
    TalentModel model{team, world};
    for (int t = 0; t < 12; ++t) model.step(world.start + t);
    CHECK(model.books().total() == 0);
    for (models::PoolIndex pool = 0; pool < model.world().n_cells; ++pool) {
        CHECK(std::isfinite(model.prices().income(pool)));
        CHECK(model.prices().income(pool) > 0.0);
    }
    for (std::size_t r = 0; r < 2; ++r) CHECK(std::isfinite(model.prices().house_price(models::RegionIndex{r})));
    CHECK(model.prices().house_price(model.world().inner_of[1_in_file]) == 1.0);  // never anybody there
}

TEST_CASE("prices: they stand still in the burn-in and start from the people of time 0", "[models][prices]") {
    auto world = priced(ModuleState::active, ModuleState::active, 12);
    world.overrides.reference_scale.clear();
    world.burn_in_months = 24;
    world.overrides.exit_probability = 0.05;
    sim::Team team;
    TalentModel model{team, world};
    for (auto now = world.first_month(); now < world.start; now = now + 1) model.step(now);
    CHECK(wage_ratio(model, 0) == 1.0);
    CHECK(model.prices().house_price_ratio(0_region) == 1.0);
    model.set_reference();
    const double before = static_cast<double>(model.books().residents(0_region));
    model.step(world.start);
    const double shrunk = static_cast<double>(model.books().residents(0_region)) / before;
    // Both fields earn alike at the start, so demand goes by heads.
    CHECK(model.prices().house_price_ratio(0_region) == Approx(std::pow(shrunk, 1.0 / 1.6 / 12.0)).epsilon(1e-12));
}

TEST_CASE("prices: fixed and none are the same to the bit", "[models][prices]") {
    const auto with = [](ModuleState state) {
        auto world = test::lesson("settling_award");
        world.modules.wages = world.modules.housing = state;
        return test::run(world);
    };
    const auto none = with(ModuleState::none);
    CHECK(test::difference(none, with(ModuleState::fixed)) == "");
    CHECK(test::difference(none, with(ModuleState::active)) != "");
}

TEST_CASE("prices: a higher house price sends people away, a higher wage draws them", "[models][prices]") {
    const auto residents = [](double gamma, double share) {
        auto world = test::restless("settling_award", 0);
        world.modules.wages = world.modules.housing = ModuleState::active;
        world.overrides.reference_scale = {0.5, 1.0};
        world.parameters.agglomeration_elasticity = gamma;
        world.parameters.housing_share = share;
        return test::total(test::run(world), "stock", {{"region", "longquanyi"}});
    };
    CHECK(residents(0.19, 0.2) > residents(0.02, 0.2));
    CHECK(residents(0.04, 0.35) < residents(0.04, 0.13));
}

TEST_CASE("prices: what levers add to a wage lasts as long as they act, and is no reason for fewer posts",
          "[models][prices]") {
    const auto world = priced(ModuleState::active, ModuleState::fixed);
    const models::CompiledWorld compiled{world};
    test::Prices prices{compiled};
    models::PolicyField policy{world};
    const auto pool = compiled.cell(compiled.inner_of[0_in_file], 0_tier, 1_field);
    const auto before = prices.revision();
    prices.open_month(policy);
    CHECK(prices.revision() == before);
    policy.write(Entry::wage_factor, {.region = 0_in_file, .tier = 0_tier, .field = 1_field}, 1.05);
    prices.open_month(policy);
    CHECK(prices.income(pool) == compiled.income[pool] * 1.05);
    CHECK(prices.income(compiled.cell(compiled.inner_of[0_in_file], 0_tier, 0_field)) == compiled.income[pool]);
    CHECK(prices.labour_demand(pool) == 1.0);
    CHECK(prices.revision() != before);
    policy.reset();
    prices.open_month(policy);
    CHECK(prices.income(pool) == compiled.income[pool]);
}

TEST_CASE("prices: posts fall with the wage, to the power of eps_L", "[models][prices][posts]") {
    // 2^0.04 more pay a post: the target is 2^(-0.04 x 0.3) of the start, and 24 whole gaps are closed.
    auto world = priced(ModuleState::active, ModuleState::fixed, 24);
    world.modules.posts = ModuleState::active;
    world.parameters.agglomeration_elasticity = 1.0;
    world.parameters.wage_adjustment_per_month = 1.0;
    world.parameters.posts_adjustment_per_month = 1.0;
    const models::CompiledWorld compiled{world};
    const sim::Draws draws{3, 0};
    sim::Team team;
    TalentModel model{team, world};
    model.step(world.start);
    test::Posts posts{compiled, draws};
    posts.start(std::vector<std::int64_t>(compiled.n_cells, 100000));
    posts.set_labour_force(std::vector<std::vector<double>>(2, std::vector<double>(25, 1.0)));
    posts.open_month(world.start + 1, model.prices());
    const auto pool = compiled.cell(compiled.inner_of[0_in_file], 0_tier, 0_field);
    CHECK(static_cast<double>(posts.positions(pool)) == Approx(101000.0 * std::pow(2.0, -0.3)).margin(1.0));
    CHECK(posts.positions(compiled.cell(compiled.inner_of[1_in_file], 0_tier, 0_field)) == 101000);
}

}  // namespace
