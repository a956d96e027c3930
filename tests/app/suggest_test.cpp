// SPDX-License-Identifier: Apache-2.0
#include "app/suggest.hpp"

#include "tests/support/catch.hpp"

using namespace talentflow::app;

TEST_CASE("typing_distance: counts changes, insertions, deletions and swaps", "[app]") {
    CHECK(typing_distance("run", "run") == 0);
    CHECK(typing_distance("rnu", "run") == 1);
    CHECK(typing_distance("chek", "check") == 1);
    CHECK(typing_distance("", "abc") == 3);
    CHECK(typing_distance("levers", "info") == 6);
}

TEST_CASE("did_you_mean: names the nearest word and nothing far off", "[app]") {
    const std::vector<std::string> commands{"run", "check", "show", "levers"};
    CHECK(did_you_mean("rnu", commands) == "; did you mean 'run'?");
    CHECK(did_you_mean("lever", commands) == "; did you mean 'levers'?");
    CHECK(did_you_mean("simulate", commands).empty());
    CHECK(did_you_mean("", commands).empty());
    CHECK(did_you_mean(std::string(100000, 'x'), commands).empty());
}
