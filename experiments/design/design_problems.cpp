// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "experiments/design/design.hpp"
#include "experiments/design/messages.hpp"
#include "experiments/design/points.hpp"

namespace talentflow::experiments {

namespace {

constexpr std::array<std::string_view, 5> kReserved{"run", "base", "role", "luck", "start"};

std::string shown(double value) {
    return fmt::format("{}", value);
}

bool is_whole(double value) {
    return std::abs(value) <= 0x1.0p53 && std::floor(value) >= value;
}

std::optional<std::string> problem_of_path(const std::vector<Factor>& factors, std::size_t f) {
    const auto& path = factors[f].path;
    if (path.empty()) return messages::kNoPath();
    if (std::find(kReserved.begin(), kReserved.end(), path) != kReserved.end()) return messages::kReservedPath();
    const auto end = factors.begin() + static_cast<std::ptrdiff_t>(f);
    if (std::any_of(factors.begin(), end, [&](const Factor& other) { return other.path == path; }))
        return messages::kTwice();
    return std::nullopt;
}

std::optional<std::string> problem_of_range(const Factor& factor) {
    const auto low = factor.low, high = factor.high;
    if (!factor.levels.empty()) return messages::kLevelsOfGrid();
    if (!std::isfinite(low) || !std::isfinite(high) || !std::isfinite(high - low))
        return messages::kNotFiniteRange(shown(low), shown(high));
    if (low > high) return messages::kReversedRange(shown(low), shown(high));
    if (!(low < high)) return messages::kEmptyRange(shown(low));
    if (factor.scale == Scale::log && low < std::numeric_limits<double>::min()) return messages::kLogRange(shown(low));
    if (factor.whole && !is_whole(low)) return messages::kNotWhole(shown(low));
    if (factor.whole && !is_whole(high)) return messages::kNotWhole(shown(high));
    return std::nullopt;
}

std::optional<std::string> problem_of_levels(const Factor& factor) {
    if (factor.levels.empty()) return messages::kNoLevels();
    auto sorted = factor.levels;
    for (const double level : sorted) {
        if (!std::isfinite(level)) return messages::kNotFiniteLevel(shown(level));
        if (factor.whole && !is_whole(level)) return messages::kNotWhole(shown(level));
    }
    std::sort(sorted.begin(), sorted.end());
    const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
    if (twice != sorted.end()) return messages::kLevelTwice(shown(*twice));
    return std::nullopt;
}

std::optional<std::string> problem_of_n(DesignKind kind, std::size_t n) {
    if (kind == DesignKind::list) return n == 0 ? std::optional{messages::kNoPoints()} : std::nullopt;
    if (kind == DesignKind::grid) return std::nullopt;
    const std::size_t least = kind == DesignKind::latin_hypercube ? 1 : 2;
    if (n < least) return messages::kTooFew(std::to_string(n), std::to_string(least));
    if (kind == DesignKind::sobol && !std::has_single_bit(n) && n <= kMostDesignRows) {
        const auto below = std::bit_floor(n);
        return messages::kNoPowerOfTwo(std::to_string(n), std::to_string(below), std::to_string(2 * below));
    }
    return std::nullopt;
}

/// Rows of the design, as a double so that nothing overflows.
double rows_of(DesignKind kind, const std::vector<Factor>& factors, std::size_t n) {
    double rows = static_cast<double>(n);
    if (kind == DesignKind::sobol) rows *= static_cast<double>(factors.size() + 3);
    if (kind == DesignKind::morris) rows *= static_cast<double>(factors.size() + 1);
    if (kind != DesignKind::grid) return rows;
    rows = 1;
    for (const auto& factor : factors) rows *= static_cast<double>(factor.levels.size());
    return rows;
}

std::optional<std::string> problem_of_size(DesignKind kind, const std::vector<Factor>& factors, std::size_t n) {
    const double rows = rows_of(kind, factors, n);
    const auto n_factors = static_cast<double>(factors.size());
    if (rows <= static_cast<double>(kMostDesignRows) && rows * n_factors <= static_cast<double>(kMostDesignValues))
        return std::nullopt;
    return messages::kTooLarge(fmt::format("{:.10g}", rows), std::to_string(factors.size()),
                               std::to_string(kMostDesignRows), std::to_string(kMostDesignValues));
}

}  // namespace

std::vector<DesignProblem> design_problems(DesignKind kind, const std::vector<Factor>& factors, std::size_t n) {
    std::vector<DesignProblem> found;
    const auto note = [&](std::optional<std::size_t> factor, std::optional<std::string> problem) {
        if (problem) found.push_back({factor, std::move(*problem)});
    };
    if (factors.empty()) note(std::nullopt, messages::kNoFactors());
    if (kind == DesignKind::sobol && 2 * factors.size() > kMostSobolDimensions)
        note(std::nullopt, messages::kTooManyFactors(std::to_string(factors.size())));
    for (std::size_t f = 0; f < factors.size(); ++f) {
        note(f, problem_of_path(factors, f));
        if (kind == DesignKind::grid)
            note(f, problem_of_levels(factors[f]));
        else if (kind != DesignKind::list)
            note(f, problem_of_range(factors[f]));
    }
    note(std::nullopt, problem_of_n(kind, n));
    note(std::nullopt, problem_of_size(kind, factors, n));
    return found;
}

}  // namespace talentflow::experiments
