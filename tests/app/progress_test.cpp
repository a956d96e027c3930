// SPDX-License-Identifier: Apache-2.0
#include "app/progress.hpp"

#include <algorithm>
#include <sstream>
#include <string>

#include <nlohmann/json.hpp>

#include "sim/error.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using app::ProgressMode;

namespace {

/// Reports 20 months of 2 members, one every `interval` seconds; returns what was written.
std::string report(ProgressMode mode, double interval) {
    std::ostringstream err;
    double now = 100;
    {
        app::ProgressReporter reporter{
            err, {.mode = mode, .language = app::Language::en, .first_month = sim::Month::of(2018, 1)}, [&now] {
                return now;
            }};
        for (int member = 0; member < 2; ++member)
            for (int month = 1; month <= 20; ++month) {
                now += interval;
                reporter.update(
                    {.member = member, .members = 2, .months_done = month, .months_total = 20, .agents = 1000});
            }
    }
    return err.str();
}

auto n_lines(const std::string& text) {
    return std::count(text.begin(), text.end(), '\n');
}

}  // namespace

TEST_CASE("progress_mode: a bar only on a terminal, nothing when quiet", "[app]") {
    std::ostringstream sink;
    app::Io pipe{.out = sink, .err = sink};
    app::Io terminal{.out = sink, .err = sink, .err_is_terminal = true};
    app::CommonOptions common;
    CHECK(app::progress_mode(common, terminal) == ProgressMode::bar);
    CHECK(app::progress_mode(common, pipe) == ProgressMode::plain);
    common.progress = "plain";
    CHECK(app::progress_mode(common, terminal) == ProgressMode::plain);
    common.progress = "json";
    CHECK(app::progress_mode(common, terminal) == ProgressMode::json);
    common.quiet = true;
    CHECK(app::progress_mode(common, terminal) == ProgressMode::none);
    common.progress = "loud";
    CHECK_THROWS_AS(app::progress_mode(common, terminal), ScenarioError);
}

TEST_CASE("ProgressReporter: plain lines come at most every 5 s, and one at the end", "[app]") {
    CHECK(n_lines(report(ProgressMode::plain, 1.0)) == 8);  // 40 s, the last at the end itself
    const auto fast = report(ProgressMode::plain, 0.001);
    CHECK(fast == "100 %: month 20 of 20 (2019-08), member 2 of 2, 1,000 agents\n");
}

TEST_CASE("ProgressReporter: the bar is redrawn at most 10 times a second and cleared", "[app]") {
    const auto text = report(ProgressMode::bar, 0.05);  // 2 s
    CHECK(n_lines(text) == 0);
    CHECK(std::count(text.begin(), text.end(), '[') <= 2 * 21);  // bar and escape sequence
    CHECK(text.find("left") != std::string::npos);
    CHECK(text.ends_with("\r\033[K"));
}

TEST_CASE("ProgressReporter: JSON lines say where the run stands", "[app]") {
    std::istringstream lines{report(ProgressMode::json, 1.0)};
    std::string line, last;
    while (std::getline(lines, line)) last = line;
    const auto json = nlohmann::json::parse(last);
    CHECK(json["event"] == "progress");
    CHECK(json["share"] == 1.0);
    CHECK(json["month"] == 20);
    CHECK(json["agent_months_per_second"] == 1000.0);
}

TEST_CASE("ProgressReporter: none writes nothing", "[app]") {
    CHECK(report(ProgressMode::none, 10).empty());
}

TEST_CASE("clock_text and short_number: times and speeds for people", "[app]") {
    CHECK(app::clock_text(0.2) == "0:01");
    CHECK(app::clock_text(65) == "1:05");
    CHECK(app::clock_text(3700) == "1:01:40");
    CHECK(app::short_number(12345678) == "12.3 M");
    CHECK(app::short_number(5400) == "5.4 k");
    CHECK(app::short_number(7) == "7");
}
