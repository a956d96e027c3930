// SPDX-License-Identifier: Apache-2.0
#include "models/world/time_path.hpp"

#include <utility>
#include <vector>

#include "sim/error.hpp"
#include "tests/support/catch.hpp"

namespace {

using namespace talentflow;
using models::TimePath;
using sim::Month;

TEST_CASE("time path: a constant is the same always", "[models][time_path]") {
    const TimePath path{3.5};
    CHECK(path.is_constant());
    CHECK(path.at(Month::of(1801, 1)) == 3.5);
    CHECK(path.at(Month::of(2140, 12)) == 3.5);
}

TEST_CASE("time path: steps hold until the next date", "[models][time_path]") {
    const TimePath path{TimePath::Shape::steps,
                        {{Month::of(2018, 1), 1.0}, {Month::of(2019, 1), 5.0}, {Month::of(2020, 7), 2.0}}};
    CHECK(path.at(Month::of(2017, 1)) == 1.0);
    CHECK(path.at(Month::of(2018, 12)) == 1.0);
    CHECK(path.at(Month::of(2019, 1)) == 5.0);
    CHECK(path.at(Month::of(2020, 6)) == 5.0);
    CHECK(path.at(Month::of(2020, 7)) == 2.0);
    CHECK(path.at(Month::of(2030, 1)) == 2.0);
}

TEST_CASE("time path: a ramp runs straight between dates", "[models][time_path]") {
    const TimePath path{TimePath::Shape::ramp,
                        {{Month::of(2018, 1), 10.0}, {Month::of(2019, 1), 22.0}, {Month::of(2019, 7), 10.0}}};
    CHECK(path.at(Month::of(2017, 6)) == 10.0);
    CHECK(path.at(Month::of(2018, 7)) == Approx(16.0));
    CHECK(path.at(Month::of(2019, 1)) == 22.0);
    CHECK(path.at(Month::of(2019, 4)) == Approx(16.0));
    CHECK(path.at(Month::of(2025, 1)) == 10.0);
    CHECK_FALSE(path.is_constant());
}

TEST_CASE("time path: dates that do not rise, or none, are bugs", "[models][time_path]") {
    const auto make = [](std::vector<TimePath::Point> points) {
        return TimePath{TimePath::Shape::steps, std::move(points)};
    };
    CHECK_THROWS_AS(make({}), BugError);
    CHECK_THROWS_AS(make({{Month::of(2018, 1), 1.0}, {Month::of(2018, 1), 2.0}}), BugError);
    CHECK_THROWS_AS(make({{Month::of(2018, 2), 1.0}, {Month::of(2018, 1), 2.0}}), BugError);
}

}  // namespace
