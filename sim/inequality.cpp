// SPDX-License-Identifier: Apache-2.0
#include "sim/inequality.hpp"

#include <algorithm>
#include <limits>

#include "sim/math.hpp"

namespace talentflow::sim {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

struct Totals {
    double weight = 0, value = 0;
};

Totals totals_of(const std::vector<Holding>& holdings) {
    Totals all;
    for (const auto& h : holdings) {
        all.weight += h.weight;
        all.value += h.weight * h.value;
    }
    return all;
}

}  // namespace

double gini(std::vector<Holding> holdings) {
    std::sort(holdings.begin(), holdings.end(), [](const Holding& a, const Holding& b) {
        return a.value != b.value ? a.value < b.value : a.weight < b.weight;
    });
    const Totals all = totals_of(holdings);
    if (all.weight <= 0.0 || all.value <= 0.0) return kNone;
    // Of each pair the larger value counts once for and the smaller once against: with C the weight of those below,
    // sum of w x (C - (W - C - w)) is half the double sum.
    double below = 0.0, half = 0.0;
    for (const auto& h : holdings) {
        half += h.weight * h.value * (2.0 * below + h.weight - all.weight);
        below += h.weight;
    }
    return half / (all.weight * all.value);
}

double theil(const std::vector<Holding>& holdings) {
    const Totals all = totals_of(holdings);
    if (all.weight <= 0.0 || all.value <= 0.0) return kNone;
    const double mean = all.value / all.weight;
    double sum = 0.0;
    for (const auto& h : holdings) {
        if (h.weight <= 0.0 || h.value <= 0.0) continue;
        const double ratio = h.value / mean;
        sum += h.weight / all.weight * ratio * sim::math::log(ratio);
    }
    return sum;
}

}  // namespace talentflow::sim
