// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "scenarios/loader/scenario.hpp"
#include "tests/scenarios/loading.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;
using namespace talentflow;
using namespace talentflow::scenarios;

namespace {

std::vector<fs::path> shipped() {
    std::vector<fs::path> files;
    const fs::path root = fs::path{TALENTFLOW_SOURCE_DIR} / "scenarios";
    for (const auto& entry : fs::recursive_directory_iterator{root}) {
        if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

TEST_CASE("shipped files: every one is sound", "[scenarios][shipped]") {
    const auto files = shipped();
    REQUIRE_FALSE(files.empty());
    for (const auto& file : files) {
        std::string text;
        for (const auto& problem : check_file(file)) text += to_string(problem) + "\n";
        INFO(text);
        CHECK(text.empty());
    }
}

TEST_CASE("shipped files: resolved scenarios read back to themselves", "[scenarios][shipped]") {
    for (const auto& file : shipped()) {
        const auto folder = file.parent_path().filename().string();
        if (folder != "lessons" && folder != "bench" && folder != "scenarios") continue;
        if (!check_file(file).empty()) continue;  // the case above names it
        INFO(file.string());
        const auto scenario = load_scenario(file);
        const auto again = parse_scenario(scenario.resolved_yaml, "resolved");
        CHECK(diff(scenario, again).empty());
        CHECK(again.resolved_yaml == parse_scenario(again.resolved_yaml, "resolved").resolved_yaml);
        CHECK(again.world.n_regions() == scenario.world.n_regions());
        CHECK(again.world.levers.size() == scenario.world.levers.size());
    }
}

TEST_CASE("check_file: a package refers to what may be elsewhere", "[scenarios][check]") {
    const test::Folder folder;
    const auto sound =
        folder.write("p.yaml", "format: 1\nname: p\nfunds: [{id: f, payers: {anywhere: 1}, per_year_wan_cny: 3}]\n");
    CHECK(check_file(sound).empty());
    const auto unsound =
        folder.write("q.yaml", "format: 1\nname: q\nfunds: [{id: f, payers: {anywhere: 2}, rul: lottery}]\n");
    const auto problems = check_file(unsound);
    REQUIRE(problems.size() == 2);
    CHECK(problems[0].problem.find("2 is outside [0, 1]") == 0);
    CHECK(problems[1].suggestion == "did you mean 'rule'?");
}

TEST_CASE("check_file: a file that others build on needs only ids", "[scenarios][check]") {
    const test::Folder folder;
    CHECK(check_file(folder.write("part.yaml",
                                  "format: 1\nname: p\nregions: [{id: a, amenity: 0.5}, "
                                  "{id: b, stay_constant: {Z: 1}}]\n"))
              .empty());
    CHECK(check_file(folder.write("bad.yaml", "format: 1\nname: p\nregions: [{id: a, amenty: 0.5}]\n")).size() == 1);
}

TEST_CASE("check_file: a comparison is known by its keys", "[scenarios][check]") {
    const test::Folder folder;
    const auto sound = folder.write("c.yaml",
                                    "format: 1\nbase: current.yaml\ndecision: 2026-01\n"
                                    "horizons: [2028-12, 2030-12]\ngroups: [suitong]\n"
                                    "arms: [{id: joint, packages: [a.yaml]}]\n");
    CHECK(check_file(sound).empty());
    const auto unsound = folder.write("d.yaml", "format: 1\nbase: b.yaml\ndecison: 2026-01\narms: []\n");
    REQUIRE(check_file(unsound).size() == 1);
    CHECK(check_file(unsound)[0].suggestion == "did you mean 'decision'?");
}
