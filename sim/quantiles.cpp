// SPDX-License-Identifier: Apache-2.0
#include "sim/quantiles.hpp"

#include <cmath>

#include "sim/math.hpp"

namespace talentflow::sim {

int binomial_quantile(int n, double p, double u) noexcept {
    if (n <= 0 || p <= 0.0) return 0;
    if (p >= 1.0) return n;
    return binomial_quantile(n, p, u, binomial_start(n, p));
}

double binomial_start(int n, double p) noexcept {
    if (n <= 0 || p <= 0.0 || p >= 1.0) return 1.0;
    // Successes if they are the rarer, else failures: (1 - p)^n would underflow from n = 181 on at p = 0.98.
    const double rare = p > 0.5 ? 1.0 - p : p;
    return math::exp(static_cast<double>(n) * math::log(1.0 - rare));
}

int binomial_quantile(int n, double p, double u, double start) noexcept {
    if (n <= 0 || p <= 0.0) return 0;
    if (p >= 1.0) return n;
    const double rare = p > 0.5 ? 1.0 - p : p;
    const double ratio = rare / (1.0 - rare);
    double probability = start;
    double cumulative = probability;
    int k = 0;
    // P(X <= n - k) >= u if and only if P(n - X <= k - 1) <= 1 - u.
    while ((p > 0.5 ? cumulative <= 1.0 - u : cumulative < u) && k < n) {
        probability *= ratio * static_cast<double>(n - k) / static_cast<double>(k + 1);
        cumulative += probability;
        ++k;
    }
    return p > 0.5 ? n - k : k;
}

std::int64_t poisson_quantile(double mean, double u, std::int64_t max) noexcept {
    if (mean <= 0.0) return 0;
    // Recurrence from the mode in logarithms would be longer; splitting the mean keeps e^-mean normal.
    std::int64_t k = 0;
    double log_probability = -mean;
    if (mean > 600.0) {
        // Start 12 standard deviations below the mean: the mass before is under 1e-32.
        k = static_cast<std::int64_t>(mean - 12.0 * std::sqrt(mean));
        double log_factorial = 0.0;
        for (std::int64_t i = 2; i <= k; ++i) log_factorial += math::log(static_cast<double>(i));
        log_probability = -mean + static_cast<double>(k) * math::log(mean) - log_factorial;
    }
    double probability = math::exp(log_probability);
    double cumulative = probability;
    while (cumulative < u && k < max) {
        ++k;
        probability *= mean / static_cast<double>(k);
        cumulative += probability;
        // The rest of the upper tail: rounding can keep the sum below a u next to 1.
        if (probability < 1e-20 && static_cast<double>(k) > mean) break;
    }
    return k < max ? k : max;
}

std::int64_t keyed_round(double x, double u) noexcept {
    const double down = std::floor(x);
    return static_cast<std::int64_t>(down) + (u < x - down ? 1 : 0);
}

PoissonTable::PoissonTable(double mean, int max) : guide_(256, 0) {
    double probability = math::exp(-mean);
    double sum = 0.0;
    for (int k = 0; k <= max; ++k) {
        sum += probability;
        const double scaled = sum >= 1.0 ? 0x1.0p32 : sum * 0x1.0p32;
        cumulative_.push_back(static_cast<std::uint64_t>(scaled));
        probability *= mean / static_cast<double>(k + 1);
    }
    cumulative_.back() = 0x100000000ULL;
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
        std::size_t k = 0;
        while (cumulative_[k] <= (static_cast<std::uint64_t>(byte) << 24)) ++k;
        guide_[byte] = static_cast<std::uint8_t>(k);
    }
}

int PoissonTable::quantile(std::uint32_t word) const noexcept {
    std::size_t k = guide_[word >> 24];
    while (cumulative_[k] <= word) ++k;
    return static_cast<int>(k);
}

}  // namespace talentflow::sim
