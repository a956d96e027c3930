// SPDX-License-Identifier: Apache-2.0
#include "models/month/commit.hpp"

#include <algorithm>

#include "models/people/life_course.hpp"
#include "sim/parallel.hpp"
#include "sim/quantiles.hpp"

namespace talentflow::models {

void Commit::everybody(sim::Month now) {
    if (!p_.asks.nothing_scarce) {
        p_.team.for_each(sim::n_blocks(s_.people.n_rows()), [&](std::size_t block, std::size_t thread) {
            Tally& tally = p_.people.books.tally(thread);
            seekers(block, now, tally, scratch_[thread]);
            this->block(block, now, tally, scratch_[thread]);
        });
    }
    tell_claims(now);
    for (const auto& p : lists_.proposals) {
        for (const auto& hire : p.referred) p_.benefits.referrals.hired(s_.people, hire.row, hire.programme, now);
        for (const auto row : p.served) p_.economy.family_places.arrived(s_.people, row, now);
    }
    for (const auto& p : lists_.proposals) {
        p_.people.cohorts.add(p.entrants);
        for (const auto& exit : p.exits) s_.people.release(exit.row);
    }
    commit_newcomers(now);
    p_.people.books.absorb();
}

void Commit::tell_claims(sim::Month now) {
    if (!s_.people.columns().accreditation) return;
    for (const auto& p : lists_.proposals) {
        for (const auto& event : p.events) {
            if (event.kind == ClaimEvent::Kind::left_world) {
                p_.benefits.claims.leaves(s_.people, event.row, kNoRegion, event.clawback, now);
            } else if (event.kind == ClaimEvent::Kind::rose) {
                p_.benefits.claims.promoted(s_.people, event.row, now);
            } else {
                const RegionIndex to = s_.people.status[event.row].region();
                p_.benefits.claims.leaves(s_.people, event.row, to, true, now);
                p_.benefits.claims.arrived(s_.people, event.row, event.from, now);
            }
        }
    }
}

void Commit::commit_newcomers(sim::Month now) {
    lists_.arrivals.clear();
    collect_immigrants();
    collect_graduates(now);
    collect_entries(now);
    s_.people.make_room(lists_.arrivals.size());
    for (auto& a : lists_.arrivals) a.row = s_.people.acquire(a.person);
    const std::size_t n = lists_.arrivals.size();
    p_.team.for_each(sim::n_blocks(n), [&](std::size_t block, std::size_t thread) {
        Tally& tally = p_.people.books.tally(thread);
        const std::size_t end = std::min(n, (block + 1) * sim::kBlockRows);
        for (std::size_t i = block * sim::kBlockRows; i < end; ++i) {
            Arrival& a = lists_.arrivals[i];
            if (a.reason != EntryReason::rest_of_world)
                a.who = p_.people.synthesis.graduate(a.person, a.who.status.region(), now);
            s_.people.status[a.row] = a.who.status;
            s_.people.birth[a.row] = a.who.birth;
            p_.people.synthesis.settle(s_.people, a.row, a.origin, now);
            tally.enter(a.who.status, a.who.birth, a.reason);
            if (a.post.hired) commit_hire(a.row, a.who.status.region(), a.post, now, tally);
        }
    });
    for (const auto& a : lists_.arrivals) {
        // Graduates are no newcomers to their region, but residents like others: some claims are open to them.
        p_.benefits.claims.arrived(s_.people, a.row, a.who.status.region(), now);
        if (a.reason == EntryReason::rest_of_world) p_.economy.family_places.arrived(s_.people, a.row, now);
        // Those of a scenario's table have not come from anywhere.
        if (p_.people.cohorts.wants(now) && a.reason != EntryReason::other) {
            p_.people.cohorts.add({a.row, a.who.status.region(), a.who.status.tier(),
                                   a.reason == EntryReason::graduate ? CohortEntry::graduate : CohortEntry::moved_in});
        }
    }
}

void Commit::collect_immigrants() {
    std::size_t immigrant = 0;
    for (std::size_t i = lists_.first_seeker.back(); i < lists_.seekers.size(); ++i) {
        Newcomer who = lists_.immigrants[immigrant++];
        if (!lists_.placements[i].hired) continue;  // those not placed stay outside
        who.status.set_region(lists_.seekers[i].target);
        lists_.arrivals.push_back(
            {lists_.seekers[i].person, who, kNoRegion, EntryReason::rest_of_world, lists_.placements[i], kNoRow});
    }
}

void Commit::collect_graduates(sim::Month now) {
    if (!p_.world.active(&Modules::demography) || p_.world.in_burn_in(now) || !graduation_month(now)) return;
    const auto& p = p_.world.parameters();
    for (const RegionIndex r : p_.world.regions()) {
        const double mean = p_.world.region(r).graduates_per_year * p.graduates_entering_share / kGraduationMonths /
                            p_.world.persons_per_agent;
        const auto counter = sim::PersonId::of(p_.world.uid[r], sim::Month{}, 0);
        const auto n = sim::keyed_round(mean, p_.draws.uniform(counter, now, sim::Purpose::entries_count));
        Newcomer who;
        who.status.set_region(r);
        for (std::int64_t i = 0; i < n; ++i) {
            lists_.arrivals.push_back({sim::PersonId::of(p_.world.uid[r], now, static_cast<std::uint32_t>(i)),
                                       who,
                                       r,
                                       EntryReason::graduate,
                                       {},
                                       kNoRow});
        }
    }
}

void Commit::collect_entries(sim::Month now) {
    constexpr std::uint32_t kFirstIndex = 0x80000000U;  // apart from the graduates of the same month
    for (const auto& entry : p_.world.world->overrides.entries_per_month) {
        const RegionIndex r = p_.world.inner_of[entry.region];
        const auto counter = sim::PersonId::of(p_.world.uid[r], sim::Month{}, 1);
        const double u = p_.draws.uniform(counter, now, sim::Purpose::entries_count);
        std::int64_t n = 0;
        if (entry.kind == Entries::Kind::poisson) n = sim::poisson_quantile(entry.amount, u, 1LL << 30);
        if (entry.kind == Entries::Kind::fixed) n = sim::keyed_round(entry.amount, u);
        if (entry.kind == Entries::Kind::per_resident) {
            n = sim::keyed_round(entry.amount * static_cast<double>(p_.region_state.residents[r]), u);
        }
        Newcomer who;
        who.status.set_region(r);
        for (std::int64_t i = 0; i < n; ++i) {
            lists_.arrivals.push_back(
                {sim::PersonId::of(p_.world.uid[r], now, kFirstIndex + static_cast<std::uint32_t>(i)),
                 who,
                 r,
                 EntryReason::other,
                 {},
                 kNoRow});
        }
    }
}

}  // namespace talentflow::models
