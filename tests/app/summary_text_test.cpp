// SPDX-License-Identifier: Apache-2.0
#include "app/summary_text.hpp"

#include <sstream>
#include <string>

#include "app/table.hpp"
#include "tests/app/sample_result.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;

namespace {

std::string text_of(app::Language language) {
    const auto sample = tests::sample_run();
    app::RunFacts facts;
    facts.scenario = "sample";
    facts.title = sample.world.title;
    facts.start = sample.world.start;
    facts.months = 2;
    facts.members = 2;
    facts.definition = app::talent_definition(sample.world);
    return app::summary_text(facts, app::summarise(sample.result, sample.world), language,
                             app::Headings::plain);
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("summary_text: says who is counted and that it is no forecast", "[app]") {
    const auto text = text_of(app::Language::en);
    CHECK(has(text, "2018-01 to 2018-02, 2 months"));
    CHECK(has(text, "Made-up population"));
    CHECK(has(text, "not a forecast"));
    CHECK_FALSE(has(text, "\033"));
}

TEST_CASE("summary_text: means are rounded to what the spread between members supports", "[app]") {
    CHECK(app::rounding_step(0) == 1);
    CHECK(app::rounding_step(3.2) == 1);
    CHECK(app::rounding_step(47) == 10);
    CHECK(app::rounding_step(640) == 100);
    CHECK(has(text_of(app::Language::en), "150 ±20"));  // sd 14.1: in tens, rounded up
}

TEST_CASE("summary_text: rates on fewer than 30 posts are not printed", "[app]") {
    const auto text = text_of(app::Language::en);
    CHECK(has(text, "30 %"));
    CHECK_FALSE(has(text, "25 %"));
}

TEST_CASE("summary_text: Chinese tables line up", "[app]") {
    std::istringstream lines{text_of(app::Language::zh)};
    std::string line, heading;
    std::size_t n_rows = 0;
    while (std::getline(lines, line)) {
        if (has(line, "地区、层次")) heading = line;
        if (heading.empty() || !has(line, "遂宁")) continue;
        CHECK(app::display_width(line) == app::display_width(heading));
        ++n_rows;
        break;
    }
    CHECK(n_rows == 1);
    CHECK(has(text_of(app::Language::zh), "样例"));
    CHECK(has(text_of(app::Language::zh), "万元"));
}

TEST_CASE("talent_definition: names the census only where there is one", "[app]") {
    models::World world;
    world.regions.resize(1);
    CHECK(has(app::talent_definition(world).en, "Made-up"));
    world.regions[0].id = "longquanyi";
    world.regions[0].men = {1.0};
    CHECK(has(app::talent_definition(world).en, "340,000"));
    CHECK(has(app::talent_definition(world).zh, "人才资源统计"));
    world.regions[0].id = "elsewhere";
    CHECK_FALSE(has(app::talent_definition(world).en, "340,000"));
}
