// SPDX-License-Identifier: Apache-2.0
#include "experiments/sweep/reduce.hpp"

#include <cmath>
#include <limits>
#include <utility>

#include "sim/error.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::experiments;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
const sim::Month kStart = sim::Month::of(2018, 1);

models::World world() {
    models::World made;
    made.start = kStart;
    made.months = 2;
    for (const char* id : {"east", "west", "south"}) {
        models::Region region;
        region.id = id;
        made.regions.push_back(region);
    }
    models::Group both;
    both.id = "both";
    both.members = {models::FileRegion{0}, models::FileRegion{2}};
    made.groups.push_back(both);
    return made;
}

/// stock[m][t][r] = 100 m + 10 t + r; wage the same with none for (0, 2, 1); size has no time.
sim::Dataset result() {
    sim::Dataset data;
    data.add_dimension({"member", "", "", {}, {0, 1}, "1"});
    data.set_time(kStart, 3);
    data.add_dimension({"region", "", "", {{"east", "", ""}, {"west", "", ""}, {"south", "", ""}}, {}, ""});
    data.add_dimension({"lever", "", "", {{"award", "", ""}}, {}, ""});
    std::vector<std::int64_t> stock;
    std::vector<double> wage;
    for (int m = 0; m < 2; ++m) {
        for (int t = 0; t < 3; ++t) {
            for (int r = 0; r < 3; ++r) {
                stock.push_back(100 * m + 10 * t + r);
                wage.push_back(m == 0 && t == 2 && r == 1 ? kNone : 100.0 * m + 10 * t + r);
            }
        }
    }
    data.add_variable({"stock", {"member", "time", "region"}, "", "", "1", "", "", stock, {}});
    data.add_variable({"wage", {"member", "time", "region"}, "", "", "1", "", "", wage, {}});
    data.add_variable(
        {"size", {"member", "region"}, "", "", "1", "", "", std::vector<std::int64_t>{1, -1, 3, 4, 5, 6}, -1});
    data.add_variable({"claims", {"member", "lever"}, "", "", "1", "", "", std::vector<std::int64_t>{7, 8}, {}});
    return data;
}

scenarios::SweepOutput output(const std::string& variable) {
    scenarios::SweepOutput made;
    made.id = "o";
    made.variable = variable;
    return made;
}

scenarios::SweepOutput at(scenarios::SweepOutput made, int from, int to) {
    made.from = kStart + from;
    made.to = kStart + to;
    return made;
}

std::vector<double> reduced(const scenarios::SweepOutput& output) {
    return reduce(result(), world(), output);
}

}  // namespace

TEST_CASE("reduce: the sum over what is selected at the end of a month", "[experiments][sweep]") {
    CHECK(reduced(at(output("stock"), 0, 0)) == std::vector<double>{33, 333});
    auto east = at(output("stock"), 1, 1);
    east.select = {{"region", {"east"}}};
    CHECK(reduced(east) == std::vector<double>{20, 120});
}

TEST_CASE("reduce: a group is its regions, each once", "[experiments][sweep]") {
    auto group = at(output("stock"), 1, 1);
    group.select = {{"region", {"both", "east"}}};
    CHECK(reduced(group) == std::vector<double>{42, 242});
}

TEST_CASE("reduce: several months, and the mean of what has a value", "[experiments][sweep]") {
    auto mean = at(output("wage"), 0, 1);
    mean.reduce = scenarios::Reduce::mean;
    const auto values = reduced(mean);
    CHECK(values.at(0) == Approx((10 + 11 + 12 + 20 + 22) / 5.0));
    CHECK(values.at(1) == Approx(116));
    mean.select = {{"region", {"west"}}};
    mean = at(mean, 1, 1);
    CHECK(std::isnan(reduced(mean).at(0)));
    mean.reduce = scenarios::Reduce::sum;
    CHECK(std::isnan(reduced(mean).at(0)));
}

TEST_CASE("reduce: counts that stand for none are left out", "[experiments][sweep]") {
    CHECK(reduced(output("size")) == std::vector<double>{4, 15});
}

TEST_CASE("reduce: a lever that the scenario lacks paid nothing", "[experiments][sweep]") {
    auto claims = output("claims");
    claims.select = {{"lever", {"award"}}};
    CHECK(reduced(claims) == std::vector<double>{7, 8});
    claims.select = {{"lever", {"another"}}};
    CHECK(reduced(claims) == std::vector<double>{0, 0});
    CHECK(reduced(output("recipients")) == std::vector<double>{0, 0});
    claims.reduce = scenarios::Reduce::mean;
    CHECK(std::isnan(reduced(claims).at(0)));
}

TEST_CASE("reduce: a label or month that the result does not have is an error", "[experiments][sweep]") {
    auto nowhere = at(output("stock"), 0, 0);
    nowhere.select = {{"region", {"nowhere"}}};
    CHECK_THROWS_AS(reduced(nowhere), ScenarioError);
    CHECK_THROWS_AS(reduced(at(output("stock"), 0, 2)), ScenarioError);
}
