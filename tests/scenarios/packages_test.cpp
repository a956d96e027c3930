// SPDX-License-Identifier: Apache-2.0
// Packages: the world that one is for, and the mechanisms of the documents that its values name.
#include <algorithm>
#include <set>

#include "models/policy/lever.hpp"
#include "scenarios/loader/mechanisms.hpp"
#include "scenarios/loader/scenario.hpp"
#include "tests/scenarios/loading.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::scenarios;

namespace {

/// A package for a world with a region `farland`, and a scenario that uses it with another world.
std::string package_text(const std::string& world) {
    return "format: 1\nname: farland\n" + world +
           "funds: [{id: f, payers: {farland: 1}, per_year_cny: 5}]\n"
           "levers: [{id: a, kind: test_award, for: [farland], amount_cny: {E: 1}, paid_from: f}]\n";
}
std::string scenario_text() {
    return test::small_world("packages: [policies/farland.yaml]\n");
}

}  // namespace

TEST_CASE("packages: a place that the world lacks is named with the world that has it", "[scenarios][packages]") {
    const test::Folder folder;
    folder.write("policies/farland.yaml", package_text("world: ../base/wide.yaml\n"));
    const auto loaded = test::load_file(folder.write("s.yaml", scenario_text()));
    REQUIRE(loaded.problems.size() == 2);
    const std::string root = folder.path().generic_string();
    for (const auto& problem : loaded.problems) {
        INFO(to_string(problem));
        CHECK(problem.problem == "there is no region 'farland'");
        CHECK(problem.suggestion ==
              "the package " + root + "/policies/farland.yaml is for " + root + "/base/wide.yaml");
    }
    CHECK(loaded.problems[0].path == "funds.f.payers");
    CHECK(loaded.problems[1].path == "levers.a.for[1]");
}

TEST_CASE("packages: without a world of its own the known regions are listed", "[scenarios][packages]") {
    const test::Folder folder;
    folder.write("policies/farland.yaml", package_text(""));
    const auto loaded = test::load_file(folder.write("s.yaml", scenario_text()));
    REQUIRE(loaded.problems.size() == 2);
    CHECK(loaded.problems[0].suggestion == "known: suining, tongnan");
}

TEST_CASE("packages: a misspelt region of the scenario itself gets no such hint", "[scenarios][packages]") {
    const test::Folder folder;
    folder.write("policies/farland.yaml", "format: 1\nname: farland\nworld: ../base/wide.yaml\nlevers: []\n");
    const auto loaded =
        test::load_file(folder.write("s.yaml", scenario_text() + "groups: [{id: g, members: [tongnam]}]\n"));
    REQUIRE(loaded.problems.size() == 1);
    CHECK(loaded.problems[0].suggestion == "did you mean 'tongnan'?");
}

TEST_CASE("packages: a world is a key of packages, not of scenarios", "[scenarios][packages]") {
    const test::Folder folder;
    CHECK(check_file(folder.write("p.yaml",
                                  "format: 1\nname: p\nworld: ../base/wide.yaml\n"
                                  "funds: [{id: f, payers: {farland: 1}}]\n"))
              .empty());
    const auto loaded = test::load_text(test::small_world("world: base/wide.yaml\n"));
    REQUIRE(loaded.problems.size() == 1);
    CHECK(loaded.problems[0].problem == "unknown key 'world'");
}

TEST_CASE("packages: a world must be the path of a file", "[scenarios][packages]") {
    const test::Folder folder;
    folder.write("policies/farland.yaml", "format: 1\nname: farland\nworld: [a, b]\n");
    const auto loaded = test::load_file(folder.write("s.yaml", scenario_text()));
    REQUIRE(loaded.problems.size() == 1);
    CHECK(loaded.problems[0].path == "world");
    CHECK(loaded.problems[0].problem == "a list is not the path of a file");
}

TEST_CASE("mechanisms: the program knows those of the five documents", "[scenarios][packages]") {
    const auto& ids = mechanism_ids();
    CHECK(ids.size() == 222);
    CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == ids.size());
    CHECK(std::find(ids.begin(), ids.end(), "wenjiang_soe_retiree_transfer") != ids.end());
}

TEST_CASE("mechanisms: the figures that lever kinds quote are theirs", "[scenarios][packages]") {
    const std::set<std::string> known(mechanism_ids().begin(), mechanism_ids().end());
    std::size_t n = 0;
    for (const auto& spec : models::all_lever_specs()) {
        for (const auto& figure : spec.figures) {
            if (figure.mechanism.empty()) continue;
            INFO(spec.kind << ": " << figure.mechanism);
            CHECK(known.count(figure.mechanism) == 1);
            ++n;
        }
    }
    CHECK(n > 0);
}

TEST_CASE("mechanisms: an id that no document has is refused with the nearest", "[scenarios][packages]") {
    const auto problem_of = [](const std::string& id) {
        const auto loaded = test::load_text(test::small_world(
            "levers: [{id: a, kind: test_award, for: suining, amount_cny: {E: {value: 5, mechanism: " + id + "}}}]\n"));
        REQUIRE(loaded.problems.size() == 1);
        CHECK(loaded.problems[0].path == "levers.a.amount_cny.E.mechanism");
        return loaded.problems[0];
    };
    const auto near = problem_of("lqy_top_talent_awrd");
    CHECK(near.problem == "no document has a mechanism 'lqy_top_talent_awrd'");
    CHECK(near.suggestion == "did you mean 'lqy_top_talent_award'?");
    CHECK(problem_of("something_else_altogether").suggestion ==
          "scenarios/policies/mechanisms.csv lists them; without one leave the key out");
}
