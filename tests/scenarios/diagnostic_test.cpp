// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/diagnostic.hpp"

#include "scenarios/loader/report.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow::scenarios;

TEST_CASE("diagnostic: prints place, path, problem and suggestion", "[scenarios][diagnostic]") {
    CHECK(to_string({"a.yaml", 14, 16, "levers.x.share", "30 is outside [0, 1]", "write 0.3?"}) ==
          "a.yaml:14:16: error: levers.x.share: 30 is outside [0, 1]; write 0.3?");
    CHECK(to_string({"a.yaml", 0, 0, "", "is empty", ""}) == "a.yaml: error: is empty");
    CHECK(to_string({"", 0, 0, "", "is empty", ""}) == "error: is empty");
}

TEST_CASE("diagnostic: the nearest name within a third of the letters", "[scenarios][diagnostic]") {
    const std::vector<std::string> names{"distance_elasticity", "duration_months", "dose"};
    CHECK(nearest("distance_elastcity", names) == "distance_elasticity");
    CHECK(nearest("durration_months", names) == "duration_months");
    CHECK(nearest("DOSE", names) == "dose");
    CHECK(nearest("dosis", names).empty());
    CHECK(nearest("dose", names) == "dose");
    CHECK(nearest("", names).empty());
    CHECK(nearest(std::string(100000, 'd'), names).empty());
    CHECK(nearest("abc", {}).empty());
}

TEST_CASE("report: sorts by place and drops what is said twice", "[scenarios][diagnostic]") {
    Report report;
    Origin late;
    late.source = std::make_shared<const std::string>("b.yaml");
    late.line = 9;
    Origin early = late;
    early.line = 2;
    report.add(late, "x", "second");
    report.add(early, "y", "first");
    report.add(late, "x", "second");
    const auto sorted = report.sorted();
    REQUIRE(sorted.size() == 2);
    CHECK(sorted[0].problem == "first");
}

TEST_CASE("messages: what the user wrote is shortened between characters", "[scenarios][diagnostic]") {
    CHECK(in_marks("ab") == "'ab'");
    CHECK(in_marks("a\nb") == "'a\\u000ab'");
    std::string chinese;
    for (int i = 0; i < 40; ++i) chinese += "遂";
    const std::string shown = in_marks(chinese);
    CHECK(shown.size() < 60);
    CHECK(shown.find("遂...'") != std::string::npos);
}
