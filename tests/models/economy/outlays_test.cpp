// SPDX-License-Identifier: Apache-2.0
#include "models/economy/outlays.hpp"

#include <algorithm>
#include <vector>

#include "tests/support/alone.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"

namespace {

using namespace talentflow;
using models::Books;
using models::CompiledWorld;
using models::Fen;
using models::Funds;
using models::Outlay;
using models::Outlays;
using models::to_fen;

/// Payments of a fund with `yearly` CNY for one outlay, month by month, and in which months the lever may act.
struct Paid {
    std::vector<Fen> payments;
    std::vector<bool> acts;
};
Paid pay(const Outlay& outlay, double yearly, int months, int begins = 0) {
    auto world = test::tiny_world({1, 1, 1}, months);
    const auto lever = test::add_fund(world, 0);
    world.levers[lever].from = world.start + begins;
    world.funds[0].per_year_cny = yearly;
    const CompiledWorld compiled{world};
    sim::Team team;
    const test::Books books{team, compiled};
    test::Funds funds{compiled};
    test::Outlays outlays{compiled, std::vector<Outlay>{outlay}};
    Paid paid;
    for (int t = 0; t < months; ++t) {
        funds.open_month(world.start + t);
        outlays.open_month(world.start + t, books, funds);
        paid.payments.push_back(funds.month()[0].payments);
        paid.acts.push_back(outlays.paid(lever));
    }
    return paid;
}

TEST_CASE("outlays: running costs by the month, building costs evenly over their months", "[models][outlays]") {
    Outlay o;
    o.per_year_cny = 1200;
    o.once_cny = 100;
    o.once_months = 3;
    const auto paid = pay(o, 1e6, 5);
    CHECK(paid.payments == std::vector<Fen>{13333, 13334, 13333, 10000, 10000});
    CHECK(paid.acts == std::vector<bool>(5, true));
}

TEST_CASE("outlays: a lever whose fund is empty stops, and what it costs to build stays due", "[models][outlays]") {
    Outlay o;
    o.per_year_cny = 120;
    o.once_cny = 1500;
    const auto paid = pay(o, 1000, 26);  // 1,000 in the first January, 2,000 together in the second
    std::vector<bool> acts(26, true);
    std::fill(acts.begin(), acts.begin() + 12, false);
    CHECK(paid.acts == acts);
    CHECK(paid.payments[11] == 0);
    CHECK(paid.payments[12] == to_fen(1510));
    CHECK(paid.payments[13] == to_fen(10));
}

TEST_CASE("outlays: what fell due before the run was paid outside it", "[models][outlays]") {
    Outlay o;
    o.once_cny = 600;
    o.once_months = 6;
    CHECK(pay(o, 1e6, 4, -4).payments == std::vector<Fen>{to_fen(100), to_fen(100), 0, 0});
    CHECK(pay(o, 1e6, 3, -60).payments == std::vector<Fen>{0, 0, 0});
    // Not what fell due in the run while the lever could not act.
    CHECK(pay(o, 1e6, 8, 1).payments ==
          std::vector<Fen>{0, to_fen(100), to_fen(100), to_fen(100), to_fen(100), to_fen(100), to_fen(100), 0});
}

}  // namespace
