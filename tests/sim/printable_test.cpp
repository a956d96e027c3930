// SPDX-License-Identifier: Apache-2.0
#include "sim/printable.hpp"

#include "tests/support/catch.hpp"

using namespace talentflow::sim;

TEST_CASE("printable: controls take a form that can be seen and that JSON reads back", "[sim][printable]") {
    CHECK(printable("a\x1b[31mb") == "a\\u001b[31mb");
    CHECK(printable("a\nb\rc\td") == "a\\u000ab\\u000dc\\u0009d");
    CHECK(printable("\x7f") == "\\u007f");
    CHECK(printable("\xC2\x9B"
                    "31m") == "\\u009b31m");  // C1
    CHECK(printable("a\xE2\x80\xAE"
                    "b") == "a\\u202eb");  // right-to-left override
    CHECK(printable("\xE2\x81\xA6\xE2\x80\x8F") == "\\u2066\\u200f");
    CHECK(printable("a\xE2\x80\xA8"
                    "b") == "a\\u2028b");  // line separator
}

TEST_CASE("printable: what is not UTF-8 becomes U+FFFD, byte by byte", "[sim][printable]") {
    CHECK(printable("a\xFF"
                    "b") ==
          "a\xEF\xBF\xBD"
          "b");
    CHECK(printable("\xC3") == "\xEF\xBF\xBD");
    CHECK(valid_utf8("\xED\xA0\x80\x1b") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\x1b");  // a surrogate
    CHECK(is_utf8("遂宁"));
    CHECK_FALSE(is_utf8("\xC0\x80"));
}

TEST_CASE("printable: texts of any script stay as they are", "[sim][printable]") {
    for (const char* text : {"", "Suining", "遂宁 “1+N”", "é ± 𠮷", "שלום"}) CHECK(printable(text) == text);
}

TEST_CASE("character_at: lengths and codes of RFC 3629", "[sim][printable]") {
    CHECK(character_at("A", 0).code == 0x41U);
    CHECK(character_at("\xF0\x9F\x98\x80", 0).code == 0x1F600U);
    CHECK(character_at("\xF0\x9F\x98\x80", 0).bytes == 4);
    CHECK(character_at("\xE0\x80\x80", 0).bytes == 0);      // overlong
    CHECK(character_at("\xF4\x90\x80\x80", 0).bytes == 0);  // beyond U+10FFFF
}
