// SPDX-License-Identifier: Apache-2.0
#include "output/quick_look.hpp"

#include <cmath>
#include <sstream>
#include <string>
#include <vector>

#include "output/provenance.hpp"
#include "output/run_file.hpp"
#include "sim/error.hpp"
#include "tests/output/sample.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::tests;
using Catch::Matchers::Contains;
using Catch::Matchers::EndsWith;
using output::quick_look_of;

namespace {

constexpr const char* kWords = "quick look, not for quotation";
constexpr const char* kWordsZh = "快速预览，不可引用";

sim::Dimension tiers(const char* name, const std::vector<std::string>& ids) {
    sim::Dimension dim{name, "tier", "层次", {}, {}, ""};
    for (const auto& id : ids) dim.labels.push_back({id, "tier " + id, id + "层次"});
    return dim;
}

/// One month of two regions: stock 1, 2, 3, ... in row-major order, wages ten times that.
sim::Dataset world_of(const std::vector<std::string>& ids) {
    sim::Dataset data;
    data.set_time(sim::Month::of(2018, 1), 1);
    data.add_dimension({"region", "region", "地区", {{"x", "X", ""}, {"y", "Y", ""}}, {}, ""});
    data.add_dimension(tiers("tier", ids));
    data.add_dimension(tiers("tier_to", ids));
    const auto add = [&]<class T>(const char* name, std::vector<std::string> dims, T step) {
        auto& variable =
            data.add_variable<T>({name, std::move(dims), "what it is", "含义", "1", "a definition", "", {}});
        auto& values = std::get<std::vector<T>>(variable.data);
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = step * static_cast<T>(i + 1);
    };
    add.operator()<std::int64_t>("stock", {"time", "region", "tier"}, 1);
    add.operator()<std::int64_t>("promoted", {"time", "tier", "tier_to"}, 1);
    add.operator()<std::int64_t>("vacancies", {"time", "region"}, 1);
    add.operator()<double>("wage", {"time", "region", "tier"}, 10);
    output::set_provenance(data, {"A world", "一个世界", "format: 1\n", "", "talentflow run w.yaml --quick", 1, 1});
    return data;
}

const std::vector<std::string> kFive{"A", "B", "C", "D", "E"};

std::string text_of(const sim::Dataset& data, const std::string& name) {
    for (const auto& [key, value] : data.attributes())
        if (key == name) return std::get<std::string>(value);
    return {};
}

std::vector<std::string> ids_of(const sim::Dataset& data, const std::string& axis) {
    std::vector<std::string> ids;
    for (const auto& label : data.dimension(axis).labels) ids.push_back(label.id);
    return ids;
}

}  // namespace

TEST_CASE("quick_look: the words stand in attributes, titles and long names", "[output][quick]") {
    const auto data = world_of(kFive);
    const auto quick = quick_look_of(data);
    CHECK_FALSE(output::is_quick_look(data));
    CHECK(output::is_quick_look(quick));
    CHECK(text_of(quick, "quick_look") == kWords);
    CHECK(text_of(quick, "quick_look_zh") == kWordsZh);
    CHECK(text_of(quick, "title") == "A world (quick look, not for quotation)");
    CHECK(text_of(quick, "title_zh") == "一个世界（快速预览，不可引用）");
    CHECK(text_of(quick, "command") == "talentflow run w.yaml --quick");
    for (const auto& variable : quick.variables()) {
        CHECK_THAT(variable.long_name, Contains(kWords));
        CHECK_THAT(variable.long_name_zh, Contains(kWordsZh));
    }
}

TEST_CASE("quick_look: tiers A and B are one place, in which counts are summed", "[output][quick]") {
    const auto quick = quick_look_of(world_of(kFive));
    const std::vector<std::string> shown{output::kTiersNotShown, "C", "D", "E"};
    CHECK(ids_of(quick, "tier") == shown);
    CHECK(ids_of(quick, "tier_to") == shown);
    CHECK_THAT(quick.dimension("tier").labels[0].name_en, Contains("A, B"));
    CHECK_THAT(quick.dimension("tier").labels[0].name_zh, Contains("A、B"));
    CHECK(quick.values<std::int64_t>("stock") == std::vector<std::int64_t>{3, 3, 4, 5, 13, 8, 9, 10});
    CHECK(quick.values<std::int64_t>("vacancies") == std::vector<std::int64_t>{1, 2});
    // Rows from, columns to; 1 + 2 + 6 + 7 between A and B, 3 + 8 from them to C, 11 + 12 back.
    const auto& promoted = quick.values<std::int64_t>("promoted");
    CHECK(promoted[0] == 16);
    CHECK(promoted[1] == 11);
    CHECK(promoted[4] == 23);
    CHECK(promoted[5] == 13);
}

TEST_CASE("quick_look: means of tiers that are not shown have no value", "[output][quick]") {
    const auto quick = quick_look_of(world_of(kFive));
    const auto& wage = quick.values<double>("wage");
    CHECK(std::isnan(wage[0]));
    CHECK(std::isnan(wage[4]));
    CHECK(wage[1] == 30);
    CHECK(wage[7] == 100);
}

TEST_CASE("quick_look: a sum with a count that does not exist does not exist", "[output][quick]") {
    auto data = world_of(kFive);
    auto& stock = data.variable("stock");
    stock.missing = -1;
    auto& values = data.values<std::int64_t>("stock");
    for (std::size_t i = 0; i < 5; ++i) values[i] = -1;  // of the first region no tier's
    values[6] = -1;                                      // of the second tier B's
    const auto quick = quick_look_of(data);
    CHECK(quick.variable("stock").missing == -1);
    CHECK(quick.values<std::int64_t>("stock") == std::vector<std::int64_t>{-1, -1, -1, -1, -1, 8, 9, 10});
}

TEST_CASE("quick_look: other tiers keep their places", "[output][quick]") {
    CHECK(ids_of(quick_look_of(world_of({"D", "E"})), "tier") == std::vector<std::string>{"D", "E"});
    CHECK(ids_of(quick_look_of(world_of({"top", "B", "C", "A"})), "tier") ==
          std::vector<std::string>{"top", output::kTiersNotShown, "C"});
    const auto alone = quick_look_of(world_of({"A", "E"}));
    CHECK(ids_of(alone, "tier") == std::vector<std::string>{output::kTiersNotShown, "E"});
    CHECK(std::isnan(alone.values<double>("wage")[0]));
}

TEST_CASE("quick_look: marking twice is a bug", "[output][quick]") {
    CHECK_THROWS_AS(quick_look_of(quick_look_of(world_of(kFive))), BugError);
}

TEST_CASE("quick_look: the file keeps every mark and reads back", "[output][quick]") {
    const TempFolder folder;
    const auto quick = quick_look_of(sample({2, 12}));
    output::write_run_file(quick, folder / "q.h5", output::Replace::no);
    const auto read = output::read_run_file(folder / "q.h5");
    CHECK(output::is_quick_look(read));
    CHECK(equal(read, quick));
}

TEST_CASE("quick_look: every row of every table says so", "[output][quick][csv]") {
    const TempFolder folder;
    const auto quick = quick_look_of(world_of(kFive));
    for (const auto& file : export_csv(quick, folder.path(), output::ByteOrderMark::no, output::Replace::no)) {
        std::istringstream lines{read_bytes(file)};
        std::string line;
        std::getline(lines, line);
        CHECK_THAT(line, EndsWith(",quick_look,quick_look_zh"));
        while (std::getline(lines, line))
            CHECK_THAT(line, EndsWith(",\"quick look, not for quotation\",快速预览，不可引用"));
    }
    CHECK_THAT(read_bytes(folder / "wage.csv"), Contains(",C,tier C,C层次,30,\"quick look"));
}
