// SPDX-License-Identifier: Apache-2.0
// From a sweep file to its design: levels, lists, files of points.
#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "experiments/sweep/messages.hpp"
#include "experiments/sweep/sweep_plan.hpp"
#include "sim/contract.hpp"
#include "sim/error.hpp"
#include "sim/printable.hpp"

namespace talentflow::experiments {

namespace {

namespace fs = std::filesystem;
using scenarios::SweepFile, scenarios::SweepParameter;

constexpr std::uintmax_t kMostCsvBytes = 400'000'000;

void complain(SweepFile& sweep, scenarios::Diagnostic place, std::string problem, std::string suggestion = {}) {
    place.problem = std::move(problem);
    place.suggestion = std::move(suggestion);
    sweep.problems.push_back(std::move(place));
}

/// `n` levels over a range, both ends included; whole numbers each once.
std::vector<double> levels_over(const SweepParameter& parameter, std::size_t n) {
    std::vector<double> levels;
    const auto [low, high] = *parameter.range;
    for (std::size_t i = 0; i < n; ++i) {
        const double part = static_cast<double>(i) / static_cast<double>(n - 1);
        double level = parameter.log ? low * std::pow(high / low, part) : low + (high - low) * part;
        if (i + 1 == n) level = high;  // no rounding of what was stated
        if (parameter.whole) level = std::round(level);
        if (levels.empty() || level != levels.back()) levels.push_back(level);
    }
    return levels;
}

std::vector<Factor> factors_of(SweepFile& sweep) {
    std::vector<Factor> factors;
    for (const auto& parameter : sweep.parameters) {
        Factor factor;
        factor.path = parameter.name;
        factor.scale = parameter.log ? Scale::log : Scale::linear;
        factor.whole = parameter.whole;
        factor.levels = parameter.values;
        if (sweep.design_kind == "grid" && parameter.values.empty() && parameter.range) {
            if (sweep.n < 2)
                complain(sweep, parameter.place, sweep_messages::kGridNeedsLevels(), sweep_messages::kWriteLevels());
            else
                factor.levels = levels_over(parameter, sweep.n);
        }
        if (parameter.range) {
            factor.low = parameter.range->low;
            factor.high = parameter.range->high;
        } else if (!parameter.values.empty()) {
            const auto [low, high] = std::minmax_element(parameter.values.begin(), parameter.values.end());
            factor.low = *low;
            factor.high = *high;
        }
        factors.push_back(std::move(factor));
    }
    return factors;
}

/// The values of the parameters side by side.
Design list_of(SweepFile& sweep, std::vector<Factor> factors) {
    const std::size_t n = sweep.parameters.front().values.size();
    for (const auto& parameter : sweep.parameters) {
        if (parameter.values.size() == n) continue;
        complain(sweep, parameter.place,
                 sweep_messages::kOtherLength(std::to_string(parameter.values.size()), std::to_string(n),
                                              sweep.parameters.front().name),
                 sweep_messages::kSameLength());
    }
    if (!sweep.sound()) return {};
    std::vector<double> values;
    for (std::size_t row = 0; row < n; ++row) {
        for (const auto& parameter : sweep.parameters) values.push_back(parameter.values[row]);
    }
    for (auto& factor : factors) factor.levels.clear();
    return list_design(std::move(factors), std::move(values));
}

std::string read_text(const fs::path& file) {
    std::error_code error;
    if (!fs::is_regular_file(file, error)) throw OutputError{file.string() + ": no such file"};
    if (fs::file_size(file, error) > kMostCsvBytes) throw ScenarioError{sweep_messages::kCsvTooLarge(file.string())};
    std::ifstream in{file, std::ios::binary};
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    if (!in) throw OutputError{file.string() + ": cannot be read"};
    return text;
}

/// Orders the parameters as the columns of a file; a column that no parameter names is a path.
void match_columns(SweepFile& sweep, const Design& design) {
    std::vector<SweepParameter> ordered;
    const bool named = !sweep.parameters.empty();
    for (const auto& factor : design.factors) {
        const auto same = [&](const SweepParameter& p) { return p.name == factor.path; };
        const auto known = std::find_if(sweep.parameters.begin(), sweep.parameters.end(), same);
        if (known != sweep.parameters.end()) {
            ordered.push_back(*known);
            ordered.back().range.reset();
        } else if (named) {
            complain(sweep, sweep.design_place, sweep_messages::kNoParameterOfColumn(factor.path),
                     sweep_messages::kNameColumn());
        } else {
            ordered.push_back({factor.path, {factor.path}, {}, false, false, {}, sweep.design_place});
            ordered.back().place.path = factor.path;
        }
    }
    for (const auto& parameter : sweep.parameters) {
        const auto same = [&](const Factor& factor) { return factor.path == parameter.name; };
        if (std::none_of(design.factors.begin(), design.factors.end(), same))
            complain(sweep, parameter.place, sweep_messages::kNoColumn(parameter.name, sweep.design_file.string()));
    }
    sweep.parameters = std::move(ordered);
}

void check_whole(SweepFile& sweep, const Design& design) {
    const std::size_t n = design.factors.size();
    for (std::size_t f = 0; f < n; ++f) {
        if (!sweep.parameters[f].whole) continue;
        for (std::size_t row = 0; row < design.n_rows(); ++row) {
            const double value = design.values[row * n + f];
            if (value == std::floor(value)) continue;
            complain(sweep, sweep.parameters[f].place,
                     sweep_messages::kNotWhole(sweep.parameters[f].name, std::to_string(row + 2)));
            break;
        }
    }
}

Design read_points(SweepFile& sweep) {
    Design design;
    try {
        design = read_design_csv(read_text(sweep.design_file), sim::printable(sweep.design_file.generic_string()));
    } catch (const OutputError& error) {
        complain(sweep, sweep.design_place, error.what(), "paths are relative to the file that names them");
        return {};
    } catch (const ScenarioError& error) {  // with the place in the CSV
        std::string text = error.what();
        for (const std::string mark = "error: "; text.find(mark) != std::string::npos;)
            text.erase(text.find(mark), mark.size());
        complain(sweep, sweep.design_place, text);
        return {};
    }
    match_columns(sweep, design);
    if (!sweep.sound()) return {};
    std::vector<models::Range> ends;
    const std::size_t n = design.factors.size();
    for (std::size_t f = 0; f < n; ++f) {
        models::Range end{design.values[f], design.values[f]};
        for (std::size_t at = f; at < design.values.size(); at += n) {
            end.low = std::min(end.low, design.values[at]);
            end.high = std::max(end.high, design.values[at]);
        }
        ends.push_back(end);
    }
    scenarios::check_ends(sweep, ends);
    check_whole(sweep, design);
    for (std::size_t f = 0; f < n; ++f) sweep.parameters[f].range = ends[f];
    return design;
}

Design design_from_file(SweepFile& sweep) {
    const auto before = sweep.problems;
    auto design = read_points(sweep);
    if (sweep.sound() || scenarios::lies_beside(sweep, sweep.design_file)) return design;
    // Whoever reads the message need not be allowed to read the file.
    sweep.problems = before;
    complain(sweep, sweep.design_place, sweep_messages::kCsvOutside(), sweep_messages::kCsvHere());
    return {};
}

}  // namespace

Design design_of(SweepFile& sweep) {
    if (!sweep.design_file.empty()) return design_from_file(sweep);
    const auto kind = design_kind(sweep.design_kind);
    TF_EXPECT(kind.has_value());
    auto factors = factors_of(sweep);
    if (*kind == DesignKind::list) return sweep.sound() ? list_of(sweep, std::move(factors)) : Design{};
    if (sweep.n == 0 && *kind != DesignKind::grid)
        complain(sweep, sweep.design_place, sweep_messages::kNoN(),
                 sweep_messages::kWriteN(sweep.design_kind == "sobol" ? "1024" : "20"));
    if (!sweep.sound()) return {};
    for (const auto& problem : design_problems(*kind, factors, sweep.n)) {
        const auto place = problem.factor ? sweep.parameters[*problem.factor].place : sweep.design_place;
        complain(sweep, place, problem.message);
    }
    if (!sweep.sound()) return {};
    return make_design(*kind, std::move(factors), sweep.n, sweep.seed);
}

}  // namespace talentflow::experiments
