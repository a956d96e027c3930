// SPDX-License-Identifier: Apache-2.0
#include "output/layout.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numeric>
#include <set>
#include <variant>

#include "output/messages.hpp"
#include "sim/contract.hpp"
#include "sim/error.hpp"

namespace talentflow::output {

namespace {

constexpr std::size_t kSmallestChunk = 64 * 1024;
constexpr std::size_t kLargestChunk = 1024 * 1024;
constexpr std::size_t kFewestSteps = 12;
constexpr std::size_t kMostSteps = 120;

std::size_t product(const std::vector<std::size_t>& factors) {
    return std::accumulate(factors.begin(), factors.end(), std::size_t{1}, std::multiplies<>{});
}

std::size_t ceil_div(std::size_t a, std::size_t b) {
    return (a + b - 1) / b;
}

bool good_name(const std::string& name) {
    const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto rest = [&](char c) { return lower(c) || (c >= '0' && c <= '9') || c == '_'; };
    return !name.empty() && lower(name.front()) && std::all_of(name.begin(), name.end(), rest);
}

}  // namespace

std::vector<std::size_t> chunk_shape(const std::vector<std::string>& dims, const std::vector<std::size_t>& extent,
                                     std::size_t element_bytes) {
    TF_EXPECT(dims.size() == extent.size());
    if (product(extent) * element_bytes < kSmallestChunk) return {};
    const auto find = [&](const char* name) {
        return static_cast<std::size_t>(std::find(dims.begin(), dims.end(), name) - dims.begin());
    };
    const std::size_t member = find("member");
    const std::size_t time = find("time");
    std::vector<std::size_t> chunk = extent;
    const auto bytes = [&] { return product(chunk) * element_bytes; };

    if (member < chunk.size()) chunk[member] = 1;
    if (time < chunk.size()) {
        const std::size_t n = extent[time];
        const std::size_t step_bytes = bytes() / n;
        const std::size_t most = std::max(kMostSteps, ceil_div(kSmallestChunk, step_bytes));
        const std::size_t steps = std::clamp(kLargestChunk / step_bytes, std::min(kFewestSteps, n), std::min(most, n));
        chunk[time] = ceil_div(n, ceil_div(n, steps));  // equal parts: no last chunk of padding
    }
    while (bytes() > kLargestChunk) {
        std::size_t widest = chunk.size();
        for (std::size_t d = 0; d < chunk.size(); ++d) {
            if (d != time && (widest == chunk.size() || chunk[d] > chunk[widest])) widest = d;
        }
        if (widest == chunk.size() || chunk[widest] == 1) widest = time;
        chunk[widest] = ceil_div(chunk[widest], 2);
    }
    if (member < chunk.size() && bytes() < kSmallestChunk) {
        chunk[member] = std::min(extent[member], ceil_div(kSmallestChunk, bytes()));
    }
    return chunk;
}

std::vector<std::size_t> extent_of(const sim::Dataset& data, const sim::Variable& variable) {
    std::vector<std::size_t> extent;
    for (const auto& dim : variable.dims) extent.push_back(data.dimension(dim).size());
    return extent;
}

std::vector<double> time_bounds(const sim::Dataset& data) {
    const auto& times = data.dimension("time").values;
    const auto first = data.first_month();
    // The interval of the first time is the last month of the burn-in, before day 0.
    double start = static_cast<double>(sim::days_since_1970(first - 1) - sim::days_since_1970(first));
    std::vector<double> bounds;
    bounds.reserve(2 * times.size());
    for (const double end : times) {
        bounds.push_back(start);
        bounds.push_back(end);
        start = end;
    }
    return bounds;
}

bool all_whole(const std::vector<double>& values) noexcept {
    return std::all_of(values.begin(), values.end(),
                       [](double v) { return std::abs(v) < 2147483647.0 && v == std::floor(v); });
}

bool fits_int32(const sim::Variable& variable) noexcept {
    const auto* counts = std::get_if<std::vector<std::int64_t>>(&variable.data);
    const auto fits = [](std::int64_t n) { return n == static_cast<std::int32_t>(n); };
    return counts != nullptr && fits(variable.missing.value_or(0)) && std::all_of(counts->begin(), counts->end(), fits);
}

const char* stored_type(const sim::Variable& variable) noexcept {
    if (std::holds_alternative<std::vector<double>>(variable.data)) return "float64";
    return fits_int32(variable) ? "int32" : "int64";
}

std::optional<LayoutProblem> layout_problem(const sim::Dataset& data) {
    using namespace messages;
    std::set<std::string> names{kBounds, kTimeBounds, kLetters};
    std::optional<LayoutProblem> found;
    const auto must = [&](bool fine, const std::string& object, const std::string& problem) {
        if (!fine && !found) found = LayoutProblem{object, problem};
    };
    const auto claim = [&](const std::string& name) {
        must(good_name(name), name, kBadName());
        must(names.insert(name).second, name, kNameTwice());
    };
    for (const auto& dim : data.dimensions()) {
        must(dim.size() > 0, dim.name, kEmptyAxis());
        must(dim.labels.empty() || dim.values.empty(), dim.name, kTwoKinds());
        claim(dim.name);
        if (dim.labels.empty()) continue;
        claim(name_zh_variable(dim.name));
        claim(name_en_variable(dim.name));
        std::set<std::string> ids;
        for (const auto& label : dim.labels) must(ids.insert(label.id).second, dim.name, kIdTwice(label.id));
    }
    for (const auto& coordinate : data.coordinates()) claim(coordinate.name);
    for (const auto& variable : data.variables()) {
        claim(variable.name);
        std::set<std::string> axes;
        std::size_t n = 1;
        bool countable = true;  // hostile axes may multiply beyond 64 bits
        for (const auto& dim : variable.dims) {
            must(axes.insert(dim).second, variable.name, kAxisTwice(dim));
            countable = countable && !__builtin_mul_overflow(n, data.dimension(dim).size(), &n);
        }
        const auto held = std::visit([](const auto& values) { return values.size(); }, variable.data);
        must(countable && held == n, variable.name, kUnfilled());
        must(!variable.missing || std::holds_alternative<std::vector<std::int64_t>>(variable.data), variable.name,
             kMissingOfNumbers());
    }
    for (const auto& text : data.texts()) claim(text.first);
    return found;
}

void check_layout(const sim::Dataset& data) {
    const auto found = layout_problem(data);
    if (found) throw BugError{found->object + ": " + found->problem};
}

}  // namespace talentflow::output
