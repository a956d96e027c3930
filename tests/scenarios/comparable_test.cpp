// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "scenarios/loader/scenario.hpp"
#include "tests/scenarios/loading.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::scenarios;

namespace {

const std::string kLesson = TALENTFLOW_SOURCE_DIR "/scenarios/lessons/settling_award.yaml";

Scenario lesson(const std::vector<Setting>& settings = {}, bool without_levers = false) {
    LoadOptions options;
    options.settings = settings;
    options.without_levers = without_levers;
    return load_scenario(kLesson, options);
}

}  // namespace

TEST_CASE("world_difference: none between doses, names and doses of one world", "[scenarios][comparable]") {
    CHECK_FALSE(world_difference(lesson(), lesson()));
    CHECK_FALSE(world_difference(lesson(), lesson({{"levers.award.dose", "0"}, {"name", "other"}})));
    CHECK_FALSE(world_difference(lesson(), lesson({{"funds.award-fund.per_year_cny", "10000000"}})));
    CHECK_FALSE(world_difference(lesson(), lesson({}, true)));
}

TEST_CASE("world_difference: the first value that differs, in file order", "[scenarios][comparable]") {
    const auto other =
        world_difference(lesson(), lesson({{"regions.suining.stay_constant", "3"}, {"random.seed", "2"}}));
    REQUIRE(other);
    CHECK(other->path == "random.seed");
    CHECK(other->a == "1");
    CHECK(other->b == "2");
    const auto only_in_b = world_difference(lesson(), lesson({{"overrides.consider_probability", "0.5"}}));
    REQUIRE(only_in_b);
    CHECK(only_in_b->path == "overrides.consider_probability");
    CHECK(only_in_b->a == "(none)");
}

TEST_CASE("without_levers: leaves the world and takes the policies", "[scenarios][comparable]") {
    const auto with = lesson(), without = lesson({{"levers.award.dose", "2"}}, true);
    CHECK(without.world.levers.empty());
    CHECK(without.world.funds.empty());
    CHECK(without.world.n_regions() == with.world.n_regions());
    CHECK(without.world.modules.claims == with.world.modules.claims);
    const auto again = parse_scenario(without.resolved_yaml, "resolved");
    CHECK(diff(without, again).empty());
}

TEST_CASE("is_comparison_file: by its keys", "[scenarios][comparable]") {
    const test::Folder folder;
    CHECK(is_comparison_file(folder.write("c.yaml", "format: 1\nbase: a.yaml\narms: []\n")));
    CHECK_FALSE(is_comparison_file(folder.write("s.yaml", test::small_world())));
    CHECK_FALSE(is_comparison_file(folder.write("bad.yaml", "{")));
    CHECK_FALSE(is_comparison_file(kLesson));
}
