// SPDX-License-Identifier: Apache-2.0
#include "models/economy/posts.hpp"

#include <algorithm>
#include <cmath>

#include "sim/math.hpp"
#include "sim/quantiles.hpp"

namespace talentflow::models {

namespace {

/// Which of the words of its region a pool has: fields come first here.
std::uint32_t word_of(const CompiledWorld& world, TierIndex tier, FieldIndex field) {
    return static_cast<std::uint32_t>(field * world.n_tiers + tier);
}

}  // namespace

Posts::Posts(const CompiledWorld& world, const sim::Draws& draws, PostsState& state)
    : world_{&world}, draws_{&draws}, state_{&state}, present_{world.has_posts} {
    state.positions.assign(world.n_cells, 0);
    state.own = state.created = state.positions;
    state.crowding_out.assign(world.n_regions, 0.0);
    state.start.assign(world.n_cells, 0.0);
    state.labour_force.clear();
}

void Posts::start(const std::vector<std::int64_t>& filled) {
    if (!present_) return;
    const auto& p = world_->parameters();
    const bool module = world_->present(&Modules::posts);
    for (PoolIndex pool = 0; pool < world_->n_cells; ++pool) {
        std::int64_t open = 0;
        if (module) {
            const auto person = sim::PersonId::of(world_->uid[world_->region_of(pool)], sim::Month{}, 0);
            open = sim::keyed_round(static_cast<double>(filled[pool]) * p.posts_open_share,
                                    draws_->uniform(person, sim::Month{}, sim::Purpose::posts_rounding,
                                                    word_of(*world_, world_->tier_of(pool), world_->field_of(pool))));
        }
        state_->positions[pool] = filled[pool] + open;
    }
    for (const auto& extra : world_->world->overrides.posts) {
        state_->positions[world_->cell(world_->inner_of[extra.region], extra.tier, extra.field)] += extra.count;
    }
    for (PoolIndex pool = 0; pool < world_->n_cells; ++pool) {
        state_->start[pool] = static_cast<double>(state_->positions[pool]);
    }
    state_->own = state_->positions;
}

void Posts::take_created(const PolicyField& policy) {
    if (!present_) return;
    for (const RegionIndex r : world_->regions()) {
        const FileRegion file = world_->file_of[r];
        state_->crowding_out[r] = policy.read(Entry::crowding_out, {.region = file}) / world_->persons_per_agent;
        for (const FieldIndex f : world_->fields()) {
            for (const TierIndex k : world_->tiers()) {
                const PoolIndex pool = world_->cell(r, k, f);
                const double persons = policy.read(Entry::posts, {.region = file, .tier = k, .field = f});
                state_->created[pool] = std::llround(persons / world_->persons_per_agent);
                state_->positions[pool] = state_->own[pool] + state_->created[pool];
            }
        }
    }
}

double Posts::left_by_crowding_out(RegionIndex r, double scale) const {
    if (state_->crowding_out[r] <= 0.0) return 1.0;
    double target = 0.0;
    for (const FieldIndex f : world_->fields()) {
        for (const TierIndex k : world_->tiers()) target += state_->start[world_->cell(r, k, f)] * scale;
    }
    return target > 0.0 ? 1.0 - std::min(1.0, state_->crowding_out[r] / target) : 0.0;
}

void Posts::open_month(sim::Month now, const Prices& prices) {
    if (!world_->active(&Modules::posts) || world_->in_burn_in(now)) return;
    const auto& p = world_->parameters();
    const auto t = static_cast<std::size_t>(now - world_->start);
    const double years = static_cast<double>(t) / 12.0;
    const bool wages_move = world_->active(&Modules::wages);
    for (const RegionIndex r : world_->regions()) {
        const double growth = world_->region(r).posts_growth_per_year.value_or(p.posts_growth_per_year);
        const double force = state_->labour_force.empty()
                                 ? 1.0
                                 : state_->labour_force[r][std::min(t, state_->labour_force[r].size() - 1)];
        const double scale = force * sim::math::pow(1.0 + growth, years);
        const double left = left_by_crowding_out(r, scale);
        const auto person = sim::PersonId::of(world_->uid[r], sim::Month{}, 0);
        for (const TierIndex k : world_->tiers()) {
            for (const FieldIndex f : world_->fields()) {
                const PoolIndex pool = world_->cell(r, k, f);
                const auto have = static_cast<double>(state_->own[pool]);
                double target = state_->start[pool] * scale * left;
                if (wages_move) target *= prices.labour_demand(pool);
                const double step = p.posts_adjustment_per_month * (target - have);
                const double u = draws_->uniform(person, now, sim::Purpose::posts_rounding, word_of(*world_, k, f));
                state_->own[pool] = std::max<std::int64_t>(0, state_->own[pool] + sim::keyed_round(step, u));
                state_->positions[pool] = state_->own[pool] + state_->created[pool];
            }
        }
    }
}

}  // namespace talentflow::models
