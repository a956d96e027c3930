// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace talentflow::sim {

/// Quantile function of the binomial distribution: the least k with P(X <= k) >= u, X ~ Binomial(n, p).
///
/// Method: inversion by the recurrence of the probabilities; one uniform, no draws of its own. Monotone in u.
[[nodiscard]] int binomial_quantile(int n, double p, double u) noexcept;
/// The probability that its recurrence starts from: of no success, or of no failure if p > 1/2. For tables: most of the
/// time of a quantile goes into it.
[[nodiscard]] double binomial_start(int n, double p) noexcept;
/// The same quantile, given binomial_start(n, p).
[[nodiscard]] int binomial_quantile(int n, double p, double u, double start) noexcept;

/// Quantile function of the Poisson distribution, cut at `max`.
///
/// Method: inversion by recurrence from 0, or from 12 standard deviations below a mean above 600. One uniform.
[[nodiscard]] std::int64_t poisson_quantile(double mean, double u, std::int64_t max) noexcept;

/// Rounds x down, or up with the probability of its fraction: up if u < x - floor(x). One uniform.
[[nodiscard]] std::int64_t keyed_round(double x, double u) noexcept;

/// A Poisson quantile by table for one mean, for millions of draws.
class PoissonTable {
  public:
    explicit PoissonTable(double mean, int max = 255);
    [[nodiscard]] int quantile(std::uint32_t word) const noexcept;

  private:
    std::vector<std::uint64_t> cumulative_;  // in units of 2^-32, rounded down
    std::vector<std::uint8_t> guide_;        // first candidate by the word's leading byte
};

}  // namespace talentflow::sim
