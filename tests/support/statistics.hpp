// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
#include <stdexcept>
#include <vector>

/// Scores of statistical tests. Every bound here is passed by luck alone once in 100,000 tries; seeds are fixed, so a
/// test that passes once passes always, and nothing is retried.
namespace talentflow::test {

/// |z| above this has probability 1e-5 (two-sided).
inline constexpr double kMostZ = 4.42;

[[nodiscard]] inline double z_score(double found, double expected, double standard_error) {
    return (found - expected) / standard_error;
}

/// Upper 1e-5 quantile of the chi-square distribution.
[[nodiscard]] inline double most_chi_square(std::size_t degrees) {
    static const std::map<std::size_t, double> quantiles{{1, 19.51}, {2, 23.03}, {3, 25.90},  {4, 28.47},
                                                         {8, 37.33}, {9, 39.34}, {10, 41.30}, {35, 82.64}};
    const auto exact = quantiles.find(degrees);
    if (exact != quantiles.end()) return exact->second;
    // Wilson and Hilferty's cube, within 1 % here from 5 degrees on.
    const double n = static_cast<double>(degrees);
    const double cube_root = 1.0 - 2.0 / (9.0 * n) + 4.265 * std::sqrt(2.0 / (9.0 * n));
    return n * cube_root * cube_root * cube_root;
}

/// Pearson's statistic of counts against probabilities that sum to 1; degrees of freedom: cells - 1.
[[nodiscard]] inline double chi_square(const std::vector<std::int64_t>& counts,
                                       const std::vector<double>& probabilities) {
    if (counts.size() != probabilities.size()) throw std::logic_error{"chi_square: sizes differ"};
    const auto total = static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}));
    double sum = 0.0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const double expected = total * probabilities[i];
        const double miss = static_cast<double>(counts[i]) - expected;
        sum += miss * miss / expected;
    }
    return sum;
}

struct Moments {
    double mean = 0, variance = 0;
};

[[nodiscard]] inline Moments moments(const std::vector<double>& values) {
    const auto n = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double squares = 0.0;
    for (const double x : values) squares += (x - mean) * (x - mean);
    return {mean, squares / (n - 1.0)};
}

}  // namespace talentflow::test
