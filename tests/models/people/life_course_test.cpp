// SPDX-License-Identifier: Apache-2.0
#include "models/people/life_course.hpp"

#include <cmath>
#include <utility>
#include <vector>

#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

namespace {

using namespace talentflow;
using models::retirement_month;
using models::RetirementClass;
using sim::Month;

TEST_CASE("rogers_castro: the peak is at 23 and the mean over 22 to 60 is the constant used", "[models][life_course]") {
    double sum = 0.0;
    for (int age = 22; age <= 60; ++age) {
        sum += models::rogers_castro(age);
        if (age != 23) CHECK(models::rogers_castro(age) < models::rogers_castro(23));
    }
    CHECK(sum / 39.0 == Approx(models::kRogersCastroMean).epsilon(1e-5));
}

TEST_CASE("retirement: men born before 1965 retire at 60, then a month later for every four", "[models][life_course]") {
    const auto men = [](int year, int month) { return retirement_month(Month::of(year, month), RetirementClass::men); };
    CHECK(men(1950, 6) == Month::of(2010, 6));
    CHECK(men(1964, 12) == Month::of(2024, 12));
    CHECK(men(1965, 1) == Month::of(2025, 2));  // 60 years and 1 month
    CHECK(men(1965, 4) == Month::of(2025, 5));  // 60 and 1
    CHECK(men(1965, 5) == Month::of(2025, 7));  // 60 and 2
    CHECK(men(1976, 8) == Month::of(2039, 7));  // 62 and 11
    CHECK(men(1976, 9) == Month::of(2039, 9));  // 63
    CHECK(men(1995, 3) == Month::of(2058, 3));
}

TEST_CASE("retirement: women cadres go from 55 to 58", "[models][life_course]") {
    const auto cadres = [](int year, int month) {
        return retirement_month(Month::of(year, month), RetirementClass::women_cadres);
    };
    CHECK(cadres(1969, 12) == Month::of(2024, 12));
    CHECK(cadres(1970, 1) == Month::of(2025, 2));
    CHECK(cadres(1970, 5) == Month::of(2025, 7));
    CHECK(cadres(1981, 9) == Month::of(2039, 9));
    CHECK(cadres(2000, 1) == Month::of(2058, 1));
}

TEST_CASE("retirement: women workers go from 50 to 55, a month for every two", "[models][life_course]") {
    const auto workers = [](int year, int month) {
        return retirement_month(Month::of(year, month), RetirementClass::women_workers);
    };
    CHECK(workers(1974, 12) == Month::of(2024, 12));
    CHECK(workers(1975, 1) == Month::of(2025, 2));
    CHECK(workers(1975, 2) == Month::of(2025, 3));
    CHECK(workers(1975, 3) == Month::of(2025, 5));
    CHECK(workers(1984, 11) == Month::of(2039, 11));
    CHECK(workers(2000, 1) == Month::of(2055, 1));
}

TEST_CASE("retirement: who is born later never retires earlier", "[models][life_course]") {
    for (const auto who : {RetirementClass::men, RetirementClass::women_cadres, RetirementClass::women_workers}) {
        for (Month birth = Month::of(1940, 1); birth < Month::of(2020, 1); birth = birth + 1) {
            REQUIRE(retirement_month(birth, who) <= retirement_month(birth + 1, who));
        }
    }
}

TEST_CASE("retirement: the class follows sex and the early flag", "[models][life_course]") {
    models::StatusWord who;
    CHECK(models::retirement_class(who) == RetirementClass::men);
    who.set_woman(true);
    CHECK(models::retirement_class(who) == RetirementClass::women_cadres);
    who.set_early_retirement(true);
    CHECK(models::retirement_class(who) == RetirementClass::women_workers);
}

TEST_CASE("death: 1 - exp(-0.0005 e^(0.09 (x - 40)) / 12) by default", "[models][life_course]") {
    const auto p = models::default_parameters({"E"});
    CHECK(models::death_probability(p, 40 * 12) == Approx(-std::expm1(-0.0005 / 12)).epsilon(1e-9));
    CHECK(models::death_probability(p, 60 * 12) == Approx(-std::expm1(-0.0005 * std::exp(1.8) / 12)).epsilon(1e-9));
}

TEST_CASE("family: a partner, once there, stays", "[models][life_course]") {
    const sim::Draws draws{3, 0};
    for (std::uint32_t i = 0; i < 2000; ++i) {
        bool before = false;
        for (int age = 20 * 12; age <= 65 * 12; age += 5) {
            const auto family = models::family_of(draws, test::somebody(i), age);
            REQUIRE((family.partner || !before));
            if (family.partner_employed) REQUIRE(family.partner);
            before = family.partner;
        }
    }
}

TEST_CASE("family: shares of an age are those of the table", "[models][life_course][statistical]") {
    // Three tests with odds of a false alarm of 1e-5 each.
    const sim::Draws draws{4, 0};
    constexpr int kAge = 30 * 12;
    constexpr std::uint32_t kPeople = 100000;
    double partner = 0, child = 0, employed = 0;
    for (std::uint32_t i = 0; i < kPeople; ++i) {
        const auto family = models::family_of(draws, test::somebody(i), kAge);
        partner += family.partner ? 1 : 0;
        child += family.child ? 1 : 0;
        employed += family.partner_employed ? 1 : 0;
    }
    const auto z = [](double found, double p) {
        return std::abs(test::z_score(found / kPeople, p, std::sqrt(p * (1 - p) / kPeople)));
    };
    CHECK(models::partner_share(kAge) == Approx(0.70));
    CHECK(models::child_share(kAge) == Approx(0.45));
    CHECK(z(partner, 0.70) < test::kMostZ);
    CHECK(z(child, 0.45) < test::kMostZ);
    CHECK(z(employed, 0.56) < test::kMostZ);
}

TEST_CASE("family: shares run straight between the table's ages and flat beyond", "[models][life_course]") {
    CHECK(models::partner_share(0) == Approx(0.10));
    CHECK(models::partner_share(27 * 12 + 6) == Approx(0.50));
    CHECK(models::partner_share(90 * 12) == Approx(0.90));
    CHECK(models::child_share(18 * 12) == Approx(0.02));
    CHECK(models::child_share(52 * 12 + 6) == Approx(0.225));
}

}  // namespace
