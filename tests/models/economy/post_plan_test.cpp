// SPDX-License-Identifier: Apache-2.0
#include "models/economy/post_plan.hpp"

#include <cmath>
#include <cstdint>
#include <map>
#include <numeric>
#include <vector>

#include "tests/support/alone.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sequence.hpp"

namespace {

using namespace talentflow;
using models::built_by;
using models::CompiledWorld;
using models::plan_posts;
using models::PoolShares;
using models::Posts;

std::int64_t sum(const std::vector<models::PlannedPosts>& plan) {
    std::int64_t n = 0;
    for (const auto& part : plan) n += part.number;
    return n;
}

TEST_CASE("post plan: the posts of the pools add up to the number, whatever the uniforms", "[models][ventures]") {
    INFO("sequence 11");
    test::Sequence random{11};
    for (int round = 0; round < 500; ++round) {
        PoolShares shares;
        const std::size_t pools = 1 + random.below(40);
        double all = 0.0;
        for (std::size_t i = 0; i < pools; ++i) {
            shares.emplace_back(static_cast<models::PoolIndex>(i), random.between(0.01, 1.0));
            all += shares.back().second;
        }
        for (auto& share : shares) share.second /= all;
        const auto number = static_cast<double>(random.below(1000));
        const auto plan = plan_posts(shares, number, {random.unit(), random.unit(), random.unit(), random.unit()});
        REQUIRE(sum(plan) == static_cast<std::int64_t>(number));
        for (const auto& part : plan) {
            REQUIRE(std::abs(static_cast<double>(part.number) - number * shares[part.pool].second) <= 1.0);
            REQUIRE((part.phase >= 0.0 && part.phase < 1.0));
        }
    }
}

TEST_CASE("post plan: over all uniforms every pool gets its share, and a fraction of a post its chance",
          "[models][ventures]") {
    const PoolShares shares{{0, 0.1}, {3, 0.55}, {4, 0.35}};
    constexpr int kGrid = 1000;  // systematic: the mean over an even grid is exact but for its step
    std::map<models::PoolIndex, double> mean;
    for (int i = 0; i < kGrid; ++i) {
        for (const auto& part : plan_posts(shares, 7.0, {.pools = (i + 0.5) / kGrid})) {
            mean[part.pool] += static_cast<double>(part.number) / kGrid;
        }
    }
    for (const auto& [pool, share] : shares) CHECK(std::abs(mean[pool] - 7.0 * share) <= 2.0 / kGrid);
    double whole = 0.0;
    for (int i = 0; i < kGrid; ++i) {
        whole += static_cast<double>(sum(plan_posts(shares, 0.3, {.number = (i + 0.5) / kGrid}))) / kGrid;
    }
    CHECK(whole == Approx(0.3).margin(1.0 / kGrid));
}

TEST_CASE("post plan: posts come evenly over the ramp, all of them by its end", "[models][ventures]") {
    for (const int ramp : {1, 7, 24}) {
        for (const std::int64_t number : {1, 5, 100}) {
            for (const double phase : {0.0, 0.3, 0.999}) {
                INFO(number << " posts in " << ramp << " months, phase " << phase);
                CHECK(built_by(number, 0, ramp, phase) == 0);
                CHECK(built_by(number, ramp, ramp, phase) == number);
                CHECK(built_by(number, ramp + 5, ramp, phase) == number);
                for (int m = 1; m < ramp; ++m) {
                    const double even = static_cast<double>(number) * m / ramp;
                    REQUIRE(std::abs(static_cast<double>(built_by(number, m, ramp, phase)) - even) <= 1.0);
                    REQUIRE(built_by(number, m, ramp, phase) >= built_by(number, m - 1, ramp, phase));
                }
            }
        }
    }
}

TEST_CASE("post plan: fields and regions go by their posts at the start, tiers by their shares", "[models][ventures]") {
    auto world = test::tiny_world({2, 2, 3});
    world.modules.posts = models::ModuleState::active;
    world.parameters.posts_open_share = 0.0;
    const CompiledWorld compiled{world};
    const sim::Draws draws{1, 0};
    test::Posts posts{compiled, draws};
    std::vector<std::int64_t> filled(compiled.n_cells, 0);
    const models::RegionIndex a = 0_region, b = 1_region;
    filled[compiled.cell(a, 1_tier, 0_field)] = 300;
    filled[compiled.cell(a, 0_tier, 2_field)] = 100;
    filled[compiled.cell(b, 1_tier, 2_field)] = 400;
    filled[compiled.cell(b, 1_tier, 1_field)] = 999;
    posts.start(filled);
    const auto shares = pool_shares(compiled, posts, {0.25, 0.75}, {0_field, 2_field}, {a, b});
    const PoolShares expected{
        {compiled.cell(a, 0_tier, 0_field), 0.375 * 0.25}, {compiled.cell(a, 1_tier, 0_field), 0.375 * 0.75},
        {compiled.cell(a, 0_tier, 2_field), 0.125 * 0.25}, {compiled.cell(a, 1_tier, 2_field), 0.125 * 0.75},
        {compiled.cell(b, 0_tier, 2_field), 0.5 * 0.25},   {compiled.cell(b, 1_tier, 2_field), 0.5 * 0.75}};
    REQUIRE(shares.size() == expected.size());
    for (std::size_t i = 0; i < shares.size(); ++i) {
        CHECK(shares[i].first == expected[i].first);
        CHECK(shares[i].second == Approx(expected[i].second));
    }
    // Where there are no posts yet: evenly.
    const auto even = pool_shares(compiled, posts, {0.0, 1.0}, {1_field}, {a});
    REQUIRE(even.size() == 1);
    CHECK(even[0].second == Approx(1.0));
}

}  // namespace
