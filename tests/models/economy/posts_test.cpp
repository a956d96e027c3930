// SPDX-License-Identifier: Apache-2.0
#include "models/economy/posts.hpp"

#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

#include "tests/support/alone.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

namespace {

using namespace talentflow;
using models::CompiledWorld;
using models::ModuleState;
using models::Posts;

models::World many_pools(int burn_in_months = 0) {
    auto world = test::tiny_world({20, 5, 20}, 60);  // 2,000 pools
    world.modules.posts = ModuleState::active;
    world.burn_in_months = burn_in_months;
    return world;
}

double sum(const std::vector<std::int64_t>& counts) {
    return static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}));
}

TEST_CASE("posts: open ones at the start are the share of filled ones, rounded by chance",
          "[models][posts][statistical]") {
    // 1 % of 150 is 1 or 2, each half the time. Odds of a false alarm 1e-5.
    const auto world = many_pools();
    const CompiledWorld compiled{world};
    const sim::Draws draws{1, 0};
    test::Posts posts{compiled, draws};
    posts.start(std::vector<std::int64_t>(compiled.n_cells, 150));
    bool one_or_two = true;
    for (const auto n : posts.positions()) one_or_two = one_or_two && (n == 151 || n == 152);
    CHECK(one_or_two);
    const auto pools = static_cast<double>(compiled.n_cells);
    CHECK(std::abs(test::z_score(sum(posts.positions()) / pools, 151.5, 0.5 / std::sqrt(pools))) < test::kMostZ);
}

TEST_CASE("posts: whole shares are not rounded", "[models][posts]") {
    const auto world = many_pools();
    const CompiledWorld compiled{world};
    const sim::Draws draws{2, 0};
    test::Posts posts{compiled, draws};
    posts.start(std::vector<std::int64_t>(compiled.n_cells, 300));
    CHECK(posts.positions() == std::vector<std::int64_t>(compiled.n_cells, 303));
}

TEST_CASE("posts: they stand still in the burn-in, and without a gap", "[models][posts]") {
    auto world = many_pools(24);
    const CompiledWorld compiled{world};
    const sim::Draws draws{3, 0};
    test::Posts posts{compiled, draws};
    posts.start(std::vector<std::int64_t>(compiled.n_cells, 100));
    const auto before = posts.positions();
    posts.set_labour_force({compiled.n_regions, std::vector<double>(61, 2.0)});
    for (auto now = world.first_month(); now < world.start; now = now + 1)
        posts.open_month(now, test::Prices{compiled});
    CHECK(posts.positions() == before);
    posts.set_labour_force({compiled.n_regions, std::vector<double>(61, 1.0)});
    for (int t = 0; t < 12; ++t) posts.open_month(world.start + t, test::Prices{compiled});
    CHECK(posts.positions() == before);
}

TEST_CASE("posts: a twelfth of the gap closes each month, up or down", "[models][posts][statistical]") {
    // Rounding of each step has mean 0 and variance at most 1/4. Odds of a false alarm 1e-5 or less, twice.
    for (const double target : {1.5, 0.5}) {
        INFO("target " << target);
        const auto world = many_pools();
        const CompiledWorld compiled{world};
        const sim::Draws draws{4, 0};
        test::Posts posts{compiled, draws};
        posts.start(std::vector<std::int64_t>(compiled.n_cells, 300));
        posts.set_labour_force({compiled.n_regions, std::vector<double>(61, target)});
        for (int t = 0; t < 24; ++t) posts.open_month(world.start + t, test::Prices{compiled});
        const double left = std::pow(1.0 - world.parameters.posts_adjustment_per_month, 24);
        const double expected = 303.0 * (target + (1.0 - target) * left);
        const auto pools = static_cast<double>(compiled.n_cells);
        const double error = std::sqrt(0.25 * 24.0 / pools);
        CHECK(std::abs(test::z_score(sum(posts.positions()) / pools, expected, error)) < test::kMostZ);
    }
}

TEST_CASE("posts: growth is that of the region, else the default", "[models][posts]") {
    auto world = many_pools();
    world.parameters.posts_adjustment_per_month = 1.0;
    world.parameters.posts_growth_per_year = 0.10;
    world.regions[3_in_file].posts_growth_per_year = -0.20;
    const CompiledWorld compiled{world};
    const sim::Draws draws{5, 0};
    test::Posts posts{compiled, draws};
    posts.start(std::vector<std::int64_t>(compiled.n_cells, 1000));
    posts.set_labour_force({compiled.n_regions, std::vector<double>(61, 1.0)});
    posts.open_month(world.start + 24, test::Prices{compiled});
    const auto shrinking = compiled.inner_of[3_in_file], growing = compiled.inner_of[0_in_file];
    CHECK(std::abs(static_cast<double>(posts.positions(compiled.cell(shrinking, 2_tier, 4_field))) - 1010 * 0.64) <
          1.0);
    CHECK(std::abs(static_cast<double>(posts.positions(compiled.cell(growing, 2_tier, 4_field))) - 1010 * 1.21) < 1.0);
}

TEST_CASE("posts: there are never fewer than none", "[models][posts]") {
    const auto world = many_pools();
    const CompiledWorld compiled{world};
    const sim::Draws draws{6, 0};
    test::Posts posts{compiled, draws};
    posts.start(std::vector<std::int64_t>(compiled.n_cells, 1));
    posts.set_labour_force({compiled.n_regions, std::vector<double>(61, 0.0)});
    for (int t = 0; t < 60; ++t) posts.open_month(world.start + t, test::Prices{compiled});
    bool none_below = true;
    for (const auto n : posts.positions()) none_below = none_below && n >= 0;
    CHECK(none_below);
}

TEST_CASE("posts: a scenario's own posts come on top, and bring the market into being", "[models][posts]") {
    auto world = test::tiny_world({2, 1, 1});
    world.overrides.posts = {{1_in_file, 0_tier, 0_field, 25}};
    const CompiledWorld compiled{world};
    const sim::Draws draws{7, 0};
    test::Posts posts{compiled, draws};
    CHECK(posts.present());
    posts.start({10, 10});
    CHECK(posts.positions(compiled.cell(compiled.inner_of[0_in_file], 0_tier, 0_field)) == 10);
    CHECK(posts.positions(compiled.cell(compiled.inner_of[1_in_file], 0_tier, 0_field)) == 35);
    const auto empty = test::tiny_world({2, 1, 1});
    const CompiledWorld compiled_empty{empty};
    CHECK_FALSE(test::Posts(compiled_empty, draws).present());
}

TEST_CASE("posts: created ones come on top of own ones and leave with the policy", "[models][posts]") {
    auto world = many_pools();
    world.persons_per_agent = 10;
    const CompiledWorld compiled{world};
    const sim::Draws draws{8, 0};
    test::Posts posts{compiled, draws};
    posts.start(std::vector<std::int64_t>(compiled.n_cells, 100));
    const auto before = posts.positions();
    models::PolicyField policy{world};
    policy.write(models::Entry::posts, {.region = 3_in_file, .tier = 2_tier, .field = 4_field}, 250.0);
    posts.take_created(policy);
    posts.open_month(world.start, test::Prices{compiled});
    const auto pool = compiled.cell(compiled.inner_of[3_in_file], 2_tier, 4_field);
    CHECK(posts.positions(pool) == before[pool] + 25);
    CHECK(posts.at_start(pool) == static_cast<double>(before[pool]));
    policy.reset();
    posts.take_created(policy);
    posts.open_month(world.start + 1, test::Prices{compiled});
    CHECK(posts.positions() == before);
}

TEST_CASE("posts: crowding out takes from every pool in proportion, and never more than there is", "[models][posts]") {
    auto world = test::tiny_world({1, 2, 1}, 60);
    world.modules.posts = ModuleState::active;
    world.parameters.posts_adjustment_per_month = 1.0;
    world.parameters.posts_open_share = 0.0;
    const CompiledWorld compiled{world};
    const sim::Draws draws{9, 0};
    test::Posts posts{compiled, draws};
    posts.start({300, 100});
    models::PolicyField policy{world};
    policy.write(models::Entry::crowding_out, {}, 40.0);
    posts.take_created(policy);
    posts.open_month(world.start, test::Prices{compiled});
    CHECK(posts.positions() == std::vector<std::int64_t>{270, 90});
    policy.write(models::Entry::crowding_out, {}, 1000.0);
    posts.take_created(policy);
    posts.open_month(world.start + 1, test::Prices{compiled});
    CHECK(posts.positions() == std::vector<std::int64_t>{0, 0});
}

}  // namespace
