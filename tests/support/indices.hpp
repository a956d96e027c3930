// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/world/index.hpp"

/// Places written as numbers: 0_in_file, 1_tier, 2_field, and 0_region where a world has only one or any of them will
/// do.
namespace talentflow {
inline namespace index_literals {

[[nodiscard]] constexpr models::FileRegion operator""_in_file(unsigned long long position) noexcept {
    return models::FileRegion{position};
}
[[nodiscard]] constexpr models::RegionIndex operator""_region(unsigned long long value) noexcept {
    return models::RegionIndex{value};
}
[[nodiscard]] constexpr models::TierIndex operator""_tier(unsigned long long value) noexcept {
    return models::TierIndex{value};
}
[[nodiscard]] constexpr models::FieldIndex operator""_field(unsigned long long value) noexcept {
    return models::FieldIndex{value};
}

}  // namespace index_literals
}  // namespace talentflow
