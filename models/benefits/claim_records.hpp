// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <unordered_set>
#include <vector>

#include "models/benefits/award_sums.hpp"
#include "models/policy/funds.hpp"
#include "models/policy/post_grant.hpp"
#include "models/world/index.hpp"
#include "sim/calendar.hpp"

/// What claims keep from month to month (methods 3.10): of people, by id and row; rows pass to others, ids never.
namespace talentflow::models::claim {

using ProgrammeIndex = std::uint16_t;  // in the list of claim programmes

struct Candidate {
    std::uint64_t person;
    std::uint32_t row;
    RegionIndex region;
    ProgrammeIndex programme;
    sim::Month spell_start;

    template <class Archive>
    void visit(Archive& archive) {
        archive("person", person);
        archive("row", row);
        archive("region", region);
        archive("programme", programme);
        archive("spell_start", spell_start);
    }
};
struct Case {  // filed, then decided
    std::uint64_t person;
    std::uint32_t row;
    std::uint32_t order;  // keyed hash
    sim::Month filed, due;
    ProgrammeIndex programme;
    RegionIndex region;
    TierIndex tier;
    bool newcomer;

    template <class Archive>
    void visit(Archive& archive) {
        archive("person", person);
        archive("row", row);
        archive("order", order);
        archive("filed", filed);
        archive("due", due);
        archive("programme", programme);
        archive("region", region);
        archive("tier", tier);
        archive("newcomer", newcomer);
    }
};
struct Contract {
    std::uint64_t person;
    std::uint32_t row, next;  // of the same person
    Fen amount, paid;
    sim::Month start;
    std::int16_t service_months, instalments, instalments_paid;
    ProgrammeIndex programme;
    RegionIndex region;
    bool open;

    template <class Archive>
    void visit(Archive& archive) {
        archive("person", person);
        archive("row", row);
        archive("next", next);
        archive("amount", amount);
        archive("paid", paid);
        archive("start", start);
        archive("service_months", service_months);
        archive("instalments", instalments);
        archive("instalments_paid", instalments_paid);
        archive("programme", programme);
        archive("region", region);
        archive("open", open);
    }
};
/// State of a programme that helps with housing.
struct Housing {
    bool paid = true;                    // the last month was paid for
    std::vector<std::int64_t> free;      // [region] units that nobody holds
    std::vector<std::uint32_t> holders;  // open contracts, in order of grant

    template <class Archive>
    void visit(Archive& archive) {
        archive("paid", paid);
        archive("free", free);
        archive("holders", holders);
    }
};
/// Grants of a calendar year, in agents.
struct YearsGrants {
    int year = 0;
    std::int64_t given = 0, most = 0;

    template <class Archive>
    void visit(Archive& archive) {
        archive("year", year);
        archive("given", given);
        archive("most", most);
    }
};

struct Accreditation {
    std::uint64_t person;
    std::uint32_t row;
    RegionIndex region;
    std::uint8_t tier_plus_1;
    bool succeeds;

    template <class Archive>
    void visit(Archive& archive) {
        archive("person", person);
        archive("row", row);
        archive("region", region);
        archive("tier_plus_1", tier_plus_1);
        archive("succeeds", succeeds);
    }
};

}  // namespace talentflow::models::claim

namespace talentflow::models {

/// All that claims keep from month to month.
struct ClaimsState {
    std::vector<unsigned char> acting;                  // [programme] in the last month
    std::vector<std::array<std::int64_t, 24>> history;  // [lever] decided and paid, last 12 months
    std::vector<claim::Housing> housing;                // [programme]
    std::vector<claim::Candidate> candidates;
    std::vector<std::unordered_set<std::uint64_t>> has_claimed;  // [programme] persons; only asked, never walked
    std::vector<std::vector<claim::Case>> desks;                 // [region] waiting to be taken
    std::vector<claim::Case> pending;                            // taken, to be decided at `due`
    std::vector<claim::Case> unpaid;                             // approved, no money yet
    std::vector<claim::Contract> contracts;
    std::vector<std::uint32_t> live_contracts;
    std::vector<std::vector<claim::Accreditation>> accreditations;  // [month - first]
    std::vector<std::unordered_set<std::uint64_t>> card_holders;    // [programme] persons; only counted
    AwardSums award_sums;
    std::vector<PostGrant> grants;            // of the last month, that bring posts with them
    std::vector<claim::YearsGrants> granted;  // [programme]

    template <class Archive>
    void visit(Archive& archive) {
        archive("acting", acting);
        archive("history", history);
        archive("housing", housing);
        archive("candidates", candidates);
        archive("has_claimed", has_claimed);
        archive("desks", desks);
        archive("pending", pending);
        archive("unpaid", unpaid);
        archive("contracts", contracts);
        archive("live_contracts", live_contracts);
        archive("accreditations", accreditations);
        archive("card_holders", card_holders);
        archive("award_sums", award_sums);
        archive("grants", grants);
        archive("granted", granted);
    }
};

}  // namespace talentflow::models
