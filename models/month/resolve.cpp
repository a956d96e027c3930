// SPDX-License-Identifier: Apache-2.0
#include "models/month/resolve.hpp"

namespace talentflow::models {

void resolve(Processes& p, sim::Month now, MonthLists& lists) {
    if (p.world.active(&Modules::clearing) || p.economy.posts.present()) {
        lists.placements = p.economy.job_search.clear(p.team, now, lists.seekers, lists.open_posts);
        return;
    }
    // Without posts everyone who looks for one finds the own kind.
    lists.placements.clear();
    for (const auto& s : lists.seekers) lists.placements.push_back({true, s.tier, s.field});
}

}  // namespace talentflow::models
