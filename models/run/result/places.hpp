// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/run/result/variables.hpp"

/// Rows filled place by place. The model numbers regions by uid, the result has them in the order of the file.
namespace talentflow::models {

/// Where a region is on the axes of regions.
[[nodiscard]] inline std::size_t place_of(const Moment& m, RegionIndex region) noexcept {
    return m.world().file_of[region].position();
}

/// Axis region: `value(region)`.
template <class T, class Value>
void by_region(const Moment& m, std::span<T> out, const Value& value) {
    const auto& c = m.world();
    for (const RegionIndex r : c.regions()) out[place_of(m, r)] = value(r);
}

/// Axes origin, destination: `value(origin, destination)`.
template <class T, class Value>
void by_pair(const Moment& m, std::span<T> out, const Value& value) {
    const auto& c = m.world();
    for (const RegionIndex a : c.regions()) {
        for (const RegionIndex b : c.regions()) out[place_of(m, a) * c.n_regions + place_of(m, b)] = value(a, b);
    }
}

/// Axes region, tier, field: `value(pool)` of posts.
template <class T, class Value>
void by_pool(const Moment& m, std::span<T> out, const Value& value) {
    const auto& c = m.world();
    const std::size_t width = c.n_tiers * c.n_fields;
    for (const RegionIndex r : c.regions()) {
        const PoolIndex first = c.cell(r, TierIndex{}, FieldIndex{});
        for (PoolIndex i = 0; i < width; ++i) out[place_of(m, r) * width + i] = value(first + i);
    }
}

/// Axis lever or fund: `value(i)`, in the order of the file here and there.
template <class T, class Value>
void one_by_one(std::span<T> out, const Value& value) {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = value(i);
}

/// Axis region and any behind it: the persons of what books count in agents by region and the same axes.
void persons_by_region(const Moment& m, const std::vector<std::int64_t>& agents, Counts out);

}  // namespace talentflow::models
