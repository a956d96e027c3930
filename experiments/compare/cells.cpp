// SPDX-License-Identifier: Apache-2.0
#include "experiments/compare/cells.hpp"

#include <algorithm>
#include <functional>
#include <variant>

#include "sim/contract.hpp"

namespace talentflow::experiments {

namespace {

const sim::Dimension* find_dimension(const sim::Dataset& data, const std::string& name) {
    for (const auto& dimension : data.dimensions())
        if (dimension.name == name) return &dimension;
    return nullptr;
}

/// One axis of the variable: its length, its place in the result, and the part of it that is read.
struct Axis {
    std::size_t size = 1;
    std::size_t stride = 0;  // in the result; 0: summed over
    std::size_t from = 0, to = 1;
};

/// Adds every selected cell to its place in the result.
template <class Values>
void accumulate(const Values& values, const std::vector<Axis>& axes, std::vector<double>& out) {
    const std::function<void(std::size_t, std::size_t, std::size_t)> walk = [&](std::size_t depth, std::size_t cell,
                                                                                std::size_t place) {
        if (depth == axes.size()) {
            out[place] += static_cast<double>(values[cell]);
            return;
        }
        const Axis& axis = axes[depth];
        for (std::size_t i = axis.from; i < axis.to; ++i)
            walk(depth + 1, cell * axis.size + i, place + i * axis.stride);
    };
    walk(0, 0, 0);
}

}  // namespace

double Reduced::at(const std::vector<std::size_t>& index) const {
    TF_EXPECT(index.size() == sizes.size());
    std::size_t cell = 0;
    for (std::size_t i = 0; i < index.size(); ++i) {
        TF_EXPECT(index[i] < sizes[i]);
        cell = cell * sizes[i] + index[i];
    }
    return values[cell];
}

Reduced sum_over_others(const sim::Dataset& data, const std::string& name, const std::vector<std::string>& kept,
                        TimeSpan span) {
    const auto& variable = data.variable(name);
    Reduced result;
    for (const auto& dimension : kept) {
        const bool has = std::find(variable.dims.begin(), variable.dims.end(), dimension) != variable.dims.end();
        result.sizes.push_back(has ? data.dimension(dimension).size() : 1);
    }
    std::size_t n = 1;
    std::vector<std::size_t> strides(kept.size());
    for (std::size_t i = kept.size(); i-- > 0;) {
        strides[i] = n;
        n *= result.sizes[i];
    }
    result.values.assign(n, 0.0);

    std::vector<Axis> axes;
    for (const auto& dimension : variable.dims) {
        Axis axis;
        axis.size = data.dimension(dimension).size();
        if (axis.size == 0) return result;
        axis.to = axis.size;
        const auto found = std::find(kept.begin(), kept.end(), dimension);
        if (found != kept.end()) axis.stride = strides[static_cast<std::size_t>(found - kept.begin())];
        if (dimension == "time") {
            axis.to = std::min(axis.size, span.to);
            axis.from = std::min(axis.to, span.from);
        }
        axes.push_back(axis);
    }
    std::visit([&](const auto& values) { accumulate(values, axes, result.values); }, variable.data);
    return result;
}

Reduced sum_over_others(const sim::Dataset& data, const std::string& name, const std::vector<std::string>& kept,
                        Times times) {
    const std::size_t n = size_of(data, "time", 1);
    TimeSpan span{0, n};
    if (times == Times::first) span.to = 1;
    if (times == Times::last) span.from = n - 1;
    return sum_over_others(data, name, kept, span);
}

std::size_t label_index(const sim::Dataset& data, const std::string& dimension, const std::string& id) {
    const auto* axis = find_dimension(data, dimension);
    if (axis == nullptr) return std::string::npos;
    for (std::size_t i = 0; i < axis->labels.size(); ++i)
        if (axis->labels[i].id == id) return i;
    return std::string::npos;
}

std::vector<sim::Label> labels_of(const sim::Dataset& data, const std::string& dimension) {
    const auto* axis = find_dimension(data, dimension);
    return axis == nullptr ? std::vector<sim::Label>{} : axis->labels;
}

std::size_t size_of(const sim::Dataset& data, const std::string& dimension, std::size_t otherwise) {
    const auto* axis = find_dimension(data, dimension);
    return axis == nullptr ? otherwise : axis->size();
}

}  // namespace talentflow::experiments
