// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "models/books.hpp"
#include "models/choice.hpp"
#include "models/job_search.hpp"

namespace talentflow::models {

struct Exit {
    std::uint32_t row;
    ExitReason reason;
};

struct Move {
    std::uint32_t row;
    std::uint8_t to;
};

/// What one block of people proposes in a month; nothing here has happened yet.
struct Proposals {
    std::vector<Exit> exits;
    std::vector<Move> moves;                // need no post (clearing off, or the transition table)
    std::vector<Seeker> seekers;
    std::vector<std::uint32_t> found;       // hired without a pool (finding override)
    std::vector<std::uint32_t> separations;
    std::vector<std::uint32_t> promotions;

    void clear() {
        exits.clear();
        moves.clear();
        seekers.clear();
        found.clear();
        separations.clear();
        promotions.clear();
    }
};

/// A person who considers moving, with what else may happen to them this month.
struct Considering {
    Chooser chooser;
    bool searches = false;   // unemployed and applying at home
    bool separates = false;  // loses the post unless hired
};

/// Scratch of one thread: a batch of considering people as structure of arrays.
struct BlockScratch {
    std::vector<std::uint32_t> words;       // [kBlockRows] monthly words
    std::vector<Considering> considering;
    std::vector<std::uint32_t> index, high;
    std::vector<double> inverse_weight, v_stay;
    std::vector<std::uint8_t> choice;
};

}  // namespace talentflow::models
