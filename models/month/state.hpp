// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "models/benefits/claim_records.hpp"
#include "models/benefits/referrals.hpp"
#include "models/economy/family_places.hpp"
#include "models/economy/outlays.hpp"
#include "models/economy/posts.hpp"
#include "models/economy/prices.hpp"
#include "models/economy/ventures.hpp"
#include "models/knowledge/awareness.hpp"
#include "models/knowledge/community.hpp"
#include "models/people/books.hpp"
#include "models/people/cohorts.hpp"
#include "models/people/state/population.hpp"
#include "models/policy/funds.hpp"
#include "models/programmes/programmes.hpp"
#include "sim/archive.hpp"
#include "sim/calendar.hpp"

namespace talentflow::models {

/// All that a member is at the end of a month: what the next month starts from and nothing else. A value: a copy is
/// deep and shares nothing, so a copy is a branch; a visit writes or reads it, so a visit is a saved state (G3). What
/// processes rebuild each month from it, the world and the policy is not in it.
struct MonthState {
    sim::Month month;  // that has ended; the one before the run's first at the start
    Population people;
    BooksState books;
    std::vector<double> reference_residents;     // [region] N_r0, scaled
    std::vector<std::int64_t> reference_people;  // [cell] at time 0
    std::vector<int> open_months;                // [pool] months since it last had no open post
    AwarenessState awareness;
    CommunityState community;
    CohortsState cohorts;
    FundsState funds;
    PricesState prices;
    PostsState posts;
    VenturesState ventures;
    FamilyPlacesState family_places;
    OutlaysState outlays;
    ClaimsState claims;
    ReferralsState referrals;
    ProgrammesState programmes;

    template <class Archive>
    void visit(Archive& archive) {
        archive("month", month);
        archive("people", people);
        archive("books", books);
        archive("reference_residents", reference_residents);
        archive("reference_people", reference_people);
        archive("open_months", open_months);
        archive("awareness", awareness);
        archive("community", community);
        archive("cohorts", cohorts);
        archive("funds", funds);
        archive("prices", prices);
        archive("posts", posts);
        archive("ventures", ventures);
        archive("family_places", family_places);
        archive("outlays", outlays);
        archive("claims", claims);
        archive("referrals", referrals);
        archive("programmes", programmes);
    }
};

}  // namespace talentflow::models
