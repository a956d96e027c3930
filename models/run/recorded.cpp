// SPDX-License-Identifier: Apache-2.0
#include "models/run/recorded.hpp"

#include <algorithm>
#include <type_traits>

#include "sim/error.hpp"

namespace talentflow::models {

namespace {

bool is_over_time(const sim::Variable& variable) {
    return variable.dims.size() >= 2 && variable.dims[0] == "member" && variable.dims[1] == "time";
}

std::vector<std::string> ids_of(const sim::Dimension& dimension) {
    std::vector<std::string> ids;
    for (const auto& label : dimension.labels) ids.push_back(label.id);
    return ids;
}

std::size_t cells_of_row(const sim::Dataset& data, const sim::Variable& variable) {
    std::size_t n = 1;
    for (std::size_t d = 2; d < variable.dims.size(); ++d) n *= data.dimension(variable.dims[d]).size();
    return n;
}

/// Where each place of an axis of the past is now.
std::vector<std::size_t> places_now(const sim::Dimension& now, const Recorded::Axis& then) {
    std::vector<std::size_t> places(then.size);
    for (std::size_t i = 0; i < then.size; ++i) {
        places[i] = i;
        if (then.ids.empty()) continue;
        const auto at = std::find_if(now.labels.begin(), now.labels.end(),
                                     [&](const sim::Label& label) { return label.id == then.ids[i]; });
        if (at == now.labels.end()) {
            throw StateError{"what was recorded is of " + then.name + " \"" + then.ids[i] +
                             "\", which this scenario does not have"};
        }
        places[i] = static_cast<std::size_t>(at - now.labels.begin());
    }
    if (then.ids.empty() && then.size != now.size()) {
        throw StateError{"what was recorded has " + std::to_string(then.size) + " places of " + then.name +
                         ", this scenario has " + std::to_string(now.size())};
    }
    return places;
}

/// [cell of a row then] its cell now.
std::vector<std::size_t> cells_now(const sim::Dataset& data, const sim::Variable& variable, const Recorded& past,
                                   const Recorded::Part& part) {
    if (variable.dims.size() != part.axes.size() + 2) {
        throw StateError{"the variable " + part.variable + " was recorded over other axes"};
    }
    std::vector<std::size_t> cells{0};
    for (std::size_t d = 0; d < part.axes.size(); ++d) {
        const auto& axis = past.axes.at(part.axes[d]);
        const auto& dimension = data.dimension(variable.dims[d + 2]);
        if (axis.name != dimension.name) {
            throw StateError{"the variable " + part.variable + " was recorded over other axes"};
        }
        const auto places = places_now(dimension, axis);
        std::vector<std::size_t> finer;
        finer.reserve(cells.size() * places.size());
        for (const std::size_t cell : cells) {
            for (const std::size_t place : places) finer.push_back(cell * dimension.size() + place);
        }
        cells = std::move(finer);
    }
    return cells;
}

}  // namespace

Recorded recorded(const sim::Dataset& data, std::size_t member, std::size_t n_times) {
    Recorded past;
    past.n_times = n_times;
    for (const auto& dimension : data.dimensions()) {
        past.axes.push_back({dimension.name, dimension.size(), ids_of(dimension)});
    }
    for (const auto& variable : data.variables()) {
        if (!is_over_time(variable)) continue;
        Recorded::Part part;
        part.variable = variable.name;
        for (std::size_t d = 2; d < variable.dims.size(); ++d) {
            const auto at = std::find_if(past.axes.begin(), past.axes.end(),
                                         [&](const Recorded::Axis& axis) { return axis.name == variable.dims[d]; });
            part.axes.push_back(static_cast<std::size_t>(at - past.axes.begin()));
        }
        const std::size_t row = cells_of_row(data, variable);
        const std::size_t begin = member * data.dimension("time").size() * row;
        std::visit(
            [&](const auto& values) {
                const auto from = values.begin() + static_cast<std::ptrdiff_t>(begin);
                const auto to = from + static_cast<std::ptrdiff_t>(n_times * row);
                if constexpr (std::is_same_v<std::decay_t<decltype(values)>, std::vector<double>>) {
                    part.numbers.assign(from, to);
                } else {
                    part.counts.assign(from, to);
                }
            },
            variable.data);
        past.parts.push_back(std::move(part));
    }
    return past;
}

void restore(sim::Dataset& data, std::size_t member, const Recorded& past) {
    const std::size_t times = data.dimension("time").size();
    if (past.n_times > times) {
        throw StateError{"what was recorded is of " + std::to_string(past.n_times) + " times, this run has " +
                         std::to_string(times)};
    }
    for (const auto& part : past.parts) {
        if (!data.has_variable(part.variable)) {
            throw StateError{"the variable " + part.variable + " was recorded, and this scenario does not have it"};
        }
        auto& variable = data.variable(part.variable);
        const auto cells = cells_now(data, variable, past, part);
        const std::size_t row = cells_of_row(data, variable);
        const auto copy = [&](auto& now, const auto& then) {
            if (then.size() != past.n_times * cells.size()) {
                throw StateError{"the variable " + part.variable + " was recorded in another form"};
            }
            // A lever or fund that was not there has paid nothing and held nothing.
            const auto begin = now.begin() + static_cast<std::ptrdiff_t>(member * times * row);
            if (cells.size() < row) std::fill(begin, begin + static_cast<std::ptrdiff_t>(past.n_times * row), 0);
            for (std::size_t t = 0; t < past.n_times; ++t) {
                for (std::size_t i = 0; i < cells.size(); ++i) {
                    now[(member * times + t) * row + cells[i]] = then[t * cells.size() + i];
                }
            }
        };
        if (auto* counts = std::get_if<std::vector<std::int64_t>>(&variable.data)) {
            copy(*counts, part.counts);
        } else {
            copy(std::get<std::vector<double>>(variable.data), part.numbers);
        }
    }
}

}  // namespace talentflow::models
