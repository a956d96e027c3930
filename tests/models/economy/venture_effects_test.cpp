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
using models::Fen;
using models::ModuleState;
using models::to_fen;
using test::Economy;
using test::firms_world;
using test::kPosts;
using test::project;

TEST_CASE("ventures: full crowding out leaves the region as many posts as without", "[models][ventures][statistical]") {
    // Own posts close the whole gap each month, rounded by chance with variance at most 1/4 per pool and month.
    auto world = firms_world({2, 4, 10});
    world.parameters.posts_adjustment_per_month = 1.0;
    for (const double psi : {0.0, 0.5, 1.0}) {
        INFO("psi " << psi);
        auto p = project(900, 12, 4);
        p.regions = {1_in_file};
        p.crowd_out = psi;
        Economy e{world, p};
        double sum = 0.0;
        e.months(24);
        for (int t = 0; t < 96; ++t) {
            e.month();
            for (std::size_t f = 0; f < 10; ++f) {
                for (std::size_t k = 0; k < 4; ++k) {
                    sum += static_cast<double>(e.posts.positions(
                        e.compiled.cell(e.compiled.inner_of[1_in_file], models::TierIndex{k}, models::FieldIndex{f})));
                }
            }
        }
        const double expected = 40.0 * kPosts + 900.0 * (1.0 - psi);
        CHECK(std::abs(test::z_score(sum / 96.0, expected, std::sqrt(0.25 * 40.0 / 96.0))) < test::kMostZ);
        CHECK(e.posts.positions(e.compiled.cell(e.compiled.inner_of[0_in_file], 0_tier, 0_field)) ==
              static_cast<std::int64_t>(kPosts));
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
        one.grants = {{1, test::somebody(2), 0_region, 0_field}};
        one.month();
        one.grants.clear();
        one.months(5);
        CHECK(one.created() == 20);  // an agent of ten persons brings ten teams
    }
    Economy e{firms_world({2, 1, 3}), list};
    e.grants = {{0, test::somebody(1), 0_region, 0_field},
                {1, test::somebody(2), 1_region, 2_field},
                {1, test::somebody(3), 0_region, 1_field}};
    e.month();
    CHECK(e.created() == 10);
    e.grants.clear();
    e.months(10);
    CHECK(e.created() == 40);
    CHECK(e.posts.positions(e.compiled.cell(1_region, 0_tier, 2_field)) == static_cast<std::int64_t>(kPosts) + 20);
    CHECK(e.posts.positions(e.compiled.cell(0_region, 0_tier, 1_field)) == static_cast<std::int64_t>(kPosts) + 20);
}

TEST_CASE("ventures: deals in several regions go by their posts, a project is shared",
          "[models][ventures][statistical]") {
    // Three equal regions. Binomial(1200, 1/3) deals each; odds of a false alarm 1e-5.
    auto p = project(2, 1);
    p.regions = {0_in_file, 1_in_file, 2_in_file};
    p.deals_per_year = 120;
    Economy e{firms_world({3, 1, 1}), p};
    e.months(120);
    REQUIRE(e.created() == 2400);
    std::vector<std::int64_t> deals;
    for (std::size_t r = 0; r < 3; ++r) {
        CHECK(e.ventures.created(0, models::RegionIndex{r}) % 2 == 0);
        deals.push_back(e.ventures.created(0, models::RegionIndex{r}) / 2);
    }
    CHECK(test::chi_square(deals, {1.0 / 3, 1.0 / 3, 1.0 / 3}) < test::most_chi_square(2));
    auto shared = project(300, 1);
    shared.regions = {2_in_file, 0_in_file, 1_in_file};
    Economy one{firms_world({3, 1, 1}), shared};
    one.month();
    for (std::size_t r = 0; r < 3; ++r) CHECK(one.ventures.created(0, models::RegionIndex{r}) == 100);
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

TEST_CASE("ventures: a park's sponsor meets its share of those hired, and pays its share without a fund",
          "[models][ventures]") {
    auto world = firms_world({2, 1, 1});
    world.levers[0].fund = models::kNoIndex;
    auto p = project(101, 1);
    p.sponsor = 1_in_file;
    p.sponsor_share = 0.75;
    p.acquaintances_per_month = 0.5;
    p.deal_cny = 1000;
    Economy e{world, p};
    e.month();
    const auto pool = e.compiled.cell(e.compiled.inner_of[0_in_file], 0_tier, 0_field);
    CHECK(e.ventures.sponsored(pool));
    CHECK_FALSE(e.ventures.sponsored(e.compiled.cell(e.compiled.inner_of[1_in_file], 0_tier, 0_field)));
    const double share = 101.0 / (kPosts + 101.0);
    const auto met = e.ventures.sponsor_of(pool, e.posts.positions(pool), share - 1e-9);
    REQUIRE(met.has_value());
    CHECK(met->region == e.compiled.inner_of[1_in_file]);
    CHECK(met->mean_met == 6.0);
    CHECK_FALSE(e.ventures.sponsor_of(pool, e.posts.positions(pool), share + 1e-9).has_value());
    CHECK(e.funds.by_payer() == std::vector<Fen>{to_fen(250), to_fen(750)});
}

}  // namespace
