// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

#include "sim/calendar.hpp"

namespace talentflow::sim {

/// The 20-bit uid of a region: a hash (FNV-1a, folded) of its id string, the same in every scenario.
/// Two regions of one world with equal uids are refused by the model's set-up.
[[nodiscard]] constexpr std::uint32_t region_uid(std::string_view id) noexcept {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : id) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    }
    hash ^= hash >> 40;
    hash ^= hash >> 20;
    return static_cast<std::uint32_t>(hash & 0xFFFFFU);
}

/// Who a person is, for ever: region uid (20 bits) | cohort month (12) | index (32) (methods 2.1).
///
/// Ids do not depend on policy, threads, rows or the order of regions; draws are keyed by them. Within a
/// region and cohort they are consecutive, so four neighbours can share one Philox call.
class PersonId {
  public:
    constexpr PersonId() noexcept = default;
    constexpr explicit PersonId(std::uint64_t bits) noexcept : bits_{bits} {}
    [[nodiscard]] static constexpr PersonId of(std::uint32_t uid, Month cohort, std::uint32_t index) noexcept {
        return PersonId{(static_cast<std::uint64_t>(uid & 0xFFFFFU) << 44) |
                        (static_cast<std::uint64_t>(cohort.index() & 0xFFF) << 32) | index};
    }
    [[nodiscard]] constexpr std::uint64_t bits() const noexcept { return bits_; }
    [[nodiscard]] constexpr std::uint32_t high() const noexcept { return static_cast<std::uint32_t>(bits_ >> 32); }
    [[nodiscard]] constexpr std::uint32_t index() const noexcept { return static_cast<std::uint32_t>(bits_); }
    [[nodiscard]] constexpr std::uint32_t origin_uid() const noexcept {
        return static_cast<std::uint32_t>(bits_ >> 44);
    }
    [[nodiscard]] constexpr Month cohort() const noexcept {
        return Month{static_cast<std::int32_t>((bits_ >> 32) & 0xFFF)};
    }
    friend constexpr auto operator<=>(PersonId, PersonId) noexcept = default;

  private:
    std::uint64_t bits_ = 0;
};

}  // namespace talentflow::sim
