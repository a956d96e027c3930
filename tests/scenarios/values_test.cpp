// SPDX-License-Identifier: Apache-2.0
#include <limits>

#include "models/policy/lever.hpp"
#include "scenarios/loader/number.hpp"
#include "scenarios/loader/units.hpp"
#include "tests/scenarios/loading.hpp"
#include "tests/scenarios/test_levers.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"

using namespace talentflow;
using namespace talentflow::scenarios;

namespace {

struct Award {
    test::Loaded loaded;
    const test::TestAward* award = nullptr;
};

Award award_with(const std::string& keys) {
    Award result;
    result.loaded =
        test::load_text(test::small_world("titles: [{id: elite, issuer: tongnan, levels: {1: E}}]\n"
                                          "levers: [{id: award, kind: test_award, for: suining, " +
                                          keys + "}]\n"));
    INFO(test::first_problem(result.loaded));
    REQUIRE(result.loaded.problems.empty());
    result.award = dynamic_cast<const test::TestAward*>(result.loaded.resolved.world.levers.at(0).lever.get());
    REQUIRE(result.award != nullptr);
    return result;
}

double at(const models::TimePath& path, int year, int month) {
    return path.at(sim::Month::of(year, month));
}

}  // namespace

TEST_CASE("number: plain decimals are read to the last bit", "[scenarios][number]") {
    CHECK(parse_number("0").value == 0.0);
    CHECK(parse_number("-12").value == -12.0);
    CHECK(parse_number("0.1").value == 0.1);
    CHECK(parse_number("1e3").value == 1000.0);
    CHECK(parse_number("1.5E-3").value == 0.0015);
    CHECK(parse_number("1e+2").value == 100.0);
    CHECK(parse_number("1.7976931348623157e308").value == std::numeric_limits<double>::max());
    CHECK_FALSE(std::signbit(*parse_number("-0").value));
}

TEST_CASE("number: every other spelling is refused", "[scenarios][number]") {
    for (const char* text :
         {"",     " ",    "1 ",    " 1",       "+1",    "01",     "-01",    "00",   "1.",    ".5",  "-.5",
          "1e",   "1e+",  "e1",    "0x10",     "0o17",  "0b1",    "1_000",  "1,5",  "1'000", "nan", ".nan",
          ".NaN", "inf",  "-.inf", "Infinity", "1e400", "-1e400", "1e-400", "1f",   "1d",    "1%",  "１",
          "½",    "1:30", "yes",   "~",        "--1",   "1-",     "1..2",   "1e1.5"}) {
        INFO(text);
        CHECK_FALSE(parse_number(text).value.has_value());
        CHECK_FALSE(parse_number(text).problem.empty());
    }
}

TEST_CASE("number: whole numbers reach 2^64 - 1", "[scenarios][number]") {
    CHECK(parse_whole("18446744073709551615") == 18446744073709551615U);
    CHECK(parse_whole("1e6") == 1000000U);
    CHECK(parse_whole("3.0") == 3U);
    for (const char* text : {"18446744073709551616", "-1", "1.5", "1e17", "x", ""}) {
        INFO(text);
        CHECK_FALSE(parse_whole(text).has_value());
    }
}

TEST_CASE("number: what is written reads back to the same bits", "[scenarios][number]") {
    for (const double x :
         {0.0, 1.0, -1.5, 0.1, 1.0 / 3, 1e15, 1e17, 1e18, 1e300, 1e-5, 5e-324, 123456789.123456789, 1e9, 200000000.0}) {
        INFO(format_number(x));
        CHECK(parse_number(format_number(x)).value == x);
    }
    CHECK(format_number(1e9) == "1000000000");
    CHECK(format_number(0.5) == "0.5");
    CHECK(format_number(1e-5) == "1.0e-05");  // YAML 1.1 takes 1e-05 for a text
}

TEST_CASE("units: money keys and what they multiply by", "[scenarios][units]") {
    const auto keys = money_keys("per_year_wan_cny");
    REQUIRE(keys.size() == 3);
    CHECK(keys[0] == std::pair<std::string, double>{"per_year_cny", 1});
    CHECK(keys[1] == std::pair<std::string, double>{"per_year_wan_cny", 1e4});
    CHECK(keys[2] == std::pair<std::string, double>{"per_year_yi_cny", 1e8});
    CHECK(money_keys("wage_cny_per_month")[1].first == "wage_wan_cny_per_month");
    CHECK(money_keys("amount_cny_x").empty());
    CHECK(money_keys("months").empty());
    CHECK(without_unit("duration_months") == "duration");
    CHECK(without_unit("amount_wan_cny") == "amount");
}

TEST_CASE("values: steps hold from their date, the first also before", "[scenarios][values]") {
    const auto a = award_with("amount_cny: {E: 1}, instalments: {2022-11: 3, 2024-01: 4}");
    CHECK(at(a.award->instalments, 2000, 1) == 3);
    CHECK(at(a.award->instalments, 2023, 12) == 3);
    CHECK(at(a.award->instalments, 2024, 1) == 4);
}

TEST_CASE("values: a ramp is linear between its dates", "[scenarios][values]") {
    const auto a = award_with("amount_cny: {E: 1}, instalments: {ramp: {2022-01: 1, 2024-01: 3}}");
    CHECK(at(a.award->instalments, 2021, 1) == 1);
    CHECK(at(a.award->instalments, 2023, 1) == 2);
    CHECK(at(a.award->instalments, 2030, 1) == 3);
}

TEST_CASE("values: a statement may hold a number or a path", "[scenarios][values]") {
    const auto a = award_with(
        "amount_cny: {E: {value: 1000, range: [0, 2000], evidence: printed, qualifier: up_to}}, "
        "instalments: {value: {2022-11: 3, 2024-01: 4}, range: [1, 5], scale: log, evidence: "
        "assumed, "
        "source: \"a: b\", mechanism: lqy_top_talent_award, note: n}");
    CHECK(at(a.award->amount.at(0).second, 2020, 1) == 1000);
    CHECK(at(a.award->instalments, 2024, 2) == 4);
}

TEST_CASE("values: money is read in its unit, bounds follow", "[scenarios][values]") {
    CHECK(at(award_with("amount_wan_cny: {E: 20}").award->amount.at(0).second, 2020, 1) == 200000);
    CHECK(at(award_with("amount_yi_cny: {E: 0.01}").award->amount.at(0).second, 2020, 1) == 1000000);
    CHECK(at(award_with("amount_cny: {E: 1}, cost_wan_cny: 2").award->cost, 2020, 1) == 20000);
    const auto over = test::load_text(
        test::small_world("levers: [{id: a, kind: test_award, for: suining, amount_yi_cny: {E: 11}}]\n"));
    CHECK(test::first_problem(over).find("11 is outside [0, 10]") != std::string::npos);
}

TEST_CASE("values: what a lever leaves out takes its default", "[scenarios][values]") {
    const auto a = award_with("amount_cny: {E: 1}");
    CHECK(at(a.award->instalments, 2020, 1) == 1);
    CHECK(at(a.award->service, 2020, 1) == 60);
    CHECK(at(a.award->cost, 2020, 1) == 5);
    CHECK(a.award->clawback == "linear");
    CHECK(a.award->open);
    CHECK(a.award->services.empty());
}

TEST_CASE("values: every type of lever field is read", "[scenarios][values]") {
    const auto a = award_with(
        "amount_cny: {E: 1}, clawback: none, services: [travel, daily_life], partners: [tongnan], "
        "honours: elite, open: false, at: [suining, online]");
    CHECK(a.award->clawback == "none");
    CHECK(a.award->services == std::vector<std::string>{"travel", "daily_life"});
    CHECK(a.award->partners == std::vector<models::FileRegion>{1_in_file});
    CHECK(a.award->honours == std::vector<std::size_t>{0});
    CHECK_FALSE(a.award->open);
    CHECK(a.loaded.resolved.world.levers[0].at_regions == std::vector<models::FileRegion>{0_in_file});
}
