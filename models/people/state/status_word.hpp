// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "models/world/index.hpp"

namespace talentflow::models {

/// The four bytes of a person that every month reads: where, who, employed or not.
///
///   bits 0-5 region | 6-8 tier | 9-13 field | 14-15 employment | 16 woman | 17 early retirement class |
///   18 graduate before the first job | 19 within six months after a contract |
///   20 has been given a card or a contract, so that the columns of these are worth a look |
///   21 at a job fair in the last two months | 22 away on secondment | 23 works elsewhere
///
/// Employment 0 means the row is empty, so an all-zero word is nobody.
enum class Employment : std::uint32_t { nobody = 0, employed = 1, unemployed = 2 };

class StatusWord {
  public:
    constexpr StatusWord() noexcept = default;
    constexpr explicit StatusWord(std::uint32_t bits) noexcept : bits_{bits} {}

    [[nodiscard]] constexpr std::uint32_t bits() const noexcept { return bits_; }
    [[nodiscard]] constexpr bool empty() const noexcept { return (bits_ & (3U << 14)) == 0; }
    [[nodiscard]] constexpr RegionIndex region() const noexcept { return RegionIndex{bits_ & 63U}; }
    [[nodiscard]] constexpr TierIndex tier() const noexcept { return TierIndex{(bits_ >> 6) & 7U}; }
    [[nodiscard]] constexpr FieldIndex field() const noexcept { return FieldIndex{(bits_ >> 9) & 31U}; }
    [[nodiscard]] constexpr Employment employment() const noexcept {
        return static_cast<Employment>((bits_ >> 14) & 3U);
    }
    [[nodiscard]] constexpr bool employed() const noexcept { return employment() == Employment::employed; }
    [[nodiscard]] constexpr bool woman() const noexcept { return flag(16); }
    [[nodiscard]] constexpr bool early_retirement() const noexcept { return flag(17); }
    [[nodiscard]] constexpr bool graduate() const noexcept { return flag(18); }
    [[nodiscard]] constexpr bool after_contract() const noexcept { return flag(19); }
    [[nodiscard]] constexpr bool beneficiary() const noexcept { return flag(20); }
    [[nodiscard]] constexpr bool fair_lately() const noexcept { return flag(21); }
    [[nodiscard]] constexpr bool away() const noexcept { return flag(22); }
    [[nodiscard]] constexpr bool commuter() const noexcept { return flag(23); }

    constexpr void set_region(RegionIndex r) noexcept { put(0, 63U, r); }
    constexpr void set_tier(TierIndex k) noexcept { put(6, 7U, k); }
    constexpr void set_field(FieldIndex f) noexcept { put(9, 31U, f); }
    constexpr void set_employment(Employment e) noexcept { put(14, 3U, static_cast<std::size_t>(e)); }
    constexpr void set_woman(bool on) noexcept { put(16, 1U, on ? 1 : 0); }
    constexpr void set_early_retirement(bool on) noexcept { put(17, 1U, on ? 1 : 0); }
    constexpr void set_graduate(bool on) noexcept { put(18, 1U, on ? 1 : 0); }
    constexpr void set_after_contract(bool on) noexcept { put(19, 1U, on ? 1 : 0); }
    constexpr void set_beneficiary(bool on) noexcept { put(20, 1U, on ? 1 : 0); }
    constexpr void set_fair_lately(bool on) noexcept { put(21, 1U, on ? 1 : 0); }
    constexpr void set_away(bool on) noexcept { put(22, 1U, on ? 1 : 0); }
    constexpr void set_commuter(bool on) noexcept { put(23, 1U, on ? 1 : 0); }

    /// Which consideration class the person is in: employed or not, graduate, after a contract, at a fair lately.
    static constexpr std::size_t kClasses = 16;
    [[nodiscard]] constexpr std::size_t consideration_class() const noexcept {
        return (employed() ? 0U : 1U) | (graduate() ? 2U : 0U) | (after_contract() ? 4U : 0U) |
               (fair_lately() ? 8U : 0U);
    }

  private:
    [[nodiscard]] constexpr bool flag(unsigned bit) const noexcept { return ((bits_ >> bit) & 1U) != 0; }
    constexpr void put(unsigned shift, std::uint32_t mask, std::size_t value) noexcept {
        bits_ = (bits_ & ~(mask << shift)) | ((static_cast<std::uint32_t>(value) & mask) << shift);
    }

    std::uint32_t bits_ = 0;
};

/// The post somebody holds, 14 bits: region 0-5, field 6-10, tier 11-13.
class HeldPost {
  public:
    constexpr HeldPost() noexcept = default;
    static constexpr HeldPost of(RegionIndex region, TierIndex tier, FieldIndex field) noexcept {
        HeldPost post;
        post.bits_ = static_cast<std::uint16_t>((region & 63U) | ((field & 31U) << 6) | ((tier & 7U) << 11));
        return post;
    }
    [[nodiscard]] constexpr RegionIndex region() const noexcept { return RegionIndex{bits_ & 63U}; }
    [[nodiscard]] constexpr FieldIndex field() const noexcept { return FieldIndex{(bits_ >> 6) & 31U}; }
    [[nodiscard]] constexpr TierIndex tier() const noexcept { return TierIndex{(bits_ >> 11) & 7U}; }

  private:
    std::uint16_t bits_ = 0;
};

}  // namespace talentflow::models
