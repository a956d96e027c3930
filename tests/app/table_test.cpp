// SPDX-License-Identifier: Apache-2.0
#include "app/table.hpp"

#include <limits>

#include "sim/error.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow::app;

TEST_CASE("display_width: Chinese takes two columns, combining marks none", "[app]") {
    CHECK(display_width("") == 0);
    CHECK(display_width("Suining") == 7);
    CHECK(display_width("遂宁") == 4);
    CHECK(display_width("遂宁 A") == 6);
    CHECK(display_width("（万元）") == 8);
    CHECK(display_width("e\xCC\x81") == 1);
    CHECK(display_width("±") == 1);
}

TEST_CASE("display_width: bytes that are not UTF-8 count one each", "[app]") {
    CHECK(display_width("\xFF\xFE") == 2);
    CHECK(display_width("\xE9\x81") == 2);  // cut in the middle of a character
}

TEST_CASE("padded: fills to the width on the screen and never cuts", "[app]") {
    CHECK(padded("遂宁", 6, Align::left) == "遂宁  ");
    CHECK(padded("12", 5, Align::right) == "   12");
    CHECK(padded("Tongnan", 3, Align::left) == "Tongnan");
}

TEST_CASE("with_thousands: groups digits", "[app]") {
    CHECK(with_thousands(0) == "0");
    CHECK(with_thousands(-0.2) == "0");
    CHECK(with_thousands(999) == "999");
    CHECK(with_thousands(1000) == "1,000");
    CHECK(with_thousands(9182396) == "9,182,396");
    CHECK(with_thousands(-1234.5) == "-1,235");
    CHECK(with_thousands(std::numeric_limits<double>::quiet_NaN()) == "-");
    CHECK(signed_thousands(12) == "+12");
    CHECK(signed_thousands(-12) == "-12");
    CHECK(signed_thousands(0.4) == "0");
}

TEST_CASE("wrapped: breaks at blanks and before wide characters", "[app]") {
    CHECK(wrapped("one two three", 7, "  ") == "one two\n  three");
    CHECK(wrapped("一二三四五", 4, "") == "一二\n三四\n五");
    CHECK(wrapped("short", 80, "") == "short");
}

TEST_CASE("Table: columns line up whatever the script", "[app]") {
    Table table{{{"place", Align::left}, {"n"}}};
    table.add_row({"遂宁", "1"});
    table.add_row({"Chengdu", "20"});
    CHECK(table.text() ==
          "  place     n\n"
          "  -----------\n"
          "  遂宁      1\n"
          "  Chengdu  20\n");
    CHECK_THROWS_AS(table.add_row({"one cell"}), talentflow::BugError);
}

TEST_CASE("Table: as Markdown, what would be markup is escaped", "[app]") {
    Table table{{{"place", Align::left}, {"mu*"}}};
    table.add_row({"a_b|c", "1"});
    CHECK(table.markdown() == "| place | mu\\* |\n|---|--:|\n| a\\_b\\|c | 1 |\n");
}
