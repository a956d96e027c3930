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
#include "sim/not_copyable.hpp"

namespace talentflow::models {

/// Places given this year, and what is owed for them.
struct FamilyPlacesState {
    enum Kind : std::size_t { school, spouse };
    static constexpr std::size_t kKinds = 2;
    using Pair = std::array<std::int64_t, kKinds>;
    static constexpr std::int64_t kUnlimited = -1;

    std::vector<Pair> most, given;  // [programme] agents; most: kUnlimited
    std::vector<Fen> owed;          // [programme]
    int year = 0;                   // of which places are given

    template <class Archive>
    void visit(Archive& archive) {
        archive("most", most);
        archive("given", given);
        archive("owed", owed);
        archive("year", year);
    }
};

/// Methods 3.22: school places for newcomers' children and posts for their partners, while the year's places last.
///
///   A programme with places left raises school_r (spouse_r) to its chance s; when the calendar year's places are gone
///   the chance falls back to what holds without it. Of those who arrive with a child (an employed partner), whoever's
///   word u lies in [the region's own chance, s) takes a place.
///
/// What is left is looked at once, at the start of the month, so the last month may give out more than there are. A
/// place costs money in the month after; a programme that cannot pay for the places given pauses until it can. Draws:
/// one call per person arriving where places are counted, for the person's family another; one per programme and year.
class FamilyPlaces : private sim::NotCopyable {
  public:
    /// `funds` pays and outlives this.
    FamilyPlaces(const CompiledWorld& world, const sim::Draws& draws, std::vector<FamilyProgramme> programmes,
                 Funds& funds, FamilyPlacesState& state);

    /// The state has been replaced: programmes that its run did not have get their places of the year.
    void restored();
    /// Pays for last month's places and writes the chances of the programmes that have places left.
    void open_month(sim::Month now, PolicyField& policy);

    /// Whether arrivals in `region` have to be counted this month.
    [[nodiscard]] bool counts(RegionIndex region) const noexcept { return ((counted_ >> region) & 1U) != 0; }
    /// Somebody has moved in from another region or the rest of the world.
    void arrived(const Population& population, std::uint32_t row, sim::Month now);

  private:
    using Kind = FamilyPlacesState::Kind;
    using Pair = FamilyPlacesState::Pair;
    static constexpr Kind school = FamilyPlacesState::school, spouse = FamilyPlacesState::spouse;
    static constexpr std::size_t kKinds = FamilyPlacesState::kKinds;
    static constexpr std::int64_t kUnlimited = FamilyPlacesState::kUnlimited;

    void open_year(int year);
    void draw_places(std::size_t programme, int year);
    [[nodiscard]] bool left(std::size_t programme, Kind kind) const noexcept;
    void give(RegionIndex region, TierIndex tier, Kind kind, double u);
    [[nodiscard]] double chance(std::size_t programme, Kind kind) const noexcept;
    [[nodiscard]] double own_chance(RegionIndex region, Kind kind) const;

    const CompiledWorld* world_;
    const sim::Draws* draws_;
    Funds* funds_;
    FamilyPlacesState* state_;
    std::vector<FamilyProgramme> programmes_;              // in the order of the register and of ids
    std::vector<RegionIndex> region_;                      // [programme]
    std::vector<std::array<unsigned char, kKinds>> open_;  // [programme] this month
    std::uint64_t counted_ = 0;                            // regions
};

}  // namespace talentflow::models
