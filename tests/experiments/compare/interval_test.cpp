// SPDX-License-Identifier: Apache-2.0
#include "experiments/compare/interval.hpp"

#include <cmath>
#include <random>
#include <vector>

#include "sim/error.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

using namespace talentflow;
using namespace talentflow::experiments;

namespace {

/// Two independent standard normal numbers (Box and Muller).
std::pair<double, double> normals(std::mt19937_64& engine) {
    const auto uniform = [&] { return (static_cast<double>(engine() >> 11U) + 0.5) / 9007199254740992.0; };
    const double r = std::sqrt(-2 * std::log(uniform())), angle = 6.283185307179586 * uniform();
    return {r * std::cos(angle), r * std::sin(angle)};
}

}  // namespace

TEST_CASE("t_quantile: equals the printed table", "[experiments][interval]") {
    // Upper 2.5 % points of Student's t, as in any table of it.
    CHECK(t_quantile(2) == Approx(12.7062).epsilon(1e-5));
    CHECK(t_quantile(3) == Approx(4.30265).epsilon(1e-5));
    CHECK(t_quantile(5) == Approx(2.77645).epsilon(1e-5));
    CHECK(t_quantile(11) == Approx(2.22814).epsilon(1e-5));
    CHECK(t_quantile(31) == Approx(2.04227).epsilon(1e-5));
    CHECK(t_quantile(10, 0.99) == Approx(3.24984).epsilon(1e-5));
}

TEST_CASE("estimate: mean -+ t s / sqrt(n)", "[experiments][interval]") {
    const auto e = estimate({1, 2, 3, 4, 5});
    CHECK(e.mean == Approx(3));
    REQUIRE(e.luck);
    CHECK(e.luck->low == Approx(3 - 2.776445 * std::sqrt(2.5 / 5)).epsilon(1e-6));
    CHECK(e.luck->high == Approx(3 + 2.776445 * std::sqrt(2.5 / 5)).epsilon(1e-6));
}

TEST_CASE("estimate: one member has no interval, equal members one of no width", "[experiments][interval]") {
    CHECK(estimate({7}).mean == 7);
    CHECK_FALSE(estimate({7}).luck);
    const auto same = estimate({0.1, 0.1, 0.1});  // whose sum is not 0.3
    CHECK(same.mean == 0.1);
    REQUIRE(same.luck);
    CHECK(same.luck->low == 0.1);
    CHECK(same.luck->high == 0.1);
    CHECK_THROWS_AS(estimate({}), BugError);
    CHECK_THROWS_AS(t_quantile(1), BugError);
    CHECK_THROWS_AS(fieller({1, 2}, {1}), BugError);
}

TEST_CASE("fieller: at its ends the t interval of numerator - r denominator begins or ends at 0",
          "[experiments][interval]") {
    const std::vector<double> money{9.5, 11, 10.2, 8.8, 12}, heads{98, 110, 100, 95, 112};
    const auto ratio = fieller(money, heads);
    REQUIRE(ratio.luck);
    CHECK(*ratio.value == Approx(51.5 / 515));
    CHECK(ratio.luck->low < *ratio.value);
    CHECK(ratio.luck->high > *ratio.value);
    for (const double r : {ratio.luck->low, ratio.luck->high}) {
        std::vector<double> rest;
        for (std::size_t i = 0; i < money.size(); ++i) rest.push_back(money[i] - r * heads[i]);
        const auto e = estimate(rest);
        CHECK(std::min(std::fabs(e.luck->low), std::fabs(e.luck->high)) < 1e-9);
    }
}

TEST_CASE("fieller: bounded if and only if luck leaves the denominator's sign open no longer",
          "[experiments][interval]") {
    std::mt19937_64 engine{11};
    int bounded = 0, open = 0;
    for (int i = 0; i < 500; ++i) {
        std::vector<double> a, b;
        for (int m = 0; m < 4; ++m) {
            const auto [x, y] = normals(engine);
            a.push_back(3 + x);
            b.push_back(1.5 + y);
        }
        const auto denominator = estimate(b);
        const bool covers_0 = denominator.luck->low <= 0 && denominator.luck->high >= 0;
        const auto ratio = fieller(a, b);
        CHECK(ratio.luck.has_value() == !covers_0);
        ++(covers_0 ? open : bounded);
        if (ratio.luck) CHECK((ratio.luck->low <= *ratio.value && *ratio.value <= ratio.luck->high));
    }
    CHECK(bounded > 50);
    CHECK(open > 50);
}

TEST_CASE(
    "fieller: without a denominator there is no ratio, without its spread it is a scaled t "
    "interval",
    "[experiments][interval]") {
    CHECK_FALSE(fieller({1, 2}, {1, -1}).value);
    CHECK_FALSE(fieller({4}, {2}).luck);
    CHECK(*fieller({4}, {2}).value == 2);
    const auto ratio = fieller({10, 12, 11}, {2, 2, 2});
    const auto money = estimate({10, 12, 11});
    REQUIRE(ratio.luck);
    CHECK(ratio.luck->low == Approx(money.luck->low / 2));
    CHECK(ratio.luck->high == Approx(money.luck->high / 2));
}

TEST_CASE("intervals: of normal members cover the truth in 95 of 100 cases", "[experiments][interval]") {
    constexpr int kTrials = 20000;
    const double sd = std::sqrt(0.95 * 0.05 / kTrials);
    std::mt19937_64 engine{2026};
    int mean_covered = 0, ratio_covered = 0;
    for (int i = 0; i < kTrials; ++i) {
        std::vector<double> money, heads;
        for (int m = 0; m < 5; ++m) {
            const auto [x, y] = normals(engine);
            heads.push_back(100 + 10 * x);
            money.push_back(600 + 25 * x + 30 * y);  // they vary together
        }
        const auto e = estimate(heads);
        mean_covered += e.luck->low <= 100 && 100 <= e.luck->high ? 1 : 0;
        const auto ratio = fieller(money, heads);
        if (ratio.luck) ratio_covered += ratio.luck->low <= 6 && 6 <= ratio.luck->high ? 1 : 0;
    }
    CHECK(std::fabs(test::z_score(mean_covered / double{kTrials}, 0.95, sd)) < test::kMostZ);
    CHECK(std::fabs(test::z_score(ratio_covered / double{kTrials}, 0.95, sd)) < test::kMostZ);
}
