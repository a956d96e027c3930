// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/month/processes.hpp"
#include "models/month/proposals.hpp"

namespace talentflow::models {

/// Phase 4: what was proposed and allocated happens: exits, hires and moves, separations, rises of tier, newcomers.
///
/// Blocks of people change in parallel: each person is in one block and every sum goes to the thread's own tally. What
/// claims must hear of, rows given back and newcomers follow in block order, so nothing depends on threads. Reads the
/// month's lists and tables; writes people, stocks, flows, cohorts, and what claims, referrals and places for families
/// are told.
class Commit {
  public:
    Commit(Processes& processes, MonthState& state, MonthLists& lists, Scratch& scratch) noexcept
        : p_{processes}, s_{state}, lists_{lists}, scratch_{scratch} {}

    /// All of the month; blocks are left out where they have been committed already.
    void everybody(sim::Month now);
    /// The people of a block whom nothing scarce concerns: safe in parallel over blocks.
    void block(std::size_t block, sim::Month now, Tally& tally, BlockScratch& scratch);

  private:
    void seekers(std::size_t block, sim::Month now, Tally& tally, BlockScratch& scratch);
    void prefetch_move(std::uint32_t row) const;
    void vacate_post(std::uint32_t row, StatusWord who, Tally& tally) const;
    void remember(const std::vector<std::uint32_t>& movers, sim::Month now, BlockScratch& scratch);
    void commit_exit(const Exit& exit, Tally& tally, Proposals& p);
    void commit_move(std::uint32_t row, RegionIndex to, sim::Month now, Tally& tally, Proposals& p);
    void commit_hire(std::uint32_t row, RegionIndex region, const Placement& placement, sim::Month now, Tally& tally);
    void commit_dismissal(const Dismissal& dismissal, sim::Month now, Tally& tally);
    /// People hired into a park with a sponsor may come to know people there.
    void meet_sponsor(std::uint32_t row, PoolIndex pool, sim::Month now);
    /// Ties as they are now become the stored ones: an event is about to change them.
    void settle_ties(std::uint32_t row, sim::Month now);
    void commit_separation(std::uint32_t row, sim::Month now, Tally& tally);
    void commit_promotion(std::uint32_t row, Tally& tally, Proposals& p);
    void commit_seeker(const Seeker& seeker, const Placement& placement, sim::Month now, Tally& tally, Proposals& p);
    void tell_claims(sim::Month now);
    void commit_newcomers(sim::Month now);
    void collect_immigrants();
    void collect_graduates(sim::Month now);
    void collect_entries(sim::Month now);

    Processes& p_;
    MonthState& s_;
    MonthLists& lists_;
    Scratch& scratch_;
};

}  // namespace talentflow::models
