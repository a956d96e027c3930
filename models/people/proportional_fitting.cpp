// SPDX-License-Identifier: Apache-2.0
#include "models/people/proportional_fitting.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "sim/contract.hpp"

namespace talentflow::models {

namespace {

/// Scales one axis to its margin; returns the largest relative miss found before scaling.
double fit_axis(std::vector<double>& table, const std::vector<double>& margin, std::size_t stride) {
    const std::size_t length = margin.size();
    std::vector<double> sums(length, 0.0);
    for (std::size_t i = 0; i < table.size(); ++i) sums[i / stride % length] += table[i];
    double worst = 0.0;
    std::vector<double> factor(length, 0.0);
    for (std::size_t j = 0; j < length; ++j) {
        if (sums[j] > 0.0) {
            factor[j] = margin[j] / sums[j];
            if (margin[j] > 0.0) worst = std::max(worst, std::abs(factor[j] - 1.0));
        }
    }
    for (std::size_t i = 0; i < table.size(); ++i) table[i] *= factor[i / stride % length];
    return worst;
}

}  // namespace

void fit_margins(std::vector<double>& table, const std::vector<std::vector<double>>& margins, double tolerance,
                 int rounds) {
    std::size_t cells = 1;
    for (const auto& margin : margins) cells *= margin.size();
    TF_EXPECT(cells == table.size());
    for (int round = 0; round < rounds; ++round) {
        double worst = 0.0;
        std::size_t stride = cells;
        for (const auto& margin : margins) {
            stride /= margin.size();
            worst = std::max(worst, fit_axis(table, margin, stride));
        }
        if (worst <= tolerance) return;
    }
}

std::vector<std::int64_t> systematic_round(const std::vector<double>& cells, double u) {
    // Running totals near a whole number are that number: sums of a thousand terms err by 1e-10.
    constexpr double kNear = 1e-6;
    std::vector<std::int64_t> counts(cells.size());
    double running = 0.0;
    auto before = static_cast<std::int64_t>(std::floor(u));
    for (std::size_t j = 0; j < cells.size(); ++j) {
        running += cells[j];
        const double nearest = std::round(running);
        const double total = std::abs(running - nearest) < kNear ? nearest : running;
        const auto after = static_cast<std::int64_t>(std::floor(total + u));
        counts[j] = after - before;
        before = after;
    }
    return counts;
}

}  // namespace talentflow::models
