// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/run/result/variables.hpp"

/// Rows filled place by place. The model numbers regions by uid, the result has them in the order of the file.
namespace talentflow::models {

/// Axis region: `value(region)`.
template <class T, class Value>
void by_region(const Moment& m, std::span<T> out, const Value& value) {
    const auto& c = m.world();
    for (std::size_t r = 0; r < c.n_regions; ++r) out[c.file_of[r]] = value(r);
}

/// Axes origin, destination: `value(origin, destination)`.
template <class T, class Value>
void by_pair(const Moment& m, std::span<T> out, const Value& value) {
    const auto& c = m.world();
    for (std::size_t a = 0; a < c.n_regions; ++a) {
        for (std::size_t b = 0; b < c.n_regions; ++b) out[c.file_of[a] * c.n_regions + c.file_of[b]] = value(a, b);
    }
}

/// Axes region, tier, field: `value(pool)` of posts.
template <class T, class Value>
void by_pool(const Moment& m, std::span<T> out, const Value& value) {
    const auto& c = m.world();
    for (std::size_t r = 0; r < c.n_regions; ++r) {
        for (std::size_t k = 0; k < c.n_tiers; ++k) {
            for (std::size_t f = 0; f < c.n_fields; ++f) {
                out[(c.file_of[r] * c.n_tiers + k) * c.n_fields + f] = value(c.pool(r, f, k));
            }
        }
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
