// SPDX-License-Identifier: Apache-2.0
#include "experiments/sensitivity/sensitivity.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <numeric>
#include <utility>

#include "experiments/sensitivity/estimators.hpp"
#include "experiments/sensitivity/messages.hpp"
#include "sim/contract.hpp"
#include "sim/error.hpp"

namespace talentflow::experiments {

namespace {

constexpr std::array<std::string_view, 3> kMethodWords{"sobol", "morris", "rank_regression"};

std::size_t rows_of_unit(const Design& design) {
    switch (method_of(design)) {
        case Method::sobol:
            return design.factors.size() + 3;
        case Method::morris:
            return design.factors.size() + 1;
        default:
            return 1;
    }
}

/// The units of the first `n` whose runs all succeeded.
Units complete_units(const Design& design, const std::vector<double>& values, std::size_t n) {
    Units units{design, values, rows_of_unit(design), {}};
    for (std::size_t unit = 0; unit < n; ++unit) {
        const auto begin = values.begin() + static_cast<std::ptrdiff_t>(unit * units.rows);
        if (std::all_of(begin, begin + static_cast<std::ptrdiff_t>(units.rows),
                        [](double y) { return std::isfinite(y); }))
            units.used.push_back(unit);
    }
    return units;
}

std::unique_ptr<Estimator> estimator_of(const Units& units) {
    switch (method_of(units.design)) {
        case Method::sobol:
            return sobol_estimator(units);
        case Method::morris:
            return morris_estimator(units);
        default:
            return rank_estimator(units);
    }
}

/// The outputs whose variance is taken apart.
std::vector<double> spread_values(const Units& units) {
    std::vector<double> result;
    for (std::size_t i = 0; i < units.used.size(); ++i) {
        if (method_of(units.design) == Method::sobol) {
            result.insert(result.end(), {units.value(i, 0), units.value(i, units.rows - 1)});
        } else {
            for (std::size_t row = 0; row < units.rows; ++row) result.push_back(units.value(i, row));
        }
    }
    return result;
}

void describe(Sensitivity& result, const std::vector<double>& values) {
    const auto n = static_cast<double>(values.size());
    result.mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double squares = 0;
    for (const double value : values) squares += (value - result.mean) * (value - result.mean);
    result.sd = std::sqrt(squares / n);
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    result.varies = *least < *most && result.sd > 0;
}

Figure figure_of(double value, const std::vector<double>& sorted) {
    constexpr double kTail = (1 - kIndexLevel) / 2;
    return {value, quantile(sorted, kTail), quantile(sorted, 1 - kTail)};
}

/// Of |coefficient|, whose samples are those of the coefficient without their sign.
Figure size_of(const Figure& figure, std::vector<double> samples) {
    for (double& sample : samples) sample = std::abs(sample);
    std::sort(samples.begin(), samples.end());
    return figure_of(std::abs(figure.value), samples);
}

std::string name_of(const Design& design, std::size_t factor) {
    return factor < design.factors.size() ? design.factors[factor].path : "luck";
}

void add_factors(Sensitivity& result, const Units& units) {
    const auto estimator = estimator_of(units);
    const Weights all(units.used.size(), 1);
    const auto values = estimator->estimate(all);
    const auto samples = bootstrap(*estimator, units.used.size(), kResamples, units.design.seed);
    const auto n_measures = measures(result.method).size();
    for (std::size_t f = 0; f * n_measures < values.size(); ++f) {
        FactorIndices factor{name_of(units.design, f), {}, {}, 0};
        for (std::size_t at = f * n_measures; at < (f + 1) * n_measures; ++at)
            factor.figures.push_back(figure_of(values[at], samples[at]));
        if (result.method == Method::rank_regression) factor.strength = size_of(factor.figures[0], samples[f]);
        if (result.method == Method::sobol) factor.strength = factor.figures[1];
        if (result.method == Method::morris) factor.strength = factor.figures[0];
        result.factors.push_back(std::move(factor));
    }
    result.r2 = estimator->r2(all);
    group_factors(result.factors);
}

void add_earlier(Sensitivity& result, const Design& design, const std::vector<double>& values) {
    const auto n_measures = measures(result.method).size();
    for (const std::size_t parts : {4U, 2U}) {
        const auto units = complete_units(design, values, design.n / parts);
        const auto spread = spread_values(units);
        if (units.used.size() < 2 ||
            std::adjacent_find(spread.begin(), spread.end(), std::not_equal_to<>{}) == spread.end())
            continue;
        const auto found = estimator_of(units)->estimate(Weights(units.used.size(), 1));
        EarlierIndices earlier{design.n / parts, {}};
        for (auto at = found.begin(); at != found.end(); at += static_cast<std::ptrdiff_t>(n_measures))
            earlier.values.emplace_back(at, at + static_cast<std::ptrdiff_t>(n_measures));
        result.earlier.push_back(std::move(earlier));
    }
}

void refuse_too_few(const Sensitivity& result, const Design& design) {
    const std::size_t least = result.method == Method::rank_regression ? design.factors.size() + 2 : 2;
    if (result.n < least)
        throw ScenarioError{
            messages::kTooFewUnits(std::to_string(result.n), std::to_string(result.left_out), std::to_string(least))};
}

}  // namespace

const std::vector<std::string_view>& measures(Method method) {
    static const std::array<std::vector<std::string_view>, 3> kMeasures{
        {{"first", "total"}, {"mu_star", "mu", "sigma"}, {"coefficient"}}};
    return kMeasures.at(static_cast<std::size_t>(method));
}

std::string_view word(Method method) {
    return kMethodWords.at(static_cast<std::size_t>(method));
}

Method method_of(const Design& design) {
    if (design.kind == DesignKind::sobol) return Method::sobol;
    return design.kind == DesignKind::morris ? Method::morris : Method::rank_regression;
}

Sensitivity sensitivity(const Design& design, const std::vector<double>& values) {
    TF_EXPECT(values.size() == design.n_rows() && design.n * rows_of_unit(design) == design.n_rows());
    Sensitivity result;
    result.method = method_of(design);
    const auto units = complete_units(design, values, design.n);
    result.n = units.used.size();
    result.left_out = design.n - result.n;
    refuse_too_few(result, design);
    describe(result, spread_values(units));
    if (!result.varies) return result;
    add_factors(result, units);
    if (result.method != Method::rank_regression) add_earlier(result, design, values);
    return result;
}

void group_factors(std::vector<FactorIndices>& factors) {
    std::vector<FactorIndices*> order;
    for (auto& factor : factors) order.push_back(&factor);
    std::stable_sort(order.begin(), order.end(), [](const FactorIndices* a, const FactorIndices* b) {
        return a->strength.high > b->strength.high;
    });
    std::size_t group = 0;
    double lowest = 0;  // end of the group's intervals
    for (auto* factor : order) {
        const bool apart = group == 0 || factor->strength.high < lowest;
        if (apart) ++group;
        lowest = apart ? factor->strength.low : std::min(lowest, factor->strength.low);
        factor->group = group;
    }
}

}  // namespace talentflow::experiments
