// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdint.h>

/// log, exp and sin(pi x) in plain arithmetic: the same bits on every processor and in every lane of a
/// vector loop, at most 2 ulp from the truth (tests/sim/math_test.cpp). glibc's own differ between
/// processors with and without FMA (docs/reproducibility.md). Internal linkage and no library header: the kernels
/// compile this text for several instruction sets, and no copy may leak from one into another.
namespace talentflow::sim::math {

namespace detail {
// ln 2 in two parts: the high one has 33 significant bits, so that k * high is exact for |k| < 2^19.
inline constexpr double kLn2High = 0x1.62e42feep-1;
inline constexpr double kLn2Low = 0x1.a39ef35793c76p-33;
inline constexpr double kInvLn2 = 0x1.71547652b82fep0;
inline constexpr double kPi = 0x1.921fb54442d18p1;
}  // namespace detail

/// Natural logarithm of a finite x >= 2^-1022 (normal numbers; not checked).
///
///   x = 2^k m, m in [1/sqrt 2, sqrt 2);  s = (m - 1)/(m + 1);  ln x = k ln 2 + 2 s (1 + s^2/3 + s^4/5 + ...)
[[nodiscard]] static inline double log(double x) noexcept {
    using namespace detail;
    const auto bits = __builtin_bit_cast(uint64_t, x);
    // Moves the cut of the exponent from 1 to 1/sqrt 2.
    const uint64_t shifted = bits + (0x3ff0000000000000ULL - 0x3fe6a09e667f3bcdULL);
    const auto k = static_cast<int64_t>(shifted >> 52) - 1023;
    const double m = __builtin_bit_cast(double, bits - (static_cast<uint64_t>(k) << 52));
    // k as a double without an integer conversion (vector units before AVX-512 have none).
    const double kd = __builtin_bit_cast(double, 0x4338000000000000ULL + static_cast<uint64_t>(k)) - 0x1.8p52;
    const double f = m - 1.0;
    const double s = f / (2.0 + f);
    const double z = s * s;
    double r = 1.0 / 23.0;
    r = r * z + 1.0 / 21.0;
    r = r * z + 1.0 / 19.0;
    r = r * z + 1.0 / 17.0;
    r = r * z + 1.0 / 15.0;
    r = r * z + 1.0 / 13.0;
    r = r * z + 1.0 / 11.0;
    r = r * z + 1.0 / 9.0;
    r = r * z + 1.0 / 7.0;
    r = r * z + 1.0 / 5.0;
    r = r * z + 1.0 / 3.0;
    // 2s = f - s f exactly in real numbers, and f is exact: the rounding of s then matters only in
    // the second-order term.
    const double tail = s * (2.0 * z * r) + kd * kLn2Low;
    return kd * kLn2High + (f - (s * f - tail));
}

/// e^x; 0 below -708, +infinity above 709.7.
///
///   x = k ln 2 + r, |r| <= ln 2 / 2;  e^x = 2^k (1 + r + r^2/2! + ... + r^13/13!)
[[nodiscard]] static inline double exp(double x) noexcept {
    using namespace detail;
    const double clamped = x < -745.0 ? -745.0 : (x > 710.0 ? 710.0 : x);
    const double shifted = clamped * kInvLn2 + 0x1.8p52;
    const double kd = shifted - 0x1.8p52;
    const auto k = __builtin_bit_cast(uint64_t, shifted) - 0x4338000000000000ULL;
    const double r = (clamped - kd * kLn2High) - kd * kLn2Low;
    double p = 1.0 / 6227020800.0;
    p = p * r + 1.0 / 479001600.0;
    p = p * r + 1.0 / 39916800.0;
    p = p * r + 1.0 / 3628800.0;
    p = p * r + 1.0 / 362880.0;
    p = p * r + 1.0 / 40320.0;
    p = p * r + 1.0 / 5040.0;
    p = p * r + 1.0 / 720.0;
    p = p * r + 1.0 / 120.0;
    p = p * r + 1.0 / 24.0;
    p = p * r + 1.0 / 6.0;
    p = p * r + 0.5;
    const double e = 1.0 + (r + r * r * p);
    // 2^k in two factors so that no intermediate exponent leaves the range.
    const auto half = static_cast<uint64_t>(static_cast<int64_t>(k) >> 1);
    const double a = __builtin_bit_cast(double, (1023ULL + half) << 52);
    const double b = __builtin_bit_cast(double, (1023ULL + (k - half)) << 52);
    const double result = (e * a) * b;
    return x < -708.0 ? 0.0 : result;
}

/// sin(pi x) for x in [0, 1].
[[nodiscard]] static inline double sin_pi(double x) noexcept {
    const double folded = x > 0.5 ? 1.0 - x : x;
    const double y = detail::kPi * folded;
    const double z = y * y;
    double p = -1.0 / 25852016738884976640000.0;
    p = p * z + 1.0 / 51090942171709440000.0;
    p = p * z - 1.0 / 121645100408832000.0;
    p = p * z + 1.0 / 355687428096000.0;
    p = p * z - 1.0 / 1307674368000.0;
    p = p * z + 1.0 / 6227020800.0;
    p = p * z - 1.0 / 39916800.0;
    p = p * z + 1.0 / 362880.0;
    p = p * z - 1.0 / 5040.0;
    p = p * z + 1.0 / 120.0;
    p = p * z - 1.0 / 6.0;
    return y + y * (z * p);
}

/// x^y for x > 0.
[[nodiscard]] static inline double pow(double x, double y) noexcept {
    return exp(y * log(x));
}

}  // namespace talentflow::sim::math
