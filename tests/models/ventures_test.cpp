// SPDX-License-Identifier: Apache-2.0
#include "models/ventures.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

#include "sim/math.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

namespace {

using namespace talentflow;
using models::Entry;
using models::Fen;
using models::ModuleState;
using models::to_fen;
using models::VentureProgramme;

constexpr double kPosts = 303;  // of every pool at the start, all filled

/// Posts and firms are on; a fund of `money` in the first month and a lever that spends it.
models::World firms_world(test::WorldSize size = {1, 1, 1}, double money = 0, int months = 120) {
    auto world = test::tiny_world(size, months);
    world.modules.posts = ModuleState::active;
    world.modules.firms = ModuleState::active;
    world.parameters.posts_open_share = 0.0;
    test::add_fund(world, money);
    return world;
}

VentureProgramme project(double posts, int ramp_months, std::size_t n_tiers = 1) {
    VentureProgramme p;
    p.regions = {0};
    p.posts.number = posts;
    p.posts.ramp_months = ramp_months;
    p.posts.by_tier.assign(n_tiers, 1.0 / static_cast<double>(n_tiers));
    return p;
}

/// The part of the month that firms live in.
struct Economy {
    models::World world;
    models::CompiledWorld compiled{world};
    sim::Draws draws;
    models::Funds funds{compiled};
    models::Books books{compiled};
    models::Posts posts{compiled, draws};
    models::ProgrammeList list;
    models::Outlays outlays;
    models::Ventures ventures;
    models::PolicyField policy{world};
    std::vector<models::PostGrant> grants;
    sim::Month now;

    Economy(models::World w, models::ProgrammeList programmes, std::uint64_t seed = 1)
        : world{std::move(w)}, draws{seed, 0}, list{std::move(programmes)}, outlays{compiled, list.outlays},
          ventures{compiled, draws, list, funds}, now{world.first_month()} {
        posts.start(std::vector<std::int64_t>(compiled.n_pools, static_cast<std::int64_t>(kPosts)));
        ventures.set_reference(books);
    }
    Economy(models::World w, VentureProgramme programme, std::uint64_t seed = 1)
        : Economy(std::move(w), list_of({std::move(programme)}), seed) {}

    static models::ProgrammeList list_of(std::vector<VentureProgramme> ventures) {
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
        posts.open_month(now);
        now = now + 1;
    }
    void months(int n) {
        for (int i = 0; i < n; ++i) month();
    }
    [[nodiscard]] std::int64_t created(std::size_t lever = 0) const {
        std::int64_t n = 0;
        for (std::size_t r = 0; r < compiled.n_regions; ++r) n += ventures.created(lever, r);
        return n;
    }
    [[nodiscard]] std::int64_t positions() const {
        return std::accumulate(posts.positions().begin(), posts.positions().end(), std::int64_t{0});
    }
};

TEST_CASE("ventures: a project has exactly its posts at the end of its ramp, and they are positions", "[models][ventures]") {
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
        CHECK(e.ventures.created(0, e.compiled.inner_of[1]) == 0);
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
            p.founders = {0};
            Economy e{firms_world({1, 1, 1}), p, 100 + seed};
            sim::StatusWord founder;
            founder.set_employment(sim::Employment::employed);
            const auto come = [&](int n) {
                for (int i = 0; i < n; ++i) e.books.tally(0).enter(founder, 2256, models::EntryReason::other);
                e.books.absorb();
            };
            come(10);
            e.ventures.set_reference(e.books);
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
    CHECK(std::abs(test::z_score(firms, 1000.0 * survive, std::sqrt(1000.0 * survive * (1.0 - survive)))) < test::kMostZ);
}

TEST_CASE("ventures: full crowding out leaves the region as many posts as without", "[models][ventures][statistical]") {
    // Own posts close the whole gap each month, rounded by chance with variance at most 1/4 per pool and month.
    auto world = firms_world({2, 4, 10});
    world.parameters.posts_adjustment_per_month = 1.0;
    for (const double psi : {0.0, 0.5, 1.0}) {
        INFO("psi " << psi);
        auto p = project(900, 12, 4);
        p.regions = {1};
        p.crowd_out = psi;
        Economy e{world, p};
        double sum = 0.0;
        e.months(24);
        for (int t = 0; t < 96; ++t) {
            e.month();
            for (std::size_t f = 0; f < 10; ++f) {
                for (std::size_t k = 0; k < 4; ++k) {
                    sum += static_cast<double>(e.posts.positions(e.compiled.pool(e.compiled.inner_of[1], f, k)));
                }
            }
        }
        const double expected = 40.0 * kPosts + 900.0 * (1.0 - psi);
        CHECK(std::abs(test::z_score(sum / 96.0, expected, std::sqrt(0.25 * 40.0 / 96.0))) < test::kMostZ);
        CHECK(e.posts.positions(e.compiled.pool(e.compiled.inner_of[0], 0, 0)) == static_cast<std::int64_t>(kPosts));
    }
}

TEST_CASE("ventures: fixed posts make room for created ones but are not crowded out", "[models][ventures]") {
    auto world = firms_world();
    world.modules.posts = ModuleState::fixed;
    auto p = project(100, 1);
    p.crowd_out = 1.0;
    Economy e{world, p};
    e.months(24);
    CHECK(e.positions() == static_cast<std::int64_t>(kPosts) + 100);
}

TEST_CASE("ventures: holders of research posts rise faster in proportion to their share", "[models][ventures]") {
    auto p = project(101, 1);
    p.posts.promotion_shift = 0.5;
    auto q = p;
    q.posts.promotion_shift = 1.0;
    Economy e{firms_world(), Economy::list_of({p, q})};
    e.month();
    CHECK_FALSE(e.policy.written(Entry::promotion_shift));  // nobody holds such a post yet
    e.month();
    const double share = 101.0 / (kPosts + 202.0);
    CHECK(e.policy.read(Entry::promotion_shift, {}) ==
          Approx(std::log(1.0 + share * (std::exp(0.5) - 1.0) + share * (std::exp(1.0) - 1.0))).epsilon(1e-12));
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

TEST_CASE("ventures: posts of a grant are in the holder's region and field", "[models][ventures]") {
    models::ProgrammeList list;
    list.claims.resize(2);
    list.claims[1].posts.emplace();
    list.claims[1].posts->number = 20;
    list.claims[1].posts->by_tier = {1.0};
    list.claims[1].posts->ramp_months = 4;
    for (const int persons : {1, 10}) {
        auto crowd = firms_world({1, 1, 1});
        crowd.persons_per_agent = persons;
        Economy one{crowd, list};
        one.grants = {{1, test::somebody(2), 0, 0}};
        one.month();
        one.grants.clear();
        one.months(5);
        CHECK(one.created() == 20);  // an agent of ten persons brings ten teams
    }
    Economy e{firms_world({2, 1, 3}), list};
    e.grants = {{0, test::somebody(1), 0, 0}, {1, test::somebody(2), 1, 2}, {1, test::somebody(3), 0, 1}};
    e.month();
    CHECK(e.created() == 10);
    e.grants.clear();
    e.months(10);
    CHECK(e.created() == 40);
    CHECK(e.posts.positions(e.compiled.pool(1, 2, 0)) == static_cast<std::int64_t>(kPosts) + 20);
    CHECK(e.posts.positions(e.compiled.pool(0, 1, 0)) == static_cast<std::int64_t>(kPosts) + 20);
}

TEST_CASE("ventures: deals in several regions go by their posts, a project is shared", "[models][ventures][statistical]") {
    // Three equal regions. Binomial(1200, 1/3) deals each; odds of a false alarm 1e-5.
    auto p = project(2, 1);
    p.regions = {0, 1, 2};
    p.deals_per_year = 120;
    Economy e{firms_world({3, 1, 1}), p};
    e.months(120);
    REQUIRE(e.created() == 2400);
    std::vector<std::int64_t> deals;
    for (std::size_t r = 0; r < 3; ++r) {
        CHECK(e.ventures.created(0, r) % 2 == 0);
        deals.push_back(e.ventures.created(0, r) / 2);
    }
    CHECK(test::chi_square(deals, {1.0 / 3, 1.0 / 3, 1.0 / 3}) < test::most_chi_square(2));
    auto shared = project(300, 1);
    shared.regions = {2, 0, 1};
    Economy one{firms_world({3, 1, 1}), shared};
    one.month();
    for (std::size_t r = 0; r < 3; ++r) CHECK(one.ventures.created(0, r) == 100);
}

TEST_CASE("ventures: outsiders are invited for their share of the posts, exactly over the ramp", "[models][ventures]") {
    auto p = project(1000, 24);
    p.outside_share = 0.2;
    Economy e{firms_world(), p};
    std::int64_t invited = 0;
    for (int t = 0; t < 36; ++t) {
        e.month();
        if (e.ventures.invitations().empty()) continue;
        CHECK(e.ventures.invitations()[0] <= 10);
        invited += e.ventures.invitations()[0];
    }
    CHECK(invited == 200);
}

TEST_CASE("ventures: a park's sponsor meets its share of those hired, and pays its share without a fund", "[models][ventures]") {
    auto world = firms_world({2, 1, 1});
    world.levers[0].fund = models::kNoIndex;
    auto p = project(101, 1);
    p.sponsor = 1;
    p.sponsor_share = 0.75;
    p.acquaintances_per_month = 0.5;
    p.deal_cny = 1000;
    Economy e{world, p};
    e.month();
    CHECK(e.ventures.has_sponsors());
    const auto pool = e.compiled.pool(e.compiled.inner_of[0], 0, 0);
    const double share = 101.0 / (kPosts + 101.0);
    const auto met = e.ventures.sponsor_of(pool, e.posts.positions(pool), share - 1e-9);
    REQUIRE(met.has_value());
    CHECK(met->region == e.compiled.inner_of[1]);
    CHECK(met->mean_met == 6.0);
    CHECK_FALSE(e.ventures.sponsor_of(pool, e.posts.positions(pool), share + 1e-9).has_value());
    CHECK(e.funds.by_payer() == std::vector<Fen>{to_fen(250), to_fen(750)});
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

}  // namespace
