// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace talentflow::sim {

/// A value and how many hold it: a sum and its recipients, talent per resident and the residents.
struct Holding {
    double value = 0;   // at least 0
    double weight = 1;  // at least 0
};

/// Gini coefficient, of the whole group (no correction for small groups): 0 all alike, near 1 one holds all.
///
///   G = sum over i, j of w_i w_j |x_i - x_j| / (2 W^2 mean),  W = sum of w,  mean = sum of w x / W
///
/// Summed in ascending order of the values, so the order of `holdings` does not matter. NaN if nobody holds anything.
/// Source: Gini (1912), `gini1912`.
[[nodiscard]] double gini(std::vector<Holding> holdings);

/// Theil's first index: 0 all alike, ln(W / w_1) if one group of weight w_1 holds all.
///
///   T = sum over i of (w_i / W) (x_i / mean) ln(x_i / mean),  0 ln 0 = 0
///
/// Logarithm of sim/math.hpp, summed in the order given, so equal input gives equal bits everywhere. NaN if nobody
/// holds anything. Source: Theil (1967), `theil1967`.
[[nodiscard]] double theil(const std::vector<Holding>& holdings);

}  // namespace talentflow::sim
