// SPDX-License-Identifier: Apache-2.0
#include "app/summary.hpp"

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "app/summary_json.hpp"
#include "tests/app/sample_result.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"

using namespace talentflow;

TEST_CASE("summary: stocks are means over members with their standard deviation", "[app]") {
    const auto sample = tests::sample_run();
    const auto summary = app::summarise(sample.result, sample.world);
    REQUIRE(summary.members == 2);
    REQUIRE(summary.regions.size() == 3);
    const auto& suining = summary.regions[0];
    CHECK(suining.stock_start->total.mean == 130);
    CHECK(suining.stock_end->total.mean == 150);                     // 140 and 160
    CHECK(suining.stock_end->total.sd == Approx(std::sqrt(200.0)));  // n - 1
    CHECK(suining.stock_end->tiers[0].mean == 130);
    CHECK(suining.change->total.mean == 20);
    CHECK(suining.change->tiers[1].mean == 0);
}

TEST_CASE("summary: arrivals and departures are sums over the run by tier", "[app]") {
    const auto sample = tests::sample_run();
    const auto summary = app::summarise(sample.result, sample.world);
    const auto& suining = summary.regions[0];
    CHECK(suining.arrivals->total.mean == 4);
    CHECK(suining.arrivals->tiers[0].mean == 4);
    CHECK(suining.departures->tiers[1].mean == 3);
    CHECK(suining.net_moves->total.mean == 1);
}

TEST_CASE("summary: moves inside a group cancel", "[app]") {
    const auto sample = tests::sample_run();
    const auto summary = app::summarise(sample.result, sample.world);
    REQUIRE(summary.groups.size() == 1);
    const auto& group = summary.groups[0];
    CHECK(group.stock_start->total.mean == 170);
    CHECK(group.arrivals->total.mean == 4);
    CHECK(group.departures->total.mean == 1);
    CHECK(group.net_moves->total.mean == 3);
}

TEST_CASE("summary: variables that the result lacks stay empty", "[app]") {
    const auto sample = tests::sample_run();
    const auto summary = app::summarise(sample.result, sample.world);
    CHECK_FALSE(summary.regions[0].entries);
    CHECK_FALSE(summary.regions[0].promoted);
    CHECK_FALSE(summary.levers[0].paid);
    CHECK_FALSE(summary.funds[0].payments_cny);
    const auto empty = app::summarise(models::RunResult{}, models::World{});
    CHECK(empty.regions.empty());
}

TEST_CASE("summary: money of levers is summed over payers, a balance is that of the end", "[app]") {
    const auto sample = tests::sample_run();
    const auto summary = app::summarise(sample.result, sample.world);
    REQUIRE(summary.levers.size() == 1);
    CHECK(summary.levers[0].claims->mean == 7);
    CHECK(summary.levers[0].spending_cny->mean == 3000000.3);
    REQUIRE(summary.levers[0].payers.size() == 1);  // who paid nothing is not listed
    CHECK(summary.levers[0].payers[0].id == "suining");
    CHECK(summary.funds[0].balance_cny->mean == 200);
}

TEST_CASE("summary: a shortage rate below 30 posts is not meaningful", "[app]") {
    const auto sample = tests::sample_run();
    const auto summary = app::summarise(sample.result, sample.world);
    REQUIRE(summary.shortages.size() == 2);
    CHECK(summary.shortages[0].rate_is_meaningful());        // 12 of 40
    CHECK_FALSE(summary.shortages[1].rate_is_meaningful());  // 5 of 20
    CHECK(summary.shortages[0].field.id == "auto");
}

TEST_CASE("summary_json: every promised key is there", "[app]") {
    const auto sample = tests::sample_run();
    app::RunFacts facts;
    facts.scenario = "sample";
    facts.start = sample.world.start;
    facts.agent_months = 840;
    facts.loop_seconds = 0.5;
    const auto json = app::summary_json(facts, app::summarise(sample.result, sample.world));
    for (const char* key : {"scenario", "output", "members", "months", "agents", "agent_months", "loop_seconds",
                            "agent_months_per_second", "wall_seconds", "peak_rss_bytes", "threads", "regions", "groups",
                            "levers", "funds", "shortages"})
        CHECK(json.contains(key));
    CHECK(json["agent_months_per_second"] == 1680);
    const auto& end = json["regions"]["suining"]["stock_end"];
    CHECK(end["total"] == 150);
    CHECK(end["total"].is_number_integer());
    CHECK(end["tiers"]["D"] == 130);
    CHECK(end["sd"]["total"].get<double>() == Approx(std::sqrt(200.0)));
    CHECK(json["levers"]["award"]["payers_cny"]["suining"] == 3000000.3);
}

namespace {

bool is_tier_d(std::string_view id) {
    return id == "D";
}

/// The sample with a lever for tier D alone, and tier D hidden.
app::Summary without_tier_d(tests::SampleRun& sample) {
    sample.world.levers.resize(1);
    sample.world.levers[0].eligible.tiers = {0_tier};
    auto summary = app::summarise(sample.result, sample.world);
    app::hide_tiers(summary, is_tier_d);
    return summary;
}

}  // namespace

TEST_CASE("summary: hidden tiers stay within the totals", "[app][quick]") {
    auto sample = tests::sample_run();
    const auto summary = without_tier_d(sample);
    REQUIRE(summary.tiers.size() == 1);
    CHECK(summary.tiers[0].id == "E");
    REQUIRE(summary.hidden_tiers.size() == 1);
    CHECK(summary.hidden_tiers[0].id == "D");
    const auto& suining = summary.regions[0];
    CHECK(suining.stock_end->total.mean == 150);
    REQUIRE(suining.stock_end->tiers.size() == 1);
    CHECK(suining.stock_end->tiers[0].mean == 20);
    CHECK(suining.departures->tiers.size() == 1);
    CHECK(suining.net_moves->total.mean == 1);
    CHECK(summary.groups[0].stock_end->tiers.size() == 1);
}

TEST_CASE("summary: what is for hidden tiers alone is hidden, the money is not", "[app][quick]") {
    auto sample = tests::sample_run();
    const auto summary = without_tier_d(sample);
    CHECK(summary.levers.empty());
    REQUIRE(summary.hidden_levers.size() == 1);
    CHECK(summary.hidden_levers[0].id == "award");
    CHECK(summary.funds.size() == 1);
    REQUIRE(summary.shortages.size() == 1);
    CHECK(summary.shortages[0].tier.id == "E");
    sample.world.levers[0].eligible.tiers.clear();  // for everybody
    auto open = app::summarise(sample.result, sample.world);
    app::hide_tiers(open, is_tier_d);
    CHECK(open.levers.size() == 1);
}

TEST_CASE("summary: JSON of a quick look says so and what it leaves out", "[app][quick]") {
    auto sample = tests::sample_run();
    const auto summary = without_tier_d(sample);
    app::RunFacts facts;
    CHECK(app::summary_json(facts, summary)["quick_look"] == false);
    CHECK_FALSE(app::summary_json(facts, summary).contains("notice"));
    facts.quick_look = true;
    const auto json = app::summary_json(facts, summary);
    CHECK(json["quick_look"] == true);
    CHECK(json["notice"]["en"] == "quick look, not for quotation");
    CHECK(json["notice"]["zh"] == "快速预览，不可引用");
    CHECK(json["tiers_not_shown"] == std::vector<std::string>{"D"});
    CHECK(json["levers_not_shown"] == std::vector<std::string>{"award"});
    CHECK_FALSE(json["regions"]["suining"]["stock_end"]["tiers"].contains("D"));
    CHECK(json["regions"]["suining"]["stock_end"]["total"] == 150);
}
