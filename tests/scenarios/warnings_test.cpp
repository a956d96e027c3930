// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/policy/lever.hpp"
#include "scenarios/loader/scenario.hpp"
#include "sim/error.hpp"
#include "tests/scenarios/loading.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::scenarios;

namespace {

const std::string kFolder = std::string{TALENTFLOW_SOURCE_DIR} + "/scenarios/";

/// Warnings of a shipped scenario with settings, one a line, without the place.
std::string warned(const std::string& file, const std::vector<Setting>& settings) {
    std::string text;
    for (const auto& warning : load_scenario(kFolder + file, {.settings = settings}).warnings) {
        CHECK(warning.severity == Severity::warning);
        text += warning.path + ": " + warning.problem + "; " + warning.suggestion + "\n";
    }
    return text;
}

bool has(const std::string& text, const std::string& part) {
    INFO(text);
    return text.find(part) != std::string::npos;
}

std::size_t lines(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

const char* const kAward = "lessons/settling_award.yaml";
const char* const kHousing = "lessons/housing_support.yaml";

}  // namespace

TEST_CASE("warnings: no shipped file has one", "[scenarios][warnings]") {
    // tests/scenarios/shipped_test.cpp reads every file with check_file, which tells warnings too.
    CHECK(warned("suining-tongnan-longquanyi.yaml", {}).empty());
    CHECK(warned(kAward, {}).empty());
}

TEST_CASE("warnings: a sum of ten thousands written as yuan", "[scenarios][warnings]") {
    const auto text = warned(kAward, {{"levers.award.amount_cny", "{D: 10}"}});
    CHECK(
        has(text,
            "levers.award.amount_cny.D: 10 CNY is far below any plausible payment of its kind (at least 1,000 CNY, an "
            "assumption); did you mean 'amount_wan_cny' (10 wan = 100,000 CNY)?"));
    CHECK(lines(text) == 1);
    CHECK(warned(kAward, {{"levers.award.amount_cny", "{D: 1000}"}}).empty());

    CHECK(has(warned(kAward, {{"funds.award-fund.per_year_cny", "3000"}, {"levers.award.amount_cny", "{D: 1000}"}}),
              "funds.award-fund.per_year_cny: 3,000 CNY is far below"));
}

TEST_CASE("warnings: every sum of every lever kind says what is hardly meant", "[scenarios][warnings]") {
    for (const auto& lever : models::all_lever_specs()) {
        for (const auto& field : lever.fields) {
            if (field.unit.rfind("CNY", 0) != 0) continue;
            INFO(lever.kind << "." << field.name);
            CHECK(field.least_plausible > 0);
            CHECK(field.least_plausible <= field.high);
            if (field.range_low > 0) CHECK(field.least_plausible <= field.range_low);
        }
    }
}

TEST_CASE("warnings: a fraction of a whole thing", "[scenarios][warnings]") {
    const auto text = warned(kHousing, {{"levers.flats.units", "500.5"}});
    CHECK(has(text,
              "levers.flats.units: 500.5 is a fraction of a whole thing (flats in each region; grows with the dose); "
              "write 500 or 501"));
    CHECK(warned(kHousing, {{"levers.flats.units", "500"}}).empty());
    CHECK(has(warned(kAward, {{"levers.award.instalments", "2.5"}}), "2.5 is a fraction"));
}

TEST_CASE("warnings: a value outside the range of its spec, also by --set", "[scenarios][warnings]") {
    const auto text = warned("lessons/symmetric_ring.yaml", {{"parameters.distance_elasticity", "5"}});
    CHECK(has(text, "parameters.distance_elasticity: 5 is outside the range stated for it, [0.5, 2.2]"));
    CHECK(warned("lessons/symmetric_ring.yaml", {{"parameters.distance_elasticity", "{value: 5, range: [1, 9]}"}})
              .empty());
    CHECK(warned("lessons/symmetric_ring.yaml", {{"parameters.distance_elasticity", "2.2"}}).empty());
}

TEST_CASE("warnings: a value outside the range of the statement that it replaces", "[scenarios][warnings]") {
    const auto text = warned("suining-tongnan-longquanyi.yaml", {{"funds.lqy-services.per_year_cny", "900000000"}});
    CHECK(has(text,
              "funds.lqy-services.per_year_cny: 900000000 is outside the range of the value that it replaces, "
              "[30000000, 200000000] ("));
    const test::Folder folder;
    folder.write("base.yaml",
                 test::small_world("rest_of_world: {leaving_per_year: {value: 0.01, range: [0.001, 0.02]}}\n"));
    const auto own =
        folder.write("own.yaml", "format: 1\nname: own\nextends: base.yaml\nrest_of_world: {leaving_per_year: 0.5}\n");
    const auto warnings = load_scenario(own).warnings;
    REQUIRE(warnings.size() == 1);
    CHECK(warnings[0].line == 4);
    CHECK(warnings[0].column == 35);
    CHECK(has(warnings[0].problem, "[0.001, 0.02]"));
}

TEST_CASE("warnings: dates at which nothing acts", "[scenarios][warnings]") {
    CHECK(has(warned(kAward, {{"levers.award.from", "2030-01"}}),
              "levers.award: can never act: it begins in 2030-01, and the run goes from 2018-01 to 2022-12"));
    CHECK(has(warned(kAward, {{"levers.award.to", "2015-01"}, {"funds.award-fund.from", "2010-01"}}),
              "can never act: it has ended in 2015-01"));
    CHECK(has(warned(kAward, {{"levers.award.to", "2032-12"}}),
              "levers.award.to: 2032-12 lies after the end of the run in 2022-12"));
    CHECK(has(warned(kAward, {{"funds.award-fund.to", "2032-12"}}), "funds.award-fund.to: 2032-12 lies after"));
    CHECK(has(warned(kAward, {{"levers.award.typical_share_of_cap", "{2018-01: 0.5, 2030-01: 0.6}"}}),
              "the value from 2030-01 never acts: its time ends in 2022-12"));
    CHECK(has(warned(kAward, {{"levers.award.typical_share_of_cap", "{2010-01: 0.5, 2015-01: 0.6}"}}),
              "the value from 2010-01 never acts: the next one holds from 2015-01"));
}

TEST_CASE("warnings: a run made shorter by hand is told once", "[scenarios][warnings]") {
    const auto text = warned("suining-tongnan-longquanyi.yaml", {{"time.months", "12"}});
    CHECK(lines(text) == 1);
    CHECK(has(text, "time: the run, 2016-01 to 2018-12, is too short for"));
}

TEST_CASE("warnings: levers that can never act", "[scenarios][warnings]") {
    const char* const kJoint = "lessons/joint_governance.yaml";
    const auto scenario = load_scenario(kFolder + kJoint);
    std::string agreement, needs;
    for (const auto& lever : scenario.world.levers) {
        if (lever.requires_levers.empty()) continue;
        needs = lever.id;
        agreement = scenario.world.levers[lever.requires_levers.front()].id;
    }
    REQUIRE_FALSE(needs.empty());
    CHECK(has(warned(kJoint, {{"levers." + agreement + ".enabled", "false"}}),
              "levers." + needs + ": can never act: it requires '" + agreement + "'"));
    CHECK(warned(kJoint, {{"levers." + agreement + ".enabled", "false"}, {"levers." + needs + ".dose", "0"}})
              .find(needs) == std::string::npos);
}

TEST_CASE("warnings: check_file tells them with their place", "[scenarios][warnings]") {
    const test::Folder folder;
    const auto file = folder.write(
        "w.yaml",
        test::small_world("rest_of_world: {leaving_per_year: 0.01}\nparameters:\n  distance_elasticity: 5\n"));
    const auto found = check_file(file);
    REQUIRE(found.size() == 1);
    CHECK(found[0].severity == Severity::warning);
    CHECK(to_string(found[0]).find("w.yaml:7:24: warning: parameters.distance_elasticity: 5 is outside") !=
          std::string::npos);
}
