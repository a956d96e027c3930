// SPDX-License-Identifier: Apache-2.0
#include "models/economy/job_search.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "sim/parallel.hpp"
#include "tests/support/alone.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sequence.hpp"
#include "tests/support/statistics.hpp"

namespace {

using namespace talentflow;
using models::CompiledWorld;
using models::JobSearch;
using models::Placement;
using models::Seeker;

std::vector<Seeker> seekers(std::uint32_t n, std::uint8_t tier = 0) {
    std::vector<Seeker> all(n);
    for (std::uint32_t i = 0; i < n; ++i) {
        all[i].person = test::somebody(i);
        all[i].row = i;
        all[i].tier = models::TierIndex{tier};
    }
    return all;
}

std::int64_t hires(const std::vector<Placement>& placed) {
    return std::count_if(placed.begin(), placed.end(), [](const Placement& p) { return p.hired; });
}

TEST_CASE("job search: 7,000 who apply to one of 7 pools of 1,000 posts (V7)", "[models][job_search][statistical]") {
    // Mean 6918.248 and standard deviation 24.999 of one market. Odds of a false alarm 1e-5 each of two.
    auto world = test::tiny_world({1, 1, 7});
    world.overrides.applications_max = 1;
    world.overrides.contact_probability = 1.0;
    const CompiledWorld compiled{world};
    const auto everybody = seekers(7000);
    const std::vector<std::int64_t> vacancies(7, 1000);
    constexpr std::uint64_t kMarkets = 100;
    std::vector<double> found;
    for (std::uint64_t seed = 0; seed < kMarkets; ++seed) {
        const sim::Draws draws{700 + seed, 0};
        sim::Team team;
        JobSearch search{compiled, draws};
        found.push_back(static_cast<double>(hires(search.clear(team, world.start, everybody, vacancies))));
    }
    const auto m = test::moments(found);
    CHECK(std::abs(test::z_score(m.mean, 6918.248, 2.4999)) < test::kMostZ);
    // (n - 1) s^2 / sigma^2 is chi-square with 99 degrees of freedom but for the skew of the law.
    CHECK(99.0 * m.variance / (24.999 * 24.999) < test::most_chi_square(99));
    CHECK(m.variance > 24.999 * 24.999 * 0.45);
}

models::World contact_world(double efficiency) {
    auto world = test::tiny_world({1, 1, 1});
    world.overrides.applications_max = 1;
    world.parameters.contact_efficiency[0] = efficiency;
    world.parameters.matching_elasticity = 0.5;
    return world;
}

std::int64_t contacts(double efficiency, std::uint32_t applicants, std::int64_t vacancies, std::uint64_t seed) {
    const auto world = contact_world(efficiency);
    const CompiledWorld compiled{world};
    const sim::Draws draws{seed, 0};
    sim::Team team;
    JobSearch search{compiled, draws};
    return hires(search.clear(team, world.start, seekers(applicants), {vacancies}));
}

TEST_CASE("job search: contact of 50,000 with 20,000 posts at A = 0.25 (V8)", "[models][job_search][statistical]") {
    // p = 0.25 sqrt(0.4) = .158114, hires binomial. Odds of a false alarm 1e-5.
    double sum = 0.0;
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        sum += static_cast<double>(contacts(0.25, 50000, 20000, seed));
    }
    CHECK(std::abs(test::z_score(sum / 4.0, 7905.69, 81.58 / 2.0)) < test::kMostZ);
}

TEST_CASE("job search: perfect contact fills min(U, V), none fills none (V8)", "[models][job_search]") {
    CHECK(contacts(1e9, 5000, 2000, 1) == 2000);
    CHECK(contacts(1e9, 2000, 5000, 1) == 2000);
    CHECK(contacts(0.0, 5000, 2000, 1) == 0);
    CHECK(contacts(1e9, 5000, 0, 1) == 0);
}

TEST_CASE("job search: policy and referral multiply contact, up to one", "[models][job_search][statistical]") {
    // p = 0.25 sqrt(0.4) = .158114; odds of a false alarm 1e-5 each of four.
    const auto share = [](double policy_factor, float own) {
        const auto world = contact_world(0.25);
        const CompiledWorld compiled{world};
        const sim::Draws draws{21, 0};
        sim::Team team;
        JobSearch search{compiled, draws};
        models::PolicyField policy{world};
        policy.write(models::Entry::contact_factor, {.region = 0_in_file}, policy_factor);
        search.open_month(policy, test::Prices{compiled});
        auto everybody = seekers(50000);
        for (auto& s : everybody) s.contact_factor = own;
        return static_cast<double>(hires(search.clear(team, world.start, everybody, {20000}))) / 50000.0;
    };
    const auto z = [](double found, double p) {
        return std::abs(test::z_score(found, p, std::sqrt(p * (1.0 - p) / 50000.0)));
    };
    CHECK(z(share(1.0, 1.0F), 0.158114) < test::kMostZ);
    CHECK(z(share(1.5, 1.0F), 1.5 * 0.158114) < test::kMostZ);
    CHECK(z(share(1.0, 2.0F), 2.0 * 0.158114) < test::kMostZ);
    CHECK(z(share(1.2, 2.0F), 2.4 * 0.158114) < test::kMostZ);
    CHECK(share(1.0, 100.0F) == 0.4);  // everybody meets an employer: all 20,000 posts
    CHECK(share(100.0, 1.0F) == 0.4);
}

TEST_CASE("job search: posts nobody can take stay open", "[models][job_search]") {
    // Tier 1 may not hold posts of tier 0, and field 0 not those of unrelated fields.
    auto world = test::tiny_world({1, 2, 3});
    world.relatedness.values = {{1.0, 0.5, 0.1}, {0.5, 1.0, 0.1}, {0.1, 0.1, 1.0}};
    world.overrides.contact_probability = 1.0;
    const CompiledWorld compiled{world};
    const sim::Draws draws{3, 0};
    sim::Team team;
    JobSearch search{compiled, draws};
    const auto placed = search.clear(team, world.start, seekers(600, 1), std::vector<std::int64_t>(6, 100));
    CHECK(hires(placed) == 200);
    bool allowed = true;
    for (const auto& p : placed) allowed = allowed && (!p.hired || (p.tier == 1 && p.field < 2));
    CHECK(allowed);
}

TEST_CASE("job search: a higher tier is content with a lower post", "[models][job_search]") {
    auto world = test::tiny_world({1, 2, 1});
    world.overrides.contact_probability = 1.0;
    const CompiledWorld compiled{world};
    const sim::Draws draws{4, 0};
    sim::Team team;
    JobSearch search{compiled, draws};
    const auto placed = search.clear(team, world.start, seekers(100, 0), {30, 40});
    CHECK(hires(placed) == 70);
}

TEST_CASE("job search: seekers go to their own target only", "[models][job_search]") {
    auto world = test::tiny_world({2, 1, 1});
    world.overrides.contact_probability = 1.0;
    const CompiledWorld compiled{world};
    const sim::Draws draws{5, 0};
    sim::Team team;
    JobSearch search{compiled, draws};
    auto everybody = seekers(300);
    for (std::size_t i = 0; i < 300; ++i) everybody[i].target = i < 100 ? 0_region : 1_region;
    const auto placed = search.clear(team, world.start, everybody, {150, 50});
    CHECK(hires({placed.begin(), placed.begin() + 100}) == 100);
    CHECK(hires({placed.begin() + 100, placed.end()}) == 50);
}

TEST_CASE("job search: experience and recognition decide who is taken when noise is off", "[models][job_search]") {
    auto world = test::tiny_world({1, 1, 1});
    world.overrides.contact_probability = 1.0;
    world.parameters.score_noise = 0.0;
    const CompiledWorld compiled{world};
    const sim::Draws draws{6, 0};
    sim::Team team;
    JobSearch search{compiled, draws};
    auto everybody = seekers(4);
    everybody[0].recognised = false;
    everybody[2].experience_years = 20;
    everybody[3].experience_years = 10;
    const auto placed = search.clear(team, world.start, everybody, {2});
    CHECK_FALSE(placed[0].hired);
    CHECK_FALSE(placed[1].hired);
    CHECK(placed[2].hired);
    CHECK(placed[3].hired);
}

TEST_CASE("job search: the order of seekers does not matter", "[models][job_search]") {
    auto world = test::tiny_world({3, 3, 5});
    const CompiledWorld compiled{world};
    const sim::Draws draws{7, 0};
    sim::Team team;
    JobSearch search{compiled, draws};
    auto everybody = seekers(3000);
    for (std::size_t i = 0; i < everybody.size(); ++i) {
        everybody[i].target = models::RegionIndex{i % 3};
        everybody[i].tier = models::TierIndex{i % 2};
        everybody[i].field = models::FieldIndex{i % 5};
    }
    const std::vector<std::int64_t> vacancies(compiled.n_cells, 20);
    const auto placed = search.clear(team, world.start, everybody, vacancies);
    std::vector<std::size_t> order(everybody.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    test::Sequence sequence{131};
    sequence.permute(order);
    std::vector<Seeker> shuffled;
    for (const std::size_t i : order) shuffled.push_back(everybody[i]);
    const auto again = search.clear(team, world.start, shuffled, vacancies);
    bool equal = true;
    for (std::size_t j = 0; j < order.size(); ++j) {
        const auto &a = again[j], &b = placed[order[j]];
        equal = equal && a.hired == b.hired && a.field == b.field && a.tier == b.tier;
    }
    CHECK(equal);
    CHECK(hires(placed) > 300);
}

TEST_CASE("job search: a seeker's own factor multiplies contact, up to certainty",
          "[models][job_search][statistical]") {
    // 100,000 seekers, c = 0.05 without it. Odds of a false alarm 1e-5 each.
    auto world = test::tiny_world({1, 1, 1});
    world.overrides.contact_probability = 0.05;
    const CompiledWorld compiled{world};
    const sim::Draws draws{31, 0};
    for (const float factor : {0.0F, 1.0F, 1.5F, 1e9F}) {
        auto everybody = seekers(100000);
        for (auto& s : everybody) s.contact_factor = factor;
        sim::Team team;
        JobSearch search{compiled, draws};
        const auto found = static_cast<double>(hires(search.clear(team, world.start, everybody, {200000})));
        const double p = std::min(1.0, 0.05 * static_cast<double>(factor));
        if (p == 0.0 || p == 1.0) {
            CHECK(found == 100000.0 * p);
        } else {
            CHECK(std::abs(test::z_score(found, 1e5 * p, std::sqrt(1e5 * p * (1.0 - p)))) < test::kMostZ);
        }
    }
}

TEST_CASE("job search: who was invited applies to that pool alone", "[models][job_search]") {
    auto world = test::tiny_world({1, 2, 3});
    const CompiledWorld compiled{world};
    const sim::Draws draws{32, 0};
    auto everybody = seekers(300);
    const auto pool = compiled.cell(0_region, 1_tier, 2_field);
    for (std::size_t i = 0; i < 100; ++i) {
        everybody[i].invited = pool;
        everybody[i].contact_factor = std::numeric_limits<float>::infinity();
    }
    std::vector<std::int64_t> vacancies(compiled.n_cells, 50);
    vacancies[pool] = 1000;
    sim::Team team;
    JobSearch search{compiled, draws};
    const auto placed = search.clear(team, world.start, everybody, vacancies);
    for (std::size_t i = 0; i < 100; ++i) {
        REQUIRE(placed[i].hired);
        REQUIRE(placed[i].field == 2);
        REQUIRE(placed[i].tier == 1);
    }
    vacancies[pool] = 0;  // an invitation makes no post
    const auto blocked = search.clear(team, world.start, everybody, vacancies);
    for (std::size_t i = 0; i < 100; ++i) CHECK_FALSE(blocked[i].hired);
}

}  // namespace
