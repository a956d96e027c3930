// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "models/choice/decisions.hpp"
#include "models/knowledge/awareness.hpp"
#include "models/people/state/population.hpp"
#include "sim/parallel.hpp"

namespace talentflow::models {

/// Which places the fixed one in 256 of all people know (id mod 256 = 0, whoever else comes or goes), month after
/// month.
///
/// What somebody knew a month ago, and that no event has touched it since, tells what they know now from the draws of
/// one month; without it the walk goes back to the last decision, years ago (ADR 0008). Either answer is the same bit.
class KnownSample {
  public:
    explicit KnownSample(std::size_t n_regions) : n_{n_regions} {}

    /// Forgets the people of another member.
    void restart() { blocks_.clear(); }
    /// Asks everybody of the sample at the start of `now`. Draws: those of Awareness::know.
    void ask(sim::Team& team, const Population& people, const Decisions& decisions, const Awareness& awareness,
             sim::Month now);

    /// Residents of `home` in the sample, and those of them who know `region`; of the last call of `ask`.
    [[nodiscard]] std::int64_t residents(RegionIndex home) const noexcept { return residents_[home]; }
    [[nodiscard]] std::int64_t knowing(RegionIndex home, RegionIndex region) const noexcept {
        return knowing_[home * n_ + region];
    }

  private:
    struct Person {
        std::uint64_t id;
        std::uint64_t known;  // places, at the start of `asked`
        std::uint32_t row;
        std::uint16_t since;  // month of the stored set that `known` follows from
        std::uint16_t asked;
    };
    /// Scratch and counts of one thread.
    struct Tally {
        std::vector<std::int64_t> residents, knowing;
        std::vector<AwarenessQuery> queries;
        std::vector<std::uint32_t> asked_by;  // [query] index into the block's people
        std::vector<std::uint8_t> answers;
        std::vector<std::uint32_t> scattered;
        AwarenessScratch scratch;
    };
    /// The block's people of the sample by row, with what was known of them.
    void meet(const Population& people, std::size_t block, Tally& tally);
    void ask_block(const Population& people, std::size_t block, const Decisions& decisions, const Awareness& awareness,
                   sim::Month now, Tally& tally);

    std::size_t n_;
    std::vector<std::vector<Person>> blocks_;
    std::vector<std::int64_t> residents_, knowing_;  // [home], [home * n + region]
};

}  // namespace talentflow::models
