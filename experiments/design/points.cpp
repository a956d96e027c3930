// SPDX-License-Identifier: Apache-2.0
#include "experiments/design/points.hpp"

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <numeric>

#include "sim/contract.hpp"
#include "sim/draws.hpp"

namespace talentflow::experiments {

namespace {

sim::Words words(const sim::Draws& draws, std::size_t column, std::size_t row) {
    return draws.words(sim::PersonId{column}, sim::Month{0}, sim::Purpose::design, static_cast<std::uint32_t>(row));
}

constexpr std::uint64_t joined(std::uint32_t high, std::uint32_t low) noexcept {
    return (static_cast<std::uint64_t>(high) << 32U) | low;
}

/// 0..n-1 in the order of their words; of equal words the lower number first.
std::vector<std::size_t> in_order_of(const std::vector<std::uint64_t>& keys) {
    std::vector<std::size_t> order(keys.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
    return order;
}

}  // namespace

std::vector<std::uint64_t> sobol_sequence(std::size_t n, std::size_t dimensions) {
    TF_EXPECT(n >= 1 && dimensions >= 1 && dimensions <= kMostSobolDimensions);
    static_assert(boost::random::default_sobol_table::max_dimension == kMostSobolDimensions);
    std::vector<std::uint64_t> points(n * dimensions, 0);
    boost::random::sobol engine{dimensions};
    std::generate(points.begin() + static_cast<std::ptrdiff_t>(dimensions), points.end(), [&] { return engine(); });
    return points;
}

std::vector<double> shifted_sobol(std::size_t n, std::size_t dimensions, std::uint64_t seed) {
    const auto points = sobol_sequence(n, dimensions);
    const sim::Draws draws{seed, 0};
    std::vector<std::uint64_t> shift(dimensions);
    for (std::size_t d = 0; d < dimensions; ++d) {
        const auto w = words(draws, d, 0);
        shift[d] = joined(w[0], w[1]);
    }
    std::vector<double> result(points.size());
    for (std::size_t i = 0; i < points.size(); ++i)
        result[i] = (static_cast<double>((points[i] ^ shift[i % dimensions]) >> 11U) + 0.5) * 0x1.0p-53;
    return result;
}

std::vector<double> latin_hypercube(std::size_t n, std::size_t factors, std::uint64_t seed) {
    TF_EXPECT(n >= 1);
    const sim::Draws draws{seed, 0};
    std::vector<double> points(n * factors);
    std::vector<std::uint64_t> keys(n);
    for (std::size_t f = 0; f < factors; ++f) {
        std::vector<double> within(n);
        for (std::size_t i = 0; i < n; ++i) {
            const auto w = words(draws, f, i);
            keys[i] = joined(w[0], w[1]);
            within[i] = sim::to_uniform(w[2]);
        }
        const auto stratum = in_order_of(keys);
        for (std::size_t i = 0; i < n; ++i)
            points[i * factors + f] = (static_cast<double>(stratum[i]) + within[i]) / static_cast<double>(n);
    }
    return points;
}

Trajectory morris_trajectory(std::size_t k, std::size_t factors, std::uint64_t seed) {
    const sim::Draws draws{seed, 0};
    constexpr double kLevelWidth = 1.0 / (kMorrisLevels - 1);
    constexpr auto kLowLevels = kMorrisLevels / 2;  // those from which a step leads up
    Trajectory result{std::vector<double>(factors), std::vector<double>(factors), {}};
    std::vector<std::uint64_t> keys(factors);
    for (std::size_t f = 0; f < factors; ++f) {
        const auto w = words(draws, f, k);
        const auto level = w[0] >> 31U;  // kLowLevels is 2: one bit
        static_assert(kLowLevels == 2);
        result.start[f] = level * kLevelWidth;
        result.end[f] = (level + kLowLevels) * kLevelWidth;
        if ((w[1] >> 31U) != 0) std::swap(result.start[f], result.end[f]);
        keys[f] = joined(w[2], w[3]);
    }
    result.order = in_order_of(keys);
    return result;
}

}  // namespace talentflow::experiments
