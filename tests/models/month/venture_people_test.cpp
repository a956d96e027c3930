// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstdint>
#include <memory>
#include <vector>

#include "models/month/talent_model.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/lever_laws.hpp"
#include "tests/support/statistics.hpp"

namespace {

using namespace talentflow;
using models::ModuleState;
using models::TalentModel;

/// A lever that enrols one programme as a test gives it.
struct OneProject final : models::Lever {
    models::VentureProgramme programme;
    void apply(const models::World&, const models::LeverInstance&, sim::Month, models::PolicyField&) const override {}
    void enrol(const models::World&, const models::LeverInstance&, models::ProgrammeList& list) const override {
        list.add(programme);
    }
};

/// Everybody without a post looks for one, and every open post is heard of.
models::World labour_market(std::size_t regions, std::int64_t employed, std::int64_t idle) {
    auto world = test::tiny_world({regions, 1, 1});
    for (auto module : {&models::Modules::posts, &models::Modules::clearing, &models::Modules::firms}) {
        world.modules.*module = ModuleState::active;
    }
    world.parameters.posts_open_share = 0.0;
    world.parameters.search_rate_per_month = 1000.0;
    world.overrides.contact_probability = 1.0;
    test::add_people(world, 0_in_file, employed);
    test::add_people(world, 0_in_file, idle);
    world.overrides.initial_agents.back().employment = models::InitialAgents::Employment::unemployed;
    return world;
}

void add_project(models::World& world, double posts, double failure_per_month) {
    auto lever = std::make_shared<OneProject>();
    lever->programme.regions = {0_in_file};
    lever->programme.posts.number = posts;
    lever->programme.posts.by_tier = {1.0};
    lever->programme.posts.ramp_months = 1;
    lever->programme.failure_per_month = failure_per_month;
    models::LeverInstance instance;
    instance.id = "project";
    instance.kind = "industry_project";
    instance.for_regions = {0_in_file};
    instance.lever = std::move(lever);
    world.levers.push_back(std::move(instance));
}

/// The pool of the scenario's first region.
models::PoolIndex first_pool(const TalentModel& model) {
    return model.world().cell(model.world().inner_of[0_in_file], 0_tier, 0_field);
}
std::int64_t filled(const TalentModel& model) {
    return model.books().filled()[first_pool(model)];
}

TEST_CASE("created posts: they are filled, and their holders lose them when they close", "[models][ventures]") {
    auto world = labour_market(1, 50, 150);
    add_project(world, 60, 1.0);
    sim::Team team;
    TalentModel model{team, world};
    model.step(world.start);
    CHECK(filled(model) == 110);
    CHECK(model.posts().positions(0) == 110);
    model.step(world.start + 1);
    CHECK(filled(model) == 50);
    CHECK(model.posts().positions(0) == 50);
    CHECK(model.books().unemployed_in(0_region) == 150);
    model.step(world.start + 2);
    CHECK(filled(model) == 50);
}

TEST_CASE("created posts: who lost a closed post takes an open one of the pool first", "[models][ventures]") {
    // 40 people find 70 open posts, 60 of them the project's. When these close, 60 posts are left for 90 people.
    auto world = labour_market(1, 50, 40);
    world.overrides.posts = {{0_in_file, 0_tier, 0_field, 10}};
    add_project(world, 60, 1.0);
    sim::Team team;
    TalentModel model{team, world};
    model.step(world.start);
    CHECK(filled(model) == 90);
    model.step(world.start + 1);
    CHECK(filled(model) == 60);
    CHECK(model.books().unemployed_in(0_region) == 30);
}

TEST_CASE("created posts: a pool that had too many people keeps them when others' posts close", "[models][ventures]") {
    auto world = labour_market(1, 100, 30);
    world.parameters.posts_adjustment_per_month = 1.0;
    world.parameters.posts_growth_per_year = -0.5;
    add_project(world, 10, 1.0);
    sim::Team team;
    TalentModel model{team, world};
    for (int t = 0; t < 6; ++t) model.step(world.start + t);
    // Own posts have shrunk to about 75 and nobody was dismissed for that.
    CHECK(model.posts().positions(0) < 85);
    CHECK(filled(model) >= 100);
}

/// A lever that sends people of the first region to the second, as many at a time as a test says.
struct OneSecondment final : models::Lever {
    double persons = 0;
    void apply(const models::World&, const models::LeverInstance&, sim::Month, models::PolicyField&) const override {}
    void enrol(const models::World& world, const models::LeverInstance&, models::ProgrammeList& list) const override {
        models::SecondmentProgramme programme;
        programme.lever = world.levers.size() - 1;
        programme.to = 1_in_file;
        programme.persons_per_year = persons;
        list.add(programme);
    }
};

TEST_CASE("created posts: nobody loses a post while away on secondment", "[models][ventures]") {
    auto world = labour_market(2, 50, 150);
    world.modules.secondment = ModuleState::active;
    add_project(world, 60, 1.0);
    auto lever = std::make_shared<OneSecondment>();
    lever->persons = 80;
    models::LeverInstance instance;
    instance.id = "secondment";
    instance.kind = "secondment";
    instance.from_region = 0_in_file;
    instance.to_region = 1_in_file;
    instance.lever = std::move(lever);
    world.levers.push_back(std::move(instance));
    sim::Team team;
    TalentModel model{team, world};
    model.step(world.start);
    REQUIRE(filled(model) == 110);
    REQUIRE(model.programmes().secondments().away().size() == 80);
    model.step(world.start + 1);  // the project closes: posts are left for 50 of 110, and 30 of them are not away
    for (const auto& s : model.programmes().secondments().away()) REQUIRE(model.population().status[s.row].employed());
    CHECK(model.posts().positions(first_pool(model)) == 50);
    CHECK(filled(model) == 80);
    std::int64_t at_work = 0;
    for (std::size_t row = 0; row < model.population().n_rows(); ++row)
        at_work += model.population().status[row].employed() ? 1 : 0;
    CHECK(at_work == filled(model));
}

TEST_CASE("created posts: whom a closing firm sends away depends on nothing but their ids", "[models][ventures]") {
    auto world = test::lesson("talent_fund");
    const auto plain = test::run(world);
    models::RunOptions every;
    every.threads = 1;
    every.look_every_month = true;
    CHECK(test::difference(plain, models::simulate(world, every).data) == "");
    models::RunOptions two;
    two.threads = 2;
    CHECK(test::difference(plain, models::simulate(world, two).data) == "");
}

TEST_CASE("created posts: people hired into a park come to know its sponsor", "[models][ventures][statistical]") {
    // Every post is the park's, so each of 2,000 hired meets Poisson(6) people there. Odds of a false alarm 1e-5 each.
    auto world = labour_market(2, 0, 2000);
    world.modules.ties = ModuleState::active;
    world.parameters.tie_decay_per_month = 0.0;
    world.parameters.ties_nearby_share = 0.0;
    world.parameters.tie_rate_per_month = 0.0;
    add_project(world, 2000, 0.0);
    auto park = std::make_shared<OneProject>(dynamic_cast<const OneProject&>(*world.levers[0].lever));
    park->programme.sponsor = 1_in_file;
    park->programme.acquaintances_per_month = 0.5;
    world.levers[0].lever = park;
    sim::Team team;
    TalentModel model{team, world};
    const models::RegionIndex sponsor = model.world().inner_of[1_in_file];
    model.step(world.start);
    std::vector<double> met;
    for (std::size_t row = 0; row < model.population().n_rows(); ++row) {
        REQUIRE(model.population().status[row].employed());
        met.push_back(static_cast<double>(model.population().ties_of(row)[sponsor]));
    }
    REQUIRE(met.size() == 2000);
    const auto m = test::moments(met);
    CHECK(std::abs(test::z_score(m.mean, 6.0, std::sqrt(6.0 / 2000.0))) < test::kMostZ);
    CHECK(1999.0 * m.variance / 6.0 < test::most_chi_square(1999));
    model.step(world.start + 1);  // met once
    CHECK(model.population().ties_of(7)[sponsor] == static_cast<std::uint8_t>(met[7]));
}

/// The base world with few agents, and a project that brings in people from outside.
models::World open_world(double outside_share) {
    scenarios::LoadOptions options;
    for (const auto& [key, value] :
         test::Settings{{"population.persons_per_agent", "100"}, {"time.burn_in_months", "0"}, {"time.months", "12"}}) {
        options.settings.push_back({key, value});
    }
    auto world =
        scenarios::load_scenario(TALENTFLOW_SOURCE_DIR "/scenarios/base/chengdu-chongqing.yaml", options).world;
    models::LeverInstance instance;
    instance.id = "project";
    instance.kind = "industry_project";
    instance.for_regions = {0_in_file};
    instance.lever = test::make_lever("industry_project", {{"posts", models::TimePath{20000.0}},
                                                           {"ramp_months", models::TimePath{12.0}},
                                                           {"outside_share", models::TimePath{outside_share}},
                                                           {"failure_per_year", models::TimePath{0.0}}});
    world.levers.push_back(std::move(instance));
    return world;
}

TEST_CASE("created posts: some are for people who would have stayed outside the world", "[models][ventures]") {
    const auto none = test::run(open_world(0.0)), half = test::run(open_world(0.5));
    const auto come = [](const sim::Dataset& data, const std::string& region) {
        return test::total(data, "entries", {{"region", region}, {"entry_reason", "rest_of_world"}});
    };
    const auto& region = none.dimension("region").labels.front().id;
    // 10,000 are invited, 100 agents; not all are chosen before the others who apply.
    CHECK(come(half, region) - come(none, region) > 5000.0);
    CHECK(come(half, region) - come(none, region) < 12000.0);
}

TEST_CASE("created posts: in a world without levers firms change nothing", "[models][ventures]") {
    auto world = open_world(0.5);
    world.levers.clear();
    auto off = world;
    off.modules.firms = ModuleState::none;
    CHECK(test::difference(test::run(off), test::run(world)) == "");
}

}  // namespace
