// SPDX-License-Identifier: Apache-2.0
// How often the luck interval of a comparison covers the true difference. Closed worlds of the
// model itself, run with many seeds: counts of people are not normal, and members are few, so the
// nominal 95 % has to be shown.
#include <cmath>
#include <vector>

#include "experiments/compare/comparison.hpp"
#include "models/run/simulate.hpp"
#include "tests/experiments/compare/contestants.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace talentflow;
using namespace talentflow::experiments;

namespace {

constexpr int kMembers = 5;

/// Residents of the first region at the end, of all tiers, member by member.
std::vector<double> residents(const models::World& world) {
    models::RunOptions options;
    options.threads = 1;
    const auto data = models::simulate(world, options).data;
    const auto& stock = data.values<std::int64_t>("stock");
    const std::size_t per_region = data.dimension("tier").size() * data.dimension("field").size();
    const std::size_t per_time = data.dimension("region").size() * per_region;
    const std::size_t n_times = data.dimension("time").size();
    std::vector<double> out;
    for (std::size_t m = 0; m < data.dimension("member").size(); ++m) {
        double sum = 0;
        for (std::size_t i = 0; i < per_region; ++i)
            sum += static_cast<double>(stock[(m * n_times + n_times - 1) * per_time + i]);
        out.push_back(sum);
    }
    return out;
}

/// Two regions with a monthly Markov matrix: what the expected stocks are is known in closed form.
models::World markov(double out_of_first, std::uint64_t seed, int members) {
    auto world = test::tiny_world({.regions = 2}, 8);
    world.seed = seed;
    world.replicates = members;
    test::add_people(world, 0_in_file, 60);
    test::add_people(world, 1_in_file, 40);
    world.overrides.transition = {{1 - out_of_first, out_of_first}, {0.1, 0.9}};
    return world;
}

double expected_in_first(double out_of_first) {
    double first = 60, second = 40;
    for (int month = 0; month < 8; ++month) {
        const double stays = first * (1 - out_of_first) + second * 0.1;
        second = first * out_of_first + second * 0.9;
        first = stays;
    }
    return first;
}

/// Share of intervals, each over kMembers of the differences, that cover the truth.
struct Coverage {
    int intervals = 0, covering = 0;
    void add(const std::vector<double>& differences, double truth) {
        for (std::size_t i = 0; i + kMembers <= differences.size(); i += kMembers) {
            const auto first = differences.begin() + static_cast<std::ptrdiff_t>(i);
            const auto e = estimate({first, first + kMembers});
            ++intervals;
            covering += e.luck->low <= truth && truth <= e.luck->high ? 1 : 0;
        }
    }
    [[nodiscard]] double share() const { return static_cast<double>(covering) / intervals; }
};

}  // namespace

TEST_CASE("luck interval: covers the exact difference of two Markov worlds in 95 of 100 comparisons",
          "[experiments][coverage]") {
    constexpr double kBase = 0.2, kArm = 0.15;
    const double truth = expected_in_first(kArm) - expected_in_first(kBase);
    Coverage coverage;
    std::vector<double> all;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const auto base = residents(markov(kBase, seed, 100)), arm = residents(markov(kArm, seed, 100));
        std::vector<double> differences;
        for (std::size_t m = 0; m < base.size(); ++m) differences.push_back(arm[m] - base[m]);
        coverage.add(differences, truth);
        all.insert(all.end(), differences.begin(), differences.end());
    }
    REQUIRE(coverage.intervals == 800);
    INFO("covered " << coverage.share());
    CHECK(std::fabs(test::z_score(coverage.share(), 0.95, std::sqrt(0.95 * 0.05 / 800))) < test::kMostZ);
    const auto m = test::moments(all);
    CHECK(std::fabs(test::z_score(m.mean, truth, std::sqrt(m.variance / 4000))) < test::kMostZ);
}

TEST_CASE("luck interval: covers the effect of a lever as often", "[experiments][coverage]") {
    // The truth is the mean of all members together, whose own error is a ninth of one interval's.
    constexpr int kAll = 400;
    const std::vector<std::pair<std::string, std::string>> many{
        {"random.replicates", std::to_string(kAll)}, {"random.seed", "77"}, {"time.months", "6"}};
    const auto base = residents(test::contestant("none", many).scenario.world);
    const auto arm = residents(test::contestant("award.yaml", many).scenario.world);
    std::vector<double> differences;
    for (std::size_t m = 0; m < base.size(); ++m) differences.push_back(arm[m] - base[m]);
    const auto m = test::moments(differences);
    CHECK(m.mean > 1);
    Coverage coverage;
    coverage.add(differences, m.mean);
    REQUIRE(coverage.intervals == kAll / kMembers);
    INFO("covered " << coverage.share() << ", effect " << m.mean);
    CHECK(std::fabs(test::z_score(coverage.share(), 0.95, std::sqrt(0.95 * 0.05 / 80))) < test::kMostZ);
}
