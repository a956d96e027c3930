// SPDX-License-Identifier: Apache-2.0
#include "sim/calendar.hpp"

#include <vector>

#include "tests/support/catch.hpp"

namespace {

using namespace talentflow::sim;

TEST_CASE("calendar: year and month come back for every month of the range", "[sim][calendar]") {
    for (int i = 0; i < Month::kMonths; ++i) {
        const Month month{i};
        REQUIRE(Month::of(month.year(), month.month_of_year()) == month);
        REQUIRE(month.month_of_year() >= 1);
        REQUIRE(month.month_of_year() <= 12);
    }
    CHECK(Month{Month::kMonths - 1}.year() == 2141);
}

TEST_CASE("calendar: months add and subtract across years", "[sim][calendar]") {
    CHECK(Month::of(2017, 12) + 1 == Month::of(2018, 1));
    CHECK(Month::of(2018, 1) - 25 == Month::of(2015, 12));
    CHECK(Month::of(2018, 6) - Month::of(2016, 12) == 18);
    CHECK(Month::of(2018, 6) < Month::of(2018, 7));
}

TEST_CASE("calendar: a month is written and read as YYYY-MM", "[sim][calendar]") {
    CHECK(to_string(Month::of(2018, 1)) == "2018-01");
    CHECK(to_string(Month::of(1801, 12)) == "1801-12");
    CHECK(parse_month("2018-01") == Month::of(2018, 1));
    CHECK(parse_month("2140-12") == Month::of(2140, 12));
    CHECK(parse_month("1801-01") == Month::of(1801, 1));
}

TEST_CASE("calendar: anything else than YYYY-MM in range is refused", "[sim][calendar]") {
    for (const char* text : {"", "2018", "2018-1", "2018-13", "2018-00", "2018/01", "18-01-01", "2018-01-01", "2018-0a",
                             "-018-01", " 2018-01", "1800-12", "2141-01", "2018- 1"}) {
        INFO(text);
        CHECK_FALSE(parse_month(text));
    }
}

TEST_CASE("calendar: days since 1970 agree with known dates", "[sim][calendar]") {
    CHECK(days_since_1970(Month::of(1970, 1)) == 0);
    CHECK(days_since_1970(Month::of(1970, 3)) == 59);
    CHECK(days_since_1970(Month::of(2000, 1)) == 10957);
    CHECK(days_since_1970(Month::of(2000, 3)) == 11017);  // 2000 is a leap year
    CHECK(days_since_1970(Month::of(2018, 1)) == 17532);
    CHECK(days_since_1970(Month::of(1900, 3)) == -25508);  // 1900 is not
    CHECK(days_since_1970(Month::of(1969, 12)) == -31);
}

TEST_CASE("calendar: months have 28 to 31 days and years 365 or 366", "[sim][calendar]") {
    for (int i = 0; i + 12 < Month::kMonths; ++i) {
        const Month month{i};
        const auto days = days_since_1970(month + 1) - days_since_1970(month);
        REQUIRE(days >= 28);
        REQUIRE(days <= 31);
        const auto year = days_since_1970(month + 12) - days_since_1970(month);
        REQUIRE((year == 365 || year == 366));
    }
}

TEST_CASE("calendar: a list of months is ascending, each once, and names its first wrong word", "[sim][calendar]") {
    const auto list = parse_months("2027-12,2022-12,2027-12");
    CHECK(list.months == std::vector<Month>{Month::of(2022, 12), Month::of(2027, 12)});
    CHECK_FALSE(list.wrong);
    CHECK(parse_months("2022-12,soon,2022-13").wrong == "soon");
    CHECK(parse_months("2022-12,").wrong == "");
    CHECK(parse_months("2022-12,").months.empty());
    CHECK(parse_months("").wrong == "");
}

}  // namespace
