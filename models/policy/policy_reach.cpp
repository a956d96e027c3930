// SPDX-License-Identifier: Apache-2.0
#include "models/policy/policy_reach.hpp"

#include "models/policy/lever.hpp"
#include "models/policy/programme.hpp"

namespace talentflow::models {

PolicyReach policy_reach(const World& world) {
    PolicyReach reach{std::vector<unsigned char>(static_cast<std::size_t>(Entry::n_entries), 0)};
    if (world.levers.empty()) return reach;
    PolicyField alone{world};
    const auto order = lever_order(world);
    for (int t = 0; t < world.months; ++t) {
        const sim::Month now = world.start + t;
        for (const std::size_t i : order) {
            if (!lever_acts(world, i, now) || !world.levers[i].lever) continue;
            world.levers[i].lever->apply(world, world.levers[i], now, alone);
        }
    }
    for (std::size_t e = 0; e < reach.written.size(); ++e)
        reach.written[e] = alone.written(static_cast<Entry>(e)) ? 1 : 0;
    return reach;
}

}  // namespace talentflow::models
