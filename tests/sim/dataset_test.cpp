// SPDX-License-Identifier: Apache-2.0
#include "sim/dataset.hpp"

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/error.hpp"
#include "tests/support/catch.hpp"

namespace {

using namespace talentflow;
using sim::Dataset;
using sim::Variable;

Dataset two_axes() {
    Dataset data;
    const std::vector<sim::Label> labels{{"a", "A", "甲"}, {"b", "B", "乙"}, {"c", "C", "丙"}};
    data.add_dimension({"region", "region", "地区", labels, {}, ""});
    data.set_time(sim::Month::of(2019, 12), 4);
    return data;
}

Variable over(std::string name, std::vector<std::string> dims) {
    Variable v;
    v.name = std::move(name);
    v.dims = std::move(dims);
    return v;
}

TEST_CASE("dataset: counts start at zero and reals at not-a-number", "[sim][dataset]") {
    auto data = two_axes();
    data.add_variable<std::int64_t>(over("stock", {"time", "region"}));
    data.add_variable<std::int64_t>(over("fen", {"region"}));
    data.add_variable<double>(over("wage", {}));
    CHECK(data.values<std::int64_t>("stock") == std::vector<std::int64_t>(12, 0));
    CHECK(data.values<std::int64_t>("fen") == std::vector<std::int64_t>(3, 0));
    REQUIRE(data.values<double>("wage").size() == 1);
    CHECK(std::isnan(data.values<double>("wage")[0]));
    CHECK(data.n_cells(data.variable("stock")) == 12);
}

TEST_CASE("dataset: time is days since the first month", "[sim][dataset]") {
    const auto data = two_axes();
    const auto& time = data.dimension("time");
    CHECK(time.units == "days since 2019-12-01 00:00:00");
    CHECK(time.values == std::vector<double>{0, 31, 62, 91});  // February 2020 has 29 days
    CHECK(data.first_month() == sim::Month::of(2019, 12));
}

TEST_CASE("dataset: a time has the month that ended then", "[sim][dataset]") {
    const auto data = two_axes();
    REQUIRE(data.coordinates().size() == 2);
    const auto &month = data.coordinates()[0], &year = data.coordinates()[1];
    CHECK((month.name == "month" && month.dim == "time"));
    CHECK(std::get<std::vector<std::string>>(month.values) ==
          std::vector<std::string>{"2019-11", "2019-12", "2020-01", "2020-02"});
    CHECK((year.name == "year" && year.dim == "time"));
    CHECK(std::get<std::vector<std::int64_t>>(year.values) == std::vector<std::int64_t>{2019, 2019, 2020, 2020});
}

TEST_CASE("dataset: a coordinate has one value a place of a known axis, and a name of its own", "[sim][dataset]") {
    auto data = two_axes();
    const auto lat = [](const char* dim, std::vector<double> values) {
        return sim::Coordinate{"lat", dim, "", "", "degrees_north", "latitude", std::move(values)};
    };
    const std::vector<double> right(data.dimension("region").size(), 30.0);
    CHECK_THROWS_AS(data.add_coordinate(lat("seat", right)), BugError);
    CHECK_THROWS_AS(data.add_coordinate(lat("region", {30.0, 31.0, 32.0, 33.0, 34.0})), BugError);
    data.add_coordinate(lat("region", right));
    CHECK_THROWS_AS(data.add_coordinate(lat("region", right)), BugError);
}

TEST_CASE("dataset: a whole number is unsigned only beyond 63 bits", "[sim][dataset]") {
    Dataset data;
    data.set_whole("seed", 9223372036854775807U);
    CHECK(std::get<std::int64_t>(data.attributes()[0].second) == 9223372036854775807);
    data.set_whole("seed", 18446744073709551615U);
    CHECK(std::get<std::uint64_t>(data.attributes()[0].second) == 18446744073709551615U);
}

TEST_CASE("dataset: a name stands once", "[sim][dataset]") {
    auto data = two_axes();
    data.add_variable<double>(over("wage", {"region"}));
    CHECK_THROWS_AS(data.add_variable<double>(over("wage", {"region"})), BugError);
    CHECK_THROWS_AS(data.add_dimension({"region", "", "", {}, {1.0}, ""}), BugError);
}

TEST_CASE("dataset: unknown names are bugs", "[sim][dataset]") {
    auto data = two_axes();
    CHECK_THROWS_AS(data.add_variable<double>(over("wage", {"tier"})), BugError);
    CHECK_THROWS_AS(data.variable("wage"), BugError);
    CHECK_THROWS_AS(data.dimension("tier"), BugError);
    CHECK_FALSE(data.has_variable("wage"));
}

TEST_CASE("dataset: values of another type are not handed out", "[sim][dataset]") {
    auto data = two_axes();
    data.add_variable<std::int64_t>(over("stock", {"region"}));
    CHECK_THROWS(data.values<double>("stock"));
}

TEST_CASE("dataset: attributes and texts keep their order and the last value", "[sim][dataset]") {
    Dataset data;
    data.set_attribute("seed", std::int64_t{1});
    data.set_attribute("title", std::string{"first"});
    data.set_attribute("seed", std::int64_t{2});
    data.set_text("scenario", "a");
    data.set_text("scenario", "b");
    REQUIRE(data.attributes().size() == 2);
    CHECK(data.attributes()[0].first == "seed");
    CHECK(std::get<std::int64_t>(data.attributes()[0].second) == 2);
    REQUIRE(data.texts().size() == 1);
    CHECK(data.texts()[0].second == "b");
    CHECK(data.text_attribute("title") == "first");
    CHECK(data.text_attribute("seed").empty());  // a number is no text
    CHECK(data.text_attribute("none").empty());
    CHECK(data.whole_attribute("seed") == 2);
    CHECK(data.whole_attribute("title") == 0);
    CHECK(data.whole_attribute("none") == 0);
    REQUIRE(data.text("scenario") != nullptr);
    CHECK(*data.text("scenario") == "b");
    CHECK(data.text("none") == nullptr);
}

}  // namespace
