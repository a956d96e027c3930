// SPDX-License-Identifier: Apache-2.0
#include "models/programmes/encounters.hpp"

#include <cmath>
#include <vector>

#include "tests/support/alone.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

namespace {

using namespace talentflow;
using models::Encounter;
using sim::Month;

constexpr std::size_t kPeople = 20000;

/// A world of four regions where people learn of places and forget them, and meet and lose people.
struct Fixture {
    models::World world;
    models::CompiledWorld compiled;
    sim::Draws draws{5, 0};
    test::Awareness awareness;
    models::Ties ties;
    models::Population population;
    test::Community community;
    models::Encounters encounters;
    models::PolicyField policy;

    explicit Fixture(models::ModuleState state = models::ModuleState::active)
        : world{four_regions(state)},
          compiled{world},
          awareness{compiled, draws},
          ties{compiled, draws},
          population{{.n_regions = 4, .awareness = true, .ties = true}},
          community{compiled, draws, population},
          encounters{compiled, draws, awareness, ties, community},
          policy{world} {
        for (Month m = compiled.first; m < compiled.end; m = m + 1) awareness.open_month(m, policy);
        population.resize(kPeople);
        for (std::size_t row = 0; row < kPeople; ++row) {
            population.id[row] = test::somebody(static_cast<std::uint32_t>(row)).bits();
            models::StatusWord who;
            who.set_region(models::RegionIndex{row % 4});
            who.set_employment(models::Employment::employed);
            population.status[row] = who;
            population.known.set(row, row % 16);
            population.known_since[row] = static_cast<std::uint16_t>(world.start.index());
            population.ties_since[row] = static_cast<std::uint16_t>(world.start.index());
            for (std::size_t r = 0; r < 4; ++r) population.ties_of(row)[r] = r == row % 4 ? 20 : 6;
        }
    }
    static models::World four_regions(models::ModuleState state) {
        auto world = test::tiny_world({4, 1, 1}, 60);
        world.modules.awareness = world.modules.ties = state;
        return world;
    }
    [[nodiscard]] bool knows(std::size_t row, models::RegionIndex r, Month now) const {
        const bool stored = ((population.known.get(row) >> r) & 1U) != 0;
        return awareness.knows(
            {population.person(row), Month{population.known_since[row]}, population.status[row].region(), r, stored},
            now);
    }
    [[nodiscard]] int ties_at(std::size_t row, models::RegionIndex r, Month now) const {
        return ties.at(population.person(row), population.status[row].region(), r, population.ties_of(row)[r],
                       Month{population.ties_since[row]}, now);
    }
    void store(std::uint64_t learns, std::uint64_t meets, double mean, Month now) {
        std::vector<Encounter> all;
        for (std::uint32_t row = 0; row < kPeople; ++row) {
            all.push_back({population.id[row], row, learns, meets, mean, sim::Purpose::fair_ties, 1U << 20});
        }
        models::EncounterScratch scratch;
        encounters.store(population, all, now, scratch);
    }
};

TEST_CASE("encounters: who learns nothing knows what they would have known", "[models][people]") {
    Fixture plain, visited;
    const Month now = plain.world.start + 14;
    visited.store(0, 0, 0.0, now);
    std::size_t differ = 0;
    for (std::size_t row = 0; row < kPeople; ++row) {
        for (std::size_t r = 0; r < 4; ++r) {
            if (r == row % 4) continue;  // home is known anyway
            for (const int later : {1, 5, 40})
                differ += plain.knows(row, models::RegionIndex{r}, now + later) !=
                          visited.knows(row, models::RegionIndex{r}, now + later);
        }
    }
    CHECK(differ == 0);
}

TEST_CASE("encounters: a place learnt of is known from the next month on, then forgotten as any other",
          "[models][people]") {
    Fixture f;
    const Month now = f.world.start + 14;
    f.store(0b0100, 0, 0.0, now);
    std::size_t known = 0, known_later = 0, n = 0;
    for (std::size_t row = 0; row < kPeople; ++row) {
        known += f.knows(row, 2_region, now + 1) ? 1U : 0U;
        if (row % 4 == 2) continue;
        ++n;
        known_later += f.knows(row, 2_region, now + 21) ? 1U : 0U;
    }
    CHECK(known == kPeople);
    // Chain of methods 3.7 from "known": steady + (1 - steady) (1 - a - b)^20.
    const auto& p = f.world.parameters;
    const double a = 1.0 - std::exp(-p.awareness_rate_per_month * std::exp(-100.0 / p.awareness_distance_km));
    const double b = 1.0 - std::exp(-p.forgetting_rate_per_month);
    const double share = a / (a + b) + b / (a + b) * std::pow(1.0 - a - b, 20);
    const auto count = static_cast<double>(n);
    CHECK(std::abs(test::z_score(static_cast<double>(known_later), count * share,
                                 std::sqrt(count * share * (1.0 - share)))) < test::kMostZ);
}

TEST_CASE("encounters: people met are added to those known without them", "[models][people]") {
    Fixture f;
    const Month now = f.world.start + 9;
    std::vector<int> before;
    for (std::size_t row = 0; row < kPeople; ++row) before.push_back(f.ties_at(row, 1_region, now + 1));
    f.store(0, 0b0010, 2.5, now);
    std::vector<double> gained;
    for (std::size_t row = 0; row < kPeople; ++row) {
        gained.push_back(f.ties_at(row, 1_region, now + 1) - before[row]);
        REQUIRE(gained.back() >= 0.0);
    }
    const auto m = test::moments(gained);
    CHECK(std::abs(test::z_score(m.mean, 2.5, std::sqrt(2.5 / kPeople))) < test::kMostZ);
    CHECK(std::abs(test::z_score(m.variance, 2.5, std::sqrt((2.5 + 2.0 * 2.5 * 2.5) / kPeople))) < test::kMostZ);
    // A second event of the same month comes on top.
    const auto once = f.ties_at(7, 1_region, now + 1);
    f.store(0, 0b0010, 2.5, now);
    CHECK(f.ties_at(7, 1_region, now + 1) >= once);
    CHECK(f.population.ties_since[7] == (now + 1).index());
}

TEST_CASE("encounters: what stands still is not stored", "[models][people]") {
    Fixture f{models::ModuleState::fixed};
    f.store(0b1111, 0b1111, 5.0, f.world.start + 3);
    for (std::size_t row = 0; row < 100; ++row) {
        REQUIRE(f.population.known.get(row) == row % 16);
        REQUIRE(f.population.ties_of(row)[(row + 1) % 4] == 6);
        REQUIRE(f.population.ties_since[row] == f.world.start.index());
    }
}

TEST_CASE("encounters: meeting some every month and losing a share leaves the sum of a geometric series",
          "[models][people]") {
    const Fixture f;
    const double delta = f.world.parameters.tie_decay_per_month;
    double left = 0.0;
    for (int month = 0; month < 12; ++month) left = left * (1.0 - delta) + 3.0;
    CHECK(f.encounters.left_after(3.0, 12) == Approx(left).epsilon(1e-12));
    auto world = Fixture::four_regions(models::ModuleState::active);
    world.parameters.tie_decay_per_month = 0.0;
    const models::CompiledWorld compiled{world};
    const models::Encounters none_lost{compiled, f.draws, f.awareness, f.ties, f.community};
    CHECK(none_lost.left_after(3.0, 12) == 36.0);
}

}  // namespace
