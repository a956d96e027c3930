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
/// (tests/experiments/coverage_test.cpp measures how nearly). Members that all agree give a range
/// of no width.
/// Errors: BugError without members or with a level outside (0, 1). Draws: none.
/// Source: Student 1908 (bib: student1908); the quantile is Boost.Math's.
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
/// It is bounded if and only if the t interval of the denominator leaves 0 out (g < 1 below);
/// otherwise no ratio is identified. With a, b the means, v their variances and covariance over n:
///
///   g = t^2 v_bb / b^2,  r = a / b
///   (r - g v_ab / v_bb -+ t / |b| sqrt(v_aa - 2 r v_ab + r^2 v_bb - g (v_aa - v_ab^2 / v_bb))) /
///   (1 - g)
///
/// Errors: BugError if the two have different lengths or none. Draws: none.
/// Source: Fieller 1954 (bib: fieller1954).
[[nodiscard]] Ratio fieller(const std::vector<double>& numerators,
                            const std::vector<double>& denominators, double level = kLuckLevel);

/// Quantile (1 + level) / 2 of Student's t with n - 1 degrees of freedom, n at least 2.
[[nodiscard]] double t_quantile(std::size_t n, double level = kLuckLevel);

}  // namespace talentflow::experiments
