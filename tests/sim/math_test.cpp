// SPDX-License-Identifier: Apache-2.0
#include "sim/math.hpp"

#include <cmath>
#include <cstdint>
#include <limits>

#include "tests/support/catch.hpp"
#include "tests/support/sequence.hpp"

// The reference is the C library in long double, 11 more bits than a double on x86-64.

namespace {

using namespace talentflow;
namespace math = sim::math;

/// Distance of `found` from the truth in units of the truth's last place.
double ulps(double found, long double truth) {
    const auto nearest = static_cast<double>(truth);
    const double ulp = std::nextafter(std::abs(nearest), std::numeric_limits<double>::infinity()) - std::abs(nearest);
    return static_cast<double>(std::abs(static_cast<long double>(found) - truth) / static_cast<long double>(ulp));
}

constexpr int kTries = 400000;

TEST_CASE("log: at most 2 ulp from the truth over all normal numbers", "[sim][math]") {
    test::Sequence sequence{1};
    double worst = 0.0, where = 0.0;
    for (int i = 0; i < kTries; ++i) {
        const double x = std::ldexp(sequence.between(1.0, 2.0), static_cast<int>(sequence.below(2046)) - 1022);
        const double miss = ulps(math::log(x), std::log(static_cast<long double>(x)));
        if (miss > worst) worst = miss, where = x;
    }
    INFO("worst at " << where);
    CHECK(worst <= 2.0);
}

TEST_CASE("log: at most 2 ulp from the truth near 1, where relative precision is hardest", "[sim][math]") {
    test::Sequence sequence{2};
    double worst = 0.0, where = 0.0;
    for (int i = 0; i < kTries; ++i) {
        const double distance = std::ldexp(sequence.between(1.0, 2.0), -static_cast<int>(sequence.below(52)) - 1);
        const double x = i % 2 == 0 ? 1.0 + distance : 1.0 - 0.5 * distance;
        const double miss = ulps(math::log(x), std::log(static_cast<long double>(x)));
        if (miss > worst) worst = miss, where = x;
    }
    INFO("worst at " << where);
    CHECK(worst <= 2.0);
}

TEST_CASE("log: at most 2 ulp from the truth for the uniforms of the race", "[sim][math]") {
    test::Sequence sequence{3};
    double worst = 0.0;
    for (int i = 0; i < kTries; ++i) {
        const double u = (static_cast<double>(sequence.word()) + 0.5) * 0x1.0p-32;
        worst = std::max(worst, ulps(math::log(u), std::log(static_cast<long double>(u))));
    }
    CHECK(worst <= 2.0);
}

TEST_CASE("log: known points", "[sim][math]") {
    CHECK(math::log(1.0) == 0.0);
    CHECK(math::log(2.0) == std::log(2.0));
    CHECK(math::log(0.5) == -std::log(2.0));
    CHECK(ulps(math::log(std::numeric_limits<double>::min()), -1022.0L * std::log(2.0L)) <= 2.0);
    CHECK(ulps(math::log(std::numeric_limits<double>::max()),
               std::log(static_cast<long double>(std::numeric_limits<double>::max()))) <= 2.0);
}

TEST_CASE("exp: at most 2 ulp from the truth over its range", "[sim][math]") {
    test::Sequence sequence{4};
    double worst = 0.0, where = 0.0;
    for (int i = 0; i < kTries; ++i) {
        const double x = i % 2 == 0 ? sequence.between(-708.0, 709.7) : sequence.between(-2.0, 2.0);
        const double miss = ulps(math::exp(x), std::exp(static_cast<long double>(x)));
        if (miss > worst) worst = miss, where = x;
    }
    INFO("worst at " << where);
    CHECK(worst <= 2.0);
}

TEST_CASE("exp: known points and both ends", "[sim][math]") {
    CHECK(math::exp(0.0) == 1.0);
    CHECK(math::exp(-0.0) == 1.0);
    CHECK(math::exp(1e-300) == 1.0);
    CHECK(math::exp(-708.0) > 0.0);
    CHECK(math::exp(-708.001) == 0.0);
    CHECK(math::exp(-1e308) == 0.0);
    CHECK(std::isfinite(math::exp(709.7)));
    CHECK(std::isinf(math::exp(710.0)));
    CHECK(std::isinf(math::exp(1e308)));
}

TEST_CASE("sin_pi: at most 2 ulp from the truth inside (0, 1)", "[sim][math]") {
    const long double pi = std::acos(-1.0L);
    test::Sequence sequence{5};
    double worst = 0.0, where = 0.0;
    for (int i = 0; i < kTries; ++i) {
        double x = sequence.between(0x1.0p-34, 1.0);
        if (i % 4 == 1) x = std::ldexp(x, -static_cast<int>(sequence.below(300)));
        if (i % 4 == 2) x = 1.0 - std::ldexp(x, -static_cast<int>(sequence.below(32)) - 1);
        // Beyond a half the argument is folded, which is exact in a double.
        const double folded = x > 0.5 ? 1.0 - x : x;
        const double miss = ulps(math::sin_pi(x), std::sin(pi * static_cast<long double>(folded)));
        if (miss > worst) worst = miss, where = x;
    }
    INFO("worst at " << where);
    CHECK(worst <= 2.0);
}

TEST_CASE("sin_pi: is 0 at 0 and 1, 1 at a half, and symmetric", "[sim][math]") {
    CHECK(math::sin_pi(0.0) == 0.0);
    CHECK(math::sin_pi(1.0) == 0.0);
    CHECK(math::sin_pi(0.5) == 1.0);
    for (int i = 1; i < 1024; ++i) {
        const double x = static_cast<double>(i) / 1024.0;
        REQUIRE(math::sin_pi(x) == math::sin_pi(1.0 - x));
    }
}

TEST_CASE("pow: errs by at most 2 ulp for each unit of |y ln x|, and 2 more", "[sim][math]") {
    // e^(y ln x) carries the rounding of its exponent: that is the price of one text for every processor.
    test::Sequence sequence{6};
    bool within = true;
    for (int i = 0; i < kTries; ++i) {
        const double x = sequence.between(1e-3, 1e3);
        const double y = sequence.between(-20.0, 20.0);
        const double exponent = std::abs(y * std::log(x));
        const long double truth = std::pow(static_cast<long double>(x), static_cast<long double>(y));
        within = within && ulps(math::pow(x, y), truth) <= 2.0 + 2.0 * exponent;
    }
    CHECK(within);
}

TEST_CASE("pow: powers 0 and of 1 are exactly 1", "[sim][math]") {
    CHECK(math::pow(17.25, 0.0) == 1.0);
    CHECK(math::pow(1.0, 12345.678) == 1.0);
    CHECK(math::pow(2.0, 0.5) == Approx(std::sqrt(2.0)).epsilon(1e-15));
}

}  // namespace
