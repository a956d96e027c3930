// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "models/economy/posts.hpp"
#include "models/policy/programme.hpp"
#include "models/world/compiled_world.hpp"

/// Where the posts of one deal, grant or project will stand and when they come (methods 3.17).
namespace talentflow::models {

/// Pools with the shares of them that posts go to, summing to 1: region by region, field by field, in each its tiers.
using PoolShares = std::vector<std::pair<PoolIndex, double>>;

/// Shares by_tier[k] x (posts of field f at the start) / (posts of all fields of the list) of the pools of the regions,
/// regions in proportion to their posts at the start in those fields; even where there were none.
///
/// `regions` ascend; `fields` empty: all.
[[nodiscard]] PoolShares pool_shares(const CompiledWorld& world, const Posts& posts, const TierShares& by_tier,
                                     const std::vector<FieldIndex>& fields, const std::vector<RegionIndex>& regions);

/// Posts of a deal in one pool, in agents.
struct PlannedPosts {
    PoolIndex pool = 0;
    std::int64_t number = 0;
    double phase = 0;          // in [0, 1): when in the ramp they come
    double outside_phase = 0;  // in [0, 1): which of them are for people from outside
    std::int64_t standing = 0;

    template <class Archive>
    void visit(Archive& archive) {
        archive("pool", pool);
        archive("number", number);
        archive("phase", phase);
        archive("outside_phase", outside_phase);
        archive("standing", standing);
    }
};

/// Whole posts by pool: `number` rounded up with the probability of its fraction, shared by systematic rounding, so
/// that the sum is exact and every pool's mean is its share. Pools without a post are left out.
///
/// Draws: none of its own; uniforms for the rounding, the pools, the months and the posts for outsiders.
struct PlanDraws {
    double number = 0.5, pools = 0.5, months = 0.5, outside = 0.5;
};
[[nodiscard]] std::vector<PlannedPosts> plan_posts(const PoolShares& shares, double number, const PlanDraws& u);

/// How many of `number` there are after `month` of `ramp` months: floor(number month / ramp + phase); none before the
/// first month, all of them after the last.
[[nodiscard]] std::int64_t built_by(std::int64_t number, int month, int ramp, double phase) noexcept;

}  // namespace talentflow::models
