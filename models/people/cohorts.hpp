// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/people/state/population.hpp"
#include "models/world/compiled_world.hpp"
#include "sim/not_copyable.hpp"
#include "sim/parallel.hpp"

namespace talentflow::models {

/// How people come into a cohort (同期群).
enum class CohortEntry : std::uint8_t {
    moved_in,             // a change of home into the region, or an arrival there from the rest of the world
    graduate,             // entered the population as a graduate of the region
    award_paid,           // the first instalment of a claimed award was paid; cards are no payments
    resident_at_decision  // lived there at time 0
};
inline constexpr std::size_t kCohortEntries = 4;
/// Months after the entry at which a cohort is looked at again.
inline constexpr std::array<int, 4> kCohortHorizons{12, 24, 36, 60};
/// In a result: the run ends before the horizon.
inline constexpr std::int64_t kNotReached = -1;

/// One entry: the row, which a person keeps for life, and region and tier at that moment.
struct CohortEntrant {
    std::uint32_t row;
    RegionIndex region;
    TierIndex tier;
    CohortEntry entry;

    template <class Archive>
    void visit(Archive& archive) {
        archive("row", row);
        archive("region", region);
        archive("tier", tier);
        archive("entry", entry);
    }
};

/// Whether a run of this world keeps cohorts: where people age and leave, or where the scenario asks for them. Plain
/// worlds of choices do without, as most of their time goes into the movers that cohorts would count.
[[nodiscard]] bool keeps_cohorts(const World& world);

/// What has been counted so far, and who is still to be looked at again.
struct CohortsState {
    std::vector<std::int64_t> size, present, never_left;
    std::vector<std::vector<CohortEntrant>> waiting;  // [month - start] until their last horizon
    std::vector<std::uint16_t> start_cell;            // [row] region * n_tiers + tier at time 0, or nobody

    template <class Archive>
    void visit(Archive& archive) {
        archive("size", size);
        archive("present", present);
        archive("never_left", never_left);
        archive("waiting", waiting);
        archive("start_cell", start_cell);
    }
};

/// Cohorts by calendar year of entry, region, tier and way of entry, and who of them is still there 12, 24, 36 and 60
/// months after the own month of entry (methods 3.15).
///
/// A cohort counts entries: who moves in twice in a year is counted twice, each time from the own month. *Present*:
/// lives in the region of entry. *Never left*: present, and has not changed home since. An entry in month m is looked
/// at again when month m + h closes; residents of time 0 when month start + h - 1 does. No draws.
///
/// Nobody's id is stored: whoever holds the row later with an id or a residence not younger than m is the same person.
class Cohorts : private sim::NotCopyable {
  public:
    Cohorts(sim::Team& team, const CompiledWorld& world, bool kept, CohortsState& state);

    /// Whether entries of month `now` are wanted.
    [[nodiscard]] bool wants(sim::Month now) const noexcept { return kept_ && !world_->in_burn_in(now); }
    /// Remembers where everybody lives; called before the first month after burn-in.
    void start(const Population& population);
    /// Entries of the month.
    void add(const CohortEntrant& entrant) { entrants_.push_back(entrant); }
    void add(const std::vector<CohortEntrant>& entrants) {
        entrants_.insert(entrants_.end(), entrants.begin(), entrants.end());
    }
    /// Counts the month's entries and looks again at those whose time has come; for every month that `wants` says.
    void close_month(const Population& population, sim::Month now);

    /// Calendar years that the run touches after burn-in.
    [[nodiscard]] std::size_t n_years() const noexcept {
        return static_cast<std::size_t>(last_year_ - first_year_ + 1);
    }
    /// Agents by [((year * n_regions + region) * n_tiers + tier) * kCohortEntries + entry], inner regions.
    [[nodiscard]] const std::vector<std::int64_t>& size() const noexcept { return state_->size; }
    /// The same, by horizon behind.
    [[nodiscard]] const std::vector<std::int64_t>& present() const noexcept { return state_->present; }
    [[nodiscard]] const std::vector<std::int64_t>& never_left() const noexcept { return state_->never_left; }
    /// Whether the run lasts until the last month of entry of the cohort + horizon, so that its count is whole.
    [[nodiscard]] bool reached(std::size_t year, CohortEntry entry, std::size_t horizon) const noexcept;

  private:
    /// What one thread finds, by [(region * n_tiers + tier) * kCohortEntries + entry].
    struct Found {
        std::vector<std::int64_t> present, never_left;
    };

    [[nodiscard]] std::size_t cell(RegionIndex region, TierIndex tier, CohortEntry entry) const noexcept {
        return (region * world_->n_tiers + tier) * kCohortEntries + static_cast<std::size_t>(entry);
    }
    [[nodiscard]] std::size_t year_of(sim::Month month) const noexcept {
        return static_cast<std::size_t>(month.year() - first_year_);
    }
    void look_at_entrants(const Population& population, sim::Month entered, std::size_t horizon);
    void look_at_residents(const Population& population, std::size_t horizon);
    void add_found(std::size_t year, std::size_t horizon);

    sim::Team* team_;
    const CompiledWorld* world_;
    CohortsState* state_;
    bool kept_;
    int first_year_, last_year_;
    std::size_t per_year_;                 // cells of a year
    std::vector<CohortEntrant> entrants_;  // of the month
    std::vector<Found> found_;             // [thread]
};

}  // namespace talentflow::models
