// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/quick_look.hpp"

#include <string>

#include "scenarios/loader/show.hpp"
#include "tests/scenarios/census_world.hpp"
#include "tests/scenarios/loading.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::scenarios;

namespace {

std::string with_persons(const std::string& persons) {
    auto text = test::census_world();
    const std::string line = "  persons_per_agent: 1\n";
    return text.replace(text.find(line), line.size(), persons);
}

double persons_per_agent(const std::string& persons) {
    const auto loaded = test::load_quick_look(with_persons(persons));
    INFO(test::first_problem(loaded));
    CHECK(loaded.problems.empty());
    return loaded.resolved.world.persons_per_agent;
}

}  // namespace

TEST_CASE("quick_look: an agent stands for ten persons", "[scenarios][quick]") {
    CHECK(persons_per_agent("  persons_per_agent: 1\n") == 10);
    CHECK(persons_per_agent("  persons_per_agent: 4\n") == 10);
    CHECK(persons_per_agent("  persons_per_agent: {value: 2, note: coarse}\n") == 10);
    CHECK(persons_per_agent("") == 10);
    const auto loaded = test::load_quick_look(test::census_world());
    CHECK(show(loaded.resolved.root).find("persons_per_agent: 10  # command line\n") != std::string::npos);
}

TEST_CASE("quick_look: a coarser scenario stays as it is", "[scenarios][quick]") {
    CHECK(persons_per_agent("  persons_per_agent: 10\n") == 10);
    CHECK(persons_per_agent("  persons_per_agent: 400\n") == 400);
    CHECK(persons_per_agent("  persons_per_agent: {value: 50, note: coarse}\n") == 50);
}

TEST_CASE("quick_look: does not hide a mistake", "[scenarios][quick]") {
    for (const char* persons : {"0", "-3", "many", "[1]"}) {
        const auto line = std::string{"  persons_per_agent: "} + persons + "\n";
        CHECK(test::first_problem(test::load_quick_look(with_persons(line))) ==
              test::first_problem(test::load_text(with_persons(line))));
    }
}

TEST_CASE("quick_look: a setting of the same value is refused", "[scenarios][quick]") {
    const auto refused = [](const std::string& path, const std::string& value) {
        return test::first_problem(test::load_quick_look(test::census_world(), {{path, value}}));
    };
    CHECK(refused("population.persons_per_agent", "20") ==
          "--set population.persons_per_agent=20: error: population.persons_per_agent: does not go "
          "together with --quick, which sets it; leave out one of the two");
    CHECK(refused("population.persons_per_agent", "10").find("--quick") != std::string::npos);
    CHECK(refused("population.persons_per_agent", "{value: 5}").find("--quick") != std::string::npos);
    CHECK(refused("random.seed", "7").empty());
}

TEST_CASE("quick_look: worlds that count agents themselves are refused", "[scenarios][quick]") {
    const auto refused = [](const std::string& text) { return test::first_problem(test::load_quick_look(text)); };
    CHECK(refused(test::small_world("population: {agents: 1000}\n")).find("population.agents: counts agents") !=
          std::string::npos);
    for (const char* key : {"initial_agents: [{region: suining, count: 5}]", "posts: [{region: suining, count: 5}]",
                            "entries_per_month: {suining: 3}"}) {
        const auto problem = refused(test::census_world(std::string{"overrides: {"} + key + "}\n"));
        INFO(problem);
        CHECK(problem.find("text.yaml:") == 0);
        CHECK(problem.find("without --quick") != std::string::npos);
    }
}
