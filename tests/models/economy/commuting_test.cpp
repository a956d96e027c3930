// SPDX-License-Identifier: Apache-2.0
#include "models/economy/commuting.hpp"

#include <cmath>
#include <vector>

#include "sim/math.hpp"
#include "tests/support/alone.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/lever_laws.hpp"
#include "tests/support/statistics.hpp"

namespace {

using namespace talentflow;
using models::Commuting;
using models::CompiledWorld;
using models::Entry;
using models::PolicyField;

models::World three_towns() {
    auto world = test::tiny_world({3, 1, 1});
    world.modules.commuting = world.modules.posts = world.modules.clearing = models::ModuleState::active;
    world.distances[0_in_file][1_in_file].minutes = world.distances[1_in_file][0_in_file].minutes = 30;
    world.distances[0_in_file][2_in_file].minutes = world.distances[2_in_file][0_in_file].minutes = 60;
    world.distances[1_in_file][2_in_file].minutes = world.distances[2_in_file][1_in_file].minutes = 91;  // too far
    world.regions[1_in_file].wage_cny_per_month = 7000.0;
    return world;
}

models::StatusWord at_home(const CompiledWorld& world, std::size_t file_region) {
    models::StatusWord who;
    who.set_region(world.inner_of[models::FileRegion{file_region}]);
    who.set_employment(models::Employment::unemployed);
    return who;
}

TEST_CASE("commuting: regions are searched in proportion to exp(v)", "[models][commuting]") {
    const auto world = three_towns();
    const CompiledWorld compiled{world};
    const sim::Draws draws{7, 0};
    const test::Prices prices{compiled};
    Commuting commuting{compiled, draws};
    std::vector<double> posts(compiled.n_cells);
    const std::vector<double> in_file{1000.0, 4000.0, 2000.0};
    for (std::size_t r = 0; r < 3; ++r) posts[compiled.inner_of[models::FileRegion{r}]] = in_file[r];
    commuting.open_month(PolicyField{world}, prices, posts);
    const auto& p = world.parameters;
    std::vector<double> weight;
    const std::vector<double> minutes{0.0, 30.0, 60.0};
    for (std::size_t r = 0; r < 3; ++r) {
        weight.push_back(
            std::exp(p.income_elasticity[0] * std::log(compiled.income[compiled.inner_of[models::FileRegion{r}]]) +
                     p.size_elasticity * std::log(1.0 + in_file[r]) - p.commuting_cost_per_minute * minutes[r]));
    }
    const double all = weight[0] + weight[1] + weight[2];
    constexpr int kPeople = 200000;
    std::vector<double> found(3, 0.0);
    for (std::uint32_t i = 0; i < kPeople; ++i) {
        const auto person = sim::PersonId::of(1, world.start, i);
        found[compiled.file_of[commuting.search_region(person, at_home(compiled, 0), world.start)].position()] += 1.0;
    }
    double chi2 = 0.0;
    for (std::size_t r = 0; r < 3; ++r) {
        const double expected = kPeople * weight[r] / all;
        chi2 += (found[r] - expected) * (found[r] - expected) / expected;
    }
    CHECK(chi2 < 23.03);  // df 2, 1 in 100,000
}

TEST_CASE("commuting: a place beyond the longest journey is not searched, and a new link opens it",
          "[models][commuting]") {
    const auto world = three_towns();
    const CompiledWorld compiled{world};
    const sim::Draws draws{7, 0};
    const test::Prices prices{compiled};
    Commuting commuting{compiled, draws};
    PolicyField policy{world};
    const std::vector<double> posts(compiled.n_cells, 1000.0);
    const auto searchers_to_2 = [&] {
        commuting.open_month(policy, prices, posts);
        int n = 0;
        for (std::uint32_t i = 0; i < 2000; ++i) {
            const auto person = sim::PersonId::of(1, world.start, i);
            n += commuting.search_region(person, at_home(compiled, 1), world.start) == compiled.inner_of[2_in_file] ? 1
                                                                                                                    : 0;
        }
        return n;
    };
    CHECK(searchers_to_2() == 0);
    policy.write(Entry::minutes, {.region = 1_in_file, .other = 2_in_file}, 20.0);
    CHECK(searchers_to_2() > 100);
}

TEST_CASE("commuting: a shorter journey only wins searchers", "[models][commuting]") {
    const auto world = three_towns();
    const CompiledWorld compiled{world};
    const sim::Draws draws{7, 0};
    const test::Prices prices{compiled};
    Commuting commuting{compiled, draws};
    PolicyField policy{world};
    const std::vector<double> posts(compiled.n_cells, 1000.0);
    std::vector<std::size_t> before;
    commuting.open_month(policy, prices, posts);
    for (std::uint32_t i = 0; i < 5000; ++i) {
        before.push_back(
            commuting.search_region(sim::PersonId::of(1, world.start, i), at_home(compiled, 0), world.start));
    }
    policy.write(Entry::minutes, {.region = 0_in_file, .other = 2_in_file}, 10.0);
    commuting.open_month(policy, prices, posts);
    int switched = 0;
    for (std::uint32_t i = 0; i < 5000; ++i) {
        const auto now =
            commuting.search_region(sim::PersonId::of(1, world.start, i), at_home(compiled, 0), world.start);
        if (now == before[i]) continue;
        ++switched;
        CHECK(now == compiled.inner_of[2_in_file]);
    }
    CHECK(switched > 100);
}

TEST_CASE("commuting: in the lesson people of the dormitory town work in the city and nobody moves",
          "[models][commuting]") {
    const auto data = test::run(test::lesson("commuting"));
    CHECK(test::total(data, "od_flow") == 0.0);
    const auto& commuters = data.values<std::int64_t>("commuters");
    CHECK(commuters[commuters.size() - 3] > 100);  // town to city at the end
    // Who lives or works where differs by the commuters, exactly.
    const auto& workers = data.values<std::int64_t>("workers");
    const auto& stock = data.values<std::int64_t>("stock");
    const auto& unemployed = data.values<std::int64_t>("unemployed");
    for (std::size_t t = 0; t < workers.size() / 2; ++t) {
        const auto net = commuters[4 * t + 1] - commuters[4 * t + 2];
        CHECK(workers[2 * t] == stock[2 * t] - unemployed[2 * t] - net);
        CHECK(workers[2 * t + 1] == stock[2 * t + 1] - unemployed[2 * t + 1] + net);
    }
}

}  // namespace
