// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "experiments/sensitivity/estimators.hpp"
#include "sim/contract.hpp"
#include "sim/draws.hpp"

namespace talentflow::experiments {

namespace {

/// Draw i of a repetition is unit floor(w n / 2^32) of one word w: uneven by less than n / 2^32.
Weights sample(const sim::Draws& draws, std::size_t repetition, std::size_t n) {
    Weights weights(n, 0);
    for (std::size_t i = 0; i < n; i += 4) {
        const auto words = draws.words(sim::PersonId{repetition}, sim::Month{0}, sim::Purpose::bootstrap,
                                       static_cast<std::uint32_t>(i / 4));
        for (std::size_t k = 0; k < std::min<std::size_t>(4, n - i); ++k)
            ++weights[static_cast<std::size_t>((static_cast<std::uint64_t>(words[k]) * n) >> 32U)];
    }
    return weights;
}

}  // namespace

std::vector<std::vector<double>> bootstrap(const Estimator& estimator, std::size_t n, std::size_t repetitions,
                                           std::uint64_t seed) {
    TF_EXPECT(n >= 1 && n < (1ULL << 32U));
    const sim::Draws draws{seed, 0};
    std::vector<std::vector<double>> found;
    for (std::size_t b = 0; b < repetitions; ++b) {
        const auto estimates = estimator.estimate(sample(draws, b, n));
        found.resize(estimates.size());
        for (std::size_t s = 0; s < estimates.size(); ++s) found[s].push_back(estimates[s]);
    }
    for (auto& list : found) std::sort(list.begin(), list.end());
    return found;
}

double quantile(const std::vector<double>& sorted, double p) {
    TF_EXPECT(!sorted.empty() && p >= 0 && p <= 1);
    const double at = p * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const auto above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

}  // namespace talentflow::experiments
