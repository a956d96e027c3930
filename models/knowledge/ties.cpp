// SPDX-License-Identifier: Apache-2.0
#include "models/knowledge/ties.hpp"

#include <algorithm>

namespace talentflow::models {

Ties::Ties(const CompiledWorld& world, const sim::Draws& draws)
    : world_{&world},
      draws_{&draws},
      present_{world.present(&Modules::ties)},
      moving_{world.active(&Modules::ties)},
      home_start_{world.parameters().ties_home_mean, kMost},
      nearby_start_{world.parameters().ties_home_mean * world.parameters().ties_nearby_share, kMost} {
    if (!present_) return;
    const auto& p = world.parameters();
    const int months = world.end - world.first;
    double survive = 1.0;
    for (int dt = 0; dt <= months; ++dt) {
        survive_.push_back(survive);
        for (int n = 0; n < kTable; ++n) start_.push_back(sim::binomial_start(n, survive));
        const double mean = p.tie_decay_per_month > 0.0 ? p.tie_rate_per_month * (1.0 - survive) / p.tie_decay_per_month
                                                        : p.tie_rate_per_month * static_cast<double>(dt);
        mean_grown_.push_back(mean);
        grown_.emplace_back(std::min(mean, kMostGrown), kMost);
        survive *= 1.0 - p.tie_decay_per_month;
    }
    nearby_.assign(world.n_regions * world.n_regions, 0);
    for (std::size_t i = 0; i < nearby_.size(); ++i) {
        nearby_[i] = world.km[i] <= p.ties_nearby_km ? 1 : 0;
    }
}

int Ties::at(sim::PersonId person, RegionIndex home, RegionIndex region, int stored, sim::Month since, sim::Month now,
             double extra) const noexcept {
    const auto dt = static_cast<std::size_t>(now - since);
    if (!moving_ || dt == 0) return stored;
    int count = 0;
    if (region == home) {
        // The sum of the two needs two uniforms: halves of one word, 16 bits each, would be coarse, so home takes a
        // word of its own for what grew.
        const auto word = draws_->words(person, since, sim::Purpose::ties, 255)[0];
        count = extra > 0.0 ? static_cast<int>(sim::poisson_quantile(std::min(mean_grown_[dt] + extra, kMostGrown),
                                                                     sim::to_uniform(word), kMost))
                            : grown_[dt].quantile(word);
    }
    if (stored > 0) {
        const auto word = draws_->word_of_four(person, since, sim::Purpose::ties, static_cast<std::uint32_t>(region));
        const double start = stored < kTable ? start_[dt * kTable + static_cast<std::size_t>(stored)]
                                             : sim::binomial_start(stored, survive_[dt]);
        count += sim::binomial_quantile(stored, survive_[dt], sim::to_uniform(word), start);
    }
    return std::min(count, kMost);
}

void Ties::initial(sim::PersonId person, RegionIndex home, std::uint8_t* out) const noexcept {
    const std::size_t n = world_->n_regions;
    sim::Words words{};
    for (std::size_t r = 0; r < n; ++r) {
        if (r % 4 == 0) {
            words = draws_->words(person, sim::Month{}, sim::Purpose::ties_start, static_cast<std::uint32_t>(r / 4));
        }
        const bool near = nearby_[home * n + r] != 0;
        out[r] = static_cast<std::uint8_t>(r == home ? home_start_.quantile(words[r % 4])
                                                     : (near ? nearby_start_.quantile(words[r % 4]) : 0));
    }
}

}  // namespace talentflow::models
