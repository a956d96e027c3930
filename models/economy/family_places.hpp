// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/people/state/population.hpp"
#include "models/policy/funds.hpp"
#include "models/policy/policy_field.hpp"
#include "models/policy/programme.hpp"
#include "models/world/compiled_world.hpp"
#include "sim/draws.hpp"

namespace talentflow::models {

/// Methods 3.22: school places for newcomers' children and posts for their partners, while the year's places last.
///
///   A programme with places left raises school_r (spouse_r) to its chance s; when the calendar year's places are gone
///   the chance falls back to what holds without it. Of those who arrive with a child (an employed partner), whoever's
///   word u lies in [the region's own chance, s) takes a place.
///
/// What is left is looked at once, at the start of the month, so the last month may give out more than there are. A
/// place costs money in the month after; a programme that cannot pay for the places given pauses until it can. Draws:
/// one call per person arriving where places are counted, for the person's family another; one per programme and year.
class FamilyPlaces {
  public:
    /// `funds` pays and outlives this.
    FamilyPlaces(const CompiledWorld& world, const sim::Draws& draws, std::vector<FamilyProgramme> programmes,
                 Funds& funds);

    /// Pays for last month's places and writes the chances of the programmes that have places left.
    void open_month(sim::Month now, PolicyField& policy);

    /// Whether arrivals in `region` have to be counted this month.
    [[nodiscard]] bool counts(std::size_t region) const noexcept { return ((counted_ >> region) & 1U) != 0; }
    /// Somebody has moved in from another region or the rest of the world.
    void arrived(const Population& population, std::uint32_t row, sim::Month now);

  private:
    enum Kind : std::size_t { school, spouse };
    static constexpr std::size_t kKinds = 2;
    using Pair = std::array<std::int64_t, kKinds>;
    static constexpr std::int64_t kUnlimited = -1;

    void open_year(int year);
    [[nodiscard]] bool left(std::size_t programme, Kind kind) const noexcept;
    void give(std::size_t region, std::size_t tier, Kind kind, double u);
    [[nodiscard]] double chance(std::size_t programme, Kind kind) const noexcept;
    [[nodiscard]] double own_chance(std::size_t region, Kind kind) const;

    const CompiledWorld* world_;
    const sim::Draws* draws_;
    Funds* funds_;
    std::vector<FamilyProgramme> programmes_;              // in the order of the register and of ids
    std::vector<std::size_t> region_;                      // [programme] inner
    std::vector<Pair> most_, given_;                       // [programme] agents; most: kUnlimited
    std::vector<std::array<unsigned char, kKinds>> open_;  // [programme] this month
    std::vector<Fen> owed_;                                // [programme]
    std::uint64_t counted_ = 0;                            // inner regions
    int year_ = 0;                                         // of which places are given
};

}  // namespace talentflow::models
