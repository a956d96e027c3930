// SPDX-License-Identifier: Apache-2.0
#include "models/benefits/award_sums.hpp"

#include <cmath>
#include <cstdint>
#include <map>
#include <vector>

#include "sim/inequality.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sequence.hpp"

namespace {

using namespace talentflow;
using models::AwardSums;

TEST_CASE("award_sums: before the first payment there is no coefficient", "[models][award_sums]") {
    AwardSums sums;
    CHECK(sums.n_recipients() == 0);
    CHECK(std::isnan(sums.gini()));
    sums.pay(7, 0);
    CHECK(sums.n_recipients() == 0);
}

TEST_CASE("award_sums: payments to one person add up", "[models][award_sums]") {
    AwardSums sums;
    for (const std::uint64_t person : {1U, 2U, 3U, 4U, 5U}) sums.pay(person, 100);
    CHECK(sums.gini() == 0.0);
    sums.pay(5, 300);
    sums.pay(5, 200);
    CHECK(sums.n_recipients() == 5);
    CHECK(sums.gini() == Approx(0.4).epsilon(1e-15));  // 1, 1, 1, 1, 6
}

TEST_CASE("award_sums: the coefficient is that of the sums written out, in any order of payments",
          "[models][award_sums]") {
    struct Payment {
        std::uint64_t person;
        models::Fen amount;
    };
    test::Sequence sequence{31};
    std::vector<Payment> payments;
    std::map<std::uint64_t, double> of;
    for (int i = 0; i < 4000; ++i) {
        const Payment p{sequence.below(900), static_cast<models::Fen>(1 + sequence.below(5)) * 1'000'000};
        payments.push_back(p);
        of[p.person] += static_cast<double>(p.amount);
    }
    std::vector<sim::Holding> holdings;
    for (const auto& [person, sum] : of) holdings.push_back({sum, 1.0});

    AwardSums forwards, backwards;
    for (const auto& p : payments) forwards.pay(p.person, p.amount);
    for (auto p = payments.rbegin(); p != payments.rend(); ++p) backwards.pay(p->person, p->amount);
    CHECK(forwards.n_recipients() == of.size());
    CHECK(forwards.gini() == Approx(sim::gini(holdings)).epsilon(1e-12));
    CHECK(forwards.gini() == backwards.gini());
}

}  // namespace
