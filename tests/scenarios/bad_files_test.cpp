// SPDX-License-Identifier: Apache-2.0
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "scenarios/loader/scenario.hpp"
#include "sim/error.hpp"
#include "tests/scenarios/loading.hpp"
#include "tests/support/catch.hpp"

namespace fs = std::filesystem;
using namespace talentflow;
using namespace talentflow::scenarios;

namespace {

struct Expected {
    std::string place, message;
};

const fs::path& folder() {
    static const fs::path path = fs::path{TALENTFLOW_SOURCE_DIR} / "tests/scenarios/bad";
    return path;
}

/// file<TAB>line:column<TAB>part of the message; one line per problem, in the order of the report.
std::map<std::string, std::vector<Expected>> expectations() {
    std::map<std::string, std::vector<Expected>> all;
    std::ifstream in{folder() / "expected.txt"};
    for (std::string line; std::getline(in, line);) {
        std::istringstream parts{line};
        std::string file;
        Expected expected;
        std::getline(parts, file, '\t');
        std::getline(parts, expected.place, '\t');
        std::getline(parts, expected.message);
        all[file].push_back(expected);
    }
    return all;
}

}  // namespace

TEST_CASE("bad files: each says where and what, and nothing else", "[scenarios][bad]") {
    const auto all = expectations();
    REQUIRE(all.size() >= 60);
    for (const auto& [file, expected] : all) {
        const auto loaded = test::load_file(folder() / file);
        std::string text;
        for (const auto& problem : loaded.problems) text += to_string(problem) + "\n";
        INFO(file << "\n" << text);
        REQUIRE(loaded.problems.size() == expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const auto& problem = loaded.problems[i];
            CHECK(std::to_string(problem.line) + ":" + std::to_string(problem.column) == expected[i].place);
            CHECK(to_string(problem).find(expected[i].message) != std::string::npos);
        }
    }
}

TEST_CASE("bad files: every file of the folder is expected", "[scenarios][bad]") {
    const auto all = expectations();
    for (const auto& entry : fs::directory_iterator{folder()}) {
        if (entry.path().extension() != ".yaml") continue;
        INFO(entry.path().filename().string());
        CHECK(all.count(entry.path().filename().string()) == 1);
    }
}

TEST_CASE("bad files: load_scenario throws them all as one error", "[scenarios][bad]") {
    for (const auto& [file, expected] : expectations()) {
        INFO(file);
        try {
            static_cast<void>(load_scenario(folder() / file));
            FAIL("was read");
        } catch (const ScenarioError& error) {
            CHECK(error.exit_code() == ExitCode::bad_input);
            const std::string text = error.what();
            CHECK(text.find(file) != std::string::npos);
            CHECK(text.find(": error: ") != std::string::npos);
        }
    }
}

TEST_CASE("bad files: check_file reports them without throwing", "[scenarios][bad]") {
    for (const auto& [file, expected] : expectations()) {
        INFO(file);
        // Without time or overrides a file is a part of a scenario, whose regions may be elsewhere.
        if (file == "no_regions.yaml") continue;
        CHECK_FALSE(check_file(folder() / file).empty());
    }
}
