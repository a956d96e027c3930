// SPDX-License-Identifier: Apache-2.0
#include "experiments/sweep/sweep_plan.hpp"

#include <string>

#include "sim/error.hpp"
#include "tests/experiments/sweep/sweeps.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::experiments;
using talentflow::test::SweepPlace;

namespace {

const std::string kHead =
    "format: 1\nscenario: base.yaml\nset: {time.months: 6}\noutputs: [{id: o, variable: stock}]\n";

std::string refusal(const SweepPlace& place, const std::string& text) {
    try {
        static_cast<void>(place.plan(kHead + text));
    } catch (const ScenarioError& error) {
        return error.what();
    }
    return "nothing was refused";
}

std::vector<double> column(const SweepPlan& plan, std::size_t factor) {
    std::vector<double> values;
    for (std::size_t run = 0; run < plan.n_runs(); ++run) values.push_back(plan.point(run)[factor]);
    return values;
}

}  // namespace

TEST_CASE("plan: levels of a range, linear, logarithmic and whole", "[experiments][sweep]") {
    const SweepPlace place;
    auto plan =
        place.plan(kHead + "design: {kind: grid, n: 3}\nparameters: [{path: levers.award.dose, range: [0, 2]}]\n");
    CHECK(column(plan, 0) == std::vector<double>{0, 1, 2});
    plan = place.plan(
        kHead +
        "design: {kind: grid, n: 3}\nparameters: [{path: funds.f.per_year_cny, range: [1e6, 1e8], scale: log}]\n");
    CHECK(column(plan, 0).at(1) == Approx(1e7));
    plan = place.plan(kHead + "design: {kind: grid, n: 9}\nparameters: [{path: time.months, range: [6, 9]}]\n");
    CHECK(column(plan, 0) == std::vector<double>{6, 7, 8, 9});
}

TEST_CASE("plan: a list, and several values that move together", "[experiments][sweep]") {
    const SweepPlace place;
    const auto plan = place.plan(kHead +
                                 "design: {kind: list}\nparameters:\n  - {path: levers.award.dose, values: [0, 2]}\n"
                                 "  - {id: pay, path: [regions.east.wage_cny_per_month, "
                                 "regions.west.wage_cny_per_month], values: [5000, 7000]}\n");
    CHECK(plan.n_runs() == 2);
    CHECK(plan.design.factors.at(1).path == "pay");
    const auto settings = scenarios::settings_of_point(plan.sweep, plan.sweep.scenarios.front(), plan.point(1));
    REQUIRE(settings.size() == 3);
    CHECK(settings.at(2).path == "regions.west.wage_cny_per_month");
    CHECK(settings.at(2).value == "7000");
    CHECK(repeat_command(plan, 1, 0) ==
          "talentflow run base.yaml --set time.months=6 --set levers.award.dose=2 --set "
          "regions.east.wage_cny_per_month=7000 "
          "--set regions.west.wage_cny_per_month=7000 --set random.replicates=1");
}

TEST_CASE("plan: points from a CSV of somebody else", "[experiments][sweep]") {
    const SweepPlace place;
    const std::string file = "design: {kind: list, file: points.csv}\n";
    place.write("points.csv", "levers.award.dose,parameters.discount_rate_per_year\n0.5,0.03\n2,0.06\n");
    const auto plan = place.plan(kHead + file);
    CHECK(plan.n_runs() == 2);
    CHECK(column(plan, 1) == std::vector<double>{0.03, 0.06});
    place.write("points.csv", "levers.award.dos\n0.5\n");
    CHECK_THAT(refusal(place, file), Catch::Contains("sweep.yaml:5:9: error:") &&
                                         Catch::Contains("unknown key 'dos'") &&
                                         Catch::Contains("did you mean 'dose'?"));
    place.write("points.csv", "levers.award.dose\n0.5\n3\n");
    CHECK_THAT(refusal(place, file), Catch::Contains("3 is outside [0, 2]"));
    place.write("points.csv", "levers.award.dose\n0.5,1\n");
    CHECK_THAT(refusal(place, file), Catch::Contains("points.csv:2"));
    place.write("points.csv", "0.5,1\n0.5,1\n");
    CHECK_THAT(refusal(place, file), Catch::Contains("points.csv:1"));
    place.write("points.csv", "time.months\n6.5\n");
    CHECK(refusal(place, file) != "nothing was refused");
    place.write("points.csv", "pay\n6000\n");
    CHECK_THAT(refusal(place, file + "parameters: [{path: levers.award.dose}]\n"),
               Catch::Contains("no parameter is called pay") && Catch::Contains("has no column levers.award.dose"));
    CHECK_THAT(refusal(place, "design: {kind: list, file: nowhere.csv}\n"), Catch::Contains("no such file"));
}

TEST_CASE("plan: of a file elsewhere that is none of ours no word is shown", "[experiments][sweep]") {
    const SweepPlace place, elsewhere;
    const auto secret = elsewhere.write("secret.csv", "user:password\nroot:hunter2\n").string();
    auto said = refusal(place, "design: {kind: list, file: " + secret + "}\n");
    CHECK_THAT(said,
               Catch::Contains("its text is not shown") && !Catch::Contains("password") && !Catch::Contains("hunter2"));
    const auto other = elsewhere.write("secret.yaml", "user: hunter2\n").string();
    const auto text = "format: 1\nscenario: " + other +
                      "\ndesign: {kind: lhs, n: 4}\noutputs: [{id: o, variable: stock}]\n"
                      "parameters: [{path: levers.award.dose, range: [0, 2]}]\n";
    try {
        static_cast<void>(place.plan(text));
        FAIL("nothing was refused");
    } catch (const ScenarioError& error) {
        CHECK_THAT(error.what(), Catch::Contains("its text is not shown") && !Catch::Contains("hunter2"));
    }
}

TEST_CASE("plan: what a design cannot be is said where it stands", "[experiments][sweep]") {
    const SweepPlace place;
    const std::string dose = "parameters: [{path: levers.award.dose, range: [0, 2]}]\n";
    CHECK_THAT(refusal(place, "design: {kind: lhs}\n" + dose),
               Catch::Contains("design: the number of points is missing"));
    CHECK_THAT(refusal(place, "design: {kind: grid}\n" + dose), Catch::Contains("a grid needs levels"));
    CHECK_THAT(refusal(place, "design: {kind: sobol, n: 3}\n" + dose),
               Catch::Contains("sweep.yaml:5:9: error: design: "));
    CHECK_THAT(refusal(place, "design: {kind: lhs, n: 1e9}\n" + dose), Catch::Contains("error: design: "));
    CHECK_THAT(refusal(place,
                       "design: {kind: list}\nparameters:\n  - {path: levers.award.dose, values: [0, 2]}\n"
                       "  - {path: parameters.discount_rate_per_year, values: [0.03]}\n"),
               Catch::Contains("has 1 values, and levers.award.dose has 2"));
}

TEST_CASE("plan: keys tell runs apart by point, luck and everything they share", "[experiments][sweep]") {
    const SweepPlace place;
    const std::string text = "design: {kind: lhs, n: 4}\nparameters: [{path: levers.award.dose, range: [0, 2]}]\n";
    const auto plan = place.plan(kHead + text);
    CHECK(plan.key(0) != plan.key(1));
    CHECK(plan.key(0) == place.plan(kHead + text).key(0));
    CHECK(plan.key(0) != place.plan(kHead + text + "replicates: 2\n").key(0));
    place.write("base.yaml", test::kAwardWorld + "\nnote: another text, the same world\n");
    CHECK(plan.key(0) == place.plan(kHead + text).key(0));
    place.write("base.yaml", test::kAwardWorld + "\nrelatedness: {other: 0.2}\n");
    CHECK(plan.key(0) != place.plan(kHead + text).key(0));
    const auto lucky = place.plan(
        kHead + "design: {kind: sobol, n: 4}\nparameters: [{path: levers.award.dose, range: [0, 2]}]\nreplicates: 3\n");
    CHECK(lucky.first_member(0) == 0);
    CHECK(lucky.first_member(3) == 3);  // B of the first base point has the next luck
}
