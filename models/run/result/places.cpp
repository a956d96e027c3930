// SPDX-License-Identifier: Apache-2.0
#include "models/run/result/places.hpp"

namespace talentflow::models {

void persons_by_region(const Moment& m, const std::vector<std::int64_t>& agents, Counts out) {
    const auto& c = m.world();
    const std::size_t width = out.size() / c.n_regions;
    for (const RegionIndex r : c.regions()) {
        for (std::size_t i = 0; i < width; ++i) {
            out[place_of(m, r) * width + i] = m.persons(agents[r * width + i]);
        }
    }
}

}  // namespace talentflow::models
