// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "experiments/compare/figures.hpp"
#include "experiments/compare/whereabouts.hpp"
#include "sim/parallel.hpp"

namespace talentflow::experiments {

/// How a person in one run differs from the same person in the other, seen from one place.
///
///   stayed   in the place with the arm, elsewhere in the base; lived there at the start
///   came     in the place with the arm, elsewhere in the base; did not live there at the start
///   left     in the place in the base, elsewhere with the arm
///
/// "Elsewhere" includes outside the world. Who entered the world later started where they entered
/// it, but who came from the rest of the world started outside.
enum class Change { stayed, came, left };
inline constexpr std::size_t kChanges = 3;

/// The axes of the counts. Regions go from 0; `outside` stands behind them for the rest of the
/// world, for those who have retired or died, and for those who have not come yet.
struct Axes {
    std::size_t n_regions = 0;
    std::size_t n_tiers = 0;
    std::size_t n_places = 0;
    [[nodiscard]] std::size_t outside() const noexcept { return n_regions; }
};

/// Counts of persons who are joined over two runs of one member at one instant.
///
/// Both runs have the same people, so that
///   living with the arm - living in the base = stayed + came - left        (exactly, by place)
class WhoDiffers {
  public:
    explicit WhoDiffers(const Axes& axes);

    [[nodiscard]] const Axes& axes() const noexcept { return axes_; }
    /// People by where they are in the base, where with the arm, and their tier with the arm (in
    /// the base for those who are outside the world with the arm).
    [[nodiscard]] std::int64_t counterfactual(std::size_t region_base, std::size_t region_arm, std::size_t tier) const {
        return counterfactual_[pair(region_base, region_arm) * axes_.n_tiers + tier];
    }
    /// People of a place who stayed, came or left, by where they are in the other run (the base for
    /// stayed and came, the arm for left) and their tier (with the arm; in the base for left).
    [[nodiscard]] std::int64_t changed(std::size_t place, Change change, std::size_t elsewhere,
                                       std::size_t tier) const {
        return changed_[change_cell(place, change, elsewhere) * axes_.n_tiers + tier];
    }
    /// People who are in the place in both runs with another tier: promoted, not retained.
    [[nodiscard]] std::int64_t other_tier(std::size_t place, std::size_t tier_base, std::size_t tier_arm) const {
        return other_tier_[(place * axes_.n_tiers + tier_base) * axes_.n_tiers + tier_arm];
    }

    /// Adds one person, or persons, of a kind.
    void add(const WhoDiffers& other);
    void multiply(std::int64_t persons_per_agent);

  private:
    friend class Join;
    [[nodiscard]] std::size_t pair(std::size_t region_base, std::size_t region_arm) const noexcept {
        return region_base * (axes_.n_regions + 1) + region_arm;
    }
    [[nodiscard]] std::size_t change_cell(std::size_t place, Change change, std::size_t elsewhere) const noexcept {
        return (place * kChanges + static_cast<std::size_t>(change)) * (axes_.n_regions + 1) + elsewhere;
    }

    Axes axes_;
    std::vector<std::int64_t> counterfactual_;  // [region_base x region_arm x tier]
    std::vector<std::int64_t> changed_;         // [place x change x elsewhere x tier]
    std::vector<std::int64_t> other_tier_;      // [place x tier_base x tier_arm]
};

/// What the join needs to know besides the two runs.
struct JoinSetting {
    std::vector<Place> places;
    std::size_t n_regions = 0;
    std::vector<std::size_t> tier_of;  // [tier of the world] -> place on the tier axis
    std::size_t n_tiers = 0;           // of the axis
    std::vector<std::uint32_t> uid;    // [region] of the ids' origin (sim::region_uid)
};

/// Joins two runs of one member by person id. `start`: time 0, the same in both.
///
/// Parallel over pages of ids, with integer counts: equal for any number of threads. Draws: none.
[[nodiscard]] WhoDiffers join(sim::Team& team, const Whereabouts& start, const Whereabouts& base,
                              const Whereabouts& arm, const JoinSetting& setting);

}  // namespace talentflow::experiments
