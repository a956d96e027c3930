// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "models/month/processes.hpp"
#include "models/month/proposals.hpp"

namespace talentflow::models {

/// Phase 2, one block of people at a time, in parallel: to whom may something happen, what do they want? Reads last
/// month's people and the tables of the month; writes lists of the block, and what fairs and second posts keep of it.
/// The same people propose the same whatever block they are in.
class Propose {
  public:
    Propose(Processes& processes, const MonthState& state, MonthLists& lists) noexcept
        : p_{processes}, s_{state}, lists_{lists} {}

    void block(std::size_t block, sim::Month now, BlockScratch& scratch);

  private:
    void find_events(std::size_t block, sim::Month now, BlockScratch& scratch) const;
    void choose_looks(std::size_t block, BlockScratch& scratch) const;
    /// The people who surely consider moving and whose decision needs no more than their status: no list is made of
    /// them.
    void decide_certain(std::size_t block, sim::Month now, Proposals& out, BlockScratch& scratch) const;
    void look(std::size_t which, sim::Month now, Proposals& out, BlockScratch& scratch);
    void consider(sim::Month now, Proposals& out, BlockScratch& scratch);
    void act_on_choice(const Considering& i, sim::PersonId person, std::uint8_t choice, sim::Month now,
                       Proposals& out) const;
    void seek(const Considering& i, sim::PersonId person, RegionIndex target, bool moves_anyway, bool commutes,
              Proposals& out) const;
    void transit(std::uint32_t row, double u, Proposals& out) const;
    /// Shift of the log hazard of rising: by policy, courses, secondments and grants.
    [[nodiscard]] double rise_shift(std::uint32_t row, StatusWord who, sim::Month now) const;
    /// Secondees of the block who would stay at their host look for a post there.
    void returns(std::size_t block, Proposals& out) const;

    Processes& p_;
    const MonthState& s_;
    MonthLists& lists_;
};

}  // namespace talentflow::models
