// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "experiments/design/design.hpp"
#include "sim/draws.hpp"
#include "sim/math.hpp"

/// Functions whose indices are known, put where a sweep has the model.
namespace talentflow::tests {

inline constexpr double kPi = 3.14159265358979323846;

inline experiments::Factor factor(std::string path, double low, double high) {
    experiments::Factor made;
    made.path = std::move(path);
    made.low = low;
    made.high = high;
    return made;
}

inline std::vector<experiments::Factor> factors(std::size_t n, double low, double high) {
    std::vector<experiments::Factor> made;
    for (std::size_t f = 0; f < n; ++f) made.push_back(factor("x" + std::to_string(f + 1), low, high));
    return made;
}

using Function = std::function<double(const double* x, std::uint32_t luck)>;

/// An output of every row of a design.
inline std::vector<double> evaluate(const experiments::Design& design, const Function& f) {
    std::vector<double> y;
    for (std::size_t row = 0; row < design.n_rows(); ++row)
        y.push_back(f(&design.values[row * design.factors.size()], design.luck[row]));
    return y;
}

/// sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1 over [-pi, pi]^3: mean 3.5, variance 13.844588.
inline double ishigami(const double* x, std::uint32_t /*luck*/) {
    const double s1 = std::sin(x[0]), s2 = std::sin(x[1]);
    return s1 + 7 * s2 * s2 + 0.1 * x[2] * x[2] * x[2] * x[2] * s1;
}

/// A standard normal number of a luck (Box and Muller).
inline double normal(std::uint32_t luck) {
    const auto w = sim::Draws{2026, 0}.words(sim::PersonId{luck}, sim::Month{0}, sim::Purpose::ties);
    return std::sqrt(-2 * std::log(sim::to_uniform(w[0]))) * std::cos(2 * kPi * sim::to_uniform(w[1]));
}

/// Ishigami's function with noise of standard deviation 2 that interacts with x1: variance 13.844588 + 4 + 1/2.
inline double noisy_ishigami(const double* x, std::uint32_t luck) {
    return ishigami(x, luck) + (2 + std::sin(x[0])) * normal(luck);
}

/// Sobol's g over [0, 1]^8: the product of (|4 x - 2| + a) / (1 + a).
inline double sobol_g(const double* x, std::uint32_t /*luck*/) {
    constexpr double kA[] = {0, 1, 4.5, 9, 99, 99, 99, 99};
    double product = 1;
    for (std::size_t i = 0; i < 8; ++i) product *= (std::abs(4 * x[i] - 2) + kA[i]) / (1 + kA[i]);
    return product;
}

/// Flow through a borehole: rw, r, Tu, Hu, Tl, Hl, L, Kw.
inline std::vector<experiments::Factor> borehole_factors() {
    return {factor("rw", 0.05, 0.15), factor("r", 100, 50000), factor("Tu", 63070, 115600), factor("Hu", 990, 1110),
            factor("Tl", 63.1, 116),  factor("Hl", 700, 820),  factor("L", 1120, 1680),     factor("Kw", 9855, 12045)};
}
inline double borehole(const double* x, std::uint32_t /*luck*/) {
    const double ratio = std::log(x[1] / x[0]);
    return 2 * kPi * x[2] * (x[3] - x[5]) /
           (ratio * (1 + 2 * x[6] * x[2] / (ratio * x[0] * x[0] * x[7]) + x[2] / x[4]));
}

}  // namespace talentflow::tests
