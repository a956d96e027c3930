// SPDX-License-Identifier: Apache-2.0
#include "experiments/sweep/record.hpp"

#include <cmath>
#include <limits>
#include <string>

#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::experiments;

TEST_CASE("record: every number reads back to its bits", "[experiments][sweep]") {
    RunRecord record;
    record.key = "0123456789abcdef0123456789abcdef";
    record.run = 17;
    record.values = {0.1, -1e-300, 1.0 / 3, 123456789012345678.0, 2, 5e-324, std::nextafter(1.0, 2.0)};
    const auto line = line_of(record);
    REQUIRE(line.back() == '\n');
    const auto read = read_record_line(std::string_view{line}.substr(0, line.size() - 1));
    REQUIRE(read.record);
    CHECK(read.record->key == record.key);
    CHECK(read.record->run == 17);
    CHECK(read.record->ok());
    CHECK(read.record->values == record.values);
    CHECK(line_of(*read.record) == line);
}

TEST_CASE("record: what has no value is null, and reads back as none", "[experiments][sweep]") {
    RunRecord record;
    record.key = "k";
    record.values = {std::numeric_limits<double>::quiet_NaN(), 1};
    const auto line = line_of(record);
    CHECK(line.find("[null,1]") != std::string::npos);
    const auto read = read_record_line(std::string_view{line}.substr(0, line.size() - 1));
    REQUIRE(read.record);
    CHECK(std::isnan(read.record->values.at(0)));
    CHECK(line_of(*read.record) == line);
}

TEST_CASE("record: a failure keeps its exit code, its scenario and its words", "[experiments][sweep]") {
    RunRecord record;
    record.key = "k";
    record.run = 3;
    record.code = ExitCode::model_refused;
    record.scenario = 1;
    record.message = "the books do not balance: \"east\", 遂宁\n";
    const auto line = line_of(record);
    CHECK(line.find('\n') == line.size() - 1);
    const auto read = read_record_line(std::string_view{line}.substr(0, line.size() - 1));
    REQUIRE(read.record);
    CHECK_FALSE(read.record->ok());
    CHECK(read.record->code == ExitCode::model_refused);
    CHECK(read.record->scenario == 1);
    CHECK(read.record->message == record.message);
    CHECK(read.record->values.empty());
}

TEST_CASE("record: any changed byte damages the line", "[experiments][sweep]") {
    RunRecord record;
    record.key = "k";
    record.values = {1, 2, 3};
    const auto line = line_of(record);
    for (std::size_t at = 0; at + 1 < line.size(); ++at) {
        auto changed = line.substr(0, line.size() - 1);
        changed[at] = changed[at] == '1' ? '2' : '1';
        if (changed == line.substr(0, line.size() - 1)) continue;
        CHECK_FALSE(read_record_line(changed).sound());
    }
    CHECK_FALSE(read_record_line("").sound());
    CHECK_FALSE(read_record_line(std::string(100, ' ')).sound());
}

TEST_CASE("record: a heading says of which sweep the file is", "[experiments][sweep]") {
    const auto line = heading_of("abc");
    const auto read = read_record_line(std::string_view{line}.substr(0, line.size() - 1));
    CHECK(read.identity == "abc");
    CHECK_FALSE(read.record);
}
