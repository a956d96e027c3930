// SPDX-License-Identifier: Apache-2.0
// Phase 5 of the month: the only place where people change. The rest of TalentModel is in talent_model.cpp.
#include <algorithm>

#include "models/month/talent_model.hpp"
#include "sim/parallel.hpp"
#include "sim/quantiles.hpp"

namespace talentflow::models {

namespace {

constexpr std::size_t kAhead = 8;  // how far commits ask the memory ahead

}  // namespace

// Blocks of people change in parallel: each person is in one block and every sum goes to the thread's own tally. What
// claims must hear of, rows given back and newcomers follow in block order.
void TalentModel::commit(sim::Month now) {
    if (!commits_at_once_) {
        sim::for_each_parallel(sim::n_blocks(population_.n_rows()), [&](std::size_t block, std::size_t thread) {
            Tally& tally = books_.tally(thread);
            commit_seekers(block, now, tally, scratch_[thread]);
            commit_block(block, now, tally, scratch_[thread]);
        });
    }
    tell_claims(now);
    for (const auto& p : proposals_) {
        for (const auto& hire : p.referred) referrals_.hired(population_, hire.row, hire.programme, now);
        for (const auto row : p.served) family_places_.arrived(population_, row, now);
    }
    for (const auto& p : proposals_) {
        cohorts_.add(p.entrants);
        for (const auto& exit : p.exits) population_.release(exit.row);
    }
    commit_newcomers(now);
    books_.absorb();
}

void TalentModel::prefetch_move(std::uint32_t row) const {
    __builtin_prefetch(population_.status.data() + row, 1);
    population_.prefetch_origin(row);
    if (keeps_residence_) population_.prefetch_choice(row);
    if (compiled_.counts_ages) __builtin_prefetch(population_.birth.data() + row);
    if (!compiled_.has_posts) return;
    __builtin_prefetch(population_.post.data() + row);
}

void TalentModel::commit_seekers(std::size_t block, sim::Month now, Tally& tally, BlockScratch& scratch) {
    const std::size_t begin = first_seeker_[block], end = first_seeker_[block + 1];
    if (remembers_) {
        scratch.movers.clear();
        for (std::size_t i = begin; i < end; ++i) {
            const Seeker& s = seekers_[i];
            if (s.target != s.home && !s.commutes && (placements_[i].hired || s.moves_anyway))
                scratch.movers.push_back(s.row);
        }
        remember(scratch.movers, now, scratch);
    }
    for (std::size_t i = begin; i < end; ++i) {
        if (i + kAhead < end) prefetch_move(seekers_[i + kAhead].row);
        commit_seeker(seekers_[i], placements_[i], now, tally, proposals_[block]);
    }
}

void TalentModel::commit_block(std::size_t block, sim::Month now, Tally& tally, BlockScratch& scratch) {
    Proposals& p = proposals_[block];
    for (const auto& exit : p.exits) commit_exit(exit, tally, p);
    if (remembers_) {
        scratch.movers.clear();
        for (const auto& move : p.moves) scratch.movers.push_back(move.row);
        remember(scratch.movers, now, scratch);
    }
    for (std::size_t i = 0; i < p.moves.size(); ++i) {
        if (i + kAhead < p.moves.size()) prefetch_move(p.moves[i + kAhead].row);
        commit_move(p.moves[i].row, p.moves[i].to, now, tally, p);
    }
    for (const auto row : p.found) {
        const auto who = population_.status[row];
        const Placement own{true, static_cast<std::uint8_t>(who.field()), static_cast<std::uint8_t>(who.tier())};
        commit_hire(row, who.region(), own, now, tally);
    }
    for (const auto row : p.separations) commit_separation(row, now, tally);
    for (const auto& dismissal : p.dismissals) commit_dismissal(dismissal, now, tally);
    for (const auto row : p.promotions) commit_promotion(row, tally, p);
}

void TalentModel::vacate_post(std::uint32_t row, StatusWord who, Tally& tally) const {
    if (compiled_.has_posts) tally.vacate(who, population_.post[row]);
}

void TalentModel::commit_exit(const Exit& exit, Tally& tally, Proposals& p) {
    const auto row = exit.row;
    const auto who = population_.status[row];
    if (who.employed()) vacate_post(row, who, tally);
    tally.leave(who, population_.birth[row], exit.reason);
    population_.status[row] = StatusWord{};
    if (claims_.concerned_by_leaving(population_, row, who)) {
        p.events.push_back({row, ClaimEvent::Kind::left_world, kNoRegion, exit.reason == ExitReason::rest_of_world});
    }
}

// Events are the only ones to store what is known and who is known: frozen under the old home, for the month after.
void TalentModel::remember(const std::vector<std::uint32_t>& movers, sim::Month now, BlockScratch& scratch) {
    const std::size_t n = compiled_.n_regions;
    if (population_.columns().awareness) {
        auto& queries = scratch.decisions.queries;
        queries.clear();
        for (const std::uint32_t row : movers) {
            const sim::PersonId person = population_.person(row);
            const std::size_t home = population_.status[row].region();
            for (std::size_t r = 0; r < n; ++r) {
                if (r != home) queries.push_back(decisions_.query(row, person, r));
            }
        }
        awareness_.know(queries, now + 1, scratch.decisions.awareness, scratch.decisions.answers);
        std::size_t next = 0;
        for (std::size_t i = 0; i < movers.size(); ++i) {
            const std::size_t home = population_.status[movers[i]].region();
            std::uint64_t known = std::uint64_t{1} << home;
            for (std::size_t r = 0; r < n; ++r) {
                if (r != home && scratch.decisions.answers[next++] != 0) known |= std::uint64_t{1} << r;
            }
            population_.known.set(movers[i], known);
            population_.known_since[movers[i]] = static_cast<std::uint16_t>((now + 1).index());
        }
    }
    if (!population_.columns().ties) return;
    for (const std::uint32_t row : movers) settle_ties(row, now);
}

void TalentModel::settle_ties(std::uint32_t row, sim::Month now) {
    std::uint8_t* ties = population_.ties_of(row);
    for (std::size_t r = 0; r < compiled_.n_regions; ++r) {
        ties[r] = static_cast<std::uint8_t>(decisions_.acquaintances(row, r, now));
    }
    population_.ties_since[row] = static_cast<std::uint16_t>(now.index());
}

void TalentModel::commit_move(std::uint32_t row, std::size_t to, sim::Month now, Tally& tally, Proposals& p) {
    auto who = population_.status[row];
    const std::size_t from = who.region();
    const bool works = compiled_.has_posts && who.employed();
    if (works) vacate_post(row, who, tally);
    tally.move(who, to, population_.origin[row] == to);
    if (compiled_.counts_ages) tally.move_birth(population_.birth[row], from, to);
    who.set_region(to);
    who.set_commuter(false);
    // Whoever moves gives up the old post, and commit_hire books a new one; but who moves to where the post is keeps
    // it, and without clearing the person works on in the same kind of post at the destination.
    auto& post = population_.post[row];
    if (works && !compiled_.active(&Modules::clearing)) post = HeldPost::of(to, post.field(), post.tier());
    if (works && post.region() == to) tally.take(who, post);
    population_.status[row] = who;
    if (keeps_residence_) population_.resident_since[row] = static_cast<std::uint16_t>(now.index());
    if (family_places_.counts(to)) p.served.push_back(row);
    if (cohorts_.wants(now)) {
        p.entrants.push_back(
            {row, static_cast<std::uint8_t>(to), static_cast<std::uint8_t>(who.tier()), CohortEntry::moved_in});
    }
    if (claims_.concerned_by_moves(who.tier(), to) || claims_.concerned_by_leaving(population_, row, who)) {
        p.events.push_back({row, ClaimEvent::Kind::moved, static_cast<std::uint8_t>(from)});
    }
}

void TalentModel::commit_hire(std::uint32_t row, std::size_t region, const Placement& placement, sim::Month now,
                              Tally& tally) {
    auto who = population_.status[row];
    const auto post = HeldPost::of(region, placement.field, placement.tier);
    tally.hire(who, post);
    population_.post[row] = post;
    who.set_commuter(region != who.region());
    population_.job_since[row] = static_cast<std::uint16_t>(now.index());
    who.set_employment(Employment::employed);
    who.set_graduate(false);
    population_.status[row] = who;
    const PoolIndex pool = compiled_.pool(region, placement.field, placement.tier);
    if (ventures_.sponsored(pool)) meet_sponsor(row, pool, now);
}

void TalentModel::commit_seeker(const Seeker& s, const Placement& placement, sim::Month now, Tally& tally,
                                Proposals& p) {
    const bool elsewhere = s.target != s.home && !s.commutes;
    if (placement.hired) {
        if (elsewhere) commit_move(s.row, s.target, now, tally, p);
        commit_hire(s.row, s.target, placement, now, tally);
        if (s.referral != kNoReferral) p.referred.push_back({s.row, s.referral});
        return;
    }
    if (elsewhere && s.moves_anyway) {
        auto who = population_.status[s.row];
        const bool worked = who.employed();
        commit_move(s.row, s.target, now, tally, p);
        if (!worked) return;
        who = population_.status[s.row];
        who.set_employment(Employment::unemployed);
        population_.status[s.row] = who;
        tally.becomes_unemployed(who);
        population_.job_since[s.row] = static_cast<std::uint16_t>(now.index());
        return;
    }
    if (s.separates) commit_separation(s.row, now, tally);
}

void TalentModel::commit_separation(std::uint32_t row, sim::Month now, Tally& tally) {
    auto who = population_.status[row];
    vacate_post(row, who, tally);
    who.set_employment(Employment::unemployed);
    who.set_commuter(false);
    population_.status[row] = who;
    tally.becomes_unemployed(who);
    population_.job_since[row] = static_cast<std::uint16_t>(now.index());
}

void TalentModel::commit_promotion(std::uint32_t row, Tally& tally, Proposals& p) {
    auto who = population_.status[row];
    if (who.empty()) return;
    tally.promote(who, who.tier() - 1, population_.post[row]);
    who.set_tier(who.tier() - 1);
    population_.status[row] = who;
    p.events.push_back({row, ClaimEvent::Kind::rose});
}

void TalentModel::tell_claims(sim::Month now) {
    if (!population_.columns().accreditation) return;
    for (const auto& p : proposals_) {
        for (const auto& event : p.events) {
            if (event.kind == ClaimEvent::Kind::left_world) {
                claims_.leaves(population_, event.row, kNoRegion, event.clawback, now);
            } else if (event.kind == ClaimEvent::Kind::rose) {
                claims_.promoted(population_, event.row, now);
            } else {
                const auto to = static_cast<std::uint8_t>(population_.status[event.row].region());
                claims_.leaves(population_, event.row, to, true, now);
                claims_.arrived(population_, event.row, event.from, now);
            }
        }
    }
}

void TalentModel::commit_newcomers(sim::Month now) {
    arrivals_.clear();
    collect_immigrants();
    collect_graduates(now);
    collect_entries(now);
    population_.make_room(arrivals_.size());
    for (auto& a : arrivals_) a.row = population_.acquire(a.person);
    const std::size_t n = arrivals_.size();
    sim::for_each_parallel(sim::n_blocks(n), [&](std::size_t block, std::size_t thread) {
        Tally& tally = books_.tally(thread);
        const std::size_t end = std::min(n, (block + 1) * sim::kBlockRows);
        for (std::size_t i = block * sim::kBlockRows; i < end; ++i) {
            Arrival& a = arrivals_[i];
            if (a.reason != EntryReason::rest_of_world)
                a.who = synthesis_.graduate(a.person, a.who.status.region(), now);
            population_.status[a.row] = a.who.status;
            population_.birth[a.row] = a.who.birth;
            synthesis_.settle(population_, a.row, a.origin, now);
            tally.enter(a.who.status, a.who.birth, a.reason);
            if (a.post.hired) commit_hire(a.row, a.who.status.region(), a.post, now, tally);
        }
    });
    for (const auto& a : arrivals_) {
        // Graduates are no newcomers to their region, but residents like others: some claims are open to them.
        claims_.arrived(population_, a.row, a.who.status.region(), now);
        if (a.reason == EntryReason::rest_of_world) family_places_.arrived(population_, a.row, now);
        // Those of a scenario's table have not come from anywhere.
        if (cohorts_.wants(now) && a.reason != EntryReason::other) {
            cohorts_.add({a.row, static_cast<std::uint8_t>(a.who.status.region()),
                          static_cast<std::uint8_t>(a.who.status.tier()),
                          a.reason == EntryReason::graduate ? CohortEntry::graduate : CohortEntry::moved_in});
        }
    }
}

void TalentModel::collect_immigrants() {
    std::size_t immigrant = 0;
    for (std::size_t i = first_seeker_.back(); i < seekers_.size(); ++i) {
        Newcomer who = immigrants_[immigrant++];
        if (!placements_[i].hired) continue;  // those not placed stay outside
        who.status.set_region(seekers_[i].target);
        arrivals_.push_back({seekers_[i].person, who, kNoRegion, EntryReason::rest_of_world, placements_[i], kNoRow});
    }
}

void TalentModel::collect_graduates(sim::Month now) {
    const bool season = now.month_of_year() == 6 || now.month_of_year() == 7;
    if (!compiled_.active(&Modules::demography) || compiled_.in_burn_in(now) || !season) return;
    const auto& p = compiled_.parameters();
    for (std::size_t r = 0; r < compiled_.n_regions; ++r) {
        const double mean =
            compiled_.region(r).graduates_per_year * p.graduates_entering_share / 2.0 / compiled_.persons_per_agent;
        const auto counter = sim::PersonId::of(compiled_.uid[r], sim::Month{}, 0);
        const auto n = sim::keyed_round(mean, draws_.uniform(counter, now, sim::Purpose::entries_count));
        Newcomer who;
        who.status.set_region(r);
        for (std::int64_t i = 0; i < n; ++i) {
            arrivals_.push_back({sim::PersonId::of(compiled_.uid[r], now, static_cast<std::uint32_t>(i)),
                                 who,
                                 static_cast<std::uint8_t>(r),
                                 EntryReason::graduate,
                                 {},
                                 kNoRow});
        }
    }
}

void TalentModel::collect_entries(sim::Month now) {
    constexpr std::uint32_t kFirstIndex = 0x80000000U;  // apart from the graduates of the same month
    for (const auto& entry : compiled_.world->overrides.entries_per_month) {
        const std::size_t r = compiled_.inner_of[entry.region];
        const auto counter = sim::PersonId::of(compiled_.uid[r], sim::Month{}, 1);
        const double u = draws_.uniform(counter, now, sim::Purpose::entries_count);
        std::int64_t n = 0;
        if (entry.kind == Entries::Kind::poisson) n = sim::poisson_quantile(entry.amount, u, 1LL << 30);
        if (entry.kind == Entries::Kind::fixed) n = sim::keyed_round(entry.amount, u);
        if (entry.kind == Entries::Kind::per_resident) {
            n = sim::keyed_round(entry.amount * static_cast<double>(region_state_.residents[r]), u);
        }
        Newcomer who;
        who.status.set_region(r);
        for (std::int64_t i = 0; i < n; ++i) {
            arrivals_.push_back({sim::PersonId::of(compiled_.uid[r], now, kFirstIndex + static_cast<std::uint32_t>(i)),
                                 who,
                                 static_cast<std::uint8_t>(r),
                                 EntryReason::other,
                                 {},
                                 kNoRow});
        }
    }
}

}  // namespace talentflow::models
