// SPDX-License-Identifier: Apache-2.0
#include "models/policy/lever.hpp"
#include "scenarios/loader/scenario.hpp"
#include "scenarios/loader/show.hpp"
#include "tests/scenarios/loading.hpp"
#include "tests/scenarios/test_levers.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"

using namespace talentflow;
using namespace talentflow::scenarios;

namespace {

std::string award_world() {
    return test::small_world(
        "levers: [{id: award, kind: test_award, for: [suining], amount_wan_cny: {E: 3}, "
        "instalments: {value: 2, range: [1, 3], source: \"a b\"}}]\n");
}

models::World set(const std::string& path, const std::string& value) {
    const auto loaded = test::load_text(award_world(), {{path, value}});
    INFO(test::first_problem(loaded));
    CHECK(loaded.problems.empty());
    return loaded.resolved.world;
}

std::string refused(const std::string& path, const std::string& value) {
    return test::first_problem(test::load_text(award_world(), {{path, value}}));
}

}  // namespace

TEST_CASE("settings: reach every kind of value", "[scenarios][set]") {
    CHECK(set("levers.award.dose", "0").levers.at(0).dose == 0);
    CHECK(set("parameters.distance_elasticity", "1.2").parameters.distance_elasticity == 1.2);
    CHECK(set("parameters.congestion.weight", "0.8").parameters.congestion_weight == 0.8);
    CHECK(set("parameters.income_elasticity.E", "1.1").parameters.income_elasticity[0] == 1.1);
    CHECK(set("population.agents", "1000000").agents == 1000000);
    CHECK(set("regions.suining.amenity", "0.1").regions[0_in_file].amenity == 0.1);
    CHECK(set("random.seed", "18446744073709551615").seed == 18446744073709551615U);
    CHECK(set("modules.choice", "active").modules.choice == models::ModuleState::active);
    CHECK(set("overrides.transition", "[[1, 0], [0.5, 0.5]]").overrides.transition[1_in_file][0_in_file] == 0.5);
    CHECK(set("title", "{en: Two, zh: 二}").title.zh == "二");
    CHECK(set("levers.award.from", "2019-05").levers.at(0).from == sim::Month::of(2019, 5));
}

TEST_CASE("settings: a pair of regions is named in either order", "[scenarios][set]") {
    const std::string text = test::small_world("distances: [{between: [suining, tongnan], km: 44}]\n");
    for (const char* path : {"distances.suining-tongnan.km", "distances.tongnan-suining.km"}) {
        const auto loaded = test::load_text(text, {{path, "50"}});
        CHECK(loaded.problems.empty());
        CHECK(loaded.resolved.world.distances[0_in_file][1_in_file].km == 50);
    }
}

TEST_CASE("settings: replace a statement as a whole", "[scenarios][set]") {
    const auto loaded = test::load_text(award_world(), {{"levers.award.instalments", "9"}});
    REQUIRE(loaded.problems.empty());  // the old range [1, 3] is gone
    const std::string shown = show(loaded.resolved.root);
    CHECK(shown.find("instalments: 9  # command line\n") != std::string::npos);
}

TEST_CASE("settings: a money key replaces its other units", "[scenarios][set]") {
    const auto world = set("levers.award.amount_cny", "{E: 500}");
    const auto* award = dynamic_cast<const test::TestAward*>(world.levers.at(0).lever.get());
    REQUIRE(award != nullptr);
    CHECK(award->amount.at(0).second.at(world.start) == 500);
}

TEST_CASE("settings: the last of several wins", "[scenarios][set]") {
    const auto loaded = test::load_text(award_world(), {{"time.months", "5"}, {"time.months", "6"}});
    CHECK(loaded.resolved.world.months == 6);
}

TEST_CASE("settings: problems name the setting as typed", "[scenarios][set]") {
    CHECK(refused("parameters.distance_elastcity", "1") ==
          "--set parameters.distance_elastcity=1: error: parameters: unknown key "
          "'distance_elastcity'; did you mean 'distance_elasticity'?");
    CHECK(refused("levers.awrd.dose", "0") ==
          "--set levers.awrd.dose=0: error: levers.awrd.dose: there is no 'awrd' in levers; did you "
          "mean 'award'?");
    CHECK(refused("levers.award.dose", "3").find("--set levers.award.dose=3: error: ") == 0);
    CHECK(refused("levers.award.dose.more", "3").find("is a value, it has no 'more'") == std::string::npos);
    for (const auto& [path, value] :
         std::vector<std::pair<std::string, std::string>>{{"", "1"},
                                                          {".", "1"},
                                                          {"a..b", "1"},
                                                          {"time.", "1"},
                                                          {"time.months", ""},
                                                          {"time.months", "["},
                                                          {"time.months", "*a"},
                                                          {"time.months", "a: b: c"},
                                                          {"time.months", "\xFF"},
                                                          {"time.months.x", "1"},
                                                          {"extends", "other.yaml"},
                                                          {"packages", "[]"},
                                                          {"funds.f.per_year_cny", "1"},
                                                          {"overrides.exit_probability.x", "1"},
                                                          {"overrides.initial_agents.0.count", "1"},
                                                          {"regions.suining", "5"},
                                                          {"regions.0.amenity", "1"},
                                                          {"nothing", "1"},
                                                          {std::string(200, 'a') + std::string(100, '.'), "1"}}) {
        INFO(path << "=" << value);
        CHECK_FALSE(refused(path, value).empty());
    }
}
