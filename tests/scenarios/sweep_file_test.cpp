// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/sweep_file.hpp"

#include <algorithm>
#include <string>

#include "scenarios/loader/scenario.hpp"
#include "scenarios/loader/scenario_numbers.hpp"
#include "sim/error.hpp"
#include "tests/scenarios/loading.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::scenarios;

namespace {

const std::string kWorld = R"(format: 1
name: world
time: {start: 2018-01, months: 12, burn_in_months: 0}
tiers:
  - {id: D, name: {en: D, zh: 丁}, accredited: true}
  - {id: E, name: {en: E, zh: 其他}, accredited: false}
fields: [{id: general, name: {en: general, zh: 综合}}]
regions:
  - {id: east, name: {en: East, zh: 东}, wage_cny_per_month: {value: 6000, range: [5000, 8000], evidence: assumed, source: test}}
  - {id: west, name: {en: West, zh: 西}}
distances: [{between: [east, west], km: 50, minutes: 60}]
groups: [{id: both, name: {en: Both, zh: 两地}, members: [east, west]}]
funds: [{id: f, payers: {east: 1}, per_year_wan_cny: {value: 3000, range: [1000, 9000], scale: log, evidence: assumed, source: test}}]
modules: {consideration: active, choice: active, claims: active, capability: active}
overrides:
  initial_agents: [{region: east, tier: D, count: 400, accredited: true}, {region: west, tier: E, count: 400}]
levers:
  - {id: award, kind: settling_award, for: [east], paid_from: f, eligible: {tiers: [D], newcomers: only},
     amount_cny: {D: {value: 100000, evidence: printed, source: test}}, service_months: {value: 36, range: [12, 60], evidence: assumed, source: test},
     instalments: {value: {2018-01: 1, 2018-06: 2}, range: [1, 5], evidence: assumed, source: test}}
)";

const std::string kSweep = R"(format: 1
scenario: world.yaml
design: {kind: lhs, n: 8}
parameters: [{path: levers.award.dose, range: [0, 2]}]
outputs: [{id: there, variable: stock, select: {region: both, tier: [D]}}]
)";

struct Sweeps {
    test::Folder folder;
    Sweeps() { folder.write("world.yaml", kWorld); }

    [[nodiscard]] SweepFile read(const std::string& text) const { return read_sweep(folder.write("sweep.yaml", text)); }
    /// The problems, one a line, without the folder.
    [[nodiscard]] std::string problems(const std::string& text) const {
        std::string found;
        for (const auto& problem : read(text).problems) {
            auto line = to_string(problem);
            const auto at = line.find(folder.path().string());
            if (at != std::string::npos) line.erase(at, folder.path().string().size() + 1);
            found += line + "\n";
        }
        return found;
    }
};

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    const auto at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), with);
}

std::vector<std::string> columns(const SweepFile& sweep) {
    std::vector<std::string> names;
    for (const auto& parameter : sweep.parameters) names.push_back(parameter.name);
    return names;
}

bool has(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

TEST_CASE("sweep file: what it says", "[scenarios][sweep]") {
    const Sweeps sweeps;
    const auto sweep = sweeps.read(kSweep + "replicates: 3\nname: mine\nset: {time.months: 6}\n");
    CHECK(sweep.problems.empty());
    CHECK(sweep.name == "mine");
    CHECK(sweep.scenarios.at(0).id == "base");
    CHECK(sweep.scenarios.at(0).world.months == 6);
    CHECK(sweep.scenarios.at(0).world.replicates == 3);
    CHECK(sweep.design_kind == "lhs");
    CHECK(sweep.n == 8);
    REQUIRE(sweep.outputs.size() == 1);
    CHECK(sweep.outputs.at(0).units == "1");
    CHECK(sweep.outputs.at(0).from == sim::Month::of(2018, 6));  // the last month
    CHECK(sweep.parameters.at(0).range->high == 2);
    CHECK(sweeps.read(kSweep).name == "sweep");
}

TEST_CASE("sweep file: every value with a range", "[scenarios][sweep]") {
    const Sweeps sweeps;
    const auto all = replaced(kSweep, "{path: levers.award.dose, range: [0, 2]}", "{all_with_range: true}");
    const auto sweep = sweeps.read(all);
    const auto names = columns(sweep);
    CHECK(has(names, "regions.east.wage_cny_per_month"));
    CHECK(has(names, "funds.f.per_year_wan_cny"));
    CHECK(has(names, "levers.award.service_months"));
    CHECK(has(names, "parameters.distance_elasticity"));
    CHECK(has(names, "parameters.income_elasticity.D"));
    CHECK_FALSE(has(names, "levers.award.amount_cny.D"));  // printed: it carries no range
    CHECK_FALSE(has(names, "levers.award.instalments"));   // changes over time
    REQUIRE(sweep.problems.size() == 1);
    CHECK(sweep.problems.at(0).severity == Severity::warning);
    CHECK(sweep.problems.at(0).problem ==
          "1 values with a range change over time and are left out: levers.award.instalments");
    const auto fund = std::find_if(sweep.parameters.begin(), sweep.parameters.end(),
                                   [](const auto& p) { return p.name == "funds.f.per_year_wan_cny"; });
    CHECK(fund->log);
    CHECK(fund->range->high == 9000);
    const auto months = std::find_if(sweep.parameters.begin(), sweep.parameters.end(),
                                     [](const auto& p) { return p.name == "levers.award.service_months"; });
    CHECK(months->whole);

    const auto but = replaced(all, "true}", "true, except: [funds.f.per_year_wan_cny, levers.award.instalments]}");
    CHECK(sweeps.problems(but).empty());
    CHECK_FALSE(has(columns(sweeps.read(but)), "funds.f.per_year_wan_cny"));
    const auto own = replaced(
        all, "{all_with_range: true}",
        "{all_with_range: true, except: [levers.award.instalments]}, {path: funds.f.per_year_wan_cny, range: [2, 3]}");
    const auto mixed = sweeps.read(own);
    CHECK(std::count_if(mixed.parameters.begin(), mixed.parameters.end(),
                        [](const auto& p) { return p.name == "funds.f.per_year_wan_cny"; }) == 1);
    CHECK(mixed.parameters.at(0).range->high == 3);
}

TEST_CASE("sweep file: a value alone takes the range that it carries", "[scenarios][sweep]") {
    const Sweeps sweeps;
    const auto sweep = sweeps.read(
        replaced(kSweep, "{path: levers.award.dose, range: [0, 2]}", "{path: regions.east.wage_cny_per_month}"));
    CHECK(sweep.problems.empty());
    CHECK(sweep.parameters.at(0).range->low == 5000);
    CHECK_THAT(sweeps.problems(replaced(kSweep, ", range: [0, 2]}", "}")),
               Catch::Contains("levers.award.dose carries no range in these scenarios; write range: [low, high]"));
}

TEST_CASE("sweep file: problems stand where they are, all at once", "[scenarios][sweep]") {
    const Sweeps sweeps;
    const auto expect = [&](const std::string& what, const std::string& with, const std::string& problem) {
        CHECK_THAT(sweeps.problems(replaced(kSweep, what, with)), Catch::Contains(problem));
    };
    expect("lhs", "lhss",
           "sweep.yaml:3:16: error: design.kind: 'lhss' is not one of grid, list, lhs, sobol, morris; did you mean "
           "'lhs'?");
    expect("[0, 2]", "[2, 0]",
           "sweep.yaml:4:47: error: parameters[1].range: the range is reversed: 2 is above 0; write [0, 2]");
    expect("[0, 2]", "[1, 1]", "the range is empty: both ends are 1; a value that does not vary goes into 'set'");
    expect("[0, 2]", "[0, 2], scale: log", "0 cannot be on a log scale; use a low end above 0");
    expect("range: [0, 2]", "values: [0, 2]", "the design lhs takes its values from a range");
    expect("[0, 2]", "[0, 3]", "sweep.yaml:4:14: error: levers.award.dose: 3 is outside [0, 2]");
    expect("path: levers.award.dose", "path: levers.prize.dose", "levers.prize.dose: there is no 'prize' in levers");
    expect("path: levers.award.dose", "path: parameters.distance_elastic",
           "sweep.yaml:4:14: error: parameters: unknown key 'distance_elastic'; did you mean 'distance_elasticity'?");
    expect("path: levers.award.dose", "path: note", "note is no number of the scenario");
    expect("path: levers.award.dose", "path: random.seed", "random.seed is luck, not a parameter");
    expect("path: levers.award.dose", "path: [levers.award.dose, levers.award.admin_share]",
           "several paths that move together need a name for their column; write an id");
    expect("parameters: [{path: levers.award.dose, range: [0, 2]}]\n", "", "parameters: nothing is varied");
    expect("kind: lhs", "kind: list", "a list needs the value of each row");
    expect("kind: lhs, n: 8", "kind: lhs, n: 8, file: x.csv", "the points of the design lhs are computed, not read");
    expect("variable: stock", "variable: stok",
           "no result of these scenarios has a variable 'stok'; did you mean 'stock'?");
    expect("region: both", "regio: both", "stock has no axis 'regio'; did you mean 'region'?");
    expect("region: both", "region: bott", "there is no 'bott' on the axis region; did you mean 'both'?");
    expect("region: both", "region: 东", "there is no '东' on the axis region; write 'east'");
    expect("tier: [D]}", "tier: [D]}, at: 2019-01", "2019-01 is outside the run, which goes from 2018-01 to 2018-12");
    expect("tier: [D]}", "tier: [D]}, from: 2018-01", "'to' is missing");
    expect("tier: [D]}", "tier: [D]}, from: 2018-04, to: 2018-02", "'from', 2018-04, lies after 'to', 2018-02");
    expect("tier: [D]}", "tier: [D]}, as: difference", "a difference needs an arm to subtract the base from");
    expect("id: there", "id: run", "'run' cannot be the id of an output");
    expect("id: there", "id: There", "'There' is not an id");
    expect("world.yaml", "nowhere.yaml", "sweep.yaml:2:11: error: scenario: ");
    expect("scenario: world.yaml\n", "", "'scenario' is missing");
    const auto both = sweeps.problems(replaced(replaced(kSweep, "[0, 2]", "[2, 0]"), "id: there", "id: There"));
    CHECK(std::count(both.begin(), both.end(), '\n') == 2);
}

TEST_CASE("sweep file: arms are of the base's world, and may have levers of their own", "[scenarios][sweep]") {
    const Sweeps sweeps;
    sweeps.folder.write("arm.yaml", "format: 1\nname: arm\nextends: world.yaml\nlevers: [{id: award, delete: true}]\n");
    sweeps.folder.write("other.yaml", "format: 1\nname: other\nextends: world.yaml\ntime: {months: 9}\n");
    const auto with = [&](const std::string& arms) {
        return replaced(kSweep, "design:", "against: " + arms + "\ndesign:");
    };
    auto sweep = sweeps.read(with("[arm.yaml]"));
    CHECK(sweep.problems.empty());
    note_lacking(sweep);
    CHECK(sweep.scenarios.at(1).id == "arm");
    CHECK(sweep.scenarios.at(0).takes("levers.award.dose"));
    CHECK_FALSE(sweep.scenarios.at(1).takes("levers.award.dose"));
    const double point = 0.5;
    CHECK(settings_of_point(sweep, sweep.scenarios.at(1), &point).empty());
    CHECK_THAT(sweeps.problems(with("[other.yaml]")),
               Catch::Contains("against[1]: the worlds differ, first in time.months: 9 here, in world.yaml it is 12"));
}

TEST_CASE("sweep file: it is told from scenarios", "[scenarios][sweep]") {
    const Sweeps sweeps;
    const auto file = sweeps.folder.write("sweep.yaml", kSweep);
    CHECK(is_sweep_file(file));
    CHECK_FALSE(is_sweep_file(sweeps.folder.path() / "world.yaml"));
    CHECK(check_file(file).empty());
    CHECK_THROWS_WITH(load_scenario(file),
                      Catch::Contains("this is a sweep, not a scenario; give it to 'talentflow sweep'"));
    CHECK_FALSE(read_sweep(sweeps.folder.path() / "world.yaml").sound());
}

TEST_CASE("sweep file: a prepared scenario resolves as --set does", "[scenarios][sweep]") {
    const Sweeps sweeps;
    Report report;
    const auto prepared = PreparedScenario::read(sweeps.folder.path() / "world.yaml", {{"time.months", "6"}}, report);
    REQUIRE(prepared);
    const std::vector<Setting> settings{{"parameters.distance_elasticity", "1.25"}, {"levers.award.dose", "2"}};
    LoadOptions options;
    options.settings = {{"time.months", "6"}, settings[0], settings[1]};
    const auto loaded = load_scenario(sweeps.folder.path() / "world.yaml", options);
    const auto world = prepared->world(settings);
    CHECK(world.parameters.distance_elasticity == loaded.world.parameters.distance_elasticity);
    CHECK(world.levers.at(0).dose == 2);
    CHECK(world.months == 6);
    CHECK_THROWS_AS(prepared->world({{"levers.award.dose", "3"}}), ScenarioError);
}
