// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "output/run_file.hpp"
#include "tests/output/sample.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::tests;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using output::ByteOrderMark;
using output::export_csv;
using output::Replace;

namespace {

std::size_t n_lines(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

TEST_CASE("csv: one tidy table a variable, and a codebook", "[output][csv]") {
    const TempFolder folder;
    const auto data = sample({3, 24});
    const auto files = export_csv(data, folder / "csv", ByteOrderMark::no, Replace::no);
    REQUIRE(files.size() == data.variables().size() + 1);
    for (const auto& file : files) CHECK(std::filesystem::exists(file));
    CHECK(files.front() == folder / "csv/stock.csv");

    const std::string stock = read_bytes(folder / "csv/stock.csv");
    CHECK_THAT(stock, StartsWith("member,time,month,year,region,region_name_en,region_name,lat,lon,tier,tier_name_en,"
                                 "tier_name,field,field_name_en,field_name,stock\n"
                                 "0,2018-01-01,2017-12,2017,chengdu,Chengdu,成都,30.57,104.07,a,A,顶尖,health,health,"
                                 "医疗卫生,0\n"
                                 "0,2018-01-01,2017-12,2017,chengdu,Chengdu,成都,30.57,104.07,a,A,顶尖,it,software,"
                                 "信息技术,7\n"));
    CHECK(n_lines(stock) == 3 * 25 * 5 * 2 * 3 + 1);
    CHECK_THAT(stock, Contains("\n2,2020-01-01,2019-12,2019,suining,Suining,遂宁,30.51,105.57,b,B,骨干,edu,"));
}

TEST_CASE("csv: commas, quotes and empty names keep the columns", "[output][csv]") {
    const TempFolder folder;
    export_csv(sample({1, 0}), folder.path(), ByteOrderMark::no, Replace::no);
    const std::string text = read_bytes(folder / "cohort_size.csv");
    CHECK_THAT(text, Contains("\n0,2018,chongqing,\"Chongqing, main districts\",重庆主城,29.56,106.55,5000000014\n"));
    CHECK_THAT(text, Contains("\n0,2018,tongnan,\"\"\"Tongnan\"\"\",潼南,30.19,105.84,5000000021\n"));
    CHECK_THAT(text, Contains("\n0,2019,rest,,其他,,,5000000063\n"));
}

TEST_CASE("csv: numbers read back exactly, no value is an empty cell", "[output][csv]") {
    const TempFolder folder;
    export_csv(sample({1, 1}), folder.path(), ByteOrderMark::no, Replace::no);
    CHECK_THAT(read_bytes(folder / "wage.csv"),
               Contains(",health,health,医疗卫生,\n") && Contains(",it,software,信息技术,5000.142857142857\n"));
    CHECK_THAT(read_bytes(folder / "cohort_present.csv"),
               Contains("\n0,2018,suining,Suining,遂宁,30.51,105.57,7\n") &&
                   Contains("\n0,2019,suining,Suining,遂宁,30.51,105.57,\n"));
    CHECK(read_bytes(folder / "balance.csv") ==
          "member,time,month,year,fund,fund_name_en,fund_name,balance\n"
          "0,2018-01-01,2017-12,2017,city,city budget,市级财政,0\n"
          "0,2018-02-01,2018-01,2018,city,city budget,市级财政,123.45\n");
    CHECK(read_bytes(folder / "limit.csv") == "share,limit\n0.25,0.1\n0.5,0.2\n");
    CHECK(read_bytes(folder / "n_regions.csv") == "n_regions\n5\n");
    CHECK_THAT(read_bytes(folder / "variables.csv"),
               Contains("\nwage,member time region tier field,CNY/month,mean wage,平均工资,"));
}

TEST_CASE("csv: no text is a formula for a spreadsheet or obeyed by a terminal", "[output][csv]") {
    const TempFolder folder;
    auto data = sample({1, 0});
    data.add_dimension({"lever",
                        "",
                        "",
                        {{"a", "=HYPERLINK(\"http://x\")", "＝1"},
                         {"b", "+1", "-1"},
                         {"c", "@SUM(A1)", "\t=1"},
                         {"d", "1=1\x1b[31m", "a\nerror: b"}},
                        {},
                        ""});
    data.add_variable<double>({"cost", {"lever"}, "=1+1", "", "1", "-x", "", {}});
    data.values<double>("cost") = {-1, -2, -3, -4};  // numbers stay numbers
    export_csv(data, folder.path(), ByteOrderMark::no, Replace::no);
    CHECK(read_bytes(folder / "cost.csv") ==
          "lever,lever_name_en,lever_name,cost\n"
          "a,\"'=HYPERLINK(\"\"http://x\"\")\",'＝1,-1\n"
          "b,'+1,'-1,-2\n"
          "c,'@SUM(A1),\\u0009=1,-3\n"
          "d,1=1\\u001b[31m,a\\u000aerror: b,-4\n");
    CHECK_THAT(read_bytes(folder / "variables.csv"), Contains("\ncost,lever,1,'=1+1,,'-x,\n"));
}

TEST_CASE("csv: the byte order mark is written on request", "[output][csv]") {
    const TempFolder folder;
    for (const auto& file : export_csv(sample({1, 0}), folder.path(), ByteOrderMark::yes, Replace::no)) {
        CHECK_THAT(read_bytes(file), StartsWith("\xEF\xBB\xBF"));
    }
}

TEST_CASE("csv: one file in the way and none is written", "[output][csv]") {
    const TempFolder folder;
    write_bytes(folder / "balance.csv", "mine");
    const auto data = sample({1, 1});
    const auto error = output_error([&] { export_csv(data, folder.path(), ByteOrderMark::no, Replace::no); });
    CHECK_THAT(error, Contains("balance.csv: exists already"));
    CHECK(folder.n_entries() == 1);
    CHECK(read_bytes(folder / "balance.csv") == "mine");
    const auto forced = output_error([&] { export_csv(data, folder.path(), ByteOrderMark::no, Replace::yes); });
    CHECK_THAT(forced,
               Contains("balance.csv exists and is not of an earlier export") && Contains("choose another folder"));
    CHECK(folder.n_entries() == 1);
    CHECK(read_bytes(folder / "balance.csv") == "mine");
}

TEST_CASE("csv: a folder that is a file is refused", "[output][csv]") {
    const TempFolder folder;
    write_bytes(folder / "file", "x");
    CHECK_THAT(output_error([&] {
                   export_csv(sample({1, 0}), folder / "file", ByteOrderMark::no, Replace::no);
               }),
               Contains("cannot"));
}

TEST_CASE("csv: large tables are written piece by piece", "[output][csv]") {
    const TempFolder folder;
    const auto data = sample({20, 60});
    export_csv(data, folder.path(), ByteOrderMark::no, Replace::no);
    CHECK(n_lines(read_bytes(folder / "od_flow.csv")) == 20 * 61 * 50 + 1);
}
