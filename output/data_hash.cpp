// SPDX-License-Identifier: Apache-2.0
#include "output/data_hash.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "output/layout.hpp"
#include "output/sha256.hpp"

namespace talentflow::output {

namespace {

constexpr std::uint64_t kNan = 0x7ff8000000000000U;

template <class T>
std::uint64_t bits_of(T value) noexcept {
    if constexpr (std::is_floating_point_v<T>) {
        return std::isnan(value) ? kNan : std::bit_cast<std::uint64_t>(static_cast<double>(value));
    } else {
        return static_cast<std::uint64_t>(static_cast<std::int64_t>(value));
    }
}

template <class T>
std::string bytes_of(const std::vector<T>& values) {
    static_assert(std::endian::native == std::endian::little, "the bytes of a word come in another order here");
    std::string bytes(8 * values.size(), '\0');
    char* at = bytes.data();
    for (const T value : values) {
        const std::uint64_t bits = bits_of(value);
        std::memcpy(at, &bits, sizeof bits);
        at += sizeof bits;
    }
    return bytes;
}

std::string line(const std::string& name, char kind, const std::vector<std::size_t>& extent, const std::string& bytes) {
    return fmt::format("{} {} {} {}\n", name, kind, extent.empty() ? "1" : fmt::format("{}", fmt::join(extent, "x")),
                       sha256(bytes));
}

std::string line_of(const sim::Dimension& dim) {
    if (dim.labels.empty()) return line(dim.name, 'f', {dim.values.size()}, bytes_of(dim.values));
    std::string ids;
    for (const auto& label : dim.labels) ids += label.id + '\0';
    return line(dim.name, 's', {dim.labels.size()}, ids);
}

std::string line_of(const sim::Dataset& data, const sim::Variable& variable) {
    return std::visit(
        [&]<class T>(const std::vector<T>& values) {
            const char kind = std::is_floating_point_v<T> ? 'f' : 'i';
            return line(variable.name, kind, extent_of(data, variable), bytes_of(values));
        },
        variable.data);
}

}  // namespace

std::string data_sha256(const sim::Dataset& data) {
    std::vector<std::string> lines;
    for (const auto& dim : data.dimensions()) lines.push_back(line_of(dim));
    for (const auto& variable : data.variables()) lines.push_back(line_of(data, variable));
    std::sort(lines.begin(), lines.end());
    return sha256(fmt::format("{}", fmt::join(lines, "")));
}

}  // namespace talentflow::output
