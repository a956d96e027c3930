// SPDX-License-Identifier: Apache-2.0
#include "experiments/design/design.hpp"

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "sim/error.hpp"
#include "tests/support/catch.hpp"

using namespace talentflow;
using namespace talentflow::experiments;

namespace {

Factor factor(std::string path, double low, double high, Scale scale = Scale::linear) {
    Factor made;
    made.path = std::move(path);
    made.low = low;
    made.high = high;
    made.scale = scale;
    return made;
}

Factor levels(std::string path, std::vector<double> values) {
    Factor made;
    made.path = std::move(path);
    made.levels = std::move(values);
    return made;
}

/// The one message of a design that is refused.
std::string message(DesignKind kind, std::vector<Factor> factors, std::size_t n) {
    const auto problems = design_problems(kind, factors, n);
    REQUIRE(problems.size() == 1);
    CHECK_THROWS_AS(make_design(kind, std::move(factors), n, 1), ScenarioError);
    return problems[0].message;
}

constexpr auto kSobol = DesignKind::sobol;
constexpr auto kHypercube = DesignKind::latin_hypercube;

}  // namespace

TEST_CASE("sobol design: rows A, AB of each factor, AB of luck, B", "[experiments][design]") {
    const auto d = make_design(kSobol, {factor("x", 0, 1), factor("y", 10, 20)}, 4, 7);
    REQUIRE(d.n_rows() == 4 * 5);
    REQUIRE(d.values.size() == 4 * 5 * 2);
    for (std::size_t j = 0; j < 4; ++j) {
        const auto at = [&](std::size_t row, std::size_t f) { return d.values[(5 * j + row) * 2 + f]; };
        const std::vector<std::string> roles{"A", "AB:x", "AB:y", "AB:luck", "B"};
        for (std::size_t i = 0; i < 5; ++i) {
            CHECK(d.role[5 * j + i] == roles[i]);
            CHECK(d.base[5 * j + i] == j);
            CHECK(d.luck[5 * j + i] == 2 * j + (i >= 3 ? 1 : 0));
        }
        CHECK((at(1, 0) == at(4, 0) && at(1, 1) == at(0, 1)));
        CHECK((at(2, 0) == at(0, 0) && at(2, 1) == at(4, 1)));
        CHECK((at(3, 0) == at(0, 0) && at(3, 1) == at(0, 1)));
        CHECK((at(0, 0) != at(4, 0) && at(0, 1) >= 10 && at(0, 1) <= 20));
    }
}

TEST_CASE("designs: more base points or trajectories keep the first, other seeds give others",
          "[experiments][design]") {
    const std::vector<Factor> factors{factor("x", 0, 1), factor("y", 1, 100, Scale::log)};
    for (const auto kind : {kSobol, DesignKind::morris}) {
        const auto few = make_design(kind, factors, 8, 3), many = make_design(kind, factors, 32, 3);
        CHECK(std::equal(few.values.begin(), few.values.end(), many.values.begin()));
        CHECK(std::equal(few.role.begin(), few.role.end(), many.role.begin()));
        CHECK(std::equal(few.luck.begin(), few.luck.end(), many.luck.begin()));
        CHECK(few == make_design(kind, factors, 8, 3));
        CHECK(few.values != make_design(kind, factors, 8, 4).values);
    }
}

TEST_CASE("morris design: each row differs from the one above in the factor of its role", "[experiments][design]") {
    const auto d = make_design(DesignKind::morris, {factor("x", 0, 3), factor("y", -3, 0), factor("z", 1, 2)}, 20, 1);
    REQUIRE(d.n_rows() == 20 * 4);
    const std::map<std::string, std::size_t> of{{"x", 0}, {"y", 1}, {"z", 2}};
    for (std::size_t row = 0; row < d.n_rows(); ++row) {
        const auto start = "trajectory:" + std::to_string(row / 4) + ":";
        REQUIRE(d.role[row].rfind(start, 0) == 0);
        CHECK((d.luck[row] == 0 && d.base[row] == row / 4));
        const auto path = d.role[row].substr(start.size());
        if (row % 4 == 0) {
            CHECK(path == "start");
            continue;
        }
        for (std::size_t f = 0; f < 3; ++f)
            CHECK((d.values[row * 3 + f] != d.values[(row - 1) * 3 + f]) == (f == of.at(path)));
    }
}

TEST_CASE("grid design: all combinations, the last factor fastest", "[experiments][design]") {
    const auto d = make_design(DesignKind::grid, {levels("x", {0, 0.5, 1}), levels("y", {7, 3})}, 0, 1);
    CHECK(d.n == 6);
    CHECK(d.values == std::vector<double>{0, 7, 0, 3, 0.5, 7, 0.5, 3, 1, 7, 1, 3});
    CHECK((d.role[5] == "point" && d.luck[5] == 0 && d.base[5] == 5));
    CHECK((d.factors[1].low == 3 && d.factors[1].high == 7));
}

TEST_CASE("list design: the points as they are given", "[experiments][design]") {
    const auto d = list_design({factor("x", 0, 1), factor("y", 0, 1)}, {1, 2, 3, 4});
    CHECK((d.kind == DesignKind::list && d.n == 2 && d.n_rows() == 2));
    CHECK(d.values == std::vector<double>{1, 2, 3, 4});
    CHECK_THROWS_WITH(list_design({factor("x", 0, 1)}, {1, std::nan("")}),
                      "error: design: x: point 1: nan is no finite number");
    CHECK_THROWS_WITH(list_design({factor("x", 0, 1)}, {}), "error: design: the list has no points");
    CHECK_THROWS_AS(list_design({factor("x", 0, 1), factor("y", 0, 1)}, {1, 2, 3}), BugError);
}

TEST_CASE("scale: linear, log and whole ranges", "[experiments][design]") {
    auto whole = factor("w", 1, 4);
    whole.whole = true;
    auto dose = factor("d", 1, 1000, Scale::log);
    dose.whole = true;
    const std::size_t n = 4000;
    const auto d = make_design(kHypercube, {factor("x", -1, 3), factor("l", 0.01, 100, Scale::log), whole, dose}, n, 1);
    std::map<double, int> seen;
    double sum = 0, below_one = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const double* row = &d.values[4 * i];
        CHECK((row[0] >= -1 && row[0] <= 3 && row[1] >= 0.01 && row[1] <= 100));
        CHECK((row[3] == std::floor(row[3]) && row[3] >= 1 && row[3] <= 1000));
        sum += row[0];
        below_one += row[1] < 1 ? 1 : 0;
        ++seen[row[2]];
    }
    CHECK(sum / n == Approx(1).margin(0.001));
    CHECK(below_one == n / 2);  // the middle of the log range, by strata
    CHECK(seen == std::map<double, int>{{1, 1000}, {2, 1000}, {3, 1000}, {4, 1000}});
}

TEST_CASE("scale: the ends of a range are reached exactly", "[experiments][design]") {
    const auto d = make_design(DesignKind::morris, {factor("x", 0.1, 0.7), factor("l", 0.1, 0.7, Scale::log)}, 40, 1);
    for (std::size_t f = 0; f < 2; ++f) {
        double low = 1, high = 0;
        for (std::size_t row = 0; row < d.n_rows(); ++row) {
            low = std::min(low, d.values[2 * row + f]);
            high = std::max(high, d.values[2 * row + f]);
        }
        CHECK((low == 0.1 && high == 0.7));
    }
}

TEST_CASE("design: what is wrong with a range is said with what to write", "[experiments][design]") {
    CHECK(message(kHypercube, {factor("x", 2, 2)}, 5) ==
          "the range is empty: [2, 2]; widen it, or set the one value of the scenario (--set)");
    CHECK(message(kHypercube, {factor("x", 2, 0.5)}, 5) == "the range is reversed: [2, 0.5]; write [0.5, 2]");
    CHECK(message(kHypercube, {factor("x", 0, 1, Scale::log)}, 5) ==
          "scale log needs a range above 0, and this one begins at 0; raise its low end, or write scale linear");
    CHECK(message(kHypercube, {factor("x", -1, 1, Scale::log)}, 5).find("begins at -1") != std::string::npos);
    CHECK(message(kHypercube, {factor("x", 0, INFINITY)}, 5) == "the range [0, inf] is not of finite numbers");
    CHECK(message(kHypercube, {factor("x", -1e308, 1e308)}, 5).find("finite") != std::string::npos);
    auto whole = factor("x", 0.5, 3);
    whole.whole = true;
    CHECK(message(kHypercube, {whole}, 5) == "takes whole numbers only, and 0.5 is none");
    CHECK(message(kHypercube, {levels("x", {1, 2})}, 5) == "levels are for a grid; write a range, or ask for a grid");
    CHECK(message(DesignKind::grid, {factor("x", 0, 1)}, 0) == "a grid needs the levels of each factor: list them");
    CHECK(message(DesignKind::grid, {levels("x", {1, 2, 1})}, 0) == "the level 1 stands there twice; list it once");
    CHECK(message(DesignKind::grid, {levels("x", {NAN})}, 0) == "the level nan is no finite number");
}

TEST_CASE("design: what is wrong with paths and numbers of points", "[experiments][design]") {
    CHECK(message(kHypercube, {}, 5).find("nothing to vary") != std::string::npos);
    CHECK(message(kHypercube, {factor("", 0, 1)}, 5).find("path is empty") != std::string::npos);
    CHECK(message(kHypercube, {factor("luck", 0, 1)}, 5).find("word of the design itself") != std::string::npos);
    CHECK(message(kHypercube, {factor("x", 0, 1), factor("x", 0, 2)}, 5) == "is varied twice; name it once");
    CHECK(message(kHypercube, {factor("x", 0, 1)}, 0) == "n is 0, and this design needs at least 1");
    CHECK(message(DesignKind::morris, {factor("x", 0, 1)}, 1) == "n is 1, and this design needs at least 2");
    CHECK(message(kSobol, {factor("x", 0, 1)}, 1000) ==
          "n is 1000; a Sobol design is balanced only if its base points are a power of two: write 512 or 1024");
    CHECK(message(kSobol, std::vector<Factor>(1, factor("x", 0, 1)), 3).find("write 2 or 4") != std::string::npos);
}

TEST_CASE("design: one too large to hold says rows, factors and limit", "[experiments][design]") {
    CHECK(
        message(kSobol, {factor("x", 0, 1)}, 1U << 20U) ==
        "the design would have 4194304 rows of 1 factors, and one may hold 2000000 rows and 10000000 numbers; write a "
        "smaller n, fewer levels or fewer factors");
    CHECK(message(kHypercube, {factor("x", 0, 1)}, SIZE_MAX).find("1.844674407e+19 rows") != std::string::npos);
    std::vector<Factor> grid;
    for (int i = 0; i < 30; ++i) grid.push_back(levels("p" + std::to_string(i), {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
    CHECK(message(DesignKind::grid, grid, 0).find("1e+30 rows of 30 factors") != std::string::npos);
    std::vector<Factor> many;
    for (int i = 0; i < 2000; ++i) many.push_back(factor("p" + std::to_string(i), 0, 1));
    CHECK(message(kSobol, many, 2).find("2000 factors, and a Sobol design can vary 1833") != std::string::npos);
}

TEST_CASE("design: every problem is told at once, with its factor", "[experiments][design]") {
    const auto problems = design_problems(kSobol, {factor("x", 2, 1), factor("y", 0, 1, Scale::log)}, 6);
    REQUIRE(problems.size() == 3);
    CHECK((problems[0].factor == 0U && problems[1].factor == 1U && !problems[2].factor));
    CHECK_THROWS_WITH(make_design(kSobol, {factor("x", 2, 1), factor("y", 0, 1)}, 6, 1),
                      "error: design: x: the range is reversed: [2, 1]; write [1, 2]\n"
                      "error: design: n is 6; a Sobol design is balanced only if its base points are a power of two: "
                      "write 4 or 8");
}

TEST_CASE("design: its kinds by word", "[experiments][design]") {
    CHECK((word(DesignKind::grid) == "grid" && word(DesignKind::list) == "list" && word(kHypercube) == "lhs"));
    CHECK((word(kSobol) == "sobol" && word(DesignKind::morris) == "morris"));
    CHECK((design_kind("lhs") == kHypercube && !design_kind("LHS") && !design_kind("")));
}
