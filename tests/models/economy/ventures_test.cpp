// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/economy.hpp"
#include "tests/support/indices.hpp"
#include "tests/support/statistics.hpp"

namespace {

using namespace talentflow;
using models::Entry;
using models::ModuleState;
using models::to_fen;
using test::Economy;
using test::firms_world;
using test::kPosts;
using test::project;

TEST_CASE("ventures: a project has exactly its posts at the end of its ramp, and they are positions",
          "[models][ventures]") {
    for (const double number : {1.0, 37.0, 600.0}) {
        INFO(number << " posts");
        auto p = project(number, 24, 3);
        p.posts.by_tier = {0.1, 0.3, 0.6};
        Economy e{firms_world({2, 3, 5}), p};
        const auto before = e.positions();
        e.months(23);
        const auto almost = e.created();
        CHECK(std::abs(static_cast<double>(almost) - number * 23.0 / 24.0) <= 15.0);  // pools
        e.month();
        CHECK(e.created() == static_cast<std::int64_t>(number));
        CHECK(e.positions() - before == e.created());
        CHECK(e.ventures.created(0, e.compiled.inner_of[1_in_file]) == 0);
        e.months(24);
        CHECK(e.created() == static_cast<std::int64_t>(number));
    }
}

TEST_CASE("ventures: an agent that stands for ten persons needs a tenth of the posts", "[models][ventures]") {
    auto world = firms_world();
    world.persons_per_agent = 10;
    Economy e{world, project(600, 1)};
    e.month();
    CHECK(e.created() == 60);
    CHECK(e.policy.read(Entry::posts, {}) == 600.0);
}

TEST_CASE("ventures: planned deals are exact in every twelve months", "[models][ventures]") {
    for (const double yearly : {1.0, 5.0, 12.0, 30.0}) {
        INFO(yearly << " deals a year");
        auto p = project(1, 1);
        p.deals_per_year = yearly;
        Economy e{firms_world(), p};
        std::int64_t before = 0;
        for (int month = 1; month <= 120; ++month) {
            e.month();
            REQUIRE(std::abs(static_cast<double>(e.created()) - yearly * month / 12.0) <= 1.0);
            if (month % 12 != 0) continue;
            REQUIRE(e.created() - before == static_cast<std::int64_t>(yearly));
            before = e.created();
        }
    }
}

TEST_CASE("ventures: deals by chance are Poisson and go with the founders", "[models][ventures][statistical]") {
    // 200 worlds of 60 months: the sum of the deals is Poisson. Odds of a false alarm 1e-5 each of four.
    for (const int factor : {1, 2}) {
        std::vector<double> counts;
        for (std::uint64_t seed = 0; seed < 200; ++seed) {
            auto p = project(1, 1);
            p.deals_per_year = 6;
            p.by_chance = true;
            p.founders = {0_tier};
            Economy e{firms_world({1, 1, 1}), p, 100 + seed};
            models::StatusWord founder;
            founder.set_employment(models::Employment::employed);
            const auto come = [&](int n) {
                for (int i = 0; i < n; ++i) e.books.tally(0).enter(founder, 2256, models::EntryReason::other);
                e.books.absorb();
            };
            come(10);
            e.ventures.set_reference(e.books.stock());
            come(10 * (factor - 1));
            e.months(60);
            counts.push_back(static_cast<double>(e.created()));
        }
        const double mean = 30.0 * factor;
        const auto m = test::moments(counts);
        CHECK(std::abs(test::z_score(m.mean, mean, std::sqrt(mean / 200.0))) < test::kMostZ);
        CHECK(199.0 * m.variance / mean < test::most_chi_square(199));
    }
}

TEST_CASE("ventures: deals stop where the pool or the fund ends, to the fen", "[models][ventures]") {
    auto p = project(1, 1);
    p.deals_per_year = 60;
    p.deal_cny = 1000000.01;
    p.pool_cny = 7000000.07;
    Economy pool{firms_world({1, 1, 1}, 1e9), p};
    pool.months(24);
    CHECK(pool.created() == 7);
    CHECK(pool.funds.balance(0) == to_fen(1e9) - 7 * to_fen(1000000.01));
    p.pool_cny = 7000000.06;
    Economy short_of_a_fen{firms_world({1, 1, 1}, 1e9), p};
    short_of_a_fen.months(24);
    CHECK(short_of_a_fen.created() == 6);
    p.pool_cny = 0;
    auto world = firms_world({1, 1, 1}, 10.0 * 1100000.01);  // with a tenth for administration
    world.levers[0].admin_share = 0.1;
    Economy fund{world, p};
    fund.months(24);
    CHECK(fund.created() == 10);
    CHECK(fund.funds.balance(0) == to_fen(10.0 * 1100000.01) - 10 * (to_fen(1000000.01) + to_fen(100000.001)));
}

TEST_CASE("ventures: what is sure to fail fails in the month after", "[models][ventures]") {
    auto p = project(40, 1);
    p.failure_per_month = 1.0;
    Economy e{firms_world(), p};
    e.month();
    CHECK(e.created() == 40);
    CHECK(e.ventures.closed().empty());
    e.month();
    CHECK(e.created() == 0);
    CHECK(e.ventures.closed() == std::vector<std::int64_t>{40});
    CHECK(e.positions() == static_cast<std::int64_t>(kPosts));
    e.months(12);
    CHECK(e.created() == 0);  // a project begins once
    CHECK(e.ventures.closed().empty());
}

TEST_CASE("ventures: firms fail at their hazard, each with its own posts", "[models][ventures][statistical]") {
    // 1,000 firms of 3 posts, 2 % a month, 30 months: Binomial(1000, 0.98^29) stand. Odds of a false alarm 1e-5.
    auto p = project(3000, 1);
    p.posts_together = 3;
    p.failure_per_month = 0.02;
    Economy e{firms_world(), p};
    e.month();
    REQUIRE(e.created() == 3000);
    e.months(29);
    CHECK(e.created() % 3 == 0);
    const double survive = std::pow(0.98, 29);
    const double firms = static_cast<double>(e.created()) / 3.0;
    CHECK(std::abs(test::z_score(firms, 1000.0 * survive, std::sqrt(1000.0 * survive * (1.0 - survive)))) <
          test::kMostZ);
}

TEST_CASE("ventures: nothing happens during burn-in, without the module, or out of force", "[models][ventures]") {
    auto world = firms_world();
    world.burn_in_months = 12;
    Economy burn_in{world, project(10, 1)};
    burn_in.months(12);
    CHECK(burn_in.created() == 0);
    burn_in.month();
    CHECK(burn_in.created() == 10);
    world = firms_world();
    world.modules.firms = ModuleState::none;
    Economy none{world, project(10, 1)};
    CHECK_FALSE(none.ventures.present());
    none.months(3);
    CHECK(none.created() == 0);
    world = firms_world();
    world.levers[0].from = world.start + 5;
    Economy later{world, project(10, 1)};
    later.months(5);
    CHECK(later.created() == 0);
    later.month();
    CHECK(later.created() == 10);
}

TEST_CASE("ventures: a deal goes on being built when its lever ends, a project does not", "[models][ventures]") {
    auto world = firms_world();
    world.levers[0].to = world.start + 11;
    auto deals = project(24, 24);
    deals.deals_per_year = 1;
    Economy e{world, deals};
    e.months(60);
    CHECK(e.created() == 24);
    Economy half{world, project(24, 24)};
    half.months(60);
    CHECK(half.created() == 12);
}

TEST_CASE("ventures: what a month's building costs and is not paid is not built", "[models][ventures]") {
    models::ProgrammeList list = Economy::list_of({project(120, 12)});
    list.add(models::Outlay{.lever = 0, .once_cny = 1200, .once_months = 12});
    Economy e{firms_world({1, 1, 1}, 750), list};  // seven months and a half
    e.months(24);
    CHECK(e.created() == 70);
    CHECK(e.funds.balance(0) == to_fen(50));
}

TEST_CASE("ventures: luck goes with the lever's id, not with its place", "[models][ventures]") {
    auto world = firms_world();
    world.levers.push_back(world.levers[0]);
    world.levers[1].id = "another";
    auto p = project(1, 1), q = p;
    p.deals_per_year = q.deals_per_year = 6;
    p.by_chance = q.by_chance = true;
    q.lever = 1;
    Economy both{world, Economy::list_of({p, q})};
    both.months(60);
    std::swap(world.levers[0], world.levers[1]);
    Economy swapped{world, Economy::list_of({p, q})};
    swapped.months(60);
    CHECK(both.created(0) == swapped.created(1));
    CHECK(both.created(1) == swapped.created(0));
    CHECK(both.created(0) != both.created(1));
}

TEST_CASE("ventures: what a project has built before the run is among the posts of the start", "[models][ventures]") {
    const auto built = [](int begins, int months) {
        auto world = firms_world();
        world.levers[0].from = world.start + begins;
        Economy e{std::move(world), project(24, 24)};
        e.months(months);
        return e.created();
    };
    CHECK(built(0, 12) == 12);
    CHECK(built(-10, 12) == 12);
    CHECK(built(-10, 30) == 14);  // ten posts stand already
    CHECK(built(-24, 30) == 0);
    CHECK(built(6, 12) == 6);
}

}  // namespace
