// SPDX-License-Identifier: Apache-2.0
#include "experiments/compare/plan.hpp"

#include <string>

#include "sim/error.hpp"
#include "tests/experiments/compare/contestants.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::experiments;
using talentflow::test::contestant;
using talentflow::test::kAwardWorld;

namespace {

std::string refusal(const std::vector<Contestant>& contestants, const Question& question = {}) {
    try {
        static_cast<void>(plan(contestants, question));
    } catch (const ScenarioError& error) {
        return error.what();
    }
    return "nothing was refused";
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    text.replace(text.find(what), what.size(), with);
    return text;
}

bool has(const std::string& text, const std::string& part) {
    INFO(text);
    return text.find(part) != std::string::npos;
}

std::vector<std::string> words(const std::vector<sim::Month>& months) {
    std::vector<std::string> out;
    for (const auto month : months) out.push_back(sim::to_string(month));
    return out;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("default_horizons: the last month and the December nearest to the middle", "[experiments][plan]") {
    CHECK(words(default_horizons(sim::Month::of(2018, 1), 120)) == Words{"2022-12", "2027-12"});
    CHECK(words(default_horizons(sim::Month::of(2018, 1), 24)) == Words{"2018-12", "2019-12"});
    CHECK(words(default_horizons(sim::Month::of(2018, 7), 18)) == Words{"2018-12", "2019-12"});
    CHECK(words(default_horizons(sim::Month::of(2018, 1), 12)) == Words{"2018-12"});
    CHECK(words(default_horizons(sim::Month::of(2018, 1), 6)) == Words{"2018-06"});
    CHECK(words(default_horizons(sim::Month::of(2026, 4), 60)) == Words{"2028-12", "2031-03"});
}

TEST_CASE("read_horizons: months in order, each once", "[experiments][plan]") {
    CHECK(words(read_horizons("2027-12,2022-12,2027-12")) == Words{"2022-12", "2027-12"});
    for (const char* bad : {"", "2022", "2022-13", "60", "2022-12,", "2022-12 2023-12", "December"})
        CHECK_THROWS_AS(read_horizons(bad), ScenarioError);
    CHECK_THROWS_WITH(read_horizons("2022-13"), Catch::Contains("'2022-13' is not a month; write YYYY-MM"));
}

TEST_CASE("plan: names the first difference and both values", "[experiments][plan]") {
    const auto base = contestant("a.yaml");
    const auto against = [&](const std::string& path, const std::string& value) {
        return refusal({base, contestant("b.yaml", {{path, value}})});
    };
    CHECK(has(against("random.seed", "4"), "seeds differ (random.seed): 3 in a.yaml, 4 in b.yaml"));
    CHECK(has(against("random.replicates", "2"), "members differ (random.replicates): 3 in a.yaml, 2 in b.yaml"));
    CHECK(has(against("time.months", "12"), "months differ (time.months): 18 in a.yaml, 12 in b.yaml"));
    CHECK(has(against("time.start", "2018-08"), "(time.start): 2018-07 in a.yaml, 2018-08 in b.yaml"));
    CHECK(
        has(against("population.persons_per_agent", "2"), "(population.persons_per_agent): 1 in a.yaml, 2 in b.yaml"));
    CHECK(has(against("regions.west.wage_cny_per_month", "6001"),
              "the worlds differ, first in regions.west.wage_cny_per_month: 6000 in a.yaml, 6001 "
              "in b.yaml"));
    CHECK(has(against("parameters.distance_elasticity", "1"), "first in parameters.distance_elasticity"));
    CHECK(has(against("overrides.consider_probability", "0.2"), "0.3 in a.yaml, 0.2 in b.yaml"));
    CHECK(has(against("modules.capability", "none"), "first in modules.capability: active in a.yaml, none in b.yaml"));
}

TEST_CASE("plan: the same regions in another order are refused", "[experiments][plan]") {
    const auto east = "  - {id: east, name: {en: East, zh: 东}, wage_cny_per_month: 6000}\n";
    const auto west = "  - {id: west, name: {en: West, zh: 西}, wage_cny_per_month: 6000}\n";
    const auto turned = replaced(replaced(kAwardWorld, east, ""), west, std::string{west} + east);
    CHECK(has(refusal({contestant("a"), contestant("b", {}, turned)}),
              "first in regions: east, west, south in a, west, east, south in b"));
}

TEST_CASE("plan: policies, groups and output may differ", "[experiments][plan]") {
    auto other = replaced(kAwardWorld, "name: small", "name: other\ntitle: {en: Other, zh: 其他}");
    other += "output: {variables: [default, ties_mean], every_months: 1}\n";
    const auto c = plan(
        {contestant("none"), contestant("a.yaml", {{"levers.award.dose", "2"}}), contestant("b.yaml", {}, other)}, {});
    CHECK(c.base.is_none());
    CHECK(c.base.levers.empty());
    REQUIRE(c.arms.size() == 2);
    CHECK(c.arms[0].id == "small");
    CHECK(c.arms[1].id == "other");
    CHECK(c.arms[1].title.zh == "其他");
    CHECK(c.arms[0].levers.size() == 1);
    REQUIRE(c.layout->places.size() == 4);
    CHECK(c.layout->places[3].is_group);
}

TEST_CASE("plan: arms of one name are told apart by their files, then by number", "[experiments][plan]") {
    const auto c =
        plan({contestant("none"), contestant("x/soft.yaml"), contestant("x/hard.yaml"), contestant("y/hard.yaml")}, {});
    CHECK(c.arms[0].id == "soft");
    CHECK(c.arms[1].id == "hard");
    CHECK(c.arms[2].id != "hard");
    CHECK(c.arms[2].id != "soft");
}

TEST_CASE("plan: a horizon outside the run and an unknown group are refused", "[experiments][plan]") {
    const std::vector<Contestant> two{contestant("none"), contestant("a.yaml")};
    CHECK(has(refusal(two, {{sim::Month::of(2020, 1)}, {}}),
              "2020-01 is outside the run, which goes from 2018-07 to 2019-12"));
    CHECK(has(refusal(two, {{sim::Month::of(2018, 6)}, {}}), "2018-06 is outside the run"));
    CHECK(has(refusal(two, {{}, {"suitong"}}), "there is no group 'suitong'; known: both"));
    CHECK(refusal(two, {{sim::Month::of(2018, 7), sim::Month::of(2019, 12)}, {"both"}}) == "nothing was refused");
}

TEST_CASE("plan: one group id with two meanings is refused", "[experiments][plan]") {
    const auto other = replaced(kAwardWorld, "members: [east, west]", "members: [east, south]");
    CHECK(has(refusal({contestant("a.yaml"), contestant("b.yaml", {}, other)}),
              "group 'both' has other members in b.yaml"));
}
