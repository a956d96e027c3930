// SPDX-License-Identifier: Apache-2.0
#include "sim/message.hpp"

#include "tests/support/catch.hpp"

using talentflow::sim::Language;
using talentflow::sim::Message;

TEST_CASE("message: places take the words of their number, whatever the order of the language", "[sim][message]") {
    constexpr Message<2> text{"{0} is outside {1}", "{1}之外：{0}"};
    CHECK(text("5", std::string{"[0, 1]"}) == "5 is outside [0, 1]");
    CHECK(text.in(Language::zh, "5", "[0, 1]") == "[0, 1]之外：5");
}

TEST_CASE("message: the English stands for a Chinese that is not written", "[sim][message]") {
    constexpr Message<0> text{"write {en: ..., zh: ...}"};
    CHECK(text.in(Language::zh) == "write {en: ..., zh: ...}");
}

TEST_CASE("message: words are inserted as they are", "[sim][message]") {
    constexpr Message<1> text{"'{0}' and '{0}'"};
    CHECK(text("{0}{1}") == "'{0}{1}' and '{0}{1}'");
}
