// SPDX-License-Identifier: Apache-2.0
#include "experiments/design/design.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "experiments/design/messages.hpp"
#include "experiments/design/points.hpp"
#include "sim/contract.hpp"
#include "sim/error.hpp"
#include "sim/math.hpp"

namespace talentflow::experiments {

namespace {

constexpr std::array<std::string_view, 5> kKindWords{"grid", "list", "lhs", "sobol", "morris"};

/// A place u in [0, 1] of the factor's range.
///
///   linear: low + u (high - low)     log: low (high / low)^u
///
/// Whole numbers: the range is first widened by 1/2 at both ends, so that each is as likely as another.
double scaled(const Factor& factor, double u) {
    if (u <= 0) return factor.low;  // the ends as they are written, without a rounding error
    if (u >= 1) return factor.high;
    const double half = factor.whole ? 0.5 : 0.0;
    const double low = factor.low - half, high = factor.high + half;
    double value = low + u * (high - low);
    if (factor.scale == Scale::log) {
        const double log_low = sim::math::log(low);
        value = sim::math::exp(log_low + u * (sim::math::log(high) - log_low));
    }
    return std::clamp(factor.whole ? std::floor(value + 0.5) : value, factor.low, factor.high);
}

/// Rows are added one after the other.
class Builder {
  public:
    Builder(DesignKind kind, std::vector<Factor> factors, std::size_t n, std::uint64_t seed) {
        design_.kind = kind;
        design_.n = n;
        design_.seed = seed;
        design_.factors = std::move(factors);
    }
    void add(const std::vector<double>& values, std::uint32_t luck, std::string role, std::size_t base) {
        design_.values.insert(design_.values.end(), values.begin(), values.end());
        design_.luck.push_back(luck);
        design_.role.push_back(std::move(role));
        design_.base.push_back(static_cast<std::uint32_t>(base));
    }
    void add_point(const std::vector<double>& values) { add(values, 0, "point", design_.n_rows()); }
    /// The part of a list of points of the unit cube that is one point, scaled; `stride` numbers a point.
    [[nodiscard]] std::vector<double> point(const std::vector<double>& unit, std::size_t begin) const {
        std::vector<double> values(design_.factors.size());
        for (std::size_t f = 0; f < values.size(); ++f) values[f] = scaled(design_.factors[f], unit[begin + f]);
        return values;
    }
    [[nodiscard]] const std::vector<Factor>& factors() const { return design_.factors; }
    [[nodiscard]] Design take() { return std::move(design_); }

  private:
    Design design_;
};

Design grid(std::vector<Factor> factors, std::uint64_t seed) {
    std::size_t n = 1;
    for (auto& factor : factors) {
        const auto [low, high] = std::minmax_element(factor.levels.begin(), factor.levels.end());
        factor.low = *low;
        factor.high = *high;
        n *= factor.levels.size();
    }
    Builder builder{DesignKind::grid, std::move(factors), n, seed};
    std::vector<double> values(builder.factors().size());
    for (std::size_t row = 0; row < n; ++row) {
        for (std::size_t f = values.size(), rest = row; f-- > 0;) {
            const auto& levels = builder.factors()[f].levels;
            values[f] = levels[rest % levels.size()];
            rest /= levels.size();
        }
        builder.add_point(values);
    }
    return builder.take();
}

Design hypercube(std::vector<Factor> factors, std::size_t n, std::uint64_t seed) {
    const auto n_factors = factors.size();
    const auto unit = latin_hypercube(n, n_factors, seed);
    Builder builder{DesignKind::latin_hypercube, std::move(factors), n, seed};
    for (std::size_t i = 0; i < n; ++i) builder.add_point(builder.point(unit, i * n_factors));
    return builder.take();
}

Design saltelli(std::vector<Factor> factors, std::size_t n, std::uint64_t seed) {
    const auto n_factors = factors.size();
    const auto unit = shifted_sobol(n, 2 * n_factors, seed);
    Builder builder{DesignKind::sobol, std::move(factors), n, seed};
    for (std::size_t j = 0; j < n; ++j) {
        const auto a = builder.point(unit, 2 * j * n_factors);
        const auto b = builder.point(unit, (2 * j + 1) * n_factors);
        const auto luck = static_cast<std::uint32_t>(2 * j);
        builder.add(a, luck, "A", j);
        for (std::size_t f = 0; f < n_factors; ++f) {
            auto ab = a;
            ab[f] = b[f];
            builder.add(ab, luck, "AB:" + builder.factors()[f].path, j);
        }
        builder.add(a, luck + 1, "AB:luck", j);
        builder.add(b, luck + 1, "B", j);
    }
    return builder.take();
}

Design trajectories(std::vector<Factor> factors, std::size_t n, std::uint64_t seed) {
    const auto n_factors = factors.size();
    Builder builder{DesignKind::morris, std::move(factors), n, seed};
    for (std::size_t k = 0; k < n; ++k) {
        const auto way = morris_trajectory(k, n_factors, seed);
        auto unit = way.start;
        builder.add(builder.point(unit, 0), 0, fmt::format("trajectory:{}:start", k), k);
        for (const auto f : way.order) {
            unit[f] = way.end[f];
            builder.add(builder.point(unit, 0), 0, fmt::format("trajectory:{}:{}", k, builder.factors()[f].path), k);
        }
    }
    return builder.take();
}

void refuse(const std::vector<DesignProblem>& problems, const std::vector<Factor>& factors) {
    std::vector<std::string> lines;
    for (const auto& [factor, message] : problems)
        lines.push_back(factor ? messages::kOfFactor(factors[*factor].path, message) : messages::kOfDesign(message));
    if (!lines.empty()) throw ScenarioError{fmt::format("{}", fmt::join(lines, "\n"))};
}

}  // namespace

Design make_design(DesignKind kind, std::vector<Factor> factors, std::size_t n, std::uint64_t seed) {
    TF_EXPECT(kind != DesignKind::list);
    refuse(design_problems(kind, factors, n), factors);
    switch (kind) {
        case DesignKind::grid:
            return grid(std::move(factors), seed);
        case DesignKind::latin_hypercube:
            return hypercube(std::move(factors), n, seed);
        case DesignKind::sobol:
            return saltelli(std::move(factors), n, seed);
        default:
            return trajectories(std::move(factors), n, seed);
    }
}

Design list_design(std::vector<Factor> factors, std::vector<double> values) {
    const auto n_factors = factors.size();
    const auto n = n_factors == 0 ? 0 : values.size() / n_factors;
    TF_EXPECT(n * n_factors == values.size());
    auto problems = design_problems(DesignKind::list, factors, n);
    const auto odd = std::find_if(values.begin(), values.end(), [](double value) { return !std::isfinite(value); });
    if (odd != values.end()) {
        const auto at = static_cast<std::size_t>(odd - values.begin());
        problems.push_back(
            {at % n_factors, messages::kNotFiniteValue(std::to_string(at / n_factors), fmt::format("{}", *odd))});
    }
    refuse(problems, factors);
    Builder builder{DesignKind::list, std::move(factors), n, 1};
    for (std::size_t row = 0; row < n; ++row) {
        const auto begin = values.begin() + static_cast<std::ptrdiff_t>(row * n_factors);
        builder.add_point({begin, begin + static_cast<std::ptrdiff_t>(n_factors)});
    }
    return builder.take();
}

std::string_view word(DesignKind kind) {
    return kKindWords.at(static_cast<std::size_t>(kind));
}

std::optional<DesignKind> design_kind(std::string_view word) {
    const auto found = std::find(kKindWords.begin(), kKindWords.end(), word);
    if (found == kKindWords.end()) return std::nullopt;
    return static_cast<DesignKind>(std::distance(kKindWords.begin(), found));
}

}  // namespace talentflow::experiments
