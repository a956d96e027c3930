// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "experiments/design/design.hpp"

namespace talentflow::experiments {

/// How often each unit (base point, trajectory or point) is in a sample; a bootstrap sample is a list of weights.
using Weights = std::vector<std::uint32_t>;

/// The rows of a design in units that belong together, and an output of those units whose runs all succeeded.
struct Units {
    const Design& design;
    const std::vector<double>& values;  // [row]
    std::size_t rows = 1;               // of a unit
    std::vector<std::size_t> used;      // units, ascending

    [[nodiscard]] double value(std::size_t i, std::size_t row) const { return values[used[i] * rows + row]; }
};

/// The measures of a method of samples of the units that are used.
class Estimator {
  public:
    Estimator() = default;
    virtual ~Estimator() = default;
    Estimator(const Estimator&) = delete;
    Estimator& operator=(const Estimator&) = delete;

    /// [factor * n_measures + measure].
    [[nodiscard]] virtual std::vector<double> estimate(const Weights& weights) const = 0;
    /// Part of the variance that the method explains; 0 where it says nothing of it.
    [[nodiscard]] virtual double r2(const Weights& /*weights*/) const { return 0; }
};

[[nodiscard]] std::unique_ptr<Estimator> sobol_estimator(const Units& units);
[[nodiscard]] std::unique_ptr<Estimator> morris_estimator(const Units& units);
[[nodiscard]] std::unique_ptr<Estimator> rank_estimator(const Units& units);

/// Ranks from 1, of equal values their mean.
[[nodiscard]] std::vector<double> ranks(const std::vector<double>& values);

/// Estimates of `repetitions` samples of n units with replacement, [place in the estimate][repetition], each sorted.
[[nodiscard]] std::vector<std::vector<double>> bootstrap(const Estimator& estimator, std::size_t n,
                                                         std::size_t repetitions, std::uint64_t seed);

/// Quantile p of a sorted list that is not empty, linear between neighbours, the ends at p = 0 and 1.
[[nodiscard]] double quantile(const std::vector<double>& sorted, double p);

}  // namespace talentflow::experiments
