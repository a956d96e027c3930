// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/benefits/claims.hpp"
#include "models/benefits/referrals.hpp"
#include "models/choice/choice.hpp"
#include "models/choice/decisions.hpp"
#include "models/economy/commuting.hpp"
#include "models/economy/family_places.hpp"
#include "models/economy/job_search.hpp"
#include "models/economy/outlays.hpp"
#include "models/economy/posts.hpp"
#include "models/economy/prices.hpp"
#include "models/economy/ventures.hpp"
#include "models/knowledge/awareness.hpp"
#include "models/knowledge/community.hpp"
#include "models/knowledge/ties.hpp"
#include "models/month/state.hpp"
#include "models/people/books.hpp"
#include "models/people/cohorts.hpp"
#include "models/people/hazards.hpp"
#include "models/people/synthesis.hpp"
#include "models/policy/funds.hpp"
#include "models/policy/policy_field.hpp"
#include "models/policy/programme.hpp"
#include "models/programmes/programmes.hpp"
#include "models/world/compiled_world.hpp"
#include "sim/draws.hpp"
#include "sim/kernel_choice.hpp"
#include "sim/not_copyable.hpp"
#include "sim/parallel.hpp"

namespace talentflow::models {

/// Which member of a run, and how it is computed.
struct MemberOptions {
    std::uint32_t member = 0;
    /// Test switch: look at every person every month; the result must not change by a byte.
    bool look_every_month = false;
    /// The instruction set of batches of draws; results do not depend on it.
    const sim::kernels::Kernels* kernels = &sim::kernels::fastest();
    /// Draws of another future, after a month.
    sim::Future future = {};
};

/// What runs a member's months, room by room: the rules with their tables of the month. Everything here works on the
/// MonthState that it was made for; nothing here lasts from month to month.
struct Processes : private sim::NotCopyable {
    struct Knowledge {
        Awareness awareness;
        Ties ties;
        Community community;
    };
    struct People {
        Synthesis synthesis;
        Books books;
        Hazards hazards;
        Cohorts cohorts;
    };
    struct Economy {
        Prices prices;
        Posts posts;
        JobSearch job_search;
        Commuting commuting;
        Outlays outlays;
        FamilyPlaces family_places;
        Ventures ventures;
    };
    struct Choosing {
        Choice choice;
        Decisions decisions;
    };
    struct Benefits {
        Claims claims;
        Referrals referrals;
    };
    /// What this world asks of a month: where nothing asks, it is not computed.
    struct Asks {
        bool every_look;      // test switch: look at every person every month
        bool family;          // anyone's draws or utilities depend on partner, child or mode
        bool memory;          // awareness or ties are stored when somebody moves
        bool residence;       // somebody asks how long people have lived where they do
        bool status_alone;    // decisions need nothing but status and moving cost
        bool nothing_scarce;  // nobody wants anything scarce, so a block's own people are all that its commit needs
    };

    /// Sets `state` to the beginning of the run, but for its people (`populate`). What is handed in outlives this.
    Processes(sim::Team& team, const World& description, const MemberOptions& options, MonthState& state);

    /// Makes the people of the start and what is counted of them.
    void populate(MonthState& state);
    /// The state has been replaced: what follows from it and lasts longer than a month is made anew.
    void restored(const MonthState& state);
    /// Takes the reference values of time 0 (methods 4); called before the first month after burn-in.
    void set_reference(MonthState& state);
    /// Residents, labour force, employed and posts of every region, as they are now.
    void count_regions();
    [[nodiscard]] std::int64_t vacancies(PoolIndex pool) const noexcept {
        return std::max<std::int64_t>(0, economy.posts.positions(pool) - people.books.filled()[pool]);
    }

    sim::Team& team;  // shares the month's loops
    CompiledWorld world;
    sim::Draws draws;
    PolicyField policy;  // of the month
    ProgrammeList enrolled;
    std::vector<std::size_t> lever_order;  // instances in the order of the register and of ids
    Funds funds;
    Knowledge knowledge;
    People people;
    Economy economy;
    Benefits benefits;
    Programmes programmes;
    Choosing choosing;
    Asks asks;
    RegionState region_state;
};

}  // namespace talentflow::models
