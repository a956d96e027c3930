// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "models/choice/decisions.hpp"
#include "models/economy/job_search.hpp"
#include "models/people/books.hpp"
#include "models/people/cohorts.hpp"
#include "models/people/state/event_rows.hpp"
#include "models/people/synthesis.hpp"
#include "sim/batches.hpp"

namespace talentflow::models {

struct Exit {
    std::uint32_t row;
    ExitReason reason;
};

struct Move {
    std::uint32_t row;
    RegionIndex to;
};

/// Somebody whose post closed.
struct Dismissal {
    std::uint32_t row;
    PoolIndex pool;
};

/// Something that the claims must hear of, in order, after the parallel part of a commit.
struct ClaimEvent {
    enum class Kind : std::uint8_t { left_world, moved, rose };
    std::uint32_t row;
    Kind kind;
    RegionIndex from = kNoRegion;  // of a move
    bool clawback = false;         // of a departure from the world
};

/// A referred person who has been hired and moved.
struct ReferredHire {
    std::uint32_t row;
    std::uint16_t programme;
};

/// What one block of people proposes in a month; nothing here has happened yet, except `events`, `referred`, `served`
/// and `entrants`, which commit fills.
struct Proposals {
    std::vector<Exit> exits;
    std::vector<Move> moves;  // need no post (clearing off, or the transition table)
    std::vector<Seeker> seekers;
    std::vector<std::uint32_t> found;  // hired without a pool (finding override)
    std::vector<std::uint32_t> separations;
    std::vector<Dismissal> dismissals;
    std::vector<std::uint32_t> promotions;
    std::vector<ClaimEvent> events;
    std::vector<ReferredHire> referred;
    std::vector<std::uint32_t> served;    // moved to where places for families are counted
    std::vector<CohortEntrant> entrants;  // who moved in

    void clear() {
        exits.clear();
        moves.clear();
        seekers.clear();
        found.clear();
        separations.clear();
        dismissals.clear();
        promotions.clear();
        events.clear();
        referred.clear();
        served.clear();
        entrants.clear();
    }
};

/// A newcomer about to get a row.
struct Arrival {
    sim::PersonId person;
    Newcomer who;
    RegionIndex origin;
    EntryReason reason;
    Placement post;
    std::uint32_t row;
};

/// Potential immigrants and what is known of each.
using Outsider = std::pair<Seeker, Newcomer>;
using Outsiders = std::vector<Outsider>;

/// What the phases of a month hand on to one another; means nothing between months.
struct MonthLists {
    std::vector<std::int64_t> open_posts;   // [pool] of the snapshot: open
    std::vector<Proposals> proposals;       // [block]: propose
    std::vector<std::size_t> first_seeker;  // [block + 1] into seekers
    std::vector<Seeker> seekers;            // residents' in block order, then potential immigrants'
    std::vector<Newcomer> immigrants;       // of the seekers without a row, in order
    std::vector<Placement> placements;      // [seeker]: resolve
    std::vector<Arrival> arrivals;          // newcomers of the month, in order: commit
};

/// Someone whose events the random word of the month leaves open, and where they stand among those looked at.
struct Open {
    std::uint32_t at;
    std::uint32_t word;
};

/// Scratch of one thread: batches of people as structure of arrays.
struct BlockScratch {
    EventRows events;
    std::vector<std::uint32_t> words;  // of a block with scattered ids
    sim::PersonBatch scattered;
    std::vector<std::uint32_t> scattered_rows, scattered_words;
    std::vector<Considering> considering;  // who is looked at, then who considers moving
    sim::PersonBatch considering_ids;
    std::vector<Open> open;
    sim::PersonBatch open_ids;
    std::vector<std::uint32_t> tails, family;
    DecisionScratch decisions;
    std::vector<std::uint32_t> movers;
};

using Scratch = std::vector<BlockScratch>;  // [thread]

}  // namespace talentflow::models
