// SPDX-License-Identifier: Apache-2.0
#include "models/programmes/fairs.hpp"

#include <cmath>
#include <string>
#include <vector>

#include "models/month/talent_model.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"
#include "tests/support/lever_laws.hpp"
#include "tests/support/statistics.hpp"

namespace {

using namespace talentflow;
using models::Fairs;
using models::TalentModel;
using models::World;
using sim::Month;

/// The lesson with nobody losing, finding or thinking of a post, so that who may attend is known: 400 of each place.
World still_lesson() {
    auto world = test::lesson("joint_job_fair");
    world.overrides.separation_probability = 0.0;
    world.overrides.consider_probability = 0.0;
    world.overrides.contact_probability = 0.0;
    return world;
}

/// Attendances of a run of `months` months.
std::int64_t attendances(const World& world, int months) {
    sim::Team team;
    TalentModel model{team, world};
    std::int64_t sum = 0;
    for (int i = 0; i < months; ++i) {
        model.step(world.start + i);
        sum += model.programmes().fairs().attendances(0);
    }
    return sum;
}

TEST_CASE("fairs: as many in a year as planned, spread evenly", "[models][people]") {
    for (const int per_year : {1, 2, 4, 5, 12, 30}) {
        int sum = 0, least = 100, most = 0;
        for (int m = 0; m < 12; ++m) {
            const int n = models::fairs_in(Month::of(2020, 1) + m, per_year);
            sum += n;
            least = std::min(least, n);
            most = std::max(most, n);
        }
        CHECK(sum == per_year);
        CHECK(most - least <= 1);
    }
    CHECK(models::fairs_in(Month::of(2018, 3), 4) == 1);
    CHECK(models::fairs_in(Month::of(2018, 4), 4) == 0);
    int in_ten_years = 0;
    for (int m = 0; m < 120; ++m) in_ten_years += models::fairs_in(Month::of(2020, 1) + m, 0.3);
    CHECK(in_ten_years == 3);
}

TEST_CASE("fairs: reach is the share of those without a post within reach who attend", "[models][people]") {
    const auto world = still_lesson();
    const int n = 16 * 800;  // sixteen fairs, 800 people without a post in Suining and Tongnan
    const auto attended = static_cast<double>(attendances(world, 48));
    CHECK(std::abs(test::z_score(attended, n * 0.2, std::sqrt(n * 0.2 * 0.8))) < test::kMostZ);
}

TEST_CASE("fairs: several fairs of one month are attended one by one", "[models][people]") {
    auto world = still_lesson();
    world.levers[0].lever = test::lesson_with("joint_job_fair", "events_per_year", "36").levers[0].lever;
    world.funds[0].per_year_cny = 1e9;
    const int n = 12 * 3 * 800;
    CHECK(std::abs(test::z_score(static_cast<double>(attendances(world, 12)), n * 0.2, std::sqrt(n * 0.2 * 0.8))) <
          test::kMostZ);
}

TEST_CASE("fairs: online everybody is within reach, else those near a host", "[models][people]") {
    auto world = still_lesson();
    world.levers[0].lever = test::lesson_with("joint_job_fair", "reach", "1").levers[0].lever;
    CHECK(attendances(world, 3) == 800);
    world.levers[0].at_regions = {2_in_file};  // Chengdu, 146 km from Suining
    CHECK(attendances(world, 3) == 400);
    world.levers[0].online = true;
    CHECK(attendances(world, 3) == 1200);
    world.levers[0].eligible.age_max_years = 29.0;  // everybody is 30
    CHECK(attendances(world, 3) == 0);
}

TEST_CASE("fairs: who considers moving attends as well", "[models][people]") {
    auto world = still_lesson();
    world.overrides.consider_probability = 0.25;
    for (auto& region : world.regions) region.stay_constant.assign(1, 50.0);  // nobody goes
    const double asked = 16.0 * (800.0 + 0.25 * 8000.0);
    CHECK(std::abs(test::z_score(static_cast<double>(attendances(world, 48)), asked * 0.2,
                                 std::sqrt(16.0 * (800.0 * 0.2 * 0.8 + 8000.0 * 0.05 * 0.95)))) < test::kMostZ);
}

TEST_CASE("fairs: the mark of a fair lasts two months, and both places are known from the next month on",
          "[models][people]") {
    auto world = still_lesson();
    world.overrides.awareness_off_probability = 0.0;
    world.overrides.awareness_on_probability = 1e-12;  // a chain, but one that learns nothing by itself
    sim::Team team;
    TalentModel model{team, world};
    std::vector<std::int64_t> marked, learnt;
    for (int i = 0; i < 12; ++i) {
        model.step(world.start + i);
        std::int64_t marks = 0, known = 0;
        const auto& people = model.population();
        for (std::size_t row = 0; row < people.n_rows(); ++row) {
            marks += people.status[row].fair_lately() ? 1 : 0;
            const std::size_t home = people.status[row].region();
            const std::uint64_t others = people.known.get(row) & ~(std::uint64_t{1} << home);
            known += others != 0 ? 1 : 0;
        }
        marked.push_back(marks);
        learnt.push_back(known);
    }
    // March: people mark at its end for April and May.
    CHECK(marked[1] == 0);
    CHECK(marked[2] > 100);
    CHECK(marked[3] == marked[2]);
    CHECK(marked[4] == 0);
    CHECK(learnt[2] == marked[2]);
    CHECK(learnt[4] == learnt[2]);
    CHECK(learnt[5] > learnt[4]);
}

TEST_CASE("fairs: what the fund cannot pay does not take place", "[models][people]") {
    auto world = test::lesson("joint_job_fair");
    world.funds[0].per_year_cny = 250000;  // two and a half fairs a year
    world.funds[0].carry_over = false;
    const auto data = test::run(world);
    CHECK(test::total(data, "payments") == 8 * 100000.0);
    auto poor = world;
    poor.funds[0].per_year_cny = 99999;
    auto without = poor;
    without.levers[0].enabled = false;
    CHECK(test::difference(test::run(without), test::run(poor)) == "");
}

}  // namespace
