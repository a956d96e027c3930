// SPDX-License-Identifier: Apache-2.0
#include <sstream>

#include "scenarios/loader/scenario.hpp"
#include "scenarios/loader/show.hpp"
#include "tests/scenarios/census_world.hpp"
#include "tests/scenarios/loading.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::scenarios;

namespace {

bool has_line(const std::string& text, const std::string& line) {
    return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

std::string without_comments(const std::string& text) {
    std::istringstream in{text};
    std::string result;
    for (std::string line; std::getline(in, line);) {
        const auto comment = line.rfind("  # ");
        result += line.substr(0, comment) + "\n";
    }
    return result;
}

/// Reading the resolved text gives the same text again, so the same world.
void check_round_trip(const Scenario& scenario) {
    const auto again = parse_scenario(scenario.resolved_yaml, "resolved");
    CHECK(again.resolved_yaml == without_comments(scenario.resolved_yaml));
    const auto third = parse_scenario(again.resolved_yaml, "resolved");
    CHECK(third.resolved_yaml == again.resolved_yaml);
    CHECK(diff(scenario, again).empty());
}

}  // namespace

TEST_CASE("resolved text: each line says where its value is from", "[scenarios][show]") {
    const test::Folder folder;
    folder.write("base/world.yaml", test::small_world("time: {months: 12}\nrandom: {seed: 3}\n"));
    const auto file = folder.write("top.yaml", "format: 1\nname: top\nextends: base/world.yaml\nrandom: {seed: 5}\n");
    LoadOptions options;
    options.settings = {{"random.replicates", "2"}, {"parameters.housing_share", "0.25"}};
    const auto text = load_scenario(file, options).resolved_yaml;
    INFO(text);
    CHECK(has_line(text, "name: top"));
    CHECK(has_line(text, "  months: 12  # from base/world.yaml:5"));
    CHECK(has_line(text, "  seed: 5"));
    CHECK(has_line(text, "  replicates: 2  # command line"));
    CHECK(has_line(text, "  housing_share: 0.25  # command line"));
    CHECK(has_line(text, "  distance_elasticity: 0.83  # default"));
    CHECK(text.find("extends") == std::string::npos);
    CHECK(text.find(folder.path().string()) == std::string::npos);
}

TEST_CASE("resolved text: does not depend on where the files lie", "[scenarios][show]") {
    const test::Folder one, two;
    std::string texts[2];
    int i = 0;
    for (const auto* folder : {&one, &two}) {
        folder->write("base/world.yaml", test::small_world());
        const auto file = folder->write("top.yaml", "format: 1\nname: top\nextends: [base/world.yaml]\n");
        texts[i++] = load_scenario(file).resolved_yaml;
    }
    CHECK(texts[0] == texts[1]);
}

TEST_CASE("resolved text: reads back to itself", "[scenarios][show]") {
    check_round_trip(parse_scenario(test::small_world(), "x.yaml"));
    check_round_trip(parse_scenario(test::census_world(), "x.yaml"));
    check_round_trip(
        parse_scenario(test::census_world("overrides:\n  initial_agents: [{region: suining, count: 3}]\n"
                                          "  transition: [[1, 0], [0.5, 0.5]]\n"
                                          "  entries_per_month: {suining: {poisson: 2}, tongnan: 3}\n"
                                          "  reference_scale: 2\n"
                                          "funds: [{id: f, payers: {suining: {value: 1, evidence: printed}}, "
                                          "per_year_wan_cny: 3}]\n"
                                          "output: {variables: [default, ties_mean]}\n"),
                       "x.yaml"));
}

TEST_CASE("resolved text: texts survive whatever they hold", "[scenarios][show]") {
    for (const char* note : {"\"yes\"",
                             "\"12\"",
                             "\"a: b # c\"",
                             "\"line\\nbreak\"",
                             "\"tab\\there\"",
                             "'it''s'",
                             "\"\\\"quoted\\\" \\\\ back\"",
                             "\" spaces \"",
                             "\"\"",
                             "\"\\u00a0 and \\ufffd\"",
                             "\"{a: b}\"",
                             "\"- a\"",
                             "\"&a *b !c %d @e `f\"",
                             "遂潼一体化",
                             "\"[1, 2]\"",
                             "\"null\"",
                             "\"2018-01\"",
                             "|\n  block\n  text",
                             ">-\n  folded\n  text",
                             "plain with spaces",
                             "12",
                             "true",
                             "1e3"}) {
        INFO(note);
        const auto scenario = parse_scenario(test::small_world(std::string{"note: "} + note + "\n"), "x.yaml");
        check_round_trip(scenario);
    }
}

TEST_CASE("resolved text: scalars are quoted only where they must be", "[scenarios][show]") {
    CHECK(scalar_text("suining", false) == "suining");
    CHECK(scalar_text("遂宁", false) == "遂宁");
    CHECK(scalar_text("0.5", false) == "0.5");
    CHECK(scalar_text("0.5", true) == "\"0.5\"");
    CHECK(scalar_text("2018-01", false) == "2018-01");
    CHECK(scalar_text("true", false) == "true");
    CHECK(scalar_text("true", true) == "\"true\"");
    CHECK(scalar_text("no", false) == "\"no\"");
    CHECK(scalar_text("a, b", false) == "\"a, b\"");
    CHECK(scalar_text("", false) == "\"\"");
}

TEST_CASE("diff: names what differs in file order", "[scenarios][diff]") {
    const auto a = parse_scenario(test::small_world("time: {months: 12}\n"), "a.yaml");
    const auto b =
        parse_scenario(test::small_world("time: {months: 24}\n"
                                         "parameters: {housing_share: {value: 0.3, range: [0.2, 0.4], source: s}}\n"
                                         "groups: [{id: g, members: [suining]}]\n"),
                       "b.yaml");
    const auto text = diff(a, b);
    INFO(text);
    CHECK(has_line(text, "time.months: 12 -> 24"));
    CHECK(has_line(text, "parameters.housing_share: 0.2 -> 0.3"));
    CHECK(has_line(text, "parameters.housing_share.range: (none) -> [0.2, 0.4]"));
    CHECK(has_line(text, "groups.g.members: (none) -> [suining]"));
    CHECK(text.find("source") == std::string::npos);
    CHECK(diff(a, a).empty());
}
