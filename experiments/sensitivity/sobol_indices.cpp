// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "experiments/sensitivity/estimators.hpp"

namespace talentflow::experiments {

namespace {

class SobolEstimator final : public Estimator {
  public:
    explicit SobolEstimator(const Units& units) : n_indices_{units.rows - 2} {
        const auto n = units.used.size();
        double sum = 0, squares = 0;
        for (std::size_t j = 0; j < n; ++j) sum += units.value(j, 0) + units.value(j, units.rows - 1);
        const double mean = sum / (2 * static_cast<double>(n));
        for (std::size_t j = 0; j < n; ++j) {
            const double a = units.value(j, 0) - mean, b = units.value(j, units.rows - 1) - mean;
            squares += a * a + b * b;
        }
        // In standard deviations around the mean: the estimators subtract numbers of like size.
        const double sd = std::sqrt(squares / (2 * static_cast<double>(n)));
        for (std::size_t j = 0; j < n; ++j) {
            a_.push_back((units.value(j, 0) - mean) / sd);
            b_.push_back((units.value(j, units.rows - 1) - mean) / sd);
            for (std::size_t i = 0; i < n_indices_; ++i)
                difference_.push_back((units.value(j, i + 1) - units.value(j, 0)) / sd);
        }
    }

    [[nodiscard]] std::vector<double> estimate(const Weights& weights) const override {
        double n = 0, sum = 0, squares = 0;
        std::vector<double> product(n_indices_, 0), change(n_indices_, 0), square(n_indices_, 0);
        for (std::size_t j = 0; j < a_.size(); ++j) {
            if (weights[j] == 0) continue;
            const auto weight = static_cast<double>(weights[j]);
            n += weight;
            sum += weight * (a_[j] + b_[j]);
            squares += weight * (a_[j] * a_[j] + b_[j] * b_[j]);
            const double* d = &difference_[j * n_indices_];
            for (std::size_t i = 0; i < n_indices_; ++i) {
                const double weighted = weight * d[i];
                product[i] += weighted * b_[j];
                change[i] += weighted;
                square[i] += weighted * d[i];
            }
        }
        const double mean = sum / (2 * n), variance = squares / (2 * n) - mean * mean;
        std::vector<double> found(2 * n_indices_, 0);
        if (!(variance > 0)) return found;  // a sample of equal outputs
        for (std::size_t i = 0; i < n_indices_; ++i) {
            found[2 * i] = (product[i] - mean * change[i]) / n / variance;
            found[2 * i + 1] = square[i] / (2 * n) / variance;
        }
        return found;
    }

  private:
    std::size_t n_indices_;
    std::vector<double> a_, b_;       // [unit]
    std::vector<double> difference_;  // [unit * n_indices + index]
};

}  // namespace

std::unique_ptr<Estimator> sobol_estimator(const Units& units) {
    return std::make_unique<SobolEstimator>(units);
}

}  // namespace talentflow::experiments
