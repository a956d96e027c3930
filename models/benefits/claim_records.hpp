// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "models/policy/funds.hpp"
#include "sim/calendar.hpp"

/// What claims keep from month to month (methods 3.10): of people, by id and row; rows pass to others, ids never.
namespace talentflow::models::claim {

using ProgrammeIndex = std::uint16_t;  // in the list of claim programmes

struct Candidate {
    std::uint64_t person;
    std::uint32_t row;
    std::uint8_t region;  // inner
    ProgrammeIndex programme;
    sim::Month spell_start;
};
struct Case {  // filed, then decided
    std::uint64_t person;
    std::uint32_t row;
    std::uint32_t order;  // keyed hash
    sim::Month filed, due;
    ProgrammeIndex programme;
    std::uint8_t region, tier;
    bool newcomer;
};
struct Contract {
    std::uint64_t person;
    std::uint32_t row, next;  // of the same person
    Fen amount, paid;
    sim::Month start;
    std::int16_t service_months, instalments, instalments_paid;
    ProgrammeIndex programme;
    std::uint8_t region;
    bool open;
};
/// State of a programme that helps with housing.
struct Housing {
    double log_relief = 0;               // ln(1 - relief)
    bool paid = true;                    // the last month was paid for
    std::vector<std::int64_t> free;      // [region] units that nobody holds
    std::vector<std::uint32_t> holders;  // open contracts, in order of grant
};
/// Grants of a calendar year, in agents.
struct YearsGrants {
    int year = 0;
    std::int64_t given = 0, most = 0;
};

struct Accreditation {
    std::uint64_t person;
    std::uint32_t row;
    std::uint8_t region, tier_plus_1;
    bool succeeds;
};

}  // namespace talentflow::models::claim
