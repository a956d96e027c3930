// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "experiments/design/points.hpp"
#include "experiments/sensitivity/estimators.hpp"
#include "sim/contract.hpp"

namespace talentflow::experiments {

namespace {

constexpr std::size_t kMeasures = 3;  // mu*, mu, sigma

class MorrisEstimator final : public Estimator {
  public:
    explicit MorrisEstimator(const Units& units)
        : n_factors_{units.design.factors.size()}, effects_(units.used.size() * n_factors_, 0) {
        for (std::size_t k = 0; k < units.used.size(); ++k) {
            for (std::size_t step = 1; step < units.rows; ++step) add(units, k, step);
        }
    }

    [[nodiscard]] std::vector<double> estimate(const Weights& weights) const override {
        std::vector<double> found;
        for (std::size_t f = 0; f < n_factors_; ++f) {
            double n = 0, sum = 0, sizes = 0, squares = 0;
            for (std::size_t k = 0; k < weights.size(); ++k) {
                const double weight = weights[k], effect = effects_[k * n_factors_ + f];
                n += weight;
                sum += weight * effect;
                sizes += weight * std::abs(effect);
            }
            const double mean = sum / n;
            for (std::size_t k = 0; k < weights.size(); ++k) {
                const double off = effects_[k * n_factors_ + f] - mean;
                squares += weights[k] * off * off;
            }
            found.insert(found.end(), {sizes / n, mean, n > 1 ? std::sqrt(squares / (n - 1)) : 0});
        }
        static_assert(kMeasures == 3);
        return found;
    }

  private:
    /// The row differs from the one above it in the factor of its role; if rounding to whole numbers left it in its
    /// place, the effect is 0.
    void add(const Units& units, std::size_t k, std::size_t step) {
        const auto row = units.used[k] * units.rows + step;
        const double* now = &units.design.values[row * n_factors_];
        const double* before = now - n_factors_;
        const auto* moved = std::mismatch(now, now + n_factors_, before).first;
        if (moved == now + n_factors_) return;
        const auto f = static_cast<std::size_t>(moved - now);
        const double change = (units.value(k, step) - units.value(k, step - 1)) / kMorrisStep;
        effects_[k * n_factors_ + f] = now[f] > before[f] ? change : -change;
    }

    std::size_t n_factors_;
    std::vector<double> effects_;  // [unit * n_factors + factor]
};

}  // namespace

std::unique_ptr<Estimator> morris_estimator(const Units& units) {
    return std::make_unique<MorrisEstimator>(units);
}

}  // namespace talentflow::experiments
