// SPDX-License-Identifier: Apache-2.0
#include "experiments/compare/interval.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "sim/contract.hpp"

namespace talentflow::experiments {

namespace {

double mean_of(const std::vector<double>& x) {
    double sum = 0;
    for (const double value : x) sum += value;
    return sum / static_cast<double>(x.size());
}

/// Sample covariance of two lists over their common length n, as that of their means: divided by n.
double covariance_of_means(const std::vector<double>& x, const std::vector<double>& y) {
    const double mean_x = mean_of(x), mean_y = mean_of(y);
    double sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i) sum += (x[i] - mean_x) * (y[i] - mean_y);
    const auto n = static_cast<double>(x.size());
    return sum / (n - 1) / n;
}

}  // namespace

double t_quantile(std::size_t n, double level) {
    TF_EXPECT(n >= 2 && level > 0 && level < 1);
    const boost::math::students_t law{static_cast<double>(n - 1)};
    return boost::math::quantile(law, (1 + level) / 2);
}

Estimate estimate(const std::vector<double>& members, double level) {
    TF_EXPECT(!members.empty());
    Estimate result{mean_of(members), std::nullopt};
    if (members.size() < 2) return result;
    // Equal members: their mean may be off by a rounding error, and their spread must be 0.
    const auto [low, high] = std::minmax_element(members.begin(), members.end());
    if (!(*low < *high)) return {*low, Range{*low, *low}};
    const double half = t_quantile(members.size(), level) * std::sqrt(covariance_of_means(members, members));
    result.luck = Range{result.mean - half, result.mean + half};
    return result;
}

Ratio fieller(const std::vector<double>& numerators, const std::vector<double>& denominators, double level) {
    TF_EXPECT(!numerators.empty() && numerators.size() == denominators.size());
    const double a = mean_of(numerators), b = mean_of(denominators);
    Ratio result;
    if (!(std::fabs(b) > 0)) return result;
    result.value = a / b;
    if (numerators.size() < 2) return result;
    const double t = t_quantile(numerators.size(), level), t2 = t * t;
    const double A = b * b - t2 * covariance_of_means(denominators, denominators);
    if (!(A > 0)) return result;
    const double B = a * b - t2 * covariance_of_means(numerators, denominators);
    const double C = a * a - t2 * covariance_of_means(numerators, numerators);
    const double root = std::sqrt(std::max(0.0, B * B - A * C));
    result.luck = Range{(B - root) / A, (B + root) / A};
    return result;
}

}  // namespace talentflow::experiments
