// SPDX-License-Identifier: Apache-2.0
#include "models/programmes/dual_posts.hpp"

#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "models/month/talent_model.hpp"
#include "tests/support/alone.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"
#include "tests/support/lever_laws.hpp"
#include "tests/support/statistics.hpp"

namespace {

using namespace talentflow;
using models::DualPostProgramme;
using models::TalentModel;
using models::World;

const std::string kKind = "dual_employment";

/// The lesson with nobody moving.
World still_lesson() {
    auto world = test::lesson(kKind);
    for (auto& region : world.regions) region.stay_constant.assign(world.n_tiers(), 50.0);
    world.funds[0].per_year_cny = 1e9;
    return world;
}

std::shared_ptr<const models::Lever> with(const std::string& key, const std::string& value) {
    return test::lesson_with(kKind, key, value).levers[0].lever;
}

TEST_CASE("dual posts: the wish is the logit of pay and way", "[models][people]") {
    const auto world = test::lesson(kKind);
    const models::CompiledWorld compiled{world};
    const sim::Draws draws{1, 0};
    const test::Prices prices{compiled};
    test::DualPosts posts{compiled, draws, std::vector<models::DualPostProgramme>{}};
    posts.open_month(world.start, models::PolicyField{world}, prices, 0);
    DualPostProgramme p;
    p.region = 0_in_file;  // Suining, wage 6,500; Chengdu 8,000
    const models::RegionIndex chengdu = compiled.inner_of[1_in_file];
    const auto logit = [](double q) { return std::log(q / (1.0 - q)); };
    const double beta_y = world.parameters.income_elasticity[0], beta_c = world.parameters.commuting_cost_per_minute;
    const double pay = beta_y * std::log(1.0 + 0.2 * 6500.0 / 8000.0);
    CHECK(logit(posts.wish(p, chengdu, 0_tier, 0_field, 40.0)) == Approx(-5.0 + pay - beta_c * 10.0).epsilon(1e-12));
    CHECK(posts.wish(p, chengdu, 0_tier, 0_field, 60.0) ==
          posts.wish(p, chengdu, 0_tier, 0_field, 600.0));  // work from afar
    const double a_fifth = posts.wish(p, chengdu, 0_tier, 0_field, 40.0);
    p.fraction = 0.5;
    CHECK(posts.wish(p, chengdu, 0_tier, 0_field, 40.0) > 1.2 * a_fifth);
}

TEST_CASE("dual posts: takers among those who consider and stay are as many as P says", "[models][people]") {
    auto world = still_lesson();
    world.overrides.consider_probability = 0.2;
    world.levers[0].lever = with("places", "1000000");
    sim::Team team;
    TalentModel model{team, world};
    model.step(world.start);
    DualPostProgramme p;
    p.region = 0_in_file;
    p.attractiveness = -2.0;
    const auto& c = model.world();
    const double wish = model.programmes().dual_posts().wish(p, c.inner_of[1_in_file], 0_tier, 0_field, 90.0);
    const double n = 2000.0, q = 0.2 * wish;  // people of tier C in Chengdu
    const auto found = static_cast<double>(model.programmes().dual_posts().holders().size());
    CHECK(std::abs(test::z_score(found, n * q, std::sqrt(n * q * (1.0 - q)))) < test::kMostZ);
}

TEST_CASE("dual posts: never more than there are places, one a person, all of them elsewhere", "[models][people]") {
    auto world = still_lesson();
    world.overrides.consider_probability = 0.5;
    world.levers.push_back(world.levers[0]);
    world.levers[1].id = "more";
    world.levers[1].lever = with("places", "30");
    world.levers[1].for_regions = {0_in_file, 1_in_file};
    sim::Team team;
    TalentModel model{team, world};
    for (int i = 0; i < 40; ++i) {
        model.step(world.start + i);
        const auto& posts = model.programmes().dual_posts();
        std::vector<std::int64_t> held(posts.size(), 0);
        std::set<std::uint64_t> persons;
        for (const auto& h : posts.holders()) {
            ++held[h.programme];
            persons.insert(h.person);
            const auto who = model.population().status[h.row];
            REQUIRE((who.tier() == 0 && who.region() != posts.region(h.programme)));
            REQUIRE((h.first <= world.start + i + 1 && h.last == h.first + 23));
            REQUIRE(h.last > world.start + i);
        }
        REQUIRE(persons.size() == posts.holders().size());
        for (std::size_t p = 0; p < posts.size(); ++p) REQUIRE(held[p] <= posts.places(p));
        if (i > 3 && i != 24) CHECK(persons.size() == 120);  // full, but for those whose term has just ended
    }
}

TEST_CASE("dual posts: residents stay where they are, and every post is a fifth of one", "[models][people]") {
    const auto world = still_lesson();
    auto without = world;
    without.levers.clear();
    const auto plain = test::run(without), dual = test::run(world);
    CHECK(test::same_bits(plain.variable("stock").data, dual.variable("stock").data));
    CHECK(test::same_bits(plain.variable("workers").data, dual.variable("workers").data));
    CHECK(test::total(dual, "flexible_fte", {{"region", "chengdu"}}) == 0.0);
    const double fte = test::total(dual, "flexible_fte", {{"region", "suining"}});
    CHECK(fte > 100.0);
    // Each month of a post is paid a fifth of a month's wage of tier C in Suining, in advance; the last month's end
    // pays for the one after the run.
    CHECK(test::total(dual, "payments") == Approx(fte * 6500.0 * 1.8).epsilon(1e-9));
}

TEST_CASE("dual posts: at the end of the term acquaintances stay", "[models][people]") {
    auto world = still_lesson();
    world.levers[0].lever = with("term_months", "6");
    sim::Team team;
    TalentModel model{team, world};
    const auto& people = model.population();
    std::vector<double> met;
    for (int i = 0; i < 60; ++i) {
        const auto before = model.programmes().dual_posts().holders();
        model.step(world.start + i);
        for (const auto& h : before) {
            const std::size_t there = model.programmes().dual_posts().region(h.programme);
            if (h.last == world.start + i) met.push_back(people.ties_of(h.row)[there]);
        }
    }
    REQUIRE(met.size() > 100);
    // A second term begins with what is left of the first; nobody had any before.
    const double decay = world.parameters.tie_decay_per_month;
    const double mean = (1.0 - std::pow(1.0 - decay, 6)) / decay;
    CHECK(std::abs(test::z_score(test::moments(met).mean, mean,
                                 std::sqrt(1.2 * mean / static_cast<double>(met.size())))) < test::kMostZ);
}

TEST_CASE("dual posts: who moves to the place gives the second post up", "[models][people]") {
    auto world = test::lesson(kKind);
    world.overrides.initial_agents[2].aware = models::InitialAgents::Aware::all;
    world.overrides.consider_probability = 0.3;
    for (auto& region : world.regions) region.stay_constant.assign(world.n_tiers(), 1.0);
    sim::Team team;
    TalentModel model{team, world};
    std::size_t moved = 0;
    for (int i = 0; i < 36; ++i) {
        const auto before = model.programmes().dual_posts().holders();
        model.step(world.start + i);
        for (const auto& h : before) {
            const bool there =
                model.population().status[h.row].region() == model.programmes().dual_posts().region(h.programme);
            moved += there ? 1U : 0U;
            if (there) CHECK_FALSE(model.programmes().dual_posts().holds(h.person));
        }
    }
    CHECK(moved > 5);
}

TEST_CASE("dual posts: what the fund cannot pay ends", "[models][people]") {
    auto world = still_lesson();
    world.funds[0].per_year_cny = 0;
    world.funds[0].once_cny = 100000;  // about 42 months of one post
    const auto data = test::run(world);
    CHECK(test::total(data, "payments") <= 100000.0);
    CHECK(test::total(data, "payments") > 95000.0);
    CHECK(test::total(data, "flexible_fte") == Approx(test::total(data, "payments") / 6500.0 / 1.8).epsilon(1e-9));
}

}  // namespace
