// SPDX-License-Identifier: Apache-2.0
// What created posts and failed projects do to people: who loses a post, who is brought in from outside, whom those who
// work in a park come to know (methods 3.17). The rest of TalentModel is in talent_model.cpp.
#include <algorithm>
#include <limits>

#include "models/month/talent_model.hpp"
#include "sim/parallel.hpp"
#include "sim/quantiles.hpp"

namespace talentflow::models {

namespace {

/// Somebody who may be picked: the least keyed hashes are, ties by id.
struct Ranked {
    std::uint32_t group;
    std::uint32_t hash;
    std::uint64_t person;
    std::uint32_t at;

    friend bool operator<(const Ranked& a, const Ranked& b) noexcept {
        if (a.group != b.group) return a.group < b.group;
        return a.hash != b.hash ? a.hash < b.hash : a.person < b.person;
    }
};

}  // namespace

void TalentModel::propose_dismissals(sim::Month now) {
    const auto& closed = ventures_.closed();
    std::vector<std::int64_t> surplus(compiled_.n_pools, 0);
    bool any = false;
    for (PoolIndex pool = 0; pool < compiled_.n_pools; ++pool) {
        // People of a closed firm take the pool's open posts first. A pool that had too many people already keeps them.
        const std::int64_t over = books_.filled()[pool] - posts_.positions(pool);
        surplus[pool] = std::max<std::int64_t>(0, std::min(closed[pool], over));
        any = any || surplus[pool] > 0;
    }
    if (!any) return;
    std::vector<std::vector<Ranked>> holders(sim::n_blocks(population_.n_rows()));
    sim::for_each_parallel(holders.size(), [&](std::size_t block, std::size_t) {
        const std::size_t end = std::min(population_.n_rows(), (block + 1) * sim::kBlockRows);
        for (std::size_t row = block * sim::kBlockRows; row < end; ++row) {
            const auto who = population_.status[row];
            if (!who.employed() || who.away()) continue;  // nobody loses a post while away (methods 3.19)
            const auto post = population_.post[row];
            const PoolIndex pool = compiled_.pool(post.region(), post.field(), post.tier());
            if (surplus[pool] == 0) continue;
            const auto person = population_.person(row);
            holders[block].push_back({pool, draws_.words(person, now, sim::Purpose::venture_failure)[0], person.bits(),
                                      static_cast<std::uint32_t>(row)});
        }
    });
    std::vector<Ranked> all;
    for (const auto& part : holders) all.insert(all.end(), part.begin(), part.end());
    std::sort(all.begin(), all.end());
    for (const auto& holder : all) {
        if (surplus[holder.group] == 0) continue;
        --surplus[holder.group];
        proposals_[holder.at / sim::kBlockRows].dismissals.push_back({holder.at, holder.group});
    }
}

void TalentModel::commit_dismissal(const Dismissal& dismissal, sim::Month now, Tally& tally) {
    const auto row = dismissal.row;
    const auto who = population_.status[row];
    // Whoever left the post this month, for whatever reason, cannot lose it.
    if (!who.employed() || population_.job_since[row] == now.index()) return;
    const auto post = population_.post[row];
    if (compiled_.pool(post.region(), post.field(), post.tier()) != dismissal.pool) return;
    commit_separation(row, now, tally);
}

void TalentModel::invite_outsiders(sim::Month now, const std::vector<Outsiders>& stay_outside) {
    const auto& invitations = ventures_.invitations();
    std::vector<const Outsider*> people;
    for (const auto& part : stay_outside) {
        for (const auto& outsider : part) people.push_back(&outsider);
    }
    std::vector<unsigned char> taken(people.size(), 0);
    std::vector<Ranked> suitable;
    for (PoolIndex pool = 0; pool < compiled_.n_pools; ++pool) {
        if (invitations[pool] == 0) continue;
        const std::size_t region = compiled_.region_of_pool(pool);
        suitable.clear();
        for (std::size_t i = 0; i < people.size(); ++i) {
            const Seeker& s = people[i]->first;
            if (taken[i] != 0 || compiled_.pool(region, s.field, s.tier) != pool) continue;
            const auto hash = draws_.words(s.person, now, sim::Purpose::outside_intake, compiled_.uid[region])[0];
            suitable.push_back({pool, hash, s.person.bits(), static_cast<std::uint32_t>(i)});
        }
        std::sort(suitable.begin(), suitable.end());
        const auto n = std::min(suitable.size(), static_cast<std::size_t>(invitations[pool]));
        for (std::size_t j = 0; j < n; ++j) {
            const Outsider& outsider = *people[suitable[j].at];
            taken[suitable[j].at] = 1;
            Seeker s = outsider.first;
            s.target = static_cast<std::uint8_t>(region);
            s.contact_factor = std::numeric_limits<float>::infinity();
            s.invited = pool;
            seekers_.push_back(s);
            immigrants_.push_back(outsider.second);
        }
    }
}

void TalentModel::meet_sponsor(std::uint32_t row, PoolIndex pool, sim::Month now) {
    if (!population_.columns().ties) return;
    const auto person = population_.person(row);
    const auto words = draws_.words(person, now, sim::Purpose::venture_deals);
    const auto sponsor = ventures_.sponsor_of(pool, posts_.positions(pool), sim::to_uniform(words[0]));
    if (!sponsor) return;
    settle_ties(row, now);
    std::uint8_t& ties = population_.ties_of(row)[sponsor->region];
    const std::int64_t met = sim::poisson_quantile(sponsor->mean_met, sim::to_uniform(words[1]), Ties::kMost);
    ties = static_cast<std::uint8_t>(std::min<std::int64_t>(Ties::kMost, ties + met));
}

}  // namespace talentflow::models
