// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "models/books.hpp"
#include "models/choice.hpp"
#include "models/job_search.hpp"
#include "sim/batches.hpp"

namespace talentflow::models {

struct Exit {
    std::uint32_t row;
    ExitReason reason;
};

struct Move {
    std::uint32_t row;
    std::uint8_t to;
};

/// Something that the claims must hear of, in order, after the parallel part of a commit.
struct ClaimEvent {
    enum class Kind : std::uint8_t { left_world, moved, rose };
    std::uint32_t row;
    Kind kind;
    std::uint8_t from = sim::kNoRegion;  // of a move
    bool clawback = false;               // of a departure from the world
};

/// What one block of people proposes in a month; nothing here has happened yet, except `events`, which commit
/// fills.
struct Proposals {
    std::vector<Exit> exits;
    std::vector<Move> moves;                // need no post (clearing off, or the transition table)
    std::vector<Seeker> seekers;
    std::vector<std::uint32_t> found;       // hired without a pool (finding override)
    std::vector<std::uint32_t> separations;
    std::vector<std::uint32_t> promotions;
    std::vector<ClaimEvent> events;

    void clear() {
        exits.clear();
        moves.clear();
        seekers.clear();
        found.clear();
        separations.clear();
        promotions.clear();
        events.clear();
    }
};

/// A person who may consider moving, with what else happens to them this month unless they go.
struct Considering {
    std::uint32_t row;
    std::uint8_t status_class;
    bool searches;    // unemployed and applying at home
    bool separates;   // loses the post unless hired
    Family family;
    double u;         // uniform of the consideration
};

/// A person looked at: row, status of this month and the events whose uniforms came first.
struct Looked {
    std::uint32_t row;
    std::uint32_t word;
};

/// Scratch of one thread: batches of people as structure of arrays.
struct BlockScratch {
    std::vector<std::uint32_t> words;       // monthly words of a block
    std::vector<std::uint8_t> flags;
    std::vector<std::uint32_t> flagged;
    sim::PersonBatch scattered, looked_ids, maybe_ids;
    std::vector<std::uint32_t> scattered_rows, scattered_words;
    std::vector<Looked> looked;
    std::vector<std::uint32_t> tails, family, levels;
    std::vector<Considering> maybe;         // might consider, then those who do
    sim::PersonBatch choosers;              // ids of those who do
    std::vector<double> inverse_weight, v_stay;
    std::vector<std::uint8_t> choice;
};

}  // namespace talentflow::models
