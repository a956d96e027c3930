// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "experiments/sensitivity/sensitivity.hpp"
#include "sim/error.hpp"
#include "tests/experiments/sensitivity/functions.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::experiments;
using namespace talentflow::tests;

namespace {

constexpr double kFailed = std::numeric_limits<double>::quiet_NaN();

Sensitivity analyse(const std::vector<Factor>& factors, std::size_t n, std::uint64_t seed, const Function& f) {
    const auto design = make_design(DesignKind::sobol, factors, n, seed);
    return sensitivity(design, evaluate(design, f));
}

/// Largest distance of an index from the truth, luck included, whose index is 0 where `first` is shorter.
double error(const Sensitivity& found, const std::vector<double>& first, const std::vector<double>& total) {
    double worst = 0;
    for (std::size_t f = 0; f < found.factors.size(); ++f) {
        const auto& figures = found.factors[f].figures;
        worst = std::max(worst, std::abs(figures[0].value - (f < first.size() ? first[f] : 0)));
        worst = std::max(worst, std::abs(figures[1].value - (f < total.size() ? total[f] : 0)));
    }
    return worst;
}

const std::vector<double> kIshigamiFirst{0.313905, 0.442411, 0}, kIshigamiTotal{0.557589, 0.442411, 0.243684};

}  // namespace

TEST_CASE("sobol indices: Ishigami's function at 2^14 base points (V25)", "[experiments][sensitivity]") {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        const auto found = analyse(factors(3, -kPi, kPi), 1U << 14U, seed, ishigami);
        CHECK(error(found, kIshigamiFirst, kIshigamiTotal) < 0.003);
        CHECK(found.mean == Approx(3.5).margin(0.001));
        CHECK(found.sd * found.sd == Approx(13.844588).epsilon(0.001));
        CHECK((found.n == 1U << 14U && found.left_out == 0 && found.method == Method::sobol));
        CHECK((found.factors.back().path == "luck" && found.factors.back().figures[1].value == 0));
    }
}

TEST_CASE("sobol indices: the g function of eight factors (V25)", "[experiments][sensitivity]") {
    const auto found = analyse(factors(8, 0, 1), 1U << 13U, 1, sobol_g);
    CHECK(error(found, {0.716192, 0.179048, 0.023676, 0.007162, 0.000072, 0.000072, 0.000072, 0.000072},
                {0.787144, 0.242198, 0.034317, 0.010460, 0.000105, 0.000105, 0.000105, 0.000105}) < 0.003);
    CHECK(found.sd * found.sd == Approx(0.465424).epsilon(0.005));
    for (std::size_t f = 1; f < 4; ++f) CHECK(found.factors[f].group > found.factors[f - 1].group);
    for (std::size_t f = 5; f < 8; ++f) CHECK(found.factors[f].group == found.factors[4].group);
}

TEST_CASE("sobol indices: flow through a borehole (V25)", "[experiments][sensitivity]") {
    const auto found = analyse(borehole_factors(), 1U << 13U, 1, borehole);
    CHECK(error(found, {0.82892, 0, 0, 0.04139, 0.00001, 0.04139, 0.03934, 0.00952},
                {0.86684, 0, 0, 0.05411, 0.00001, 0.05412, 0.05208, 0.01273}) < 0.003);
    CHECK(found.mean == Approx(77.6513).epsilon(0.0005));
    CHECK(found.sd * found.sd == Approx(2078.93).epsilon(0.002));
}

TEST_CASE("sobol indices: luck is a factor with its share, and biases no other", "[experiments][sensitivity]") {
    const double v = 13.844588, noisy = v + 4.5;
    const auto found = analyse(factors(3, -kPi, kPi), 1U << 14U, 1, noisy_ishigami);
    // Luck is not stratified: standard deviation of an index about 0.003.
    CHECK(error(found, {0.313905 * v / noisy, 0.442411 * v / noisy, 0, 4 / noisy},
                {(0.557589 * v + 0.5) / noisy, 0.442411 * v / noisy, 0.243684 * v / noisy, 4.5 / noisy}) < 0.015);
    // With other luck in every run the total order of x3 would tend to (0.243684 v + 4.5) / noisy = 0.429.
    auto design = make_design(DesignKind::sobol, factors(3, -kPi, kPi), 1U << 12U, 1);
    auto scattered = design;
    for (std::size_t row = 0; row < design.n_rows(); ++row) scattered.luck[row] = static_cast<std::uint32_t>(row);
    const auto biased = sensitivity(design, evaluate(scattered, noisy_ishigami));
    CHECK(biased.factors[2].figures[1].value == Approx(0.429).margin(0.03));
}

TEST_CASE("sobol indices: sums of shares, units and signs do not matter", "[experiments][sensitivity]") {
    const auto plain = analyse(factors(3, -kPi, kPi), 256, 1, ishigami);
    const auto moved = analyse(factors(3, -kPi, kPi), 256, 1,
                               [](const double* x, std::uint32_t luck) { return 1e6 - 1e3 * ishigami(x, luck); });
    for (std::size_t f = 0; f < 4; ++f) {
        for (std::size_t m = 0; m < 2; ++m) {
            CHECK(moved.factors[f].figures[m].value == Approx(plain.factors[f].figures[m].value).margin(1e-9));
            CHECK(moved.factors[f].figures[m].low == Approx(plain.factors[f].figures[m].low).margin(1e-9));
        }
    }
    // Additive: first and total order agree and sum to 1; 4 : 1 by squares.
    const auto sum =
        analyse(factors(2, 0, 1), 1U << 12U, 1, [](const double* x, std::uint32_t) { return 2 * x[0] - x[1]; });
    CHECK(sum.factors[0].figures[0].value == Approx(0.8).margin(0.002));
    CHECK(sum.factors[1].figures[1].value == Approx(0.2).margin(0.002));
}

TEST_CASE("sobol indices: a base point with a run that failed is left out whole", "[experiments][sensitivity]") {
    const auto design = make_design(DesignKind::sobol, factors(3, -kPi, kPi), 64, 1);
    auto y = evaluate(design, ishigami);
    y[0] = kFailed;           // A of the first
    y[6 * 10 + 2] = kFailed;  // AB of the eleventh
    y[6 * 10 + 5] = kFailed;  // and its B
    const auto found = sensitivity(design, y);
    CHECK((found.n == 62 && found.left_out == 2));
    // The same as without those base points.
    auto shorter = design;
    std::vector<double> kept;
    shorter.values.clear();
    shorter.n = 62;
    for (auto* list : {&shorter.luck, &shorter.base}) list->resize(62 * 6);
    shorter.role.resize(62 * 6);
    for (std::size_t row = 0; row < design.n_rows(); ++row)
        if (row / 6 != 0 && row / 6 != 10) kept.push_back(y[row]);
    shorter.values.resize(62 * 6 * 3);
    const auto without = sensitivity(shorter, kept);
    for (std::size_t f = 0; f < 4; ++f) {
        CHECK(found.factors[f].figures[1].value == without.factors[f].figures[1].value);
        CHECK(found.factors[f].figures[1].high == without.factors[f].figures[1].high);
    }
    std::vector<double> none(design.n_rows(), kFailed);
    std::copy(y.begin() + 6, y.begin() + 12, none.begin());
    CHECK_THROWS_WITH(sensitivity(design, none),
                      Catch::Contains("1 points are complete (63 were left out") && Catch::Contains("--retry-failed"));
}

TEST_CASE("sobol indices: a constant output has none", "[experiments][sensitivity]") {
    const auto found = analyse(factors(2, 0, 1), 16, 1, [](const double*, std::uint32_t) { return 0.1; });
    CHECK_FALSE(found.varies);
    CHECK((found.factors.empty() && found.earlier.empty()));
    CHECK(found.mean == Approx(0.1));
}

TEST_CASE("sobol indices: those of a quarter and a half of the base points", "[experiments][sensitivity]") {
    const auto found = analyse(factors(3, -kPi, kPi), 256, 1, ishigami);
    REQUIRE(found.earlier.size() == 2);
    for (const std::size_t i : {0U, 1U}) {
        const auto part = analyse(factors(3, -kPi, kPi), 64U << i, 1, ishigami);
        CHECK(found.earlier[i].n == 64U << i);
        for (std::size_t f = 0; f < 4; ++f) {
            CHECK(found.earlier[i].values[f][0] == Approx(part.factors[f].figures[0].value).margin(1e-12));
            CHECK(found.earlier[i].values[f][1] == Approx(part.factors[f].figures[1].value).margin(1e-12));
        }
    }
}

TEST_CASE("sobol indices: an interval covers the truth nearly as often as it says", "[experiments][sensitivity]") {
    int covered = 0, asked = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        const auto found = analyse(factors(3, -kPi, kPi), 128, seed, ishigami);
        for (std::size_t f = 0; f < 3; ++f) {
            const auto& total = found.factors[f].figures[1];
            covered += total.low <= kIshigamiTotal[f] && kIshigamiTotal[f] <= total.high ? 1 : 0;
            ++asked;
        }
    }
    CHECK(covered >=
          asked * 85 / 100);  // at 128 base points a few percent less than 95; better points than random, more
}
