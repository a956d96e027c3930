// SPDX-License-Identifier: Apache-2.0
#include "experiments/design/points.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include "tests/support/catch.hpp"

using namespace talentflow::experiments;

TEST_CASE("sobol: the origin, then the known first points", "[experiments][design]") {
    // The first eight points in three dimensions with Joe and Kuo's numbers, as SciPy 1.10 prints them.
    const std::vector<double> known{0,     0,     0,     0.5,   0.5,   0.5,   0.75,  0.25,  0.25,  0.25,  0.75,  0.75,
                                    0.375, 0.375, 0.625, 0.875, 0.875, 0.125, 0.625, 0.125, 0.875, 0.125, 0.625, 0.375};
    const auto points = sobol_sequence(8, 3);
    for (std::size_t i = 0; i < known.size(); ++i) CHECK(static_cast<double>(points[i]) * 0x1.0p-64 == known[i]);
}

TEST_CASE("sobol: a thousand points in forty dimensions are those of SciPy", "[experiments][design]") {
    const auto points = sobol_sequence(1000, 40);
    double sum = 0;
    for (std::size_t d = 0; d < 40; ++d) sum += static_cast<double>(points[999 * 40 + d]) * 0x1.0p-64;
    CHECK(static_cast<double>(points[999 * 40]) * 0x1.0p-64 == 0.1572265625);
    CHECK(static_cast<double>(points[999 * 40 + 39]) * 0x1.0p-64 == 0.7919921875);
    CHECK(sum == 21.587890625);
}

TEST_CASE("sobol: shifted, every power of two is balanced in every dimension", "[experiments][design]") {
    for (const std::uint64_t seed : {1U, 2U, 3U, 77U}) {
        const std::size_t dimensions = 16;
        const auto points = shifted_sobol(256, dimensions, seed);
        for (const std::size_t n : {2U, 16U, 64U, 256U}) {
            for (std::size_t d = 0; d < dimensions; ++d) {
                std::set<double> cells;
                for (std::size_t i = 0; i < n; ++i)
                    cells.insert(std::floor(points[i * dimensions + d] * static_cast<double>(n)));
                CHECK(cells.size() == n);
            }
        }
    }
}

TEST_CASE("sobol: more points keep the first ones, another seed shifts them", "[experiments][design]") {
    const auto few = shifted_sobol(64, 6, 5), many = shifted_sobol(256, 6, 5), other = shifted_sobol(64, 6, 6);
    CHECK(std::equal(few.begin(), few.end(), many.begin()));
    CHECK(few != other);
    CHECK(std::all_of(many.begin(), many.end(), [](double u) { return u > 0 && u < 1; }));
}

TEST_CASE("latin hypercube: one point in each stratum of each factor", "[experiments][design]") {
    for (const std::size_t n : {1U, 2U, 7U, 100U}) {
        for (const std::uint64_t seed : {1U, 9U}) {
            const auto points = latin_hypercube(n, 5, seed);
            for (std::size_t f = 0; f < 5; ++f) {
                std::set<double> strata;
                for (std::size_t i = 0; i < n; ++i)
                    strata.insert(std::floor(points[i * 5 + f] * static_cast<double>(n)));
                CHECK(strata.size() == n);
                CHECK(*strata.begin() == 0);
                CHECK(*strata.rbegin() == static_cast<double>(n - 1));
            }
        }
    }
}

TEST_CASE("latin hypercube: factors are not in step", "[experiments][design]") {
    const std::size_t n = 2000;
    const auto points = latin_hypercube(n, 2, 3);
    double product = 0;
    for (std::size_t i = 0; i < n; ++i) product += (points[2 * i] - 0.5) * (points[2 * i + 1] - 0.5);
    // Correlation of independent orders: sd 1 / sqrt(n - 1); five of them, fixed seed.
    CHECK(std::abs(12 * product / static_cast<double>(n)) < 5 / std::sqrt(static_cast<double>(n - 1)));
}

TEST_CASE("morris: a trajectory starts on a level, moves each factor once by the step", "[experiments][design]") {
    CHECK(kMorrisStep == Approx(2.0 / 3));
    std::vector<int> up(6, 0), first(6, 0), level(4, 0);
    for (std::size_t k = 0; k < 400; ++k) {
        const auto way = morris_trajectory(k, 6, 11);
        auto order = way.order;
        ++first[order.front()];
        std::sort(order.begin(), order.end());
        for (std::size_t f = 0; f < 6; ++f) {
            CHECK(order[f] == f);
            CHECK(std::abs(way.end[f] - way.start[f]) == Approx(kMorrisStep));
            CHECK((way.end[f] >= 0 && way.end[f] <= 1));
            up[f] += way.end[f] > way.start[f] ? 1 : 0;
            ++level[static_cast<std::size_t>(std::lround(way.start[f] * 3))];
        }
    }
    // Fair coins: 200 of 400 up with sd 10, 600 of 2,400 at each level with sd 21, first in 67 of 400 with sd 7.5.
    for (const int n : up) CHECK(std::abs(n - 200) < 50);
    for (const int n : level) CHECK(std::abs(n - 600) < 105);
    for (const int n : first) CHECK(std::abs(n - 67) < 38);
}

TEST_CASE("morris: a trajectory does not depend on how many there are", "[experiments][design]") {
    CHECK(morris_trajectory(3, 4, 1).start == morris_trajectory(3, 4, 1).start);
    bool differ = false;
    for (std::size_t k = 0; k < 8; ++k) differ |= morris_trajectory(k, 4, 1).order != morris_trajectory(k, 4, 2).order;
    CHECK(differ);
}
