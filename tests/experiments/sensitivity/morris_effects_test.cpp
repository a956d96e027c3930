// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>
#include <vector>

#include "experiments/sensitivity/sensitivity.hpp"
#include "tests/experiments/sensitivity/functions.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::experiments;
using namespace talentflow::tests;

namespace {

Sensitivity screen(const std::vector<Factor>& factors, std::size_t n, const Function& f) {
    const auto design = make_design(DesignKind::morris, factors, n, 3);
    return sensitivity(design, evaluate(design, f));
}

constexpr std::size_t kMuStar = 0, kMu = 1, kSigma = 2;

}  // namespace

TEST_CASE("morris: of a linear function the effects are its slopes over the whole range",
          "[experiments][sensitivity]") {
    const auto found = screen({factor("up", 0, 2), factor("down", 10, 20), factor("idle", 0, 1)}, 10,
                              [](const double* x, std::uint32_t) { return 3 * x[0] - 0.5 * x[1]; });
    const std::vector<double> slopes{6, -5, 0};
    for (std::size_t f = 0; f < 3; ++f) {
        const auto& figures = found.factors[f].figures;
        CHECK(figures[kMu].value == Approx(slopes[f]).margin(1e-12));
        CHECK(figures[kMuStar].value == Approx(std::abs(slopes[f])).margin(1e-12));
        CHECK(figures[kSigma].value == Approx(0).margin(1e-12));
        CHECK(figures[kMuStar].low == Approx(figures[kMuStar].high));
        CHECK(found.factors[f].group == f + 1);
    }
    CHECK((found.method == Method::morris && found.n == 10));
}

TEST_CASE("morris: effects of both signs leave mu small and mu* large", "[experiments][sensitivity]") {
    // x1 acts by x2 alone: its effect is x2 - 1/2, at the levels -1/2, -1/6, 1/6, 1/2.
    const auto found =
        screen(factors(2, 0, 1), 2000, [](const double* x, std::uint32_t) { return x[0] * (x[1] - 0.5); });
    const auto& figures = found.factors[0].figures;
    CHECK(figures[kMu].value == Approx(0).margin(0.04));  // sd 0.37 / sqrt(2000), five of them
    CHECK(figures[kMuStar].value == Approx(1.0 / 3).margin(0.02));
    CHECK(figures[kSigma].value == Approx(std::sqrt((0.25 + 1.0 / 36) / 2)).margin(0.02));
    CHECK((figures[kMuStar].low < 1.0 / 3 && figures[kMuStar].high > 1.0 / 3));
}

TEST_CASE("morris: a trajectory with a run that failed is left out whole", "[experiments][sensitivity]") {
    const auto design = make_design(DesignKind::morris, factors(3, 0, 1), 10, 3);
    auto y = evaluate(design, [](const double* x, std::uint32_t) { return x[0] + 2 * x[1] + 3 * x[2]; });
    y[4] = std::numeric_limits<double>::quiet_NaN();
    const auto found = sensitivity(design, y);
    CHECK((found.n == 9 && found.left_out == 1));
    CHECK(found.factors[2].figures[kMu].value == Approx(3));
}

TEST_CASE("morris: rounding to whole numbers keeps signs", "[experiments][sensitivity]") {
    auto dose = factor("dose", 0, 1);
    dose.whole = true;
    const auto found =
        screen({dose, factor("x", 0, 1)}, 20, [](const double* x, std::uint32_t) { return x[0] - x[1]; });
    CHECK(found.factors[0].figures[kMu].value == Approx(1 / (2.0 / 3)));  // it always goes from one to the other
    CHECK(found.factors[1].figures[kMu].value == Approx(-1));
}

TEST_CASE("morris: those of a quarter and a half of the trajectories", "[experiments][sensitivity]") {
    const auto curve = [](const double* x, std::uint32_t) { return x[0] * x[0] + x[0] * x[1]; };
    const auto found = screen(factors(2, 0, 1), 40, curve), half = screen(factors(2, 0, 1), 20, curve);
    REQUIRE(found.earlier.size() == 2);
    CHECK((found.earlier[0].n == 10 && found.earlier[1].n == 20));
    for (std::size_t m = 0; m < 3; ++m) CHECK(found.earlier[1].values[1][m] == half.factors[1].figures[m].value);
}
