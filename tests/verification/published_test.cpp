// SPDX-License-Identifier: Apache-2.0
// Published worked examples on functions that no scenario reaches with chosen inputs: proportional
// fitting, the age schedule, the clearing algorithm. Each figure is checked and printed as one line
// for run.py:
//   published <tab> case <tab> figure <tab> expected <tab> value <tab> tolerance
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "models/people/life_course.hpp"
#include "models/people/proportional_fitting.hpp"
#include "sim/deferred_acceptance.hpp"
#include "tests/support/catch.hpp"

namespace {

using namespace talentflow;

/// `digits`: decimals that the source prints; the figure must round to them.
void published(const char* id, const std::string& figure, double expected, double value, int digits) {
    const double tolerance = 0.5 * std::pow(10.0, -digits) * (1.0 + 1e-9);
    std::printf("published\t%s\t%s\t%.10g\t%.10g\t%.1e\n", id, figure.c_str(), expected, value, tolerance);
    CHECK(std::abs(value - expected) <= tolerance);
}

void published(const char* id, const std::string& figure, const std::string& expected, const std::string& value) {
    std::printf("published\t%s\t%s\t%s\t%s\t\n", id, figure.c_str(), expected.c_str(), value.c_str());
    CHECK(value == expected);
}

std::string cell(std::size_t row, std::size_t column) {
    return "row " + std::to_string(row + 1) + ", column " + std::to_string(column + 1);
}

TEST_CASE("published: the fundamental age schedule of migration", "[published]") {
    const std::vector<std::pair<int, double>> printed{{20, .02778}, {23, .03789}, {25, .03643},
                                                      {30, .02567}, {40, .01148}, {60, .00415}};
    for (const auto& [age, rate] : printed) {
        published("(b)", "schedule at age " + std::to_string(age), rate, models::rogers_castro(age), 5);
    }
}

TEST_CASE("published: Willekens' 2 x 2 example of proportional fitting", "[published]") {
    std::vector<double> table{5, 2, 1, 7};
    models::fit_margins(table, {{18, 20}, {16, 22}});
    const std::vector<double> printed{13.25019, 4.74981, 2.74981, 17.25019};
    for (std::size_t i = 0; i < 4; ++i) published("(c)", "2 x 2: " + cell(i / 2, i % 2), printed[i], table[i], 5);
    published("(c)", "2 x 2: odds ratio kept", 17.5, table[0] * table[3] / (table[1] * table[2]), 10);
}

TEST_CASE("published: Willekens' 4 x 4 example of proportional fitting, empty cells kept", "[published]") {
    std::vector<double> table{0, 100, 30, 70, 50, 0, 45, 5, 60, 35, 0, 40, 20, 25, 20, 0};
    models::fit_margins(table, {{250, 100, 140, 110}, {150, 150, 180, 120}});
    const std::vector<double> printed{0,      97.117, 72.631, 80.252, 40.757, 0,      56.281, 2.961,
                                      75.946, 27.267, 0,      36.787, 33.296, 25.616, 51.087, 0};
    for (std::size_t i = 0; i < 16; ++i) published("(c)", "4 x 4: " + cell(i / 4, i % 4), printed[i], table[i], 3);
}

// Migration between the census divisions NE, MA, ENC, WNC, SA, ESC, WSC, MT, PAC (plane1981), as
// printed.
constexpr std::size_t kDivisions = 9;
const std::vector<double> kEarlier{0,      145427, 54808,  17279,  161994, 12543,  25316,  21087,  103119,  //
                                   199863, 0,      237291, 44490,  569104, 46250,  67658,  65571,  256831,  //
                                   61206,  187602, 0,      231960, 465811, 191921, 141654, 158664, 441809,  //
                                   21458,  43814,  245838, 0,      102962, 36722,  149497, 195778, 345633,  //
                                   95866,  335295, 285023, 62794,  0,      188540, 130284, 62797,  225611,  //
                                   15882,  47772,  308046, 41992,  290165, 0,      128317, 27729,  90938,   //
                                   23372,  50564,  130445, 138450, 140701, 106365, 0,      166598, 325570,  //
                                   14086,  26131,  58334,  81148,  47585,  16832,  107660, 0,      339713,  //
                                   41772,  79106,  127095, 115000, 148283, 40851,  157625, 251281, 0};
const std::vector<double> kLater{0,      170114, 74674,  25323,  187335, 17075,  33619,  28575,  104674,  //
                                 270352, 0,      286094, 63742,  685312, 51581,  88877,  83920,  256926,  //
                                 83458,  228315, 0,      271849, 530907, 219465, 171351, 166234, 379982,  //
                                 27591,  57223,  274161, 0,      135856, 46875,  177637, 173964, 261654,  //
                                 120995, 348828, 322139, 85058,  0,      236861, 181067, 83734,  262310,  //
                                 19461,  48512,  266731, 46107,  300992, 0,      134746, 25625,  81791,   //
                                 28324,  59893,  149599, 137424, 188181, 114795, 0,      127539, 271580,  //
                                 20160,  40884,  91693,  108093, 83636,  23645,  150525, 0,      416789,  //
                                 66969,  122086, 212253, 154824, 243283, 59975,  235391, 326260, 0};

double correlation_off_diagonal(const std::vector<double>& a, const std::vector<double>& b) {
    double n = 0, sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (i % (kDivisions + 1) == 0) continue;
        n += 1, sa += a[i], sb += b[i], saa += a[i] * a[i], sbb += b[i] * b[i], sab += a[i] * b[i];
    }
    return (n * sab - sa * sb) / std::sqrt((n * saa - sa * sa) * (n * sbb - sb * sb));
}

TEST_CASE("published: Plane's earlier flows fitted to the margins of the later ones", "[published]") {
    std::vector<std::vector<double>> margins(2, std::vector<double>(kDivisions, 0.0));
    for (std::size_t i = 0; i < kLater.size(); ++i) {
        margins[0][i / kDivisions] += kLater[i];
        margins[1][i % kDivisions] += kLater[i];
    }
    auto table = kEarlier;
    models::fit_margins(table, margins);
    published("(f)", "fitted flow NE to MA", 173290, table[1], 0);
    published("(f)", "fitted flow MT to PAC", 403965, table[7 * kDivisions + 8], 0);
    published("(f)", "fitted flow PAC to MT", 331058, table[8 * kDivisions + 7], 0);
    double apart = 0.0;
    for (std::size_t i = 0; i < table.size(); ++i) apart += std::abs(table[i] - kLater[i]);
    const double total = std::accumulate(kLater.begin(), kLater.end(), 0.0);
    published("(f)", "dissimilarity of fitted and later flows", .0343, 0.5 * apart / total, 4);
    published("(f)", "correlation of fitted and later flows", .9942, correlation_off_diagonal(table, kLater), 4);
}

// Alex, Bob, Charles and Anita, Bridget, Christine of lecture note 4 of Berkeley's CS 70 (V21):
// [person] the other side, best first.
using Ranks = std::array<std::array<std::uint32_t, 3>, 3>;
constexpr Ranks kMen{{{0, 1, 2}, {1, 0, 2}, {0, 1, 2}}};
constexpr Ranks kWomen{{{1, 0, 2}, {0, 1, 2}, {0, 1, 2}}};
const std::array<std::string, 3> kMenNames{"Alex", "Bob", "Charles"};
const std::array<std::string, 3> kWomenNames{"Anita", "Bridget", "Christine"};

/// Who gets whom, "Alex-Anita ...", when proposers enter the market in `order`.
std::string match(const Ranks& proposers, const Ranks& receivers, const std::array<std::size_t, 3>& order,
                  const std::array<std::string, 3>& names, const std::array<std::string, 3>& others) {
    std::vector<std::uint64_t> uids;
    std::vector<std::uint32_t> first{0};
    std::vector<sim::Application> wishes;
    const std::vector<std::int64_t> capacity(3, 1);
    for (const std::size_t i : order) {
        for (const auto pool : proposers[i]) {
            const auto& ranking = receivers[pool];
            const auto at = std::find(ranking.begin(), ranking.end(), static_cast<std::uint32_t>(i)) - ranking.begin();
            wishes.push_back({pool, -static_cast<std::int64_t>(at)});
        }
        uids.push_back(i);
        first.push_back(static_cast<std::uint32_t>(wishes.size()));
    }
    const auto won = sim::deferred_acceptance({uids, first, wishes, capacity});
    std::array<std::string, 3> pairs;
    for (std::size_t j = 0; j < 3; ++j) {
        const auto partner = won[j] == sim::kUnmatched ? std::string{"nobody"} : others[wishes[first[j] + won[j]].pool];
        pairs[order[j]] = names[order[j]] + "-" + partner;
    }
    return pairs[0] + " " + pairs[1] + " " + pairs[2];
}

/// The one match that all six orders of proposers give, or the word "several".
std::string match_in_any_order(const Ranks& proposers, const Ranks& receivers, const std::array<std::string, 3>& names,
                               const std::array<std::string, 3>& others) {
    std::array<std::size_t, 3> order{0, 1, 2};
    const auto one = match(proposers, receivers, order, names, others);
    while (std::next_permutation(order.begin(), order.end())) {
        if (match(proposers, receivers, order, names, others) != one) return "several";
    }
    return one;
}

TEST_CASE("published: the textbook's match by deferred acceptance, whoever begins", "[published]") {
    published("V21", "men propose, six orders", "Alex-Anita Bob-Bridget Charles-Christine",
              match_in_any_order(kMen, kWomen, kMenNames, kWomenNames));
    published("V21", "women propose, six orders", "Anita-Bob Bridget-Alex Christine-Charles",
              match_in_any_order(kWomen, kMen, kWomenNames, kMenNames));
}

}  // namespace
