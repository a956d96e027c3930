// SPDX-License-Identifier: Apache-2.0
#include "models/policy_reach.hpp"

#include <algorithm>

#include "models/lever.hpp"
#include "models/programme.hpp"

namespace talentflow::models {

PolicyReach policy_reach(const World& world) {
    const std::size_t pairs = world.n_regions() * world.n_regions();
    PolicyReach reach{std::vector<double>(pairs, 0.0),
                      std::vector<unsigned char>(static_cast<std::size_t>(Entry::n_entries), 0)};
    if (world.levers.empty()) return reach;
    PolicyField alone{world};
    const auto order = lever_order(world);
    std::vector<double> rate(pairs), factor(pairs);
    for (int t = 0; t < world.months; ++t) {
        const sim::Month now = world.start + t;
        std::fill(rate.begin(), rate.end(), 0.0);
        std::fill(factor.begin(), factor.end(), 1.0);
        for (const std::size_t i : order) {
            if (!lever_acts(world, i, now) || !world.levers[i].lever) continue;
            alone.reset();
            world.levers[i].lever->apply(world, world.levers[i], now, alone);
            for (std::size_t e = 0; e < reach.written.size(); ++e) {
                if (alone.written(static_cast<Entry>(e))) reach.written[e] = 1;
            }
            if (!alone.written(Entry::awareness_rate) && !alone.written(Entry::information_factor)) continue;
            for (std::size_t p = 0; p < pairs; ++p) {
                const At at{.region = p / world.n_regions(), .other = p % world.n_regions()};
                rate[p] += alone.read(Entry::awareness_rate, at);
                // A factor below 1 may be missing in a month that its lever cannot pay for.
                factor[p] *= std::max(1.0, alone.read(Entry::information_factor, at));
            }
        }
        for (std::size_t p = 0; p < pairs; ++p) reach.media[p] = std::max(reach.media[p], rate[p] * factor[p]);
    }
    return reach;
}

}  // namespace talentflow::models
