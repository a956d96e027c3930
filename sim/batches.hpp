// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/draws.hpp"
#include "sim/status_word.hpp"

/// Draws and tests for many persons at once: the batch forms of Draws and of the monthly pre-filter, on the fastest
/// instruction set, equal in every bit to their scalar twins (tests/sim/race_test.cpp).
namespace talentflow::sim {

/// Ids of a batch of persons, as the kernels read them.
struct PersonBatch {
    std::vector<std::uint32_t> index, high;

    void clear() {
        index.clear();
        high.clear();
    }
    void resize(std::size_t n) {
        index.resize(n);
        high.resize(n);
    }
    void put(std::size_t i, PersonId person) noexcept {
        index[i] = person.index();
        high[i] = person.high();
    }
    void add(PersonId person) {
        index.push_back(person.index());
        high.push_back(person.high());
    }
    [[nodiscard]] std::size_t size() const noexcept { return index.size(); }
    [[nodiscard]] PersonId person(std::size_t i) const noexcept {
        return PersonId{(static_cast<std::uint64_t>(high[i]) << 32) | index[i]};
    }
};

/// Draws::monthly_word of the `n` consecutive ids from `first`; `out` has room for n + 8 words, the result starts at
/// the returned offset (0 to 3).
[[nodiscard]] std::size_t monthly_words(const Draws& draws, Month month, PersonId first, std::size_t n,
                                        std::uint32_t* out);

/// Draws::monthly_word of scattered ids.
void monthly_words(const Draws& draws, Month month, const PersonBatch& persons, std::uint32_t* out);

/// Draws::words(person, month, purpose): word w of person i at out[w * n + i]; `out` grows as needed.
void words(const Draws& draws, Month month, Purpose purpose, const PersonBatch& persons,
           std::vector<std::uint32_t>& out);

/// Draws of which each has an address of its own.
struct DrawBatch {
    PersonBatch persons;
    std::vector<std::uint32_t> address, draw;

    void clear() {
        persons.clear();
        address.clear();
        draw.clear();
    }
    void add(PersonId person, Month month, Purpose purpose, std::size_t index) {
        persons.add(person);
        address.push_back(Draws::address(month, purpose));
        draw.push_back(static_cast<std::uint32_t>(index));
    }
    [[nodiscard]] std::size_t size() const noexcept { return draw.size(); }
};

/// Draws::words of each: word w of draw i at out[w * size + i]; `out` grows as needed.
void words(const Draws& draws, const DrawBatch& batch, std::vector<std::uint32_t>& out);

/// What the flags of a block compare with (Hazards): bounds that hold for every usual person.
struct FlagBounds {
    std::array<std::int32_t, 4> byte{-1, -1, -1, -1};
    std::uint32_t retire_birth = 0;  // born then or before; 0 for none
};

/// Rows 0..n-1 that may have an event by the usual bounds, are not usual (unemployed, flagged, empty), or are old
/// enough to retire, ascending; to all others surely nothing happens. Returns how many; `rows` grows as needed, and
/// what it holds beyond them means nothing.
[[nodiscard]] std::size_t flag_rows(std::size_t n, const std::uint32_t* words, const StatusWord* status, const std::uint16_t* birth,
               const FlagBounds& bounds, std::vector<std::uint8_t>& scratch, std::vector<std::uint32_t>& rows);

/// Scratch of event_rows.
struct EventScratch {
    std::vector<std::uint32_t> words;
    std::vector<std::uint8_t> flags;
};

/// flag_rows for rows with the `n` consecutive ids from `first`, whose monthly words are made on the way; `words` holds
/// those of the flagged rows.
[[nodiscard]] std::size_t event_rows(const Draws& draws, Month month, PersonId first, std::size_t n,
                                     const StatusWord* status, const std::uint16_t* birth, const FlagBounds& bounds,
                                     EventScratch& scratch, std::vector<std::uint32_t>& rows,
                                     std::vector<std::uint32_t>& words);

/// The instruction set in use: "baseline", "avx2" or "avx512".
[[nodiscard]] const char* instruction_set();

}  // namespace talentflow::sim
