// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/design/design.hpp"

namespace talentflow::experiments {

/// How an output answers to the factors of a design; the design decides.
enum class Method : std::uint8_t {
    sobol,            // of a Sobol design: shares of variance, with luck as the last factor
    morris,           // of trajectories: elementary effects
    rank_regression,  // of all other points
};

/// Repetitions of the bootstrap, and the level of its percentile intervals.
inline constexpr std::size_t kResamples = 1000;
inline constexpr double kIndexLevel = 0.95;

/// A number and its bootstrap interval.
struct Figure {
    double value = 0;
    double low = 0, high = 0;
};

struct FactorIndices {
    std::string path;             // "luck" of the last factor of method sobol
    std::vector<Figure> figures;  // in the order of `measures`
    Figure strength;              // by which factors are grouped: total order, mu* or the size of the coefficient
    std::size_t group = 0;        // 1: the strongest; see group_factors
};

/// The indices of the first n base points or trajectories alone, to see whether more would change them.
struct EarlierIndices {
    std::size_t n = 0;
    std::vector<std::vector<double>> values;  // [factor][measure]
};

/// What is known of one output.
struct Sensitivity {
    Method method = Method::sobol;
    std::size_t n = 0;                    // base points, trajectories or points that were used
    std::size_t left_out = 0;             // those of them with a run that failed
    double mean = 0, sd = 0;              // of the output: over A and B of a Sobol design, else over all rows used
    bool varies = true;                   // if it does not, there are no indices and `factors` is empty
    double r2 = 0;                        // of rank_regression: part of the variance of ranks that it explains
    std::vector<FactorIndices> factors;   // in the order of the design, luck last
    std::vector<EarlierIndices> earlier;  // at a quarter and a half of the design; none of rank_regression
};

/// Names of a method's measures: sobol "first", "total"; morris "mu_star", "mu", "sigma"; rank_regression
/// "coefficient".
[[nodiscard]] const std::vector<std::string_view>& measures(Method method);
/// "sobol", "morris", "rank_regression".
[[nodiscard]] std::string_view word(Method method);
[[nodiscard]] Method method_of(const Design& design);

/// Indices of an output, one value a row of the design; NaN where the run failed. A base point or trajectory with a run
/// that failed is left out whole.
///
/// With f the output, d_i = f(AB_i) - f(A), m and V mean and variance of f over A and B together:
///
///   sobol             S_i = mean((f(B) - m) d_i) / V                      first order (Saltelli et al. 2010)
///                     ST_i = mean(d_i^2) / (2 V)                          total order (Jansen 1999)
///   morris            e_i = +-(f(after) - f(before)) / kMorrisStep        change over the whole range, in the output's
///   unit
///                     mu = mean(e_i), mu* = mean |e_i|, sigma = sd(e_i)   (Morris 1991; Campolongo et al. 2007)
///   rank_regression   least squares of standardised ranks                 (Saltelli and Marivoet 1990)
///
/// Intervals: percentiles of kResamples bootstrap samples of whole base points, trajectories or points.
/// Errors: ScenarioError if too few are left (2; of rank_regression the factors and two more); BugError for another
/// number of values than rows. Draws: Purpose::bootstrap of (seed of the design, 0), person = repetition. Source:
/// docs/methods.md, section 3.23.
[[nodiscard]] Sensitivity sensitivity(const Design& design, const std::vector<double>& values);

/// Puts factors into groups that are told apart and numbers them from the strongest: two factors are in one group if
/// the intervals of their strengths overlap, or a chain of overlapping intervals leads from one to the other. Within a
/// group the design does not say which is stronger.
void group_factors(std::vector<FactorIndices>& factors);

}  // namespace talentflow::experiments
