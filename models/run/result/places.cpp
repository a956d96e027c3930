// SPDX-License-Identifier: Apache-2.0
#include "models/run/result/places.hpp"

namespace talentflow::models {

void persons_by_region(const Moment& m, const std::vector<std::int64_t>& agents, Counts out) {
    const auto& c = m.world();
    const std::size_t width = out.size() / c.n_regions;
    for (std::size_t r = 0; r < c.n_regions; ++r) {
        for (std::size_t i = 0; i < width; ++i) {
            out[c.file_of[r] * width + i] = m.persons(agents[r * width + i]);
        }
    }
}

}  // namespace talentflow::models
