// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "models/knowledge/awareness.hpp"
#include "models/knowledge/community.hpp"
#include "models/knowledge/ties.hpp"
#include "models/people/state/population.hpp"
#include "models/world/compiled_world.hpp"
#include "sim/draws.hpp"
#include "sim/not_copyable.hpp"

namespace talentflow::models {

/// What somebody takes home from a fair, a secondment or a second post: places learnt of and people met.
struct Encounter {
    std::uint64_t person;
    std::uint32_t row;
    std::uint64_t learns;  // inner regions
    std::uint64_t meets;   // inner regions
    double mean;           // acquaintances in each of `meets`: Poisson
    sim::Purpose purpose;  // of their draw
    std::uint32_t key;     // its index; the region goes above it
};

/// Scratch of one thread.
struct EncounterScratch {
    std::vector<AwarenessQuery> queries;
    std::vector<std::uint8_t> answers;
    AwarenessScratch awareness;
};

/// Stores encounters (methods 3.7, 3.8): at an event, and only then, what a person knows and whom is written down.
///
///   known at t + 1 = known without the event, or learnt;   n_r at t + 1 = n_r without the event + Poisson(mean)
///
/// Both are anchored at the start of the month after, so that the event acts from then on. Where awareness or ties do
/// not change (`fixed`, `none`) nothing is stored. Encounters of one person may be in one call or several, in any
/// order. Draws: for each region met a word of four regions; those of awareness and ties for what is stored.
class Encounters : private sim::NotCopyable {
  public:
    /// `community` is asked about the population that `store` is given.
    Encounters(const CompiledWorld& world, const sim::Draws& draws, const Awareness& awareness, const Ties& ties,
               const Community& community);

    /// Of people who are there, in month `now`. Safe in parallel for different people.
    void store(Population& population, const std::vector<Encounter>& encounters, sim::Month now,
               EncounterScratch& scratch) const;

    /// Acquaintances left after `months` of meeting `per_month` people of whom a share is lost again each month:
    /// per_month (1 - (1 - delta)^months) / delta.
    [[nodiscard]] double left_after(double per_month, int months) const;

  private:
    void store_known(Population& population, const std::vector<Encounter>& encounters, sim::Month next,
                     EncounterScratch& scratch) const;
    void store_ties(Population& population, const Encounter& encounter, sim::Month now) const;

    const CompiledWorld* world_;
    const sim::Draws* draws_;
    const Awareness* awareness_;
    const Ties* ties_;
    const Community* community_;
};

}  // namespace talentflow::models
