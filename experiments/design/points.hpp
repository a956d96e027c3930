// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace talentflow::experiments {

/// Points of the unit cube by design, before they are scaled to ranges.

/// Dimensions that Boost has direction numbers for (Joe and Kuo's).
inline constexpr std::size_t kMostSobolDimensions = 3667;

/// The first n points of the Sobol sequence with the origin as first, [point * dimensions + dimension], in units of
/// 2^-64.
///
/// Boost leaves the origin out; without it no first 2^k points are balanced (Owen 2020, bib: owen2020).
[[nodiscard]] std::vector<std::uint64_t> sobol_sequence(std::size_t n, std::size_t dimensions);

/// The same sequence with a digital shift: each dimension xor one word of Purpose::design of (seed, 0).
///
/// Value of a word w: (floor(w / 2^11) + 1/2) / 2^53, in (0, 1).
[[nodiscard]] std::vector<double> shifted_sobol(std::size_t n, std::size_t dimensions, std::uint64_t seed);

/// n points, one in each of n equal strata of each factor; the strata of a factor in random order, places in them
/// uniform. [point * factors + factor]. Source: McKay, Beckman and Conover 1979 (bib: mckay1979).
[[nodiscard]] std::vector<double> latin_hypercube(std::size_t n, std::size_t factors, std::uint64_t seed);

/// Levels of a Morris design, and the step between two of them, as parts of the range.
inline constexpr std::size_t kMorrisLevels = 4;
inline constexpr double kMorrisStep = static_cast<double>(kMorrisLevels) / (2.0 * (kMorrisLevels - 1));

struct Trajectory {
    std::vector<double> start;       // [factor]: 0, 1/3, 2/3 or 1
    std::vector<double> end;         // [factor]: start +- kMorrisStep, within [0, 1]
    std::vector<std::size_t> order;  // in which factors change
};

/// Trajectory k: each factor begins at a random level, goes one step up or down, and when is random.
/// Source: Morris 1991 (bib: morris1991), levels and step as in Campolongo, Cariboni and Saltelli 2007
/// (campolongo2007).
[[nodiscard]] Trajectory morris_trajectory(std::size_t k, std::size_t factors, std::uint64_t seed);

}  // namespace talentflow::experiments
