// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

#include "models/economy/ventures.hpp"
#include "tests/support/alone.hpp"
#include "tests/support/builders.hpp"

/// The part of the month that firms live in, without people.
namespace talentflow::test {

inline constexpr double kPosts = 303;  // of every pool at the start, all filled

/// Posts and firms are on; a fund of `money` in the first month and a lever that spends it.
[[nodiscard]] inline models::World firms_world(WorldSize size = {1, 1, 1}, double money = 0, int months = 120) {
    auto world = tiny_world(size, months);
    world.modules.posts = models::ModuleState::active;
    world.modules.firms = models::ModuleState::active;
    world.parameters.posts_open_share = 0.0;
    add_fund(world, money);
    return world;
}

[[nodiscard]] inline models::VentureProgramme project(double posts, int ramp_months, std::size_t n_tiers = 1) {
    models::VentureProgramme p;
    p.regions = {0_in_file};
    p.posts.number = posts;
    p.posts.ramp_months = ramp_months;
    p.posts.by_tier.assign(n_tiers, 1.0 / static_cast<double>(n_tiers));
    return p;
}

/// Firms, posts and money of one world, month by month.
struct Economy {
    models::World world;
    models::CompiledWorld compiled{world};
    sim::Draws draws;
    test::Funds funds{compiled};
    sim::Team team;
    test::Books books{team, compiled};
    test::Posts posts{compiled, draws};
    models::ProgrammeList list;
    test::Outlays outlays;
    test::Ventures ventures;
    models::PolicyField policy{world};
    std::vector<models::PostGrant> grants;
    sim::Month now;

    Economy(models::World w, models::ProgrammeList programmes, std::uint64_t seed = 1)
        : world{std::move(w)},
          draws{seed, 0},
          list{std::move(programmes)},
          outlays{compiled, list.outlays},
          ventures{compiled, draws, list, funds},
          now{world.first_month()} {
        posts.start(std::vector<std::int64_t>(compiled.n_cells, static_cast<std::int64_t>(kPosts)));
        ventures.set_reference(books.stock());
    }
    Economy(models::World w, models::VentureProgramme programme, std::uint64_t seed = 1)
        : Economy(std::move(w), list_of({std::move(programme)}), seed) {}

    static models::ProgrammeList list_of(std::vector<models::VentureProgramme> ventures) {
        models::ProgrammeList list;
        list.ventures = std::move(ventures);
        return list;
    }
    void month() {
        funds.open_month(now);
        outlays.open_month(now, books, funds);
        policy.reset();
        ventures.open_month(now, {books, posts, outlays, grants}, policy);
        posts.take_created(policy);
        posts.open_month(now, test::Prices{compiled});
        now = now + 1;
    }
    void months(int n) {
        for (int i = 0; i < n; ++i) month();
    }
    [[nodiscard]] std::int64_t created(std::size_t lever = 0) const {
        std::int64_t n = 0;
        for (std::size_t r = 0; r < compiled.n_regions; ++r) n += ventures.created(lever, models::RegionIndex{r});
        return n;
    }
    [[nodiscard]] std::int64_t positions() const {
        return std::accumulate(posts.positions().begin(), posts.positions().end(), std::int64_t{0});
    }
};

}  // namespace talentflow::test
