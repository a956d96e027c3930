// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include <Eigen/Dense>

#include "experiments/sensitivity/estimators.hpp"

namespace talentflow::experiments {

namespace {

/// Least squares of the ranks of an output on those of the factors, all of them standardised: R b = r with the
/// correlations R of the factors and r of factors and output. Among factors that vary together the least b is taken;
/// one that does not vary has 0.
class RankEstimator final : public Estimator {
  public:
    explicit RankEstimator(const Units& units)
        : ranks_(static_cast<Eigen::Index>(units.used.size()),
                 static_cast<Eigen::Index>(units.design.factors.size()) + 1) {
        const auto n_factors = units.design.factors.size();
        for (std::size_t c = 0; c <= n_factors; ++c) {
            std::vector<double> column;
            for (std::size_t i = 0; i < units.used.size(); ++i)
                column.push_back(c < n_factors ? units.design.values[units.used[i] * n_factors + c]
                                               : units.value(i, 0));
            const auto ranked = ranks(column);
            ranks_.col(static_cast<Eigen::Index>(c)) =
                Eigen::Map<const Eigen::VectorXd>(ranked.data(), static_cast<Eigen::Index>(ranked.size()));
        }
    }

    [[nodiscard]] std::vector<double> estimate(const Weights& weights) const override {
        const Eigen::VectorXd b = fit(weights).coefficients;
        return {b.begin(), b.end()};
    }
    [[nodiscard]] double r2(const Weights& weights) const override {
        const auto [coefficients, with_output] = fit(weights);
        return coefficients.dot(with_output);
    }

  private:
    struct Fit {
        Eigen::VectorXd coefficients, with_output;  // b, r
    };

    [[nodiscard]] Fit fit(const Weights& weights) const {
        Eigen::VectorXd w(ranks_.rows());
        for (Eigen::Index i = 0; i < w.size(); ++i) w[i] = weights[static_cast<std::size_t>(i)];
        const Eigen::RowVectorXd means = w.transpose() * ranks_ / w.sum();
        const Eigen::MatrixXd off = (ranks_.rowwise() - means).array().colwise() * w.array().sqrt();
        const Eigen::MatrixXd products = off.transpose() * off;
        const Eigen::VectorXd inverse_sd =
            products.diagonal().unaryExpr([](double square) { return square > 0 ? 1 / std::sqrt(square) : 0; });
        const Eigen::MatrixXd correlations = inverse_sd.asDiagonal() * products * inverse_sd.asDiagonal();
        const auto n = correlations.rows() - 1;
        const Eigen::VectorXd with_output = correlations.col(n).head(n);
        return {correlations.topLeftCorner(n, n).completeOrthogonalDecomposition().solve(with_output), with_output};
    }

    Eigen::MatrixXd ranks_;  // [unit x (factors, output)]
};

}  // namespace

std::vector<double> ranks(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> result(values.size());
    for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
        while (end < order.size() && !(values[order[begin]] < values[order[end]])) ++end;
        for (std::size_t i = begin; i < end; ++i) result[order[i]] = static_cast<double>(begin + 1 + end) / 2;
    }
    return result;
}

std::unique_ptr<Estimator> rank_estimator(const Units& units) {
    return std::make_unique<RankEstimator>(units);
}

}  // namespace talentflow::experiments
