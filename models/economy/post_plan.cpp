// SPDX-License-Identifier: Apache-2.0
#include "models/economy/post_plan.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/quantiles.hpp"

namespace talentflow::models {

namespace {

constexpr double kGoldenRatio = 0.6180339887498949;  // its multiples fill [0, 1) most evenly, however many there are

double fraction(double x) {
    return x - std::floor(x);
}

double posts_of_field(const CompiledWorld& world, const Posts& posts, RegionIndex region, FieldIndex field) {
    double sum = 0.0;
    for (const TierIndex k : world.tiers()) sum += posts.at_start(world.cell(region, k, field));
    return sum;
}

}  // namespace

PoolShares pool_shares(const CompiledWorld& world, const Posts& posts, const TierShares& by_tier,
                       const std::vector<FieldIndex>& fields, const std::vector<RegionIndex>& regions) {
    std::vector<FieldIndex> all;
    for (const FieldIndex f : world.fields()) all.push_back(f);
    const auto& list = fields.empty() ? all : fields;
    std::vector<std::vector<double>> size(regions.size(), std::vector<double>(list.size()));
    double sum = 0.0;
    for (std::size_t r = 0; r < regions.size(); ++r) {
        for (std::size_t f = 0; f < list.size(); ++f) {
            size[r][f] = posts_of_field(world, posts, regions[r], list[f]);
            sum += size[r][f];
        }
    }
    const double even = 1.0 / static_cast<double>(regions.size() * list.size());
    PoolShares shares;
    for (std::size_t r = 0; r < regions.size(); ++r) {
        for (std::size_t f = 0; f < list.size(); ++f) {
            const double part = sum > 0.0 ? size[r][f] / sum : even;
            for (const TierIndex k : world.tiers()) {
                if (part * by_tier[k] > 0.0) shares.emplace_back(world.cell(regions[r], k, list[f]), part * by_tier[k]);
            }
        }
    }
    return shares;
}

std::vector<PlannedPosts> plan_posts(const PoolShares& shares, double number, const PlanDraws& u) {
    const std::int64_t total = sim::keyed_round(number, u.number);
    std::vector<PlannedPosts> plan;
    double share = 0.0, turn = 0.0;
    std::int64_t given = 0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        share += shares[i].second;
        // The last running sum may miss 1 by a rounding error; what is left goes there.
        const bool last = i + 1 == shares.size();
        const std::int64_t until =
            last ? total
                 : std::min(total, static_cast<std::int64_t>(std::floor(static_cast<double>(total) * share + u.pools)));
        if (until > given) {
            plan.push_back({shares[i].first, until - given, fraction(u.months + turn), fraction(u.outside + turn), 0});
            turn += kGoldenRatio;
        }
        given = std::max(given, until);
    }
    return plan;
}

std::int64_t built_by(std::int64_t number, int month, int ramp, double phase) noexcept {
    if (month <= 0) return 0;
    if (month >= ramp) return number;
    return static_cast<std::int64_t>(
        std::floor(static_cast<double>(number) * static_cast<double>(month) / static_cast<double>(ramp) + phase));
}

}  // namespace talentflow::models
