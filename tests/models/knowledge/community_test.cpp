// SPDX-License-Identifier: Apache-2.0
#include "models/knowledge/community.hpp"

#include <cmath>
#include <cstdint>
#include <memory>
#include <vector>

#include "models/programmes/encounters.hpp"
#include "tests/support/alone.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/lever_laws.hpp"
#include "tests/support/statistics.hpp"

namespace {

using namespace talentflow;
using models::Community;
using models::CompiledWorld;
using models::Entry;
using models::ModuleState;
using models::TimePath;

constexpr int kMonths = 60;
constexpr int kBegins = 6;  // months after the start

models::World world_with_services(double share, double tie_gain, double stay) {
    auto world = test::tiny_world({2, 1, 1}, kMonths);
    world.modules.ties = ModuleState::active;
    models::LeverInstance lever;
    lever.id = "neighbours";
    lever.kind = "community_integration";
    lever.for_regions = {0_in_file};
    lever.from = world.start + kBegins;
    lever.lever = test::make_lever(lever.kind, {{"reached_share_per_month", TimePath{share}},
                                                {"tie_gain", TimePath{tie_gain}},
                                                {"stay_utility", TimePath{stay}}});
    world.levers.push_back(lever);
    return world;
}

/// `n` people of the first region of the file who moved in at `arrival`, months after the start.
struct Newcomers {
    models::World world;
    CompiledWorld compiled{world};
    sim::Draws draws{22, 0};
    models::Population population;
    test::Community community;
    std::uint32_t n;

    static models::Columns columns() {
        models::Columns c;
        c.n_regions = 2;
        c.ties = true;
        return c;
    }
    Newcomers(models::World w, int arrival, std::uint32_t people)
        : world{std::move(w)}, population{columns()}, community{compiled, draws, population}, n{people} {
        const models::RegionIndex home = compiled.inner_of[0_in_file];
        for (std::uint32_t i = 0; i < n; ++i) {
            const auto row = population.acquire(test::somebody(i));
            models::StatusWord who;
            who.set_region(home);
            who.set_employment(models::Employment::employed);
            population.status[row] = who;
            population.origin[row] = models::RegionIndex{1 - home};
            population.resident_since[row] = static_cast<std::uint16_t>((world.start + arrival).index());
            population.ties_since[row] = population.resident_since[row];
        }
        models::PolicyField policy{world};
        for (int t = 0; t < kMonths; ++t) {
            policy.reset();
            const auto& lever = world.levers.front();
            if (lever.in_force(world.start + t)) lever.lever->apply(world, lever, world.start + t, policy);
            community.open_month(world.start + t, policy);
        }
    }
    /// Share of them reached at the start of month `t`.
    [[nodiscard]] double reached(int t) const {
        std::int64_t sum = 0;
        for (std::uint32_t i = 0; i < n; ++i) sum += community.belonging(i, world.start + t) > 0.0 ? 1 : 0;
        return static_cast<double>(sum) / n;
    }
};

TEST_CASE("community: a newcomer is reached with the share of every month, for two years",
          "[models][community][statistical]") {
    // Four tests with odds of a false alarm of 1e-5 each.
    const Newcomers people{world_with_services(0.1, 0.5, 0.2), 10, 40000};
    REQUIRE(people.community.present());
    CHECK(people.reached(10) == 0.0);
    CHECK(people.reached(11) == 0.0);  // the first month of services is the one after the arrival
    for (const int months : {1, 5, 12, 24}) {
        const double exact = 1.0 - std::pow(0.9, months);
        const double found = people.reached(11 + months);
        CHECK(std::abs(test::z_score(found, exact, std::sqrt(exact * (1.0 - exact) / people.n))) < test::kMostZ);
    }
    CHECK(people.reached(kMonths) == people.reached(35));  // nobody later
}

TEST_CASE("community: once reached, always reached, whenever somebody looks", "[models][community]") {
    const Newcomers people{world_with_services(0.1, 0.5, 0.2), 10, 2000};
    bool lasting = true;
    for (std::uint32_t i = 0; i < people.n; ++i) {
        bool before = false;
        for (int t = 10; t <= kMonths; ++t) {
            const bool now = people.community.belonging(i, people.world.start + t) > 0.0;
            lasting = lasting && (now || !before);
            before = now;
        }
    }
    CHECK(lasting);
}

TEST_CASE("community: who came before the services, or was born to the place, is not a newcomer",
          "[models][community]") {
    const Newcomers before{world_with_services(0.5, 0.5, 0.2), kBegins - 1, 500};
    CHECK(before.reached(40) == 0.0);
    Newcomers graduates{world_with_services(0.5, 0.5, 0.2), 10, 500};
    REQUIRE(graduates.reached(40) > 0.9);
    const models::RegionIndex home = graduates.compiled.inner_of[0_in_file];
    for (std::uint32_t i = 0; i < graduates.n; ++i) {
        graduates.population.origin[i] = models::RegionIndex{home};
        graduates.population.id[i] =
            sim::PersonId::of(graduates.compiled.uid[home], graduates.world.start + 10, i).bits();
    }
    CHECK(graduates.reached(40) == 0.0);
}

TEST_CASE("community: acquaintances add up month by month and fade", "[models][community]") {
    // Everybody is reached in the first month, so that the rest is no matter of luck.
    const Newcomers people{world_with_services(1.0, 0.5, 0.0), 10, 3};
    const double nu = people.world.parameters.tie_rate_per_month, delta = people.world.parameters.tie_decay_per_month;
    double sum = 0.0;
    for (int t = 12; t < kMonths; ++t) {  // reached in month 11
        CHECK(people.community.extra_acquaintances(1, people.world.start + t) == Approx(sum).margin(1e-12));
        sum = sum * (1.0 - delta) + 0.5 * nu;
    }
    CHECK(people.community.belonging(1, people.world.start + 30) == 0.0);
}

TEST_CASE("community: after an event only what came since counts", "[models][community]") {
    Newcomers people{world_with_services(1.0, 0.5, 0.0), 10, 1};
    const double nu = people.world.parameters.tie_rate_per_month, delta = people.world.parameters.tie_decay_per_month;
    const double before = people.community.extra_acquaintances(0, people.world.start + 20);
    const double all = people.community.extra_acquaintances(0, people.world.start + 30);
    people.population.ties_since[0] = static_cast<std::uint16_t>((people.world.start + 20).index());
    const double since = people.community.extra_acquaintances(0, people.world.start + 30);
    CHECK(since == Approx(0.5 * nu * (1.0 - std::pow(1.0 - delta, 10)) / delta));
    CHECK(all == Approx(before * std::pow(1.0 - delta, 10) + since));
}

TEST_CASE("community: an event at which nobody is met takes none of the acquaintances away", "[models][community]") {
    Newcomers people{world_with_services(1.0, 4.0, 0.0), 10, 400};
    const models::Ties ties{people.compiled, people.draws};
    const test::Awareness awareness{people.compiled, people.draws};
    const models::Encounters encounters{people.compiled, people.draws, awareness, ties, people.community};
    const sim::Month now = people.world.start + 30;
    std::vector<int> before;
    std::vector<models::Encounter> fair;
    double extra = 0.0;
    for (std::uint32_t row = 0; row < people.n; ++row) {
        extra += people.community.extra_acquaintances(row, now + 1);
        for (std::size_t r = 0; r < 2; ++r)
            before.push_back(people.community.acquaintances(ties, row, models::RegionIndex{r}, now + 1));
        fair.push_back({people.population.id[row], row, 0, 0b11, 0.0, sim::Purpose::fair_ties, 1U << 20});
    }
    REQUIRE(extra > 0.0);
    models::EncounterScratch scratch;
    encounters.store(people.population, fair, now, scratch);
    bool same = true;
    for (std::uint32_t row = 0; row < people.n; ++row) {
        for (std::size_t r = 0; r < 2; ++r) same = same && before[2 * row + r] == people.population.ties_of(row)[r];
    }
    CHECK(same);
}

TEST_CASE("community: without such a lever nobody is asked", "[models][community]") {
    auto world = world_with_services(0.5, 0.5, 0.2);
    world.levers.front().dose = 0.0;
    const Newcomers people{world, 10, 10};
    CHECK_FALSE(people.community.present());
    CHECK(people.reached(40) == 0.0);
    CHECK(people.community.extra_acquaintances(0, people.world.start + 40) == 0.0);
}

}  // namespace
