// SPDX-License-Identifier: Apache-2.0
#include "models/programmes/programmes.hpp"

#include <string>

#include "models/month/talent_model.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;
using models::World;

/// Fairs, secondment, courses and second posts at once, in the three places of the fairs' lesson with people who come
/// and go.
World everything() {
    auto world = test::lesson("joint_job_fair");
    auto secondment = test::lesson("secondment").levers[0];
    auto training = test::lesson("training").levers[0];
    auto dual = test::lesson("dual_employment").levers[0];
    for (auto* lever : {&secondment, &training, &dual}) {
        lever->fund = 0;
        lever->eligible.tiers.clear();
        world.levers.push_back(*lever);
    }
    world.modules.capability = world.modules.secondment = models::ModuleState::active;
    world.overrides.exit_probability = 0.004;
    world.overrides.entries_per_month = {{0_in_file, models::Entries::Kind::fixed, 20.0},
                                         {2_in_file, models::Entries::Kind::fixed, 30.0}};
    world.overrides.awareness_on_probability = 0.002;
    for (auto& region : world.regions) region.stay_constant.assign(1, 0.5);
    world.funds[0].per_year_cny = 1e8;
    world.months = 30;
    return world;
}

sim::Dataset run(const World& world, int threads, bool look_every_month) {
    models::RunOptions options;
    options.threads = threads;
    options.look_every_month = look_every_month;
    return models::simulate(world, options).data;
}

TEST_CASE("people: all four programmes have something to do here", "[models][people]") {
    const auto data = run(everything(), 1, false);
    for (const char* name : {"fair_attendances", "seconded", "trainees", "flexible_fte", "od_flow", "exits"}) {
        INFO(name);
        CHECK(test::total(data, name) > 0.0);
    }
}

TEST_CASE("people: looking at everybody every month changes nothing, nor does the number of threads",
          "[models][people]") {
    const auto reference = run(everything(), 1, false);
    CHECK(test::difference(reference, run(everything(), 1, true)) == "");
    CHECK(test::difference(reference, run(everything(), 3, false)) == "");
    CHECK(test::difference(reference, run(everything(), 8, true)) == "");
}

TEST_CASE("people: the order of levers and regions in the file changes nothing", "[models][people]") {
    CHECK(test::changed_by_reversal(everything()) == "");
    // The fund is short of money for all of them, so that who comes first matters.
    auto poor = everything();
    poor.funds[0].per_year_cny = 4000000;
    CHECK(test::changed_by_reversal(poor) == "");
}

TEST_CASE("people: nothing happens during burn-in", "[models][people]") {
    auto world = everything();
    world.burn_in_months = 12;
    sim::Team team;
    models::TalentModel model{team, world};
    for (sim::Month now = model.world().first; now < world.start; now = now + 1) {
        model.step(now);
        CHECK(model.programmes().secondments().away().empty());
        CHECK(model.programmes().dual_posts().holders().empty());
        CHECK(model.programmes().fairs().attendances(0) == 0);
    }
    model.step(world.start);
    CHECK_FALSE(model.programmes().secondments().away().empty());
}

TEST_CASE("people: nobody is on a course, away and in a second post at once", "[models][people]") {
    const auto world = everything();
    sim::Team team;
    models::TalentModel model{team, world};
    for (int i = 0; i < world.months; ++i) {
        const auto now = world.start + i;
        const auto held = model.programmes().dual_posts().holders();
        model.step(now);
        for (const auto& s : model.programmes().secondments().away()) {
            if (s.first != now + 1) continue;  // sent this month
            CHECK_FALSE(model.programmes().trainings().courses().running(model.population().course[s.row], now + 1));
            for (const auto& h : held) CHECK(h.person != s.person);
        }
    }
}

}  // namespace
