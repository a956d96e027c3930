// SPDX-License-Identifier: Apache-2.0
#include "sim/inequality.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/sequence.hpp"
#include "tests/support/statistics.hpp"

namespace {

using talentflow::sim::gini;
using talentflow::sim::Holding;
using talentflow::sim::theil;
using namespace talentflow;

std::vector<Holding> each(const std::vector<double>& values) {
    std::vector<Holding> holdings;
    for (const double x : values) holdings.push_back({x, 1.0});
    return holdings;
}

TEST_CASE("inequality: four who hold 1 and one who holds 6 (V23)", "[sim][inequality]") {
    CHECK(sim::gini(each({1, 1, 1, 1, 6})) == Approx(0.4).margin(1e-6));
    CHECK(sim::theil(each({1, 1, 1, 1, 6})) == Approx(0.381909).margin(1e-6));
}

TEST_CASE("inequality: all alike is 0, one who holds all is 1 - 1/n and ln n", "[sim][inequality]") {
    CHECK(sim::gini(each({3, 3, 3, 3})) == 0.0);
    CHECK(sim::theil(each({3, 3, 3, 3})) == 0.0);
    CHECK(sim::gini(each({0, 0, 0, 8})) == Approx(0.75).epsilon(1e-15));
    CHECK(sim::theil(each({0, 0, 0, 8})) == Approx(std::log(4.0)).epsilon(1e-15));
    CHECK(sim::gini(each({8})) == 0.0);
}

TEST_CASE("inequality: nobody, or nothing held, has no value", "[sim][inequality]") {
    for (const auto& none : {each({}), each({0, 0}), std::vector<Holding>{{5.0, 0.0}}}) {
        CHECK(std::isnan(sim::gini(none)));
        CHECK(std::isnan(sim::theil(none)));
    }
}

TEST_CASE("inequality: a weight of n is n people, a scale is none", "[sim][inequality]") {
    test::Sequence sequence{23};
    std::vector<Holding> weighted;
    std::vector<double> values, scaled;
    for (int i = 0; i < 40; ++i) {
        const double x = sequence.between(0.0, 100.0);
        const auto n = 1 + sequence.below(9);
        weighted.push_back({x, static_cast<double>(n)});
        values.insert(values.end(), n, x);
        scaled.insert(scaled.end(), n, 1000.0 * x);
    }
    CHECK(sim::gini(weighted) == Approx(sim::gini(each(values))).epsilon(1e-12));
    CHECK(sim::theil(weighted) == Approx(sim::theil(each(values))).epsilon(1e-12));
    CHECK(sim::gini(each(scaled)) == Approx(sim::gini(each(values))).epsilon(1e-12));
    CHECK(sim::theil(each(scaled)) == Approx(sim::theil(each(values))).epsilon(1e-12));

    double pairs = 0.0, total = 0.0;  // the definition itself
    for (const double a : values) {
        total += a;
        for (const double b : values) pairs += std::abs(a - b);
    }
    CHECK(sim::gini(weighted) == Approx(pairs / (2.0 * static_cast<double>(values.size()) * total)).epsilon(1e-12));
}

TEST_CASE("inequality: the Gini coefficient has the same bits in any order", "[sim][inequality]") {
    test::Sequence sequence{24};
    std::vector<Holding> holdings;
    for (int i = 0; i < 500; ++i) {
        holdings.push_back({std::floor(sequence.between(0.0, 20.0)), sequence.between(1.0, 5.0)});
    }
    const double first = sim::gini(holdings);
    for (int i = 0; i < 20; ++i) {
        sequence.permute(holdings);
        CHECK(sim::gini(holdings) == first);
    }
}

/// Standard errors of both indices from their influence on a sample: what one more person of value x changes.
struct Errors {
    double gini = 0, theil = 0;
};

Errors errors_of(std::vector<double> sorted) {
    const auto n = static_cast<double>(sorted.size());
    double total = 0.0, entropy = 0.0;
    for (const double x : sorted) {
        total += x;
        entropy += x * std::log(x);
    }
    const double mean = total / n, g = sim::gini(each(sorted)), e = entropy / n;
    std::vector<double> of_gini, of_theil;
    double below = 0.0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const double x = sorted[i], rank = static_cast<double>(i);
        const double distance = (x * (2.0 * rank - n) + total - 2.0 * below) / n;  // mean |x - y|
        of_gini.push_back((distance - 2.0 * g * mean) / mean - g * (x - mean) / mean);
        of_theil.push_back((x * std::log(x) - e) / mean - (e / mean + 1.0) * (x - mean) / mean);
        below += x;
    }
    return {std::sqrt(test::moments(of_gini).variance / n), std::sqrt(test::moments(of_theil).variance / n)};
}

TEST_CASE("inequality: lognormal values of sd 0.5 have Gini .276326 and Theil .125 (V23)", "[sim][inequality]") {
    test::Sequence sequence{25};
    std::vector<double> values;
    while (values.size() < 200000) {  // Box and Muller, two at a time
        const double radius = std::sqrt(-2.0 * std::log(1.0 - sequence.unit()));
        const double angle = 2.0 * 3.14159265358979323846 * sequence.unit();
        values.push_back(std::exp(0.5 * radius * std::cos(angle)));
        values.push_back(std::exp(0.5 * radius * std::sin(angle)));
    }
    std::sort(values.begin(), values.end());
    const Errors errors = errors_of(values);
    CHECK(errors.gini < 0.001);
    CHECK(std::abs(test::z_score(sim::gini(each(values)), 0.276326, errors.gini)) < test::kMostZ);
    CHECK(std::abs(test::z_score(sim::theil(each(values)), 0.125, errors.theil)) < test::kMostZ);
}

}  // namespace
