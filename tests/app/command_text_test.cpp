// SPDX-License-Identifier: Apache-2.0
#include "app/command_text.hpp"

#include "tests/support/catch.hpp"

using namespace talentflow::app;

TEST_CASE("command_text: leaves out folders, output, threads and display options", "[app]") {
    RunArguments arguments;
    arguments.scenario.file = "some/folder/two_regions.yaml";
    arguments.scenario.changes = {{"--set", "levers.award.dose=0"}, {"--seed", "7"}, {"--set", "title.en=A b"}};
    arguments.output = "out.h5";
    arguments.threads = 8;
    arguments.force = true;
    arguments.look_every_month = true;
    CHECK(command_text(arguments) ==
          "talentflow run two_regions.yaml --set levers.award.dose=0 --seed 7 --set 'title.en=A b'");
}

TEST_CASE("command_text: a quick look says so", "[app][quick]") {
    RunArguments arguments;
    arguments.scenario.file = "base.yaml";
    arguments.scenario.changes = {{"--months", "12"}};
    arguments.scenario.quick = true;
    CHECK(command_text(arguments) == "talentflow run base.yaml --months 12 --quick");
}

TEST_CASE("changes_in: reads back what command_text wrote", "[app]") {
    RunArguments arguments;
    arguments.scenario.file = "two regions.yaml";
    arguments.scenario.changes = {{"--set", "title.en=Don't 'A\\b'"},
                                  {"--seed", "7"},
                                  {"--months", "2"},
                                  {"--set", "a={b: 1}"},
                                  {"--replicates", "3"}};
    arguments.scenario.quick = true;
    const auto changes = changes_in(command_text(arguments));
    REQUIRE(changes.size() == arguments.scenario.changes.size());
    for (std::size_t i = 0; i < changes.size(); ++i) {
        CHECK(changes[i].option == arguments.scenario.changes[i].option);
        CHECK(changes[i].text == arguments.scenario.changes[i].text);
    }
}

TEST_CASE("changes_in: what is no command of ours changes nothing", "[app]") {
    for (const char* text :
         {"", "talentflow run", "--set", "x --set =1", "x --set a", "x --seed", "'", "\\", "x --set ''"}) {
        INFO(text);
        CHECK(changes_in(text).empty());
    }
}

TEST_CASE("shell_quoted: quotes what a shell would take apart", "[app]") {
    CHECK(shell_quoted("a=1.5") == "a=1.5");
    CHECK(shell_quoted("don't") == "'don'\\''t'");
    CHECK(shell_quoted("") == "''");
    CHECK(shell_quoted("{a: 1}") == "'{a: 1}'");
}

TEST_CASE("without_comments: two ways of commenting the same scenario are one text", "[app]") {
    CHECK(without_comments("a: 1  # from base.yaml:3\n\n# whole line\nb: 2\n") == "a: 1\nb: 2\n");
    CHECK(without_comments("a: 1\nb: 2") == "a: 1\nb: 2\n");
}

TEST_CASE("without_comments: a hash inside a value stays", "[app]") {
    CHECK(without_comments("a: \"x # y\"\n") == "a: \"x # y\"\n");
    CHECK(without_comments("a: 'it''s # 1' # c\n") == "a: 'it''s # 1'\n");
    CHECK(without_comments("a: \"\\\" # in\" # out\n") == "a: \"\\\" # in\"\n");
    CHECK(without_comments("a: x#y\n") == "a: x#y\n");
    CHECK(without_comments("note: don't # comment\n") == "note: don't\n");
}
