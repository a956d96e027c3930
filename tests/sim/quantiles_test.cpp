// SPDX-License-Identifier: Apache-2.0
#include "sim/quantiles.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/sequence.hpp"
#include "tests/support/statistics.hpp"

namespace {

using namespace talentflow;

long double log_choose(int n, int k) {
    return std::lgamma(static_cast<long double>(n) + 1.0L) - std::lgamma(static_cast<long double>(k) + 1.0L) -
           std::lgamma(static_cast<long double>(n - k) + 1.0L);
}

/// P(X <= k) for k = 0..n, summed in long double.
std::vector<double> binomial_cdf(int n, double p) {
    std::vector<double> cdf;
    long double sum = 0.0L;
    for (int k = 0; k <= n; ++k) {
        sum += std::exp(log_choose(n, k) + static_cast<long double>(k) * std::log(static_cast<long double>(p)) +
                        static_cast<long double>(n - k) * std::log1p(-static_cast<long double>(p)));
        cdf.push_back(static_cast<double>(sum));
    }
    return cdf;
}

std::vector<double> poisson_cdf(double mean, int most) {
    std::vector<double> cdf;
    long double sum = 0.0L;
    for (int k = 0; k <= most; ++k) {
        const auto kk = static_cast<long double>(k);
        sum += std::exp(kk * std::log(static_cast<long double>(mean)) - static_cast<long double>(mean) -
                        std::lgamma(kk + 1.0L));
        cdf.push_back(static_cast<double>(sum));
    }
    return cdf;
}

/// The least k with cdf[k] >= u, leaving out u within `skip` of a step, where rounding may decide.
template <class Quantile>
int disagreements(const std::vector<double>& cdf, std::uint64_t seed, const Quantile& quantile) {
    constexpr double kSkip = 1e-11;
    test::Sequence sequence{seed};
    int wrong = 0;
    for (int i = 0; i < 2000; ++i) {
        const double u = sequence.unit();
        std::size_t k = 0;
        while (k + 1 < cdf.size() && cdf[k] < u) ++k;
        if (std::abs(cdf[k] - u) < kSkip || (k > 0 && std::abs(cdf[k - 1] - u) < kSkip)) continue;
        if (quantile(u) != static_cast<std::int64_t>(k)) ++wrong;
    }
    return wrong;
}

TEST_CASE("binomial quantile: is the inverse of the exact distribution", "[sim][quantiles]") {
    for (const int n : {1, 2, 7, 25, 60, 120, 180, 200, 255}) {
        for (const double p : {1e-6, 0.02, 0.3, 0.5, 0.7, 0.98, 0.999, 0.999999}) {
            INFO("n " << n << " p " << p);
            CHECK(disagreements(binomial_cdf(n, p), 5, [&](double u) { return sim::binomial_quantile(n, p, u); }) == 0);
        }
    }
}

TEST_CASE("binomial quantile: certain outcomes", "[sim][quantiles]") {
    CHECK(sim::binomial_quantile(0, 0.5, 0.9) == 0);
    CHECK(sim::binomial_quantile(10, 0.0, 0.999) == 0);
    CHECK(sim::binomial_quantile(10, 1.0, 1e-9) == 10);
    CHECK(sim::binomial_quantile(10, 0.5, 1e-9) == 0);
    CHECK(sim::binomial_quantile(10, 0.5, 1.0 - 1e-9) == 10);
}

TEST_CASE("binomial quantile: never falls as u rises", "[sim][quantiles]") {
    bool rises = true;
    for (const double p : {0.1, 0.5, 0.9, 0.98}) {
        int before = 0;
        for (int i = 1; i < 4096; ++i) {
            const int now = sim::binomial_quantile(200, p, i / 4096.0);
            rises = rises && now >= before;
            before = now;
        }
    }
    CHECK(rises);
}

TEST_CASE("poisson quantile: is the inverse of the exact distribution", "[sim][quantiles]") {
    for (const double mean : {1e-3, 0.5, 4.0, 25.0, 99.5, 500.0, 599.9, 600.1, 2500.0}) {
        INFO("mean " << mean);
        const int most = static_cast<int>(mean + 20.0 * std::sqrt(mean) + 30.0);
        CHECK(disagreements(poisson_cdf(mean, most), 6,
                            [&](double u) { return sim::poisson_quantile(mean, u, most); }) == 0);
    }
}

TEST_CASE("poisson quantile: nothing for no mean, never beyond the cut", "[sim][quantiles]") {
    CHECK(sim::poisson_quantile(0.0, 0.999, 10) == 0);
    CHECK(sim::poisson_quantile(-1.0, 0.999, 10) == 0);
    CHECK(sim::poisson_quantile(100.0, 0.999, 10) == 10);
    CHECK(sim::poisson_quantile(1e5, 1.0 - 0x1.0p-41, 1 << 20) < 103000);
}

TEST_CASE("poisson quantile: mean and variance are the mean", "[sim][quantiles][statistical]") {
    // A grid of u instead of draws: exact up to the grid, no luck.
    for (const double mean : {3.0, 650.0, 5000.0}) {
        std::vector<double> values;
        constexpr int kPoints = 1000;
        for (int i = 0; i < kPoints; ++i) {
            values.push_back(static_cast<double>(sim::poisson_quantile(mean, (i + 0.5) / kPoints, 1 << 20)));
        }
        const auto m = test::moments(values);
        CHECK(m.mean == Approx(mean).epsilon(1e-3));
        CHECK(m.variance == Approx(mean).epsilon(1e-2));
    }
}

TEST_CASE("poisson table: is the inverse of the exact distribution", "[sim][quantiles]") {
    for (const double mean : {0.01, 2.5, 25.0, 200.0}) {
        INFO("mean " << mean);
        const sim::PoissonTable table{mean};
        CHECK(disagreements(poisson_cdf(mean, 255), 7, [&](double u) {
                  return static_cast<std::int64_t>(table.quantile(static_cast<std::uint32_t>(u * 0x1.0p32)));
              }) == 0);
    }
}

TEST_CASE("poisson table: the cut takes the whole tail", "[sim][quantiles]") {
    const sim::PoissonTable table{50.0, 40};
    CHECK(table.quantile(0xffffffffU) == 40);
    CHECK(table.quantile(0U) == 13);  // F(12) 2^32 < 1 <= F(13) 2^32
    CHECK(sim::PoissonTable{0.0}.quantile(0xffffffffU) == 0);
}

TEST_CASE("poisson table: draws have the mean, variance and shape of the law", "[sim][quantiles][statistical]") {
    // Three tests with odds of a false alarm of 1e-5 each.
    constexpr double kMean = 4.0;
    constexpr int kDraws = 400000;
    const sim::PoissonTable table{kMean};
    test::Sequence sequence{8};
    std::vector<double> values;
    std::vector<std::int64_t> counts(12, 0);
    for (int i = 0; i < kDraws; ++i) {
        const int k = table.quantile(sequence.word());
        values.push_back(k);
        ++counts[static_cast<std::size_t>(std::min(k, 11))];
    }
    const auto m = test::moments(values);
    CHECK(std::abs(test::z_score(m.mean, kMean, std::sqrt(kMean / kDraws))) < test::kMostZ);
    // Var(sample variance) = (mu + 2 mu^2) / n for a Poisson law.
    CHECK(std::abs(test::z_score(m.variance, kMean, std::sqrt((kMean + 2 * kMean * kMean) / kDraws))) < test::kMostZ);
    const auto cdf = poisson_cdf(kMean, 10);
    std::vector<double> p{cdf[0]};
    for (std::size_t k = 1; k <= 10; ++k) p.push_back(cdf[k] - cdf[k - 1]);
    p.push_back(1.0 - cdf[10]);
    CHECK(test::chi_square(counts, p) < test::most_chi_square(11));
}

}  // namespace
