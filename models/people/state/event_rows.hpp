// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/people/state/status_word.hpp"
#include "sim/draws.hpp"
#include "sim/kernels/kernels.hpp"

/// Who of a block of people may have an event this month: the monthly pre-filter (ADR 0005), equal in every bit to its
/// scalar twin (tests/models/people/state/event_rows_test.cpp).
namespace talentflow::models {

using sim::kernels::EventBounds;

/// Bounds within which nothing ever happens to anybody.
[[nodiscard]] EventBounds no_events() noexcept;

/// Who of a block may have an event this month, by row; what the lists hold beyond their counts means nothing.
struct EventRows {
    std::size_t n = 0, n_certain = 0;
    std::vector<std::uint32_t> rows, words;  // [n] and the month's words
    std::vector<std::uint32_t> certain;      // [n_certain] surely consider moving, and nothing else happens to them
    std::vector<std::uint32_t> all_words;    // scratch
    std::vector<std::uint8_t> flags;         // scratch
};

/// Finds them among `n` rows of which `words` are the monthly words.
void find_events(const sim::kernels::Kernels& kernels, std::size_t n, const std::uint32_t* words,
                 const StatusWord* status, const std::uint16_t* birth, const EventBounds& bounds, EventRows& out);
/// The same for rows of the consecutive ids from `first`, whose words are made on the way.
void find_events(const sim::Draws& draws, sim::Month month, sim::PersonId first, std::size_t n,
                 const StatusWord* status, const std::uint16_t* birth, const EventBounds& bounds, EventRows& out);

/// Rows of `n` whose status has `value` in the bits of `mask`, ascending.
void find_rows(const StatusWord* status, std::size_t n, StatusWord mask, StatusWord value,
               std::vector<std::uint32_t>& rows);

}  // namespace talentflow::models
