// SPDX-License-Identifier: Apache-2.0
#include "app/outgoing_text.hpp"

#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "app/table.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow::app;

namespace {

std::string sent(const std::vector<std::string>& pieces, const std::string& charset = {}) {
    std::ostringstream stream;
    {
        const OutgoingText filter{stream, charset};
        for (const auto& piece : pieces) stream << piece;
    }
    return stream.str();
}

/// Sets variables of the environment and puts the old ones back.
class Environment {
  public:
    Environment(const char* name, const char* value) : name_{name} {
        if (const char* old = std::getenv(name)) old_ = old;
        setenv(name, value, 1);
    }
    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;
    ~Environment() {
        if (old_.empty())
            unsetenv(name_);
        else
            setenv(name_, old_.c_str(), 1);
    }

  private:
    const char* name_;
    std::string old_;
};

}  // namespace

TEST_CASE("outgoing text: lines, tabs and the program's own sequences pass", "[app][outgoing]") {
    const std::string own = "\033[1mName\033[0m\tx\n\r\033[K[==] 20 %";
    CHECK(sent({own}) == own);
}

TEST_CASE("outgoing text: foreign controls are shown, not obeyed", "[app][outgoing]") {
    CHECK(sent({"a\033[2Jb\rc\a"}) == "a\\u001b[2Jb\\u000dc\\u0007");
    CHECK(sent({"\xC2\x9B"
                "2J \xE2\x80\xAE"}) == "\\u009b2J \\u202e");
    CHECK(sent({"bad \xFF"}) == "bad \xEF\xBF\xBD");
}

TEST_CASE("outgoing text: a character may come in pieces", "[app][outgoing]") {
    CHECK(sent({"\xE9\x81", "\x82"}) == "遂");
    CHECK(sent({"\xE9"}) == "\xEF\xBF\xBD");
}

TEST_CASE("outgoing text: another charset gets its own bytes, and '?' for what it lacks", "[app][outgoing]") {
    CHECK(sent({"遂a"}, "GB18030") ==
          "\xCB\xEC"
          "a");
    CHECK(sent({"é遂"}, "ISO-8859-1") == "\xE9?");
    CHECK(sent({"遂"}, "NO-SUCH-CHARSET") == "遂");
}

TEST_CASE("outgoing text: what programs read stays UTF-8", "[app][outgoing]") {
    std::ostringstream stream;
    const OutgoingText filter{stream, "GB18030"};
    keep_utf8(stream);
    stream << "遂";
    CHECK(stream.str() == "遂");
}

TEST_CASE("charset: named charsets count, C and UTF-8 do not, installed or not", "[app][outgoing]") {
    const auto of = [](const char* locale) {
        const Environment all{"LC_ALL", locale};
        return charset_of_environment();
    };
    CHECK(of("zh_CN.GB18030") == "GB18030");
    CHECK(of("zh_CN.UTF-8").empty());
    CHECK(of("C").empty());
    CHECK(of("POSIX").empty());
}

TEST_CASE("table: a name cannot forge a row", "[app][table]") {
    Table table{{{"place", Align::left}, {"n", Align::right}}};
    table.add_row({"A\n  B  9\033[31m", "1"});
    CHECK(table.text().find("\n  B") == std::string::npos);
    CHECK(table.text().find('\033') == std::string::npos);
}
