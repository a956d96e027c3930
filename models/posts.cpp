// SPDX-License-Identifier: Apache-2.0
#include "models/posts.hpp"

#include <algorithm>

#include "sim/math.hpp"
#include "sim/quantiles.hpp"

namespace talentflow::models {

Posts::Posts(const CompiledWorld& world, const sim::Draws& draws)
    : world_{&world},
      draws_{&draws},
      present_{world.has_posts},
      positions_(world.n_pools, 0),
      start_(world.n_pools, 0.0) {}

void Posts::start(const std::vector<std::int64_t>& filled) {
    if (!present_) return;
    const auto& p = world_->parameters();
    const bool module = world_->present(&Modules::posts);
    for (PoolIndex pool = 0; pool < world_->n_pools; ++pool) {
        std::int64_t open = 0;
        if (module) {
            const auto person = sim::PersonId::of(world_->uid[world_->region_of_pool(pool)], sim::Month{}, 0);
            const auto in_region = static_cast<std::uint32_t>(pool % (world_->n_fields * world_->n_tiers));
            open = sim::keyed_round(
                static_cast<double>(filled[pool]) * p.posts_open_share,
                draws_->uniform(person, sim::Month{}, sim::Purpose::posts_rounding, in_region));
        }
        positions_[pool] = filled[pool] + open;
    }
    for (const auto& extra : world_->world->overrides.posts) {
        positions_[world_->pool(world_->inner_of[extra.region], extra.field, extra.tier)] += extra.count;
    }
    for (PoolIndex pool = 0; pool < world_->n_pools; ++pool) {
        start_[pool] = static_cast<double>(positions_[pool]);
    }
}

void Posts::open_month(sim::Month now, const Prices& prices) {
    if (!world_->active(&Modules::posts) || world_->in_burn_in(now) || labour_force_.empty()) return;
    const auto& p = world_->parameters();
    const auto t = static_cast<std::size_t>(now - world_->start);
    const double years = static_cast<double>(t) / 12.0;
    const bool wages_move = world_->active(&Modules::wages);
    for (std::size_t r = 0; r < world_->n_regions; ++r) {
        const double growth = world_->region(r).posts_growth_per_year.value_or(p.posts_growth_per_year);
        const double scale = labour_force_[r][std::min(t, labour_force_[r].size() - 1)] *
                             sim::math::pow(1.0 + growth, years);
        const auto person = sim::PersonId::of(world_->uid[r], sim::Month{}, 0);
        for (std::size_t i = 0; i < world_->n_fields * world_->n_tiers; ++i) {
            const std::size_t pool = r * world_->n_fields * world_->n_tiers + i;
            const auto have = static_cast<double>(positions_[pool]);
            double target = start_[pool] * scale;
            if (wages_move) target *= prices.labour_demand(static_cast<PoolIndex>(pool));
            const double step = p.posts_adjustment_per_month * (target - have);
            const double u =
                draws_->uniform(person, now, sim::Purpose::posts_rounding, static_cast<std::uint32_t>(i));
            positions_[pool] = std::max<std::int64_t>(0, positions_[pool] + sim::keyed_round(step, u));
        }
    }
}

}  // namespace talentflow::models
