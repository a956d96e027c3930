// SPDX-License-Identifier: Apache-2.0
#include "models/knowledge/ties.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

namespace {

using namespace talentflow;
using models::CompiledWorld;
using models::ModuleState;
using models::Ties;

constexpr std::uint32_t kPeople = 100000;

models::World world_with_ties(ModuleState state) {
    auto world = test::tiny_world({3, 1, 1}, 120);
    world.modules.ties = state;
    // Regions are numbered by uid inside the model: make the far one far from both others.
    for (std::size_t r = 0; r < 2; ++r)
        world.distances[models::FileRegion{r}][2_in_file].km = world.distances[2_in_file][models::FileRegion{r}].km =
            300.0;
    return world;
}

/// z scores of mean and variance of counts that should be Poisson(25).
void check_poisson_25(const std::vector<double>& counts) {
    const auto m = test::moments(counts);
    const auto n = static_cast<double>(counts.size());
    CHECK(std::abs(test::z_score(m.mean, 25.0, std::sqrt(25.0 / n))) < test::kMostZ);
    CHECK(std::abs(test::z_score(m.variance, 25.0, std::sqrt((25.0 + 2.0 * 625.0) / n))) < test::kMostZ);
}

/// Acquaintances in every region.
void at_all(const Ties& ties, sim::PersonId person, std::size_t home, const std::uint8_t* stored, sim::Month since,
            sim::Month now, std::uint8_t* out) {
    for (std::size_t r = 0; r < 3; ++r) {
        out[r] = static_cast<std::uint8_t>(
            ties.at(person, models::RegionIndex{home}, models::RegionIndex{r}, stored[r], since, now));
    }
}

TEST_CASE("ties: at the start Poisson(25) at home (V17)", "[models][ties][statistical]") {
    // Two tests with odds of a false alarm of 1e-5 each.
    const auto world = world_with_ties(ModuleState::active);
    const CompiledWorld compiled{world};
    const sim::Draws draws{1, 0};
    const Ties ties{compiled, draws};
    std::vector<double> counts;
    std::array<std::uint8_t, 3> n{};
    for (std::uint32_t i = 0; i < kPeople; ++i) {
        ties.initial(test::somebody(i), 0_region, n.data());
        counts.push_back(n[0]);
    }
    check_poisson_25(counts);
}

TEST_CASE("ties: they stay Poisson(25) at home (V17)", "[models][ties][statistical]") {
    // Six tests with odds of a false alarm of 1e-5 each.
    const auto world = world_with_ties(ModuleState::active);
    const CompiledWorld compiled{world};
    const sim::Draws draws{2, 0};
    const Ties ties{compiled, draws};
    for (const int months : {1, 24, 120}) {
        INFO(months << " months");
        std::vector<double> counts;
        std::array<std::uint8_t, 3> stored{}, n{};
        for (std::uint32_t i = 0; i < kPeople; ++i) {
            ties.initial(test::somebody(i), 0_region, stored.data());
            at_all(ties, test::somebody(i), 0, stored.data(), world.start, world.start + months, n.data());
            counts.push_back(n[0]);
        }
        check_poisson_25(counts);
    }
}

TEST_CASE("ties: from none they grow at home as 25 (1 - 0.98^t), elsewhere they only fade",
          "[models][ties][statistical]") {
    // Three tests with odds of a false alarm of 1e-5 each.
    const auto world = world_with_ties(ModuleState::active);
    const CompiledWorld compiled{world};
    const sim::Draws draws{3, 0};
    const Ties ties{compiled, draws};
    constexpr int kMonths = 36;
    const double left = std::pow(0.98, kMonths);
    std::vector<double> home, away, nowhere;
    const std::array<std::uint8_t, 3> stored{0, 40, 0};
    std::array<std::uint8_t, 3> n{};
    for (std::uint32_t i = 0; i < kPeople; ++i) {
        at_all(ties, test::somebody(i), 0, stored.data(), world.start, world.start + kMonths, n.data());
        home.push_back(n[0]);
        away.push_back(n[1]);
        nowhere.push_back(n[2]);
    }
    const double mean = 25.0 * (1.0 - left);
    CHECK(std::abs(test::z_score(test::moments(home).mean, mean, std::sqrt(mean / kPeople))) < test::kMostZ);
    const auto faded = test::moments(away);
    const double variance = 40.0 * left * (1.0 - left);
    CHECK(std::abs(test::z_score(faded.mean, 40.0 * left, std::sqrt(variance / kPeople))) < test::kMostZ);
    CHECK(std::abs(test::z_score(faded.variance, variance, variance * std::sqrt(2.0 / kPeople))) < test::kMostZ);
    CHECK(test::moments(nowhere).mean == 0.0);
}

TEST_CASE("ties: most acquaintances fade too", "[models][ties]") {
    const auto world = world_with_ties(ModuleState::active);
    const CompiledWorld compiled{world};
    const sim::Draws draws{4, 0};
    const Ties ties{compiled, draws};
    double sum = 0.0;
    const std::array<std::uint8_t, 3> stored{0, 255, 0};
    std::array<std::uint8_t, 3> n{};
    for (std::uint32_t i = 0; i < 2000; ++i) {
        at_all(ties, test::somebody(i), 0, stored.data(), world.start, world.start + 1, n.data());
        sum += n[1];
    }
    CHECK(sum / 2000.0 == Approx(255.0 * 0.98).epsilon(0.002));  // 10 standard errors
}

TEST_CASE("ties: asked at the anchor, or switched off, the stored counts stand", "[models][ties]") {
    const std::array<std::uint8_t, 3> stored{7, 0, 255};
    std::array<std::uint8_t, 3> n{};
    const sim::Draws draws{5, 0};
    const auto active = world_with_ties(ModuleState::active);
    const CompiledWorld compiled{active};
    at_all(Ties{compiled, draws}, test::somebody(1), 0, stored.data(), active.start + 5, active.start + 5, n.data());
    CHECK(n == stored);
    const auto fixed = world_with_ties(ModuleState::fixed);
    const CompiledWorld compiled_fixed{fixed};
    const Ties standing{compiled_fixed, draws};
    CHECK(standing.present());
    at_all(standing, test::somebody(1), 0, stored.data(), fixed.start, fixed.start + 60, n.data());
    CHECK(n == stored);
    const auto none = world_with_ties(ModuleState::none);
    const CompiledWorld compiled_none{none};
    CHECK_FALSE(Ties(compiled_none, draws).present());
}

TEST_CASE("ties: at the start a share of them nearby, none beyond", "[models][ties][statistical]") {
    // Odds of a false alarm 1e-5.
    const auto world = world_with_ties(ModuleState::active);
    const CompiledWorld compiled{world};
    const sim::Draws draws{6, 0};
    const Ties ties{compiled, draws};
    const models::RegionIndex home = compiled.inner_of[0_in_file], near = compiled.inner_of[1_in_file],
                              far = compiled.inner_of[2_in_file];
    double nearby = 0.0, beyond = 0.0;
    std::array<std::uint8_t, 3> n{};
    for (std::uint32_t i = 0; i < kPeople; ++i) {
        ties.initial(test::somebody(i), home, n.data());
        nearby += n[near];
        beyond += n[far];
    }
    const double mean = world.parameters.ties_home_mean * world.parameters.ties_nearby_share;
    CHECK(std::abs(test::z_score(nearby / kPeople, mean, std::sqrt(mean / kPeople))) < test::kMostZ);
    CHECK(beyond == 0.0);
}

}  // namespace
