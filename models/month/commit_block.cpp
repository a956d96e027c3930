// SPDX-License-Identifier: Apache-2.0
// What happens to one person, and the people of one block after the other.
#include <algorithm>

#include "models/month/commit.hpp"
#include "sim/quantiles.hpp"

namespace talentflow::models {

namespace {

constexpr std::size_t kAhead = 8;  // movers between a prefetch and the use of what it fetched

}  // namespace

void Commit::seekers(std::size_t block, sim::Month now, Tally& tally, BlockScratch& scratch) {
    const std::size_t begin = lists_.first_seeker[block], end = lists_.first_seeker[block + 1];
    if (p_.asks.memory) {
        scratch.movers.clear();
        for (std::size_t i = begin; i < end; ++i) {
            const Seeker& s = lists_.seekers[i];
            if (s.target != s.home && !s.commutes && (lists_.placements[i].hired || s.moves_anyway))
                scratch.movers.push_back(s.row);
        }
        remember(scratch.movers, now, scratch);
    }
    for (std::size_t i = begin; i < end; ++i) {
        if (i + kAhead < end) prefetch_move(lists_.seekers[i + kAhead].row);
        commit_seeker(lists_.seekers[i], lists_.placements[i], now, tally, lists_.proposals[block]);
    }
}

void Commit::block(std::size_t block, sim::Month now, Tally& tally, BlockScratch& scratch) {
    Proposals& p = lists_.proposals[block];
    for (const auto& exit : p.exits) commit_exit(exit, tally, p);
    if (p_.asks.memory) {
        scratch.movers.clear();
        for (const auto& move : p.moves) scratch.movers.push_back(move.row);
        remember(scratch.movers, now, scratch);
    }
    for (std::size_t i = 0; i < p.moves.size(); ++i) {
        if (i + kAhead < p.moves.size()) prefetch_move(p.moves[i + kAhead].row);
        commit_move(p.moves[i].row, p.moves[i].to, now, tally, p);
    }
    for (const auto row : p.found) {
        const auto who = s_.people.status[row];
        const Placement own{true, who.tier(), who.field()};
        commit_hire(row, who.region(), own, now, tally);
    }
    for (const auto row : p.separations) commit_separation(row, now, tally);
    for (const auto& dismissal : p.dismissals) commit_dismissal(dismissal, now, tally);
    for (const auto row : p.promotions) commit_promotion(row, tally, p);
}

void Commit::prefetch_move(std::uint32_t row) const {
    __builtin_prefetch(s_.people.status.data() + row, 1);
    s_.people.prefetch_origin(row);
    if (p_.asks.residence) s_.people.prefetch_choice(row);
    if (p_.world.counts_ages) __builtin_prefetch(s_.people.birth.data() + row);
    if (!p_.world.has_posts) return;
    __builtin_prefetch(s_.people.post.data() + row);
}

void Commit::vacate_post(std::uint32_t row, StatusWord who, Tally& tally) const {
    if (p_.world.has_posts) tally.vacate(who, s_.people.post[row]);
}

void Commit::commit_exit(const Exit& exit, Tally& tally, Proposals& p) {
    const auto row = exit.row;
    const auto who = s_.people.status[row];
    if (who.employed()) vacate_post(row, who, tally);
    tally.leave(who, s_.people.birth[row], exit.reason);
    s_.people.status[row] = StatusWord{};
    if (p_.benefits.claims.concerned_by_leaving(s_.people, row, who)) {
        p.events.push_back({row, ClaimEvent::Kind::left_world, kNoRegion, exit.reason == ExitReason::rest_of_world});
    }
}

// Events are the only ones to store what is known and who is known: frozen under the old home, for the month after.
void Commit::remember(const std::vector<std::uint32_t>& movers, sim::Month now, BlockScratch& scratch) {
    const std::size_t n = p_.world.n_regions;
    if (s_.people.columns().awareness) {
        auto& queries = scratch.decisions.queries;
        queries.clear();
        for (const std::uint32_t row : movers) {
            const sim::PersonId person = s_.people.person(row);
            const RegionIndex home = s_.people.status[row].region();
            for (const RegionIndex r : p_.world.regions()) {
                if (r != home) queries.push_back(p_.choosing.decisions.query(row, person, r));
            }
        }
        p_.knowledge.awareness.know(queries, now + 1, scratch.decisions.awareness, scratch.decisions.answers);
        std::size_t next = 0;
        for (std::size_t i = 0; i < movers.size(); ++i) {
            const RegionIndex home = s_.people.status[movers[i]].region();
            std::uint64_t known = std::uint64_t{1} << home;
            for (std::size_t r = 0; r < n; ++r) {
                if (r != home && scratch.decisions.answers[next++] != 0) known |= std::uint64_t{1} << r;
            }
            s_.people.known.set(movers[i], known);
            s_.people.known_since[movers[i]] = static_cast<std::uint16_t>((now + 1).index());
        }
    }
    if (!s_.people.columns().ties) return;
    for (const std::uint32_t row : movers) settle_ties(row, now);
}

void Commit::settle_ties(std::uint32_t row, sim::Month now) {
    std::uint8_t* ties = s_.people.ties_of(row);
    for (const RegionIndex r : p_.world.regions()) {
        ties[r] = static_cast<std::uint8_t>(p_.choosing.decisions.acquaintances(row, r, now));
    }
    s_.people.ties_since[row] = static_cast<std::uint16_t>(now.index());
}

void Commit::commit_move(std::uint32_t row, RegionIndex to, sim::Month now, Tally& tally, Proposals& p) {
    auto who = s_.people.status[row];
    const RegionIndex from = who.region();
    const bool works = p_.world.has_posts && who.employed();
    if (works) vacate_post(row, who, tally);
    tally.move(who, to, s_.people.origin[row] == to);
    if (p_.world.counts_ages) tally.move_birth(s_.people.birth[row], from, to);
    who.set_region(to);
    who.set_commuter(false);
    // Whoever moves gives up the old post, and commit_hire books a new one; but who moves to where the post is keeps
    // it, and without clearing the person works on in the same kind of post at the destination.
    auto& post = s_.people.post[row];
    if (works && !p_.world.active(&Modules::clearing)) post = HeldPost::of(to, post.tier(), post.field());
    if (works && post.region() == to) tally.take(who, post);
    s_.people.status[row] = who;
    if (p_.asks.residence) s_.people.resident_since[row] = static_cast<std::uint16_t>(now.index());
    if (p_.economy.family_places.counts(to)) p.served.push_back(row);
    if (p_.people.cohorts.wants(now)) {
        p.entrants.push_back({row, to, who.tier(), CohortEntry::moved_in});
    }
    if (p_.benefits.claims.concerned_by_moves(who.tier(), to) ||
        p_.benefits.claims.concerned_by_leaving(s_.people, row, who)) {
        p.events.push_back({row, ClaimEvent::Kind::moved, from});
    }
}

void Commit::commit_hire(std::uint32_t row, RegionIndex region, const Placement& placement, sim::Month now,
                         Tally& tally) {
    auto who = s_.people.status[row];
    const auto post = HeldPost::of(region, placement.tier, placement.field);
    tally.hire(who, post);
    s_.people.post[row] = post;
    who.set_commuter(region != who.region());
    s_.people.job_since[row] = static_cast<std::uint16_t>(now.index());
    who.set_employment(Employment::employed);
    who.set_graduate(false);
    s_.people.status[row] = who;
    const PoolIndex pool = p_.world.cell(region, placement.tier, placement.field);
    if (p_.economy.ventures.sponsored(pool)) meet_sponsor(row, pool, now);
}

void Commit::commit_seeker(const Seeker& s, const Placement& placement, sim::Month now, Tally& tally, Proposals& p) {
    const bool elsewhere = s.target != s.home && !s.commutes;
    if (placement.hired) {
        if (elsewhere) commit_move(s.row, s.target, now, tally, p);
        commit_hire(s.row, s.target, placement, now, tally);
        if (s.referral != kNoReferral) p.referred.push_back({s.row, s.referral});
        return;
    }
    if (elsewhere && s.moves_anyway) {
        auto who = s_.people.status[s.row];
        const bool worked = who.employed();
        commit_move(s.row, s.target, now, tally, p);
        if (!worked) return;
        who = s_.people.status[s.row];
        who.set_employment(Employment::unemployed);
        s_.people.status[s.row] = who;
        tally.becomes_unemployed(who);
        s_.people.job_since[s.row] = static_cast<std::uint16_t>(now.index());
        return;
    }
    if (s.separates) commit_separation(s.row, now, tally);
}

void Commit::commit_separation(std::uint32_t row, sim::Month now, Tally& tally) {
    auto who = s_.people.status[row];
    vacate_post(row, who, tally);
    who.set_employment(Employment::unemployed);
    who.set_commuter(false);
    s_.people.status[row] = who;
    tally.becomes_unemployed(who);
    s_.people.job_since[row] = static_cast<std::uint16_t>(now.index());
}

void Commit::commit_promotion(std::uint32_t row, Tally& tally, Proposals& p) {
    auto who = s_.people.status[row];
    if (who.empty()) return;
    const TierIndex higher{who.tier() - 1};
    tally.promote(who, higher, s_.people.post[row]);
    who.set_tier(higher);
    s_.people.status[row] = who;
    p.events.push_back({row, ClaimEvent::Kind::rose});
}

void Commit::commit_dismissal(const Dismissal& dismissal, sim::Month now, Tally& tally) {
    const auto row = dismissal.row;
    const auto who = s_.people.status[row];
    // Whoever left the post this month, for whatever reason, cannot lose it.
    if (!who.employed() || s_.people.job_since[row] == now.index()) return;
    const auto post = s_.people.post[row];
    if (p_.world.cell(post.region(), post.tier(), post.field()) != dismissal.pool) return;
    commit_separation(row, now, tally);
}

void Commit::meet_sponsor(std::uint32_t row, PoolIndex pool, sim::Month now) {
    if (!s_.people.columns().ties) return;
    const auto person = s_.people.person(row);
    const auto words = p_.draws.words(person, now, sim::Purpose::venture_deals);
    const auto sponsor =
        p_.economy.ventures.sponsor_of(pool, p_.economy.posts.positions(pool), sim::to_uniform(words[0]));
    if (!sponsor) return;
    settle_ties(row, now);
    std::uint8_t& ties = s_.people.ties_of(row)[sponsor->region];
    const std::int64_t met = sim::poisson_quantile(sponsor->mean_met, sim::to_uniform(words[1]), Ties::kMost);
    ties = static_cast<std::uint8_t>(std::min<std::int64_t>(Ties::kMost, ties + met));
}

}  // namespace talentflow::models
