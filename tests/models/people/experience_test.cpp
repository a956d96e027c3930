// SPDX-License-Identifier: Apache-2.0
#include "models/people/experience.hpp"

#include "sim/error.hpp"
#include "tests/support/catch.hpp"

namespace {

using namespace talentflow;
using models::Experience;
using models::Experiences;
using sim::Month;

TEST_CASE("experience: a course acts from 12 to 48 months after its last month, both included", "[models][people]") {
    Experiences courses;
    const Month first = Month::of(2018, 2), last = Month::of(2018, 4);
    const auto number = courses.number({first, last, 0.3, 12, 48});
    CHECK(number == 1);
    CHECK(courses.begins(number, first));
    CHECK_FALSE(courses.begins(number, last));
    CHECK_FALSE(courses.running(number, first - 1));
    CHECK(courses.running(number, last));
    CHECK_FALSE(courses.running(number, last + 1));
    for (const auto& [months, shift] : {std::pair{0, 0.0}, {11, 0.0}, {12, 0.3}, {48, 0.3}, {49, 0.0}}) {
        INFO(months << " months after");
        CHECK(courses.shift(number, last + months) == shift);
        CHECK(courses.most_shift(last + months) == shift);
        CHECK(courses.least_shift(last + months) == 0.0);
    }
    CHECK(courses.counts(number, last + 48));
    CHECK_FALSE(courses.counts(number, last + 49));
}

TEST_CASE("experience: nobody without one has a shift", "[models][people]") {
    Experiences courses;
    const Month month = Month::of(2018, 2);
    static_cast<void>(courses.number({month, month, -0.4, 0, 100}));
    CHECK(courses.shift(0, month) == 0.0);
    CHECK_FALSE(courses.counts(0, month));
    CHECK_FALSE(courses.running(0, month));
    CHECK_FALSE(courses.begins(0, month));
    CHECK(courses.least_shift(month) == -0.4);
    CHECK(courses.most_shift(month) == 0.0);
}

TEST_CASE("experience: equal ones share a number, and there is a limit to different ones", "[models][people]") {
    Experiences courses;
    const Month month = Month::of(2018, 2);
    CHECK(courses.number({month, month, 0.1, 12, 48}) == 1);
    CHECK(courses.number({month, month, 0.2, 12, 48}) == 2);
    CHECK(courses.number({month, month, 0.1, 12, 48}) == 1);
    for (int i = 0; i < 65533; ++i) static_cast<void>(courses.number({month, month, 1.0 + i, 12, 48}));
    CHECK(courses.number({month, month, 1.0 + 65532, 12, 48}) == 65535);
    CHECK_THROWS_AS(courses.number({month, month, 0.7, 12, 48}), ModelError);
}

}  // namespace
