// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "models/knowledge/awareness.hpp"
#include "models/knowledge/ties.hpp"
#include "models/people/state/population.hpp"
#include "models/world/compiled_world.hpp"
#include "sim/draws.hpp"
#include "sim/not_copyable.hpp"
#include "sim/parallel.hpp"

namespace talentflow::models {

/// A cell of the synthetic population of one region.
struct Cell {
    std::uint8_t woman = 0, band = 0;
    TierIndex tier{};
    FieldIndex field{};
    std::int64_t count = 0;
};

/// Field shares of a region's talent: employment by industry x college intensity x crosswalk, summing to 1.
[[nodiscard]] std::vector<double> field_margin(const CompiledWorld& world, RegionIndex region);

/// The cells of one region: proportional fitting of sex x age, tier and field to the region's margins, then
/// systematic rounding tier by tier, so that the total and printed tier counts are met exactly.
/// Draws: one per region.
[[nodiscard]] std::vector<Cell> synthesize_cells(const CompiledWorld& world, const sim::Draws& draws,
                                                 RegionIndex region);

/// Attributes of a newcomer to the world (graduate, immigrant, override entry), by the person's own draws.
struct Newcomer {
    StatusWord status;
    std::uint16_t birth = 0;
};

/// Builds the population at the first simulated month and knows whom the streams of newcomers resemble.
///
/// Persons of a region have consecutive ids (cohort = the month before the first); ages are those of time 0; tenures in
/// post and residence are geometric, cut at age 22. Draws: 4 words a person, + 4 per 4 regions each for awareness and
/// ties.
class Synthesis : private sim::NotCopyable {
  public:
    Synthesis(sim::Team& team, const CompiledWorld& world, const sim::Draws& draws, const Awareness& awareness,
              const Ties& ties);

    /// Fills an empty population; rows are in the order of regions and ids.
    void populate(Population& population) const;

    /// Agents of a region at the start.
    [[nodiscard]] std::int64_t n_agents(RegionIndex region) const noexcept { return totals_[region]; }

    /// A potential immigrant: a random resident of the world at the start.
    [[nodiscard]] Newcomer immigrant(sim::PersonId person, sim::Month now) const;
    /// A graduate of `region` aged 22 to 24, last tier or (a stated share) the one above.
    [[nodiscard]] Newcomer graduate(sim::PersonId person, RegionIndex region, sim::Month now) const;

    /// Sets awareness, ties, clocks and origin of a row that has just been taken by a newcomer.
    void settle(Population& population, std::uint32_t row, RegionIndex origin, sim::Month now) const;

  private:
    void place_cells(Population& population, RegionIndex region, std::size_t first_row) const;
    void place_override(Population& population) const;
    void place_even(Population& population) const;
    void give_start_state(Population& population, std::size_t row, int age_months) const;
    [[nodiscard]] StatusWord retirement_flag(StatusWord status, sim::PersonId person, int age_months) const;

    sim::Team* team_;
    const CompiledWorld* world_;
    const sim::Draws* draws_;
    const Awareness* awareness_;
    const Ties* ties_;
    std::vector<std::int64_t> totals_;           // [region]
    std::vector<std::vector<Cell>> cells_;       // [region]
    std::vector<std::int64_t> immigrant_until_;  // running counts over all cells of the world
    std::vector<Cell> immigrant_cells_;
    std::vector<std::vector<double>> field_until_;  // [region][field] running shares
};

}  // namespace talentflow::models
