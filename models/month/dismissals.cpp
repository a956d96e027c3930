// SPDX-License-Identifier: Apache-2.0
#include "models/month/dismissals.hpp"

#include <algorithm>

#include "models/month/ranked.hpp"
#include "sim/parallel.hpp"

namespace talentflow::models {

void propose_dismissals(const Processes& p, const MonthState& s, sim::Month now, MonthLists& lists) {
    const auto& closed = p.economy.ventures.closed();
    std::vector<std::int64_t> surplus(p.world.n_cells, 0);
    bool any = false;
    for (PoolIndex pool = 0; pool < p.world.n_cells; ++pool) {
        // People of a closed firm take the pool's open posts first. A pool that had too many people already keeps them.
        const std::int64_t over = p.people.books.filled()[pool] - p.economy.posts.positions(pool);
        surplus[pool] = std::max<std::int64_t>(0, std::min(closed[pool], over));
        any = any || surplus[pool] > 0;
    }
    if (!any) return;
    std::vector<std::vector<Ranked>> holders(sim::n_blocks(s.people.n_rows()));
    p.team.for_each(holders.size(), [&](std::size_t block, std::size_t) {
        const std::size_t end = std::min(s.people.n_rows(), (block + 1) * sim::kBlockRows);
        for (std::size_t row = block * sim::kBlockRows; row < end; ++row) {
            const auto who = s.people.status[row];
            if (!who.employed() || who.away()) continue;  // nobody loses a post while away (methods 3.19)
            const auto post = s.people.post[row];
            const PoolIndex pool = p.world.cell(post.region(), post.tier(), post.field());
            if (surplus[pool] == 0) continue;
            const auto person = s.people.person(row);
            holders[block].push_back({pool, p.draws.words(person, now, sim::Purpose::venture_failure)[0], person.bits(),
                                      static_cast<std::uint32_t>(row)});
        }
    });
    std::vector<Ranked> all;
    for (const auto& part : holders) all.insert(all.end(), part.begin(), part.end());
    std::sort(all.begin(), all.end());
    for (const auto& holder : all) {
        if (surplus[holder.group] == 0) continue;
        --surplus[holder.group];
        lists.proposals[holder.at / sim::kBlockRows].dismissals.push_back({holder.at, holder.group});
    }
}

}  // namespace talentflow::models
