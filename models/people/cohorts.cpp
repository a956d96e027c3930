// SPDX-License-Identifier: Apache-2.0
#include "models/people/cohorts.hpp"

#include <algorithm>
#include <utility>

#include "sim/parallel.hpp"

namespace talentflow::models {

namespace {

constexpr std::uint16_t kNobody = 0xFFFF;
constexpr std::size_t kPrefetchAhead = 16;  // looks between a prefetch and its use

/// Calls `work(i, thread)` for i in [0, n), in parallel by blocks.
template <class Work>
void for_each_row(sim::Team& team, std::size_t n, const Work& work) {
    team.for_each(sim::n_blocks(n), [&](std::size_t block, std::size_t thread) {
        const std::size_t end = std::min(n, (block + 1) * sim::kBlockRows);
        for (std::size_t i = block * sim::kBlockRows; i < end; ++i) work(i, thread);
    });
}

}  // namespace

bool keeps_cohorts(const World& world) {
    const auto& asked = world.output_variables;
    return world.modules.demography != ModuleState::none ||
           std::find(asked.begin(), asked.end(), "cohorts") != asked.end();
}

Cohorts::Cohorts(sim::Team& team, const CompiledWorld& world, bool kept, CohortsState& state)
    : team_{&team},
      world_{&world},
      state_{&state},
      kept_{kept},
      first_year_{world.start.year()},
      last_year_{(world.end - 1).year()},
      per_year_{world.n_regions * world.n_tiers * kCohortEntries} {
    if (!kept_) return;
    state_->size.assign(n_years() * per_year_, 0);
    state_->present.assign(state_->size.size() * kCohortHorizons.size(), 0);
    state_->never_left = state_->present;
    state_->waiting.resize(static_cast<std::size_t>(world.end - world.start));
    found_.resize(team.threads());
    for (auto& found : found_) {
        found.present.assign(per_year_, 0);
        found.never_left.assign(per_year_, 0);
    }
}

bool Cohorts::reached(std::size_t year, CohortEntry entry, std::size_t horizon) const noexcept {
    const int months = kCohortHorizons[horizon];
    if (entry == CohortEntry::resident_at_decision) return world_->start + months <= world_->end;
    const auto december = sim::Month::of(first_year_ + static_cast<int>(year), 12);
    return std::min(december, world_->end - 1) + months < world_->end;
}

void Cohorts::start(const Population& population) {
    if (!kept_) return;
    state_->start_cell.assign(population.n_rows(), kNobody);
    for_each_row(*team_, state_->start_cell.size(), [&](std::size_t row, std::size_t thread) {
        const auto who = population.status[row];
        if (who.empty()) return;
        state_->start_cell[row] = static_cast<std::uint16_t>(who.region() * world_->n_tiers + who.tier());
        ++found_[thread].present[cell(who.region(), who.tier(), CohortEntry::resident_at_decision)];
    });
    for (auto& found : found_) {
        for (std::size_t i = 0; i < per_year_; ++i) state_->size[i] += std::exchange(found.present[i], 0);
    }
    // The look at the first horizon is the first that needs them.
    if (world_->end - world_->start < kCohortHorizons.front()) state_->start_cell = {};
}

void Cohorts::close_month(const Population& population, sim::Month now) {
    const std::size_t year = year_of(now);
    for (const auto& e : entrants_) ++state_->size[year * per_year_ + cell(e.region, e.tier, e.entry)];
    if (now + kCohortHorizons.front() < world_->end)
        state_->waiting[static_cast<std::size_t>(now - world_->start)] = entrants_;
    entrants_.clear();
    for (std::size_t h = 0; h < kCohortHorizons.size(); ++h) {
        const int months = kCohortHorizons[h];
        const sim::Month entered = now - months;
        if (entered >= world_->start) look_at_entrants(population, entered, h);
        if (now + 1 == world_->start + months) look_at_residents(population, h);
        // Nobody is looked at after the last horizon that the run reaches.
        const bool last = h + 1 == kCohortHorizons.size() || entered + kCohortHorizons[h + 1] >= world_->end;
        if (entered >= world_->start && last) state_->waiting[static_cast<std::size_t>(entered - world_->start)] = {};
    }
}

void Cohorts::look_at_entrants(const Population& p, sim::Month entered, std::size_t horizon) {
    const auto& list = state_->waiting[static_cast<std::size_t>(entered - world_->start)];
    const int month = entered.index();
    for_each_row(*team_, list.size(), [&](std::size_t i, std::size_t thread) {
        if (i + kPrefetchAhead < list.size()) {
            __builtin_prefetch(p.status.data() + list[i + kPrefetchAhead].row);
            p.prefetch_choice(list[i + kPrefetchAhead].row);
        }
        const CohortEntrant& e = list[i];
        const auto who = p.status[e.row];
        if (who.empty() || who.region() != e.region) return;
        // Whoever took over the row since, and whoever moved since, has lived where they do for less time.
        const bool stayed = p.resident_since[e.row] <= month;
        if (!stayed && p.person(e.row).cohort() > entered) return;
        const std::size_t at = cell(e.region, e.tier, e.entry);
        ++found_[thread].present[at];
        if (stayed) ++found_[thread].never_left[at];
    });
    add_found(year_of(entered), horizon);
}

void Cohorts::look_at_residents(const Population& p, std::size_t horizon) {
    const sim::Month start = world_->start;
    for_each_row(*team_, state_->start_cell.size(), [&](std::size_t row, std::size_t thread) {
        const auto who = p.status[row];
        const std::size_t home = state_->start_cell[row] / world_->n_tiers;
        if (state_->start_cell[row] == kNobody || who.empty() || who.region() != home) return;
        // A residence that began in the first month is a start value, or that of a newcomer in a row given back: who
        // moved in that month lives elsewhere, or came back later.
        const int since = p.resident_since[row];
        if (since >= start.index() && p.person(row).cohort() >= start) return;
        const std::size_t at =
            state_->start_cell[row] * kCohortEntries + static_cast<std::size_t>(CohortEntry::resident_at_decision);
        ++found_[thread].present[at];
        if (since <= start.index()) ++found_[thread].never_left[at];
    });
    add_found(0, horizon);
    if (horizon + 1 == kCohortHorizons.size()) state_->start_cell = {};
}

void Cohorts::add_found(std::size_t year, std::size_t horizon) {
    for (auto& found : found_) {
        for (std::size_t i = 0; i < per_year_; ++i) {
            const std::size_t at = (year * per_year_ + i) * kCohortHorizons.size() + horizon;
            state_->present[at] += std::exchange(found.present[i], 0);
            state_->never_left[at] += std::exchange(found.never_left[i], 0);
        }
    }
}

}  // namespace talentflow::models
