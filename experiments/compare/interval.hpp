// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace talentflow::experiments {

/// Share of repetitions of the whole comparison, with other luck, in which an interval covers the
/// true value.
inline constexpr double kLuckLevel = 0.95;

struct Range {
    double low = 0;
    double high = 0;
};

/// A mean over members, and what luck leaves open about it; no range with one member.
struct Estimate {
    double mean = 0;
    std::optional<Range> luck;
};

/// Mean of one number a member with its t interval.
///
///   mean -+ t s / sqrt(n)      t: quantile (1 + level) / 2 of Student's t with n - 1 degrees
///
/// Of paired differences (arm minus base, member by member under equal luck) this is the interval
/// of the effect. Exact if members are normal; members are sums over many people, so nearly so
/// (tests/experiments/compare/coverage_test.cpp measures how nearly). Members that all agree give a range
/// of no width.
/// Errors: BugError without members or with a level outside (0, 1). Draws: none.
/// Source: the t interval of a mean as in Boost.Math's manual (bib: boostmath), whose quantile it is.
[[nodiscard]] Estimate estimate(const std::vector<double>& members, double level = kLuckLevel);

/// A ratio of two means over the same members; no value if the denominator's mean is 0, no range if
/// luck leaves its sign open or there is one member.
struct Ratio {
    std::optional<double> value;
    std::optional<Range> luck;
};

/// Mean of the numerators over mean of the denominators with Fieller's interval: all ratios r for
/// which the t interval of (numerator - r denominator), member by member, covers 0.
///
/// These are the r between the roots of A r^2 - 2 B r + C, with a, b the means, v their variances and
/// covariance over n, and t as above:
///
///   A = b^2 - t^2 v_bb,   B = a b - t^2 v_ab,   C = a^2 - t^2 v_aa
///   (B -+ sqrt(B^2 - A C)) / A
///
/// They are bounded if and only if A > 0, that is if the t interval of the denominator leaves 0
/// out; otherwise no ratio is identified. Exact if members are normal.
/// Errors: BugError if the two have different lengths or none. Draws: none.
/// Source: Fieller's theorem (bib: fieller1954).
[[nodiscard]] Ratio fieller(const std::vector<double>& numerators, const std::vector<double>& denominators,
                            double level = kLuckLevel);

/// Quantile (1 + level) / 2 of Student's t with n - 1 degrees of freedom, n at least 2.
[[nodiscard]] double t_quantile(std::size_t n, double level = kLuckLevel);

}  // namespace talentflow::experiments
