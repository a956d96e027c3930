// SPDX-License-Identifier: Apache-2.0
#include "models/programmes/secondments.hpp"

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "models/month/talent_model.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"
#include "tests/support/lever_laws.hpp"
#include "tests/support/statistics.hpp"

namespace {

using namespace talentflow;
using models::TalentModel;
using models::World;

/// The lesson with nobody moving but secondees who take a post at the host.
World still_lesson() {
    auto world = test::lesson("secondment");
    world.modules.consideration = models::ModuleState::none;
    return world;
}

TEST_CASE("secondment: head counts by home do not change, those at work do (V22)", "[models][people]") {
    auto world = still_lesson();
    world.levers[0].lever = test::lesson_with("secondment", "conversion", "0").levers[0].lever;
    world.levers[0].between.reset();
    world.levers[0].from_region = 0_in_file;
    world.levers[0].to_region = 1_in_file;
    auto without = world;
    without.levers.clear();
    const auto plain = test::run(without), lent = test::run(world);
    CHECK(test::same_bits(plain.variable("stock").data, lent.variable("stock").data));
    CHECK(test::total(lent, "od_flow") == 0.0);
    // 100 people are away at every time but the first.
    const double away = 100.0 * world.months;
    CHECK(test::total(lent, "seconded", {{"origin", "suining"}, {"destination", "tongnan"}}) == away);
    CHECK(test::total(lent, "seconded") == away);
    CHECK(test::total(plain, "workers", {{"region", "suining"}}) -
              test::total(lent, "workers", {{"region", "suining"}}) ==
          away);
    CHECK(test::total(lent, "workers") == test::total(plain, "workers"));
}

TEST_CASE("secondment: people are away for twelve months, then others are sent", "[models][people]") {
    const auto world = still_lesson();
    sim::Team team;
    TalentModel model{team, world};
    std::map<std::uint64_t, int> months_away;
    for (int i = 0; i < 36; ++i) {
        model.step(world.start + i);
        const auto& away = model.programmes().secondments().away();
        REQUIRE(away.size() == 200);
        std::size_t marked = 0;
        for (std::size_t row = 0; row < model.population().n_rows(); ++row) {
            marked += model.population().status[row].away() ? 1U : 0U;
        }
        REQUIRE(marked == 200);
        for (const auto& s : away) {
            REQUIRE(model.population().status[s.row].away());
            REQUIRE(model.population().status[s.row].region() == model.programmes().secondments().home(s));
            ++months_away[s.person];
        }
    }
    CHECK(months_away.size() == 600);
    for (const auto& entry : months_away) REQUIRE(entry.second == 12);
}

TEST_CASE("secondment: the host is known at once, its people when it is over", "[models][people]") {
    auto world = still_lesson();
    world.overrides.awareness_on_probability = 1e-12;
    world.overrides.awareness_off_probability = 0.0;
    world.levers[0].lever = test::lesson_with("secondment", "conversion", "0").levers[0].lever;
    world.parameters.tie_decay_per_month = 0.02;
    sim::Team team;
    TalentModel model{team, world};
    const auto& people = model.population();
    model.step(world.start);
    const auto sent = model.programmes().secondments().away();
    for (const auto& s : sent) {
        const std::size_t host = model.programmes().secondments().host(s);
        REQUIRE(((people.known.get(s.row) >> host) & 1U) == 1U);
        REQUIRE(people.ties_of(s.row)[host] == 0);
    }
    for (int i = 1; i <= 12; ++i) model.step(world.start + i);
    std::vector<double> met;
    for (const auto& s : sent) {
        REQUIRE_FALSE(people.status[s.row].away());
        met.push_back(people.ties_of(s.row)[model.programmes().secondments().host(s)]);
    }
    const double mean = 3.0 * (1.0 - std::pow(0.98, 12)) / 0.02;
    CHECK(std::abs(test::z_score(test::moments(met).mean, mean, std::sqrt(mean / 200.0))) < test::kMostZ);
}

TEST_CASE("secondment: who would stay at the host looks for a post there in the last month", "[models][people]") {
    auto world = still_lesson();
    world.modules.posts = models::ModuleState::fixed;
    world.modules.clearing = models::ModuleState::active;
    world.overrides.contact_probability = 1.0;
    world.parameters.posts_open_share = 0.0;
    world.overrides.posts = {{1_in_file, 0_tier, 0_field, 1000}};  // in Tongnan
    world.levers[0].lever = test::lesson_with("secondment", "conversion", "0.5").levers[0].lever;
    const auto data = test::run(world);
    // Five returns of 100 people from Suining: those who would stay find one of 1,000 open posts.
    const double stayed = test::total(data, "od_flow", {{"origin", "suining"}, {"destination", "tongnan"}});
    CHECK(std::abs(test::z_score(stayed, 250.0, std::sqrt(500.0 * 0.25))) < test::kMostZ);
    // The other way there are no open posts but those that they left.
    const double back = test::total(data, "od_flow", {{"origin", "tongnan"}, {"destination", "suining"}});
    CHECK(back > 0.0);
    CHECK(back <= stayed);
    world.overrides.posts.clear();
    CHECK(test::total(test::run(world), "od_flow") == 0.0);
}

TEST_CASE("secondment: without posts to find they move", "[models][people]") {
    auto world = still_lesson();
    world.levers[0].lever = test::lesson_with("secondment", "conversion", "1").levers[0].lever;
    CHECK(test::total(test::run(world), "od_flow") == 5 * 200.0);
}

TEST_CASE("secondment: nobody loses a post or thinks of moving while away", "[models][people]") {
    auto world = test::lesson("secondment");
    world.overrides.consider_probability = 1.0;
    world.overrides.separation_probability = 0.5;
    world.overrides.initial_agents.front().aware = models::InitialAgents::Aware::all;
    for (auto& region : world.regions) region.stay_constant.assign(world.n_tiers(), -5.0);
    sim::Team team;
    TalentModel model{team, world};
    model.step(world.start);
    const auto sent = model.programmes().secondments().away();
    REQUIRE(sent.size() > 100);
    for (int i = 1; i < 12; ++i) {
        model.step(world.start + i);
        for (const auto& s : sent) {
            const auto who = model.population().status[s.row];
            REQUIRE((who.away() && who.employed() && who.region() == model.programmes().secondments().home(s)));
        }
    }
}

TEST_CASE("secondment: whoever dies or retires while away is gone from everywhere", "[models][people]") {
    auto world = still_lesson();
    world.overrides.exit_probability = 0.05;
    world.overrides.entries_per_month = {
        {0_in_file, models::Entries::Kind::fixed, 300.0}};  // take the rows of those who left
    sim::Team team;
    TalentModel model{team, world};
    for (int i = 0; i < 24; ++i) {
        model.step(world.start + i);
        std::size_t marked = 0, there = 0;
        for (std::size_t row = 0; row < model.population().n_rows(); ++row) {
            marked += model.population().status[row].away() ? 1U : 0U;
        }
        for (const auto& s : model.programmes().secondments().away()) {
            there += models::is_there(model.population(), s.person, s.row) ? 1U : 0U;
        }
        REQUIRE(marked == there);
        if (i == 10) CHECK(there < 150);
    }
}

}  // namespace
