// SPDX-License-Identifier: Apache-2.0
#include "numbers.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <iostream>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

namespace {

using talentflow::sim::Dataset;

constexpr std::uint64_t kNan = 0x7ff8000000000000U;

void write(const std::string& name, char kind, const std::string& shape, const std::string& bytes) {
    std::cout << name << ' ' << kind << ' ' << shape << ' ' << bytes.size() << '\n' << bytes;
}

std::uint64_t bits_of(std::int64_t value) {
    return static_cast<std::uint64_t>(value);
}
std::uint64_t bits_of(double value) {
    return std::isnan(value) ? kNan : std::bit_cast<std::uint64_t>(value);
}

/// The lowest byte first, whatever the processor's own order.
template <class T>
std::string bytes_of(const std::vector<T>& values) {
    std::string bytes;
    for (const T value : values) {
        const std::uint64_t bits = bits_of(value);
        for (unsigned shift = 0; shift < 64; shift += 8) bytes += static_cast<char>(bits >> shift & 0xFFU);
    }
    return bytes;
}

std::string shape_of(const Dataset& data, const std::vector<std::string>& dims) {
    std::string shape;
    for (const auto& dim : dims) shape += (shape.empty() ? "" : "x") + std::to_string(data.dimension(dim).size());
    return shape.empty() ? "1" : shape;
}

}  // namespace

void write_numbers(const Dataset& data) {
    for (const auto& dim : data.dimensions()) {
        std::string ids;
        for (const auto& label : dim.labels) ids += label.id + '\0';
        const bool named = !dim.labels.empty();
        write(dim.name, named ? 's' : 'f', shape_of(data, {dim.name}), named ? ids : bytes_of(dim.values));
    }
    for (const auto& variable : data.variables()) {
        std::visit(
            [&]<class T>(const std::vector<T>& values) {
                const char kind = std::is_floating_point_v<T> ? 'f' : 'i';
                write(variable.name, kind, shape_of(data, variable.dims), bytes_of(values));
            },
            variable.data);
    }
    std::cout.flush();
}
