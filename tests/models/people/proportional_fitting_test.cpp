// SPDX-License-Identifier: Apache-2.0
#include "models/people/proportional_fitting.hpp"

#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

#include "sim/error.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sequence.hpp"

namespace {

using namespace talentflow;
using models::fit_margins;
using models::systematic_round;

// Published examples: tests/verification/published_test.cpp.
TEST_CASE("proportional fitting: three margins are met at once", "[models][fitting]") {
    test::Sequence sequence{91};
    std::vector<double> table;
    for (int i = 0; i < 3 * 4 * 5; ++i) table.push_back(sequence.between(0.1, 2.0));
    const std::vector<std::vector<double>> margins{{10, 20, 30}, {15, 15, 15, 15}, {6, 12, 18, 12, 12}};
    fit_margins(table, margins);
    std::vector<std::vector<double>> found{std::vector<double>(3), std::vector<double>(4), std::vector<double>(5)};
    for (std::size_t i = 0; i < table.size(); ++i) {
        found[0][i / 20] += table[i];
        found[1][i / 5 % 4] += table[i];
        found[2][i % 5] += table[i];
    }
    for (std::size_t axis = 0; axis < 3; ++axis) {
        for (std::size_t j = 0; j < margins[axis].size(); ++j) {
            CHECK(found[axis][j] == Approx(margins[axis][j]).epsilon(1e-8));
        }
    }
}

TEST_CASE("proportional fitting: a flat seed gives independence", "[models][fitting]") {
    std::vector<double> table(6, 1.0);
    fit_margins(table, {{40, 60}, {20, 30, 50}});
    const std::vector<double> expected{8, 12, 20, 12, 18, 30};
    for (std::size_t i = 0; i < 6; ++i) CHECK(table[i] == Approx(expected[i]).epsilon(1e-12));
}

TEST_CASE("proportional fitting: an empty margin empties its cells", "[models][fitting]") {
    std::vector<double> table(4, 1.0);
    fit_margins(table, {{0, 10}, {4, 6}});
    CHECK(table == std::vector<double>{0, 0, 4, 6});
}

TEST_CASE("proportional fitting: margins that do not fit the table are a bug", "[models][fitting]") {
    std::vector<double> table(4, 1.0);
    CHECK_THROWS_AS(fit_margins(table, {{1, 1}, {1, 1}, {1, 1}}), BugError);
}

TEST_CASE("systematic rounding: whole counts within 1 of their cells, running totals within 1", "[models][fitting]") {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        INFO("seed " << seed);
        test::Sequence sequence{seed};
        std::vector<double> cells;
        const std::size_t n = 1 + sequence.below(40);
        for (std::size_t i = 0; i < n; ++i) cells.push_back(i % 4 == 0 ? 0.0 : sequence.between(0.0, 5.0));
        const double u = sequence.unit();
        const auto counts = systematic_round(cells, u);
        REQUIRE(counts.size() == n);
        double running = 0.0;
        std::int64_t total = 0;
        for (std::size_t i = 0; i < n; ++i) {
            running += cells[i];
            total += counts[i];
            REQUIRE(counts[i] >= 0);
            REQUIRE(std::abs(static_cast<double>(counts[i]) - cells[i]) < 1.0);
            REQUIRE(total == static_cast<std::int64_t>(std::floor(running + u)));
            if (cells[i] == 0.0) REQUIRE(counts[i] == 0);
        }
    }
}

TEST_CASE("systematic rounding: groups with whole totals keep them for every u", "[models][fitting]") {
    // 100 x 0.07 and so on: sums that a computer misses by a little are whole all the same.
    std::vector<double> cells(100, 0.07);
    cells.insert(cells.end(), 30, 0.1);
    for (const double u : {0.0, 1e-12, 0.25, 0.5, 0.999999, 1.0 - 1e-12}) {
        const auto counts = systematic_round(cells, u);
        CHECK(std::accumulate(counts.begin(), counts.begin() + 100, std::int64_t{0}) == 7);
        CHECK(std::accumulate(counts.begin() + 100, counts.end(), std::int64_t{0}) == 3);
    }
}

TEST_CASE("systematic rounding: over a grid of u each cell has its mean", "[models][fitting]") {
    const std::vector<double> cells{0.3, 1.7, 0.0, 2.5, 0.01, 0.49};
    std::vector<double> mean(cells.size(), 0.0);
    constexpr int kPoints = 100000;
    for (int i = 0; i < kPoints; ++i) {
        const auto counts = systematic_round(cells, (i + 0.5) / kPoints);
        for (std::size_t j = 0; j < cells.size(); ++j) mean[j] += static_cast<double>(counts[j]) / kPoints;
    }
    for (std::size_t j = 0; j < cells.size(); ++j) CHECK(mean[j] == Approx(cells[j]).margin(3e-5));
}

TEST_CASE("systematic rounding: whole cells stay as they are", "[models][fitting]") {
    CHECK(systematic_round({3, 0, 2, 7}, 0.77) == std::vector<std::int64_t>{3, 0, 2, 7});
    CHECK(systematic_round({}, 0.5).empty());
}

}  // namespace
