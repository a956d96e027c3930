// SPDX-License-Identifier: Apache-2.0
#include "tests/output/sample.hpp"

#include <stdlib.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <limits>

#include "output/provenance.hpp"

namespace talentflow::tests {

namespace fs = std::filesystem;

namespace {

sim::Dimension axis(std::string name, std::string en, std::string zh, std::vector<sim::Label> labels) {
    return {std::move(name), std::move(en), std::move(zh), std::move(labels), {}, ""};
}

void add_axes(sim::Dataset& data, SampleSize size) {
    sim::Dimension member{"member", "random repetition", "重复", {}, {}, "1"};
    for (int m = 0; m < size.members; ++m) member.values.push_back(m);
    data.add_dimension(std::move(member));
    data.set_time(sim::Month::of(2018, 1), static_cast<std::size_t>(size.months + 1));
    const std::vector<sim::Label> regions{{"chengdu", "Chengdu", "成都"},
                                          {"suining", "Suining", "遂宁"},
                                          {"chongqing", "Chongqing, main districts", "重庆主城"},
                                          {"tongnan", "\"Tongnan\"", "潼南"},
                                          {"rest", "", "其他"}};
    data.add_dimension(axis("region", "region", "地区", regions));
    data.add_dimension(axis("tier", "tier of talent", "人才层次", {{"a", "A", "顶尖"}, {"b", "B", "骨干"}}));
    data.add_dimension(
        axis("field", "field of work", "领域",
             {{"health", "health", "医疗卫生"}, {"it", "software", "信息技术"}, {"edu", "schools", "教育"}}));
    data.add_dimension(axis("origin", "region left", "迁出地", regions));
    data.add_dimension(axis("destination", "region joined", "迁入地", regions));
    data.add_dimension(axis("fund", "public fund", "资金", {{"city", "city budget", "市级财政"}}));
    data.add_dimension({"cohort_year", "year of arrival", "到来年份", {}, {2018, 2019}, "year"});
    data.add_dimension({"share", "share", "比例", {}, {0.25, 0.5}, "1"});
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    data.add_coordinate({"lat", "region", "latitude of the seat", "驻地纬度", "degrees_north", "latitude",
                         std::vector<double>{30.57, 30.51, 29.56, 30.19, kNone}});
    data.add_coordinate({"lon", "region", "longitude of the seat", "驻地经度", "degrees_east", "longitude",
                         std::vector<double>{104.07, 105.57, 106.55, 105.84, kNone}});
}

template <class T, class Formula>
void add(sim::Dataset& data, sim::Variable variable, Formula formula) {
    auto& values = std::get<std::vector<T>>(data.add_variable<T>(std::move(variable)).data);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<T>(formula(static_cast<std::int64_t>(i)));
}

}  // namespace

sim::Dataset sample(SampleSize size) {
    sim::Dataset data;
    add_axes(data, size);
    const auto count = [](std::int64_t i) { return i * 7 % 100003; };
    add<std::int64_t>(data,
                      {"stock",
                       {"member", "time", "region", "tier", "field"},
                       "residents",
                       "居住人数",
                       "1",
                       "people whose home is in the region at this time",
                       "time: point",
                       {}},
                      count);
    add<std::int64_t>(data,
                      {"od_flow",
                       {"member", "time", "origin", "destination", "tier"},
                       "moves of home",
                       "迁移人数",
                       "1",
                       "people who moved home in the month that ended at this time",
                       "time: sum",
                       {}},
                      count);
    add<double>(data,
                {"wage",
                 {"member", "time", "region", "tier", "field"},
                 "mean wage",
                 "平均工资",
                 "CNY/month",
                 "mean over people employed in the region; no value where nobody is",
                 "time: mean",
                 {}},
                [](std::int64_t i) {
                    return i % 11 == 0 ? std::numeric_limits<double>::quiet_NaN()
                                       : 5000.0 + static_cast<double>(i) / 7.0;
                });
    add<double>(data,
                {"balance",
                 {"member", "time", "fund"},
                 "money left",
                 "余额",
                 "CNY",
                 "money in the fund at this time",
                 "time: point",
                 {}},
                [](std::int64_t i) { return static_cast<double>(i * 12345 % 9999991) / 100.0; });
    add<std::int64_t>(data,
                      {"cohort_size",
                       {"member", "cohort_year", "region"},
                       "people who came",
                       "到来人数",
                       "1",
                       "people who came in the year",
                       "",
                       {}},
                      [&](std::int64_t i) { return 5'000'000'000 + count(i); });
    add<std::int64_t>(data,
                      {"cohort_present",
                       {"member", "cohort_year", "region"},
                       "people still there",
                       "仍在人数",
                       "1",
                       "of the people who came in the year, those who are there a year later",
                       "",
                       {},
                       -1},
                      [&](std::int64_t i) { return i / 5 % 2 == 0 ? count(i) : -1; });
    add<double>(data, {"limit", {"share"}, "limit", "上限", "1", "limit by share", "", {}},
                [](std::int64_t i) { return 0.1 * static_cast<double>(i + 1); });
    add<std::int64_t>(data, {"n_regions", {}, "number of regions", "地区数", "1", "number of regions", "", {}},
                      [](std::int64_t) { return 5; });
    const std::string yaml = "format: 1\ntitle: {en: sample, zh: 遂宁样例}\n" + std::string(100000, '#') + "\n";
    output::set_provenance(data, {"Sample of a run file", "结果文件样例", yaml, output::sha256(yaml),
                                  "talentflow run sample.yaml --seed 7", 9'007'199'254'740'993, size.members});
    return data;
}

TempFolder::TempFolder() {
    std::string pattern = (fs::temp_directory_path() / "talentflow-output-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
}

TempFolder::~TempFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

std::size_t TempFolder::n_entries() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator{path_}, fs::directory_iterator{}));
}

std::string read_bytes(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
}

void write_bytes(const fs::path& file, const std::string& bytes) {
    std::ofstream out{file, std::ios::binary};
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

bool equal(const sim::Dataset& a, const sim::Dataset& b) {
    const auto same_label = [](const sim::Label& x, const sim::Label& y) {
        return x.id == y.id && x.name_en == y.name_en && x.name_zh == y.name_zh;
    };
    const auto same_axis = [&](const sim::Dimension& x, const sim::Dimension& y) {
        return x.name == y.name && x.long_name == y.long_name && x.long_name_zh == y.long_name_zh &&
               x.units == y.units && x.values == y.values &&
               std::equal(x.labels.begin(), x.labels.end(), y.labels.begin(), y.labels.end(), same_label);
    };
    const auto same_bits = [](const auto& x, const auto& y) {
        return x.size() == y.size() && std::memcmp(x.data(), y.data(), x.size() * sizeof(x[0])) == 0;
    };
    const auto same_data = [&](const sim::Variable::Data& x, const sim::Variable::Data& y) {
        if (x.index() != y.index()) return false;
        return std::visit(
            [&](const auto& values) { return same_bits(values, std::get<std::decay_t<decltype(values)>>(y)); }, x);
    };
    const auto same_variable = [&](const sim::Variable& x, const sim::Variable& y) {
        return x.name == y.name && x.dims == y.dims && x.long_name == y.long_name && x.long_name_zh == y.long_name_zh &&
               x.units == y.units && x.definition == y.definition && x.cell_methods == y.cell_methods &&
               x.missing == y.missing && same_data(x.data, y.data);
    };
    const auto same_coordinate = [&](const sim::Coordinate& x, const sim::Coordinate& y) {
        const auto* numbers = std::get_if<std::vector<double>>(&x.values);
        const auto* others = std::get_if<std::vector<double>>(&y.values);
        const bool same = numbers != nullptr && others != nullptr ? same_bits(*numbers, *others) : x.values == y.values;
        return same && x.name == y.name && x.dim == y.dim && x.long_name == y.long_name &&
               x.long_name_zh == y.long_name_zh && x.units == y.units && x.standard_name == y.standard_name;
    };
    return std::equal(a.coordinates().begin(), a.coordinates().end(), b.coordinates().begin(), b.coordinates().end(),
                      same_coordinate) &&
           std::equal(a.dimensions().begin(), a.dimensions().end(), b.dimensions().begin(), b.dimensions().end(),
                      same_axis) &&
           std::equal(a.variables().begin(), a.variables().end(), b.variables().begin(), b.variables().end(),
                      same_variable) &&
           a.attributes() == b.attributes() && a.texts() == b.texts() && a.first_month() == b.first_month();
}

}  // namespace talentflow::tests
