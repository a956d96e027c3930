// SPDX-License-Identifier: Apache-2.0
#include "app/summary_text.hpp"

#include <sstream>
#include <string>
#include <string_view>

#include "app/table.hpp"
#include "tests/app/sample_result.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"

using namespace talentflow;

namespace {

enum class Look { full, quick };

std::string text_of(app::Language language, Look look = Look::full) {
    const auto sample = tests::sample_run();
    app::RunFacts facts;
    facts.scenario = "sample";
    facts.title = sample.world.title;
    facts.start = sample.world.start;
    facts.months = 2;
    facts.members = 2;
    facts.definition = app::talent_definition(sample.world);
    auto summary = app::summarise(sample.result, sample.world);
    if (look == Look::quick) {
        facts.quick_look = true;
        facts.persons_per_agent = 10;
        app::hide_tiers(summary, [](std::string_view id) { return id == "D"; });
    }
    return app::summary_text(facts, summary, language, app::Headings::plain);
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
    CHECK(has(text, "no rate below 30 posts"));
    auto coarse = tests::sample_run();
    coarse.world.persons_per_agent = 10;  // the 40 posts of the list's head are four agents'
    CHECK_FALSE(app::summarise(coarse.result, coarse.world).shortages[0].rate_is_meaningful());
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

TEST_CASE("summary_text: every heading of a quick look says so", "[app][quick]") {
    for (const auto language : {app::Language::en, app::Language::zh}) {
        const auto text = text_of(language, Look::quick);
        std::size_t n = 0;
        const std::string words = "quick look, not for quotation";
        for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) ++n;
        CHECK(n == 6);  // title, regions, groups, levers, funds, shortages
        CHECK(has(text, "快速预览，不可引用") == (language == app::Language::zh));
        CHECK_FALSE(has(text_of(language), words));
    }
}

TEST_CASE("summary_text: a quick look names the tiers it does not show", "[app][quick]") {
    const auto text = text_of(app::Language::en, Look::quick);
    CHECK(has(text, "One agent stands for 10 persons"));
    CHECK(has(text, "(D) are within the totals, not shown"));
    CHECK_FALSE(has(text, "\n    D "));
    CHECK(has(text, "\n    E "));  // a tier of its own beside the total, although it is the only one
    CHECK(has(text_of(app::Language::zh, Look::quick), "（D）计入合计，不单列"));
}

TEST_CASE("talent_definition: names the census only where there is one", "[app]") {
    models::World world;
    world.regions.resize(1);
    CHECK(has(app::talent_definition(world).en, "Made-up"));
    world.regions[0_in_file].id = "longquanyi";
    world.regions[0_in_file].men = {1.0};
    CHECK(has(app::talent_definition(world).en, "340,000"));
    CHECK(has(app::talent_definition(world).zh, "人才资源统计"));
    world.regions[0_in_file].id = "elsewhere";
    CHECK_FALSE(has(app::talent_definition(world).en, "340,000"));
}
