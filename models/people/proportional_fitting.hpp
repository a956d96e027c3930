// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace talentflow::models {

/// Iterative proportional fitting (RAS): scales a seed table until its one-way margins are the given ones.
///
/// Equation: t <- t x margin / (sum of t over the other axes), axis after axis, until every margin is met within
/// `tolerance` (relative) or `rounds` passes are done.
/// Shapes: `table` is row-major over `margins.size()` axes, axis i of length margins[i].size(); margins must have equal
/// totals. Errors: BugError on shapes that do not fit. Source: worked examples in tests/verification/published_test.cpp
/// (willekens1999, plane1981 in docs/references.bib).
void fit_margins(std::vector<double>& table, const std::vector<std::vector<double>>& margins, double tolerance = 1e-10,
                 int rounds = 1000);

/// Whole numbers whose running totals are those of `cells`, rounded: n_j = floor(C_j + u) - floor(C_{j-1} + u).
///
/// The total is floor(sum + u); where the running total is a whole number the cut is exact, so groups of cells with
/// whole totals keep them. Systematic sampling: each count is within 1 of its cell, its mean exact over uniform u.
[[nodiscard]] std::vector<std::int64_t> systematic_round(const std::vector<double>& cells, double u);

}  // namespace talentflow::models
