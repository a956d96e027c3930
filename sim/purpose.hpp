// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace talentflow::sim {

/// What a draw is for; part of its address. Append only: renumbering changes every result.
enum class Purpose : std::uint8_t {
    monthly_bytes = 1,      // per 4 neighbouring ids: first 8 bits of the four event uniforms
    event_tails = 2,        // per person: the other 32 bits of the four event uniforms
    choice_race = 3,        // index / 4: one word per destination, then stay, U, W of the positive stable variable
    awareness_mark = 5,     // month = 32-month window, index = region
    awareness_value = 6,    // index = region
    awareness_start = 7,    // index = region / 4
    known_override = 8,     // index = region / 4
    ties = 9,               // month = anchor, index = region / 4
    ties_start = 10,        // index = region / 4
    life_course = 11,       // once: partner, child, partner employed, job-led
    life_status = 12,       // once: retirement class, education, moving cost level, spare
    synthesis = 13,         // once: age, employment, tenure, residence
    entrant = 14,           // once: tier, field, age, sex
    application_rank = 15,  // index = pool / 2 (two 32-bit words a pool are not needed: one each, / 4)
    contact = 16,           // index = pool / 4
    score = 17,             // index = pool / 4
    posts_rounding = 18,    // person = region uid, index = pool
    entries_count = 19,     // person = region uid
    take_up = 20,           // month = spell start, index = lever
    desk_order = 21,        // month = 0, index = lever
    desk_delay = 22,        // month = claim, index = lever
    accreditation = 23,     // month = application, index = region
    fund_lottery = 24,      // month = round, index = lever
    transition = 25,        // the Markov override
    cell_rounding = 26,     // person = region uid: systematic rounding of synthetic cells
    fair_attendance = 27,   // index = lever, event of the month above it
    fair_ties = 28,         // index = lever, region / 4 above it
    secondment_pick = 29,   // index = lever: order among the eligible; person = region uid: how many
    secondment_end = 30,    // index = lever: whether they look for a post there
    secondment_ties = 31,   // index = lever, region / 4 above it
    training_pick = 32,     // index = lever: order among the eligible; person = region uid: how many
    dual_post = 33,        // index = lever, region above it: whether they want it, order; person = region uid: how many
    dual_ties = 34,        // index = lever, region / 4 above it
    venture_deals = 35,    // person = lever: deals of a month; of a person hired: works in a park of another region?
    venture_failure = 36,  // person = lever, index = deal; of a person: order in which holders of closed posts go
    venture_rounding = 37,  // person = lever or leader, month = start, index = 2 x deal: posts, pools, months
    referral = 39,          // index = region: has an acquaintance there referred this seeker?
    community_reach = 40,   // month = arrival: when services for newcomers reach the person
    family_places =
        41,  // of who arrives: school place, post for the partner; person = region uid: rounding of a year's places
    commuting_search = 42,  // index = region / 4: where somebody without a post looks for one
    outside_intake = 43,    // index = region uid: which potential immigrants are brought in
    design = 44,            // of a design of runs: person = factor or dimension, index = point or trajectory
    bootstrap = 45,         // of indices: person = repetition, index = place in it / 4
};

}  // namespace talentflow::sim
