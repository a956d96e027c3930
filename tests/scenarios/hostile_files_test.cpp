// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <chrono>
#include <fstream>

#include "scenarios/loader/scenario.hpp"
#include "scenarios/loader/source_text.hpp"
#include "sim/error.hpp"
#include "tests/scenarios/loading.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::scenarios;

namespace {

std::string message_of(const std::filesystem::path& file) {
    try {
        static_cast<void>(load_scenario(file));
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("source text: a file of 50 MB is refused at once", "[scenarios][files]") {
    const test::Folder folder;
    const auto file = folder.write("big.yaml", "a: ");
    std::filesystem::resize_file(file, 50'000'000);
    const auto begin = std::chrono::steady_clock::now();
    CHECK_THROWS_AS(load_scenario(file), ScenarioError);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    CHECK(took.count() < 0.5);
    CHECK(message_of(file).find("is 50000000 bytes long (at most 1048576 are read)") != std::string::npos);
    CHECK(check_file(file).size() == 1);
}

TEST_CASE("source text: a file at the limit is read, one byte more is not", "[scenarios][files]") {
    const test::Folder folder;
    const std::string world = test::small_world("note: ");
    const std::string filler(kMaxFileBytes - world.size() - 1, 'a');
    CHECK_NOTHROW(load_scenario(folder.write("full.yaml", world + filler + "\n")));
    CHECK_THROWS_AS(load_scenario(folder.write("over.yaml", world + filler + "a\n")), ScenarioError);
}

TEST_CASE("source text: what is no readable file is an input error", "[scenarios][files]") {
    const test::Folder folder;
    CHECK_THROWS_AS(load_scenario(folder.path()), OutputError);
    CHECK(message_of(folder.path()).find("is a directory") != std::string::npos);
    CHECK_THROWS_AS(load_scenario(folder.path() / "none.yaml"), OutputError);
    CHECK(message_of(folder.path() / "none.yaml").find("none.yaml: no such file") != std::string::npos);
    CHECK_THROWS_AS(load_scenario("/dev/zero"), OutputError);
    const auto pipe = folder.path() / "pipe.yaml";
    REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
    CHECK_THROWS_AS(load_scenario(pipe), OutputError);
    CHECK_THROWS_AS(check_file(folder.path()), OutputError);
}

TEST_CASE("source text: a byte order mark and CR LF do no harm", "[scenarios][files]") {
    const auto marked = test::load_text("\xEF\xBB\xBF" + test::small_world());
    CHECK(marked.problems.empty());
    std::string lines = test::small_world("parameters: {housing_share: 2}\n");
    for (std::size_t at = 0; (at = lines.find('\n', at)) != std::string::npos; at += 2) {
        lines.replace(at, 1, "\r\n");
    }
    CHECK(test::first_problem(test::load_text(lines)).find("text.yaml:5:29: error: ") == 0);
}

TEST_CASE("source text: columns count characters, not bytes", "[scenarios][files]") {
    const auto loaded = test::load_text(test::small_world("title: {zh: 遂宁市, xx: b}\n"));
    CHECK(test::first_problem(loaded).find("text.yaml:5:18: error: title: unknown key 'xx'") == 0);
}

TEST_CASE("report: at most a hundred lines and how many more", "[scenarios][files]") {
    std::string text = test::small_world("parameters:\n");
    for (int i = 0; i < 250; ++i) text += "  nothing_" + std::to_string(i) + ": 1\n";
    try {
        static_cast<void>(parse_scenario(text, "x.yaml"));
        FAIL("was read");
    } catch (const ScenarioError& error) {
        const std::string message = error.what();
        CHECK(std::count(message.begin(), message.end(), '\n') == 100);
        CHECK(message.find("\nand 150 more") != std::string::npos);
    }
}

TEST_CASE("report: large and hostile scenarios are refused quickly", "[scenarios][files]") {
    const auto begin = std::chrono::steady_clock::now();
    std::string regions = "format: 1\nname: x\noverrides: {exit_probability: 0}\nregions: [";
    for (int i = 0; i < 20000; ++i) regions += "{id: r" + std::to_string(i) + "},";
    CHECK(test::load_text(regions + "]\n").problems.size() == 1);
    std::string levers = test::small_world("levers: [");
    for (int i = 0; i < 1000; ++i) {
        levers += "{id: l" + std::to_string(i) + ", kind: test_link, minutes: 1, requires: l" +
                  std::to_string((i + 1) % 1000) + "},";
    }
    const auto ring = test::load_text(levers + "]\n");
    REQUIRE(ring.problems.size() == 1);
    CHECK(test::first_problem(ring).find("the levers require one another: l0 -> l1 -> ") != std::string::npos);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    CHECK(took.count() < 10);
}

TEST_CASE("report: more levers than a programme's number can tell apart are refused", "[scenarios][files]") {
    const auto levers = [](int n) {
        std::string text = test::small_world("levers: [");
        for (int i = 0; i < n; ++i) text += "{id: l" + std::to_string(i) + ", kind: test_link, minutes: 1},";
        return test::load_text(text + "]\n");
    };
    CHECK(test::first_problem(levers(1001)).find("levers: has 1001 items, needs at most 1000") != std::string::npos);
    CHECK(test::first_problem(levers(1000)).find("needs at most") == std::string::npos);
}
