// SPDX-License-Identifier: Apache-2.0
#include "models/people/synthesis.hpp"

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/loader/scenario.hpp"
#include "tests/support/alone.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

namespace {

using namespace talentflow;
using models::Awareness;
using models::CompiledWorld;
using models::Synthesis;
using models::Ties;

const models::World& base_world() {
    static const models::World world =
        scenarios::load_scenario(TALENTFLOW_SOURCE_DIR "/scenarios/base/chengdu-chongqing.yaml").world;
    return world;
}

struct Margins {
    std::int64_t total = 0;
    std::vector<std::int64_t> tier, field, age_sex;
};

Margins margins_of(const std::vector<models::Cell>& cells, const models::World& world) {
    Margins m;
    m.tier.assign(world.n_tiers(), 0);
    m.field.assign(world.n_fields(), 0);
    m.age_sex.assign(2 * world.age_bands.size(), 0);
    for (const auto& cell : cells) {
        m.total += cell.count;
        m.tier[cell.tier] += cell.count;
        m.field[cell.field] += cell.count;
        m.age_sex[cell.woman * world.age_bands.size() + cell.band] += cell.count;
    }
    return m;
}

TEST_CASE("synthesis: totals and printed tier counts of the base world are exact", "[models][synthesis]") {
    const auto& world = base_world();
    const CompiledWorld compiled{world};
    const sim::Draws draws{1, 0};
    for (std::size_t r = 0; r < compiled.n_regions; ++r) {
        const auto& region = compiled.region(models::RegionIndex{r});
        INFO(region.id);
        const auto m = margins_of(models::synthesize_cells(compiled, draws, models::RegionIndex{r}), world);
        CHECK(m.total == static_cast<std::int64_t>(std::floor(region.talent_total / world.persons_per_agent + 0.5)));
        for (std::size_t k = 0; k + 1 < world.n_tiers(); ++k) {
            const double persons = region.tier_counts[k].value_or(world.tier_shares[k] * region.talent_total);
            CHECK(m.tier[k] == static_cast<std::int64_t>(std::floor(persons / world.persons_per_agent + 0.5)));
        }
    }
}

TEST_CASE("synthesis: fields, ages and sexes of the base world are met within rounding", "[models][synthesis]") {
    const auto& world = base_world();
    const CompiledWorld compiled{world};
    const sim::Draws draws{1, 0};
    const auto& bands = world.age_bands;
    // A run of cells misses its sum by less than 1: one run a tier for a field, one a tier and field for an age.
    const auto most_field = static_cast<double>(world.n_tiers());
    const auto most_age = static_cast<double>(world.n_tiers() * world.n_fields());
    for (std::size_t r = 0; r < compiled.n_regions; ++r) {
        const auto& region = compiled.region(models::RegionIndex{r});
        INFO(region.id);
        const auto m = margins_of(models::synthesize_cells(compiled, draws, models::RegionIndex{r}), world);
        const auto total = static_cast<double>(m.total);
        const auto fields = models::field_margin(compiled, models::RegionIndex{r});
        for (std::size_t f = 0; f < fields.size(); ++f) {
            CHECK(std::abs(static_cast<double>(m.field[f]) - fields[f] * total) <= most_field);
        }
        std::vector<double> weight;
        const std::size_t n = bands.size();
        for (std::size_t b = 0; b < n; ++b) weight.push_back(region.men[b] * bands[b].college_weight_men);
        for (std::size_t b = 0; b < n; ++b) weight.push_back(region.women[b] * bands[b].college_weight_women);
        double sum = 0.0;
        for (const double w : weight) sum += w;
        for (std::size_t a = 0; a < weight.size(); ++a) {
            CHECK(std::abs(static_cast<double>(m.age_sex[a]) - weight[a] / sum * total) <= most_age);
        }
    }
}

TEST_CASE("synthesis: field shares sum to 1, and are even where industries are unknown", "[models][synthesis]") {
    const CompiledWorld base{base_world()};
    for (std::size_t r = 0; r < base.n_regions; ++r) {
        double sum = 0.0;
        for (const double share : models::field_margin(base, models::RegionIndex{r})) sum += share;
        CHECK(sum == Approx(1.0).epsilon(1e-12));
    }
    const auto tiny = test::tiny_world({1, 1, 4});
    CHECK(models::field_margin(CompiledWorld{tiny}, 0_region) == std::vector<double>(4, 0.25));
}

/// A census of two regions and 50,000 people.
models::World census() {
    auto world = test::tiny_world({2, 3, 2}, 12);
    world.burn_in_months = 6;
    world.age_bands = {{22, 29, 1.0, 1.0}, {30, 49, 0.8, 0.7}, {50, 54, 0.5, 0.4}};
    for (auto& region : world.regions) {
        region.talent_total = 25000;
        region.men = {3000, 6000, 2000};
        region.women = {3100, 5900, 1500};
        region.unemployment = 0.05;
    }
    world.regions[0_in_file].tier_counts[0] = 7;
    return world;
}

struct People {
    models::World world = census();
    CompiledWorld compiled{world};
    sim::Draws draws{5, 0};
    test::Awareness awareness{compiled, draws};
    Ties ties{compiled, draws};
    sim::Team team;
    Synthesis synthesis{team, compiled, draws, awareness, ties};
    models::Population population{{.n_regions = 2, .awareness = false, .ties = false, .accreditation = true}};

    People() { synthesis.populate(population); }
};

TEST_CASE("synthesis: people stand in the order of regions with consecutive ids", "[models][synthesis]") {
    const People p;
    REQUIRE(p.population.n_rows() == 50000);
    bool ordered = true;
    for (std::size_t row = 0; row < 50000; ++row) {
        const std::size_t region = row / 25000;
        const auto id = sim::PersonId::of(p.compiled.uid[region], p.world.first_month() - 1,
                                          static_cast<std::uint32_t>(row % 25000));
        ordered = ordered && p.population.person(row) == id && p.population.status[row].region() == region;
    }
    CHECK(ordered);
    CHECK(p.synthesis.n_agents(0_region) == 25000);
}

TEST_CASE("synthesis: ages lie in their bands and tenures begin at 22 or later", "[models][synthesis]") {
    const People p;
    const int first = p.world.first_month().index();
    bool in_band = true, after_22 = true;
    for (std::size_t row = 0; row < p.population.n_rows(); ++row) {
        const int birth = p.population.birth[row];
        const int age = p.world.start.index() - birth;
        in_band = in_band && age >= 22 * 12 && age < 55 * 12;
        // Ages are those of time 0, and tenures count back from the first simulated month.
        const int earliest = first - (age - 22 * 12);
        for (const int since : {int{p.population.job_since[row]}, int{p.population.resident_since[row]}}) {
            after_22 = after_22 && since >= earliest && since <= first;
        }
    }
    CHECK(in_band);
    CHECK(after_22);
}

TEST_CASE("synthesis: women still at work past 50 retire as cadres", "[models][synthesis]") {
    const People p;
    bool right = true;
    for (std::size_t row = 0; row < p.population.n_rows(); ++row) {
        const auto who = p.population.status[row];
        const int age = p.world.start.index() - p.population.birth[row];
        if (!who.woman() || age >= 50 * 12) right = right && !who.early_retirement();
    }
    CHECK(right);
}

TEST_CASE("synthesis: unemployment is the region's, accreditation at home", "[models][synthesis][statistical]") {
    // Odds of a false alarm 1e-5.
    const People p;
    std::int64_t without = 0;
    bool at_home = true;
    for (std::size_t row = 0; row < p.population.n_rows(); ++row) {
        const auto who = p.population.status[row];
        without += who.employed() ? 0 : 1;
        const std::size_t expected = who.tier() < 2 ? who.tier() + 1 : 0;
        at_home = at_home && p.population.accredited(row, who.region()) == expected &&
                  p.population.accredited(row, models::RegionIndex{1 - who.region()}) == 0;
    }
    CHECK(at_home);
    const double error = std::sqrt(0.05 * 0.95 / 50000);
    CHECK(std::abs(test::z_score(static_cast<double>(without) / 50000, 0.05, error)) < test::kMostZ);
}

TEST_CASE("synthesis: graduates are 22 to 24, unemployed and of the last tiers", "[models][synthesis]") {
    const People p;
    bool right = true;
    std::int64_t upper = 0;
    for (std::uint32_t i = 0; i < 20000; ++i) {
        const auto g = p.synthesis.graduate(test::somebody(i), 1_region, p.world.start);
        const int age = p.world.start.index() - g.birth;
        right = right && age >= 22 * 12 && age < 25 * 12 && g.status.graduate() && !g.status.employed() &&
                !g.status.empty() && g.status.region() == 1 && g.status.tier() >= 1;
        upper += g.status.tier() == 1 ? 1 : 0;
    }
    CHECK(right);
    CHECK(static_cast<double>(upper) / 20000 == Approx(p.world.parameters.graduates_upper_share).margin(0.01));
}

TEST_CASE("synthesis: immigrants resemble the residents of the world", "[models][synthesis][statistical]") {
    // Odds of a false alarm 1e-5.
    const People p;
    std::vector<std::int64_t> residents(3, 0), immigrants(3, 0);
    for (const auto& who : p.population.status) ++residents[who.tier()];
    for (std::uint32_t i = 0; i < 50000; ++i) {
        ++immigrants[p.synthesis.immigrant(test::somebody(i), p.world.start).status.tier()];
    }
    std::vector<double> shares;
    for (const auto n : residents) shares.push_back(static_cast<double>(n) / 50000);
    CHECK(test::chi_square(immigrants, shares) < test::most_chi_square(2));
}

TEST_CASE("synthesis: a world by size alone is spread evenly, the remainder in uid order", "[models][synthesis]") {
    auto world = test::tiny_world({3, 2, 2});
    world.agents = 1001;
    const CompiledWorld compiled{world};
    const sim::Draws draws{6, 0};
    const test::Awareness awareness{compiled, draws};
    const Ties ties{compiled, draws};
    sim::Team team;
    const Synthesis synthesis{team, compiled, draws, awareness, ties};
    CHECK(synthesis.n_agents(0_region) == 334);
    CHECK(synthesis.n_agents(1_region) == 334);
    CHECK(synthesis.n_agents(2_region) == 333);
}

}  // namespace
