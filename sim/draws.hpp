// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include <Random123/philox.h>

#include "sim/calendar.hpp"
#include "sim/id.hpp"
#include "sim/kernel_choice.hpp"
#include "sim/purpose.hpp"

namespace talentflow::sim {

using Words = std::array<std::uint32_t, 4>;

/// A uniform in (0, 1) from one word: (w + 1/2) / 2^32, never 0 and never 1.
[[nodiscard]] constexpr double to_uniform(std::uint32_t word) noexcept {
    return (static_cast<double>(word) + 0.5) * 0x1.0p-32;
}

/// A uniform in (0, 1) with 40 bits from a leading byte and a word: the byte alone bounds it from both
/// sides, byte/256 < u < (byte + 1)/256.
[[nodiscard]] constexpr double to_uniform(std::uint8_t byte, std::uint32_t word) noexcept {
    return (static_cast<double>(byte) + to_uniform(word)) * 0x1.0p-8;
}

/// Another future: the same draws up to and with a month, others after it. Luck 0 is the future of the seed itself;
/// each of 1 to kMost is another, the same one for every policy (G5).
struct Future {
    static constexpr std::uint32_t kMost = 4095;

    Month after;
    std::uint32_t luck = 0;

    friend bool operator==(const Future&, const Future&) = default;
};

/// Random words by address: a pure function of (seed, replicate, person, month, purpose, index).
///
/// Equation: Philox4x32-10 with key = Philox(seed; replicate) and counter = (person, month | purpose, index).
/// A future's luck stands above the month in the counter, in bits that no month reaches. What is drawn once about a
/// person or a region (month 0: partner, moving cost, whom they know at first) belongs to no month and stays.
/// No state: `const`, shared by all threads, nothing to save for a restart. Batches of draws (sim/batches.hpp) are made
/// by `kernels`, equal to the bit whichever they are.
/// Source: Salmon et al. 2011 (bib: salmon2011); the Random123 library.
class Draws {
  public:
    Draws(std::uint64_t seed, std::uint32_t replicate, const kernels::Kernels& kernels = kernels::fastest(),
          Future future = {}) noexcept;

    /// Four words of one address.
    [[nodiscard]] Words words(PersonId person, Month month, Purpose purpose, std::uint32_t index = 0) const noexcept {
        return block(person.index(), person.high(), address(month, purpose), index);
    }
    [[nodiscard]] double uniform(PersonId person, Month month, Purpose purpose,
                                 std::uint32_t index = 0) const noexcept {
        return to_uniform(words(person, month, purpose, index)[0]);
    }
    /// Draw `index` of an array of draws of which four share a call: word index % 4 of call index / 4.
    [[nodiscard]] std::uint32_t word_of_four(PersonId person, Month month, Purpose purpose,
                                             std::uint32_t index) const noexcept {
        return words(person, month, purpose, index / 4)[index % 4];
    }
    /// The person's random word of the month: four bytes, one per event process (ADR 0005). Four neighbouring
    /// ids share one call.
    [[nodiscard]] std::uint32_t monthly_word(PersonId person, Month month) const noexcept {
        return block(person.index() >> 2, person.high(), address(month, Purpose::monthly_bytes),
                     0)[person.index() & 3U];
    }

    [[nodiscard]] std::array<std::uint32_t, 2> key() const noexcept { return key_; }
    [[nodiscard]] const kernels::Kernels& kernels() const noexcept { return *kernels_; }
    [[nodiscard]] std::uint32_t address(Month month, Purpose purpose) const noexcept {
        const std::uint32_t own = own_address(month, purpose);
        return own >= turn_ ? own | luck_ : own;
    }

  private:
    [[nodiscard]] static constexpr std::uint32_t own_address(Month month, Purpose purpose) noexcept {
        return (static_cast<std::uint32_t>(month.index()) << kMonthShift) | static_cast<std::uint32_t>(purpose);
    }
    [[nodiscard]] Words block(std::uint32_t c0, std::uint32_t c1, std::uint32_t c2, std::uint32_t c3) const noexcept {
        const philox4x32_ctr_t counter{{c0, c1, c2, c3}};
        const philox4x32_key_t key{{key_[0], key_[1]}};
        const auto out = philox4x32_R(10, counter, key);
        return {out.v[0], out.v[1], out.v[2], out.v[3]};
    }

    static constexpr int kMonthShift = 8, kLuckShift = 20;
    static_assert(Month::kMonths <= 1 << (kLuckShift - kMonthShift));

    std::array<std::uint32_t, 2> key_;
    const kernels::Kernels* kernels_;
    std::uint32_t turn_;  // first address of the other future
    std::uint32_t luck_;  // in its place above the month
};

}  // namespace talentflow::sim
