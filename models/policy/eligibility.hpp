// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/people/state/population.hpp"
#include "models/world/compiled_world.hpp"
#include "sim/draws.hpp"

namespace talentflow::models {

/// Moved in from another region or the rest of the world within 12 months (methods 3.10); whoever came back counts too.
[[nodiscard]] bool is_newcomer(const Population& population, std::uint32_t row, sim::Month now);

/// What a lever asks of a person beside tier and field: age, degree, newcomer or not, a title of one of the issuers.
///
/// Degree: u < share of the region of entry, u the person's own for life. Draws: life_status, if a degree is asked for.
[[nodiscard]] bool meets_terms(const CompiledWorld& world, const sim::Draws& draws, const Population& population,
                               std::uint32_t row, const Eligibility& terms, sim::Month now);

/// Whether any of these is asked at all.
[[nodiscard]] bool asks_terms(const Eligibility& terms) noexcept;

/// Whether a list of tiers or fields names the value; an empty one admits everyone.
template <class I>
[[nodiscard]] bool admits(const std::vector<I>& list, I value) noexcept {
    return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

/// Tiers or fields as a set; all below `n` if the list is empty.
template <class I>
[[nodiscard]] std::uint32_t as_set(const std::vector<I>& positions, std::size_t n) noexcept {
    std::uint32_t set = 0;
    for (const I i : positions) set |= std::uint32_t{1} << i;
    if (positions.empty()) set = n >= 32 ? ~std::uint32_t{0} : (std::uint32_t{1} << n) - 1U;
    return set;
}

}  // namespace talentflow::models
