// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <vector>

#include "experiments/sensitivity/estimators.hpp"
#include "experiments/sensitivity/sensitivity.hpp"
#include "sim/error.hpp"
#include "tests/experiments/sensitivity/functions.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::experiments;
using namespace talentflow::tests;

namespace {

Sensitivity regress(const Design& design, const Function& f) {
    return sensitivity(design, evaluate(design, f));
}

}  // namespace

TEST_CASE("ranks: from 1, ties share their mean", "[experiments][sensitivity]") {
    CHECK(ranks({3, 1, 2}) == std::vector<double>{3, 1, 2});
    CHECK(ranks({5, 1, 5, 1, 5}) == std::vector<double>{4, 1.5, 4, 1.5, 4});
    CHECK(ranks({}).empty());
}

TEST_CASE("rank regression: one factor and a monotone output have coefficient 1 and R2 1",
          "[experiments][sensitivity]") {
    const auto design = make_design(DesignKind::latin_hypercube, factors(1, 0, 1), 50, 1);
    const auto up = regress(design, [](const double* x, std::uint32_t) { return std::exp(9 * x[0]); });
    CHECK((up.method == Method::rank_regression && up.n == 50 && up.earlier.empty()));
    CHECK(up.factors[0].figures[0].value == Approx(1));
    CHECK(up.r2 == Approx(1));
    const auto down = regress(design, [](const double* x, std::uint32_t) { return -x[0] * x[0]; });
    CHECK(down.factors[0].figures[0].value == Approx(-1));
    CHECK(down.factors[0].strength.value == Approx(1));
    CHECK(down.factors[0].strength.low == Approx(1));
}

TEST_CASE("rank regression: coefficients and R2 by hand", "[experiments][sensitivity]") {
    // x = (1 2 3 4), z = (1 -1 -1 1) are uncorrelated; ranks of z are (3.5 1.5 1.5 3.5), of y (2 1 3 4).
    const auto design = list_design(factors(2, 0, 1), {1, 1, 2, -1, 3, -1, 4, 1});
    const auto found = sensitivity(design, {20, 10, 30, 40});
    CHECK(found.factors[0].figures[0].value == Approx(4.0 / 5));            // covariance 4 over 5
    CHECK(found.factors[1].figures[0].value == Approx(2 / std::sqrt(20)));  // 2 over sqrt(4 * 5)
    CHECK(found.r2 == Approx(0.64 + 0.2));
}

TEST_CASE("rank regression: strong, weak and idle factors are told apart", "[experiments][sensitivity]") {
    const auto design = make_design(DesignKind::latin_hypercube, factors(4, 0, 1), 400, 2);
    const auto found =
        regress(design, [](const double* x, std::uint32_t) { return 4 * x[0] * x[0] * x[0] - x[1] + 0.01 * x[3]; });
    CHECK((found.factors[0].figures[0].value > 0.8 && found.factors[1].figures[0].value < -0.2));
    CHECK((found.factors[2].figures[0].low < 0 && found.factors[2].figures[0].high > 0));
    CHECK((found.factors[0].group == 1 && found.factors[1].group == 2));
    CHECK((found.factors[2].group == 3 && found.factors[3].group == 3));
    CHECK((found.r2 > 0.9 && found.r2 <= 1));
}

TEST_CASE("rank regression: factors that stand still or go together", "[experiments][sensitivity]") {
    std::vector<double> values;
    for (int i = 0; i < 12; ++i) values.insert(values.end(), {7.0, i * 1.0, i * 2.0});
    const auto design = list_design(factors(3, 0, 1), values);
    const auto found = regress(design, [](const double* x, std::uint32_t) { return x[1]; });
    CHECK(found.factors[0].figures[0].value == 0);
    CHECK(found.factors[1].figures[0].value == Approx(0.5));
    CHECK(found.factors[2].figures[0].value == Approx(0.5));
    CHECK(found.r2 == Approx(1));
}

TEST_CASE("rank regression: too few points are refused", "[experiments][sensitivity]") {
    const auto design = make_design(DesignKind::latin_hypercube, factors(4, 0, 1), 5, 1);
    CHECK_THROWS_AS(regress(design, [](const double* x, std::uint32_t) { return x[0]; }), ScenarioError);
    CHECK_THROWS_AS(sensitivity(design, {1, 2, 3}), BugError);
}

TEST_CASE("groups: a chain of overlapping intervals is one group", "[experiments][sensitivity]") {
    const auto made = [](double low, double high) {
        FactorIndices factor;
        factor.strength = {(low + high) / 2, low, high};
        return factor;
    };
    // 1: [8, 9]; 2: [5, 7] and [4, 5.5] and, by the chain, [3, 4.2]; 3: [0, 1].
    std::vector<FactorIndices> list{made(4, 5.5), made(0, 1), made(8, 9), made(3, 4.2), made(5, 7)};
    group_factors(list);
    CHECK((list[2].group == 1 && list[4].group == 2 && list[0].group == 2 && list[3].group == 2 && list[1].group == 3));
    // A wide one holds together what lies within it.
    std::vector<FactorIndices> wide{made(1, 2), made(0, 10), made(5, 6)};
    group_factors(wide);
    CHECK((wide[0].group == 1 && wide[1].group == 1 && wide[2].group == 1));
    std::vector<FactorIndices> touching{made(0, 1), made(1, 2)};
    group_factors(touching);
    CHECK(touching[0].group == touching[1].group);
}

TEST_CASE("quantile: linear between neighbours", "[experiments][sensitivity]") {
    CHECK(quantile({1, 2, 4}, 0) == 1);
    CHECK(quantile({1, 2, 4}, 0.5) == 2);
    CHECK(quantile({1, 2, 4}, 0.75) == 3);
    CHECK(quantile({1, 2, 4}, 1) == 4);
    CHECK(quantile({5}, 0.3) == 5);
}
