// SPDX-License-Identifier: Apache-2.0
#include "output/data_hash.hpp"

#include <cmath>
#include <limits>

#include "output/provenance.hpp"
#include "output/quick_look.hpp"
#include "output/run_file.hpp"
#include "tests/output/sample.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;

namespace {

/// Two regions, one count and one mean of each.
sim::Dataset two_regions() {
    sim::Dataset data;
    data.add_dimension({"region", "region", "地区", {{"a", "A", "甲"}, {"b", "B", "乙"}}, {}, ""});
    sim::Variable people;
    people.name = "people";
    people.dims = {"region"};
    data.add_variable<std::int64_t>(people).data = std::vector<std::int64_t>{1, -2};
    sim::Variable wage;
    wage.name = "wage";
    wage.dims = {"region"};
    data.add_variable<double>(wage).data = std::vector<double>{0.5, std::numeric_limits<double>::quiet_NaN()};
    return data;
}

std::string hex(const std::string& bytes) {
    return output::sha256(bytes);
}

}  // namespace

TEST_CASE("data_sha256: the documented lines, byte for byte", "[output]") {
    const std::string people{"\1\0\0\0\0\0\0\0\xFE\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 16};
    const std::string wage{"\0\0\0\0\0\0\xE0\x3F\0\0\0\0\0\0\xF8\x7F", 16};
    CHECK(output::data_sha256(two_regions()) == hex("people i 2 " + hex(people) + "\nregion s 2 " +
                                                    hex(std::string{"a\0b\0", 4}) + "\nwage f 2 " + hex(wage) + "\n"));
}

TEST_CASE("data_sha256: names, attributes and texts do not matter, values and their order do", "[output]") {
    const auto hash = output::data_sha256(two_regions());
    auto other = two_regions();
    other.set_attribute("title", std::string{"something else"});
    other.set_text("scenario_yaml", "format: 1");
    other.variable("people").long_name = "residents";
    other.values<double>("wage")[1] = -std::numeric_limits<double>::quiet_NaN();
    CHECK(output::data_sha256(other) == hash);

    other.values<std::int64_t>("people")[0] = -2;
    other.values<std::int64_t>("people")[1] = 1;
    CHECK(output::data_sha256(other) != hash);
}

TEST_CASE("data_sha256: a file gives back the hash of what was written", "[output]") {
    const tests::TempFolder folder;
    const auto data = tests::sample({2, 12});
    output::write_run_file(data, folder / "run.h5", output::Replace::no);
    CHECK(output::data_sha256(output::read_run_file(folder / "run.h5")) == output::data_sha256(data));
}
