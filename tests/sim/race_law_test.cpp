// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "sim/race.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sequence.hpp"
#include "tests/support/statistics.hpp"

// The race is the nested logit of docs/methods.md: V1, V2, V2b and V2c of docs/verification.md. Odds of a false
// alarm are 1e-5 a check.

namespace {

using namespace talentflow;
using sim::Draws;
using sim::kStay;
using sim::Month;
using sim::PersonId;

const Month kMonth = Month::of(2020, 1);
constexpr std::uint32_t kPeople = 1000000;

std::vector<double> weights_of(const std::vector<double>& v) {
    std::vector<double> weights;
    for (const double x : v) weights.push_back(std::exp(-x));
    return weights;
}

PersonId person(std::uint32_t i) {
    return PersonId::of(17, kMonth, i);
}

/// Counts of staying, then of each alternative.
std::vector<std::int64_t> tally(const std::vector<double>& v, double v_stay, double rho, std::uint64_t seed,
                                std::uint32_t n = kPeople) {
    const Draws draws{seed, 0};
    const auto weights = weights_of(v);
    std::vector<std::int64_t> counts(v.size() + 1, 0);
    for (std::uint32_t i = 0; i < n; ++i) {
        const auto choice = sim::race(draws, person(i), kMonth, weights.data(), v.size(), v_stay, rho);
        ++counts[choice == kStay ? 0 : choice + 1U];
    }
    return counts;
}

/// The closed form: staying, then each alternative.
std::vector<double> nested_logit(const std::vector<double>& v, double v_stay, double rho) {
    double sum = 0.0;
    for (const double x : v) sum += std::exp(x);
    const double inclusive = std::exp(rho * std::log(sum));
    const double move = inclusive / (std::exp(v_stay) + inclusive);
    std::vector<double> p{1.0 - move};
    for (const double x : v) p.push_back(move * std::exp(x) / sum);
    return p;
}

TEST_CASE("race: with rho 1 it is the multinomial logit (V1)", "[sim][race][statistical]") {
    const std::vector<double> expected{.167405, .276004, .455054, .101536};
    const auto closed = nested_logit({0.5, 1.0, -0.5}, 0.0, 1.0);
    for (std::size_t i = 0; i < 4; ++i) CHECK(closed[i] == Approx(expected[i]).margin(1e-6));
    CHECK(test::chi_square(tally({0.5, 1.0, -0.5}, 0.0, 1.0, 101), closed) < test::most_chi_square(3));
}

TEST_CASE("race: with rho 0.6 it is the nested logit (V2)", "[sim][race][statistical]") {
    const std::vector<double> v{0.2 / 0.6, 0.5 / 0.6, -0.3 / 0.6};
    const std::vector<double> expected{.531059, .152090, .250753, .066098};
    const auto closed = nested_logit(v, 1.0, 0.6);
    for (std::size_t i = 0; i < 4; ++i) CHECK(closed[i] == Approx(expected[i]).margin(1e-6));
    CHECK(test::chi_square(tally(v, 1.0, 0.6, 102), closed) < test::most_chi_square(3));
}

TEST_CASE("race: alternatives known by chance mix the closed forms (V2b)", "[sim][race][statistical]") {
    const std::vector<double> v{0.2 / 0.6, 0.5 / 0.6, -0.3 / 0.6};
    const std::vector<double> known{0.9, 0.5, 0.2};
    const Draws draws{103, 0};
    test::Sequence sequence{31};
    std::vector<std::int64_t> counts(4, 0);
    for (std::uint32_t i = 0; i < kPeople / 2; ++i) {
        auto weights = weights_of(v);
        for (std::size_t a = 0; a < 3; ++a) {
            if (sequence.unit() >= known[a]) weights[a] = std::numeric_limits<double>::infinity();
        }
        const auto choice = sim::race(draws, person(i), kMonth, weights.data(), 3, 1.0, 0.6);
        ++counts[choice == kStay ? 0 : choice + 1U];
    }
    CHECK(test::chi_square(counts, {.631925, .208426, .140937, .018712}) < test::most_chi_square(3));
}

TEST_CASE("race: a duplicate weighs less the closer the two are (V2c)", "[sim][race][statistical]") {
    constexpr std::uint32_t kFew = kPeople / 4;
    const std::vector<std::pair<double, double>> cases{{1.0, .333333}, {0.5, .414214}, {0.1, .482678}};
    for (const auto& [rho, stay] : cases) {
        INFO("rho " << rho);
        CHECK(1.0 / (1.0 + std::exp2(rho)) == Approx(stay).margin(1e-6));
        const auto counts = tally({0.0, 0.0}, 0.0, rho, 104, kFew);
        const double exact = 1.0 / (1.0 + std::exp2(rho));
        const double error = std::sqrt(exact * (1.0 - exact) / kFew);
        CHECK(std::abs(test::z_score(static_cast<double>(counts[0]) / kFew, exact, error)) < test::kMostZ);
        CHECK(test::chi_square({counts[1], counts[2]}, {0.5, 0.5}) < test::most_chi_square(1));
    }
}

TEST_CASE("race: raising one alternative only switches people to it (V2)", "[sim][race]") {
    const Draws draws{105, 0};
    const auto before = weights_of({0.2 / 0.6, 0.5 / 0.6, -0.3 / 0.6});
    const auto after = weights_of({0.2 / 0.6, 0.5 / 0.6 + 0.4, -0.3 / 0.6});
    std::int64_t changed = 0, elsewhere = 0;
    for (std::uint32_t i = 0; i < kPeople / 2; ++i) {
        const auto a = sim::race(draws, person(i), kMonth, before.data(), 3, 1.0, 0.6);
        const auto b = sim::race(draws, person(i), kMonth, after.data(), 3, 1.0, 0.6);
        if (a == b) continue;
        ++changed;
        if (b != 1) ++elsewhere;
    }
    CHECK(changed > 20000);
    CHECK(elsewhere == 0);
}

TEST_CASE("race: raising staying only switches people to staying", "[sim][race]") {
    const Draws draws{106, 0};
    const auto weights = weights_of({0.3, 0.8, -0.5});
    std::int64_t changed = 0, elsewhere = 0;
    for (std::uint32_t i = 0; i < kPeople / 5; ++i) {
        const auto a = sim::race(draws, person(i), kMonth, weights.data(), 3, 1.0, 0.6);
        const auto b = sim::race(draws, person(i), kMonth, weights.data(), 3, 1.3, 0.6);
        if (a == b) continue;
        ++changed;
        if (b != kStay) ++elsewhere;
    }
    CHECK(changed > 5000);
    CHECK(elsewhere == 0);
}

TEST_CASE("race: closing an alternative leaves those who did not choose it where they were", "[sim][race]") {
    const Draws draws{107, 0};
    const auto open = weights_of({0.3, 0.8, -0.5});
    auto closed = open;
    closed[2] = std::numeric_limits<double>::infinity();
    std::int64_t disturbed = 0;
    for (std::uint32_t i = 0; i < kPeople / 5; ++i) {
        const auto a = sim::race(draws, person(i), kMonth, open.data(), 3, 1.0, 0.6);
        if (a != 2 && sim::race(draws, person(i), kMonth, closed.data(), 3, 1.0, 0.6) != a) ++disturbed;
    }
    CHECK(disturbed == 0);
}

}  // namespace
