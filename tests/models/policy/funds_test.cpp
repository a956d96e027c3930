// SPDX-License-Identifier: Apache-2.0
#include "models/policy/funds.hpp"

#include <cmath>
#include <cstdint>

#include "tests/support/alone.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sequence.hpp"

namespace {

using namespace talentflow;
using models::CompiledWorld;
using models::Fen;
using models::Funds;
using models::to_fen;
using sim::Month;

TEST_CASE("funds: ten million pay 33 of 50 awards of 300,000 and keep 100,000 (V14)", "[models][funds]") {
    auto world = test::tiny_world({1, 1, 1});
    const auto lever = test::add_fund(world, 10e6);
    const CompiledWorld compiled{world};
    test::Funds funds{compiled};
    funds.open_month(world.start);
    int paid = 0;
    for (int claim = 0; claim < 50; ++claim) paid += funds.pay(lever, to_fen(300000)) ? 1 : 0;
    CHECK(paid == 33);
    CHECK(funds.balance(0) == to_fen(100000));
    CHECK_NOTHROW(funds.close_month(world.start));
    CHECK_FALSE(funds.can_pay(lever, to_fen(100000.01)));
    CHECK(funds.can_pay(lever, to_fen(100000)));
}

TEST_CASE("funds: administration is paid with the award, and stops it when it does not fit", "[models][funds]") {
    auto world = test::tiny_world({1, 1, 1});
    const auto lever = test::add_fund(world, 1000);
    world.levers[lever].admin_share = 0.5;
    const CompiledWorld compiled{world};
    test::Funds funds{compiled};
    funds.open_month(world.start);
    CHECK_FALSE(funds.pay(lever, to_fen(700)));
    CHECK(funds.pay(lever, to_fen(600)));
    CHECK(funds.balance(0) == to_fen(100));
    CHECK(funds.month()[0].payments == to_fen(600));
    CHECK(funds.month()[0].administration == to_fen(300));
    CHECK_FALSE(funds.administer(lever, to_fen(100.01)));
    CHECK(funds.administer(lever, to_fen(100)));
    CHECK(funds.balance(0) == 0);
}

TEST_CASE("funds: any sequence of bookings keeps the identity to the fen", "[models][funds]") {
    auto world = test::tiny_world({3, 1, 1}, 60);
    const auto lever = test::add_fund(world, 0);
    world.levers[lever].admin_share = 0.37;
    world.funds[0].per_year_cny = 1234567.89;
    world.funds[0].payers = {{0_in_file, 1.0 / 3}, {1_in_file, 1.0 / 3}, {2_in_file, 1.0 / 3}};
    const CompiledWorld compiled{world};
    test::Funds funds{compiled};
    test::Sequence sequence{121};
    Fen before = 0;
    for (int t = 0; t < 60; ++t) {
        funds.open_month(world.start + t);
        for (int i = 0; i < 20; ++i) {
            const auto amount = static_cast<Fen>(sequence.below(3000000));
            if (sequence.below(5) == 0) funds.collect(lever, amount / 10);
            static_cast<void>(funds.pay(lever, amount));
        }
        const auto& m = funds.month()[0];
        REQUIRE(funds.balance(0) == before + m.appropriation + m.clawback - m.payments - m.administration);
        REQUIRE(funds.balance(0) >= 0);
        Fen booked = 0;
        for (const Fen part : funds.by_payer()) booked += part;
        REQUIRE(booked == m.payments + m.administration);
        REQUIRE_NOTHROW(funds.close_month(world.start + t));
        before = funds.balance(0);
    }
}

TEST_CASE("funds: a year's sum comes in its first month in force, for the months in force", "[models][funds]") {
    auto world = test::tiny_world({1, 1, 1}, 36);
    test::add_fund(world, 0);
    auto& fund = world.funds[0];
    fund.per_year_cny = 1200;
    fund.from = Month::of(2018, 4);
    fund.to = Month::of(2020, 2);
    const CompiledWorld compiled{world};
    test::Funds funds{compiled};
    for (int t = 0; t < 36; ++t) {
        const Month now = world.start + t;
        funds.open_month(now);
        Fen expected = 0;
        if (now == Month::of(2018, 4)) expected = to_fen(900);
        if (now == Month::of(2019, 1)) expected = to_fen(1200);
        if (now == Month::of(2020, 1)) expected = to_fen(200);
        INFO(to_string(now));
        CHECK(funds.month()[0].appropriation == expected);
    }
}

TEST_CASE("funds: without an end a year's sum does not depend on where the run ends", "[models][funds]") {
    for (const int months : {6, 18, 24, 30}) {
        INFO(months << " months");
        auto world = test::tiny_world({1, 1, 1}, months);
        test::add_fund(world, 0);
        world.funds[0].per_year_cny = 1200;
        const CompiledWorld compiled{world};
        test::Funds funds{compiled};
        for (int t = 0; t < months; ++t) {
            funds.open_month(world.start + t);
            REQUIRE(funds.month()[0].appropriation == (t % 12 == 0 ? to_fen(1200) : 0));
        }
    }
}

TEST_CASE("funds: a fund older than the run has its year's sum in the first month", "[models][funds]") {
    auto world = test::tiny_world({1, 1, 1}, 24);
    world.start = Month::of(2018, 7);
    test::add_fund(world, 5000);
    world.funds[0].per_year_cny = 1200;
    world.funds[0].from = Month::of(2018, 1);
    const CompiledWorld compiled{world};
    test::Funds funds{compiled};
    funds.open_month(world.start);
    CHECK(funds.month()[0].appropriation == to_fen(600));  // six months left; the sum given once is gone
}

TEST_CASE("funds: without carry-over what is left lapses at the turn of the year", "[models][funds]") {
    auto world = test::tiny_world({1, 1, 1}, 36);
    const auto lever = test::add_fund(world, 0);
    world.funds[0].per_year_cny = 1000;
    world.funds[0].carry_over = false;
    const CompiledWorld compiled{world};
    test::Funds funds{compiled};
    funds.open_month(Month::of(2018, 1));
    REQUIRE(funds.pay(lever, to_fen(300)));
    for (int m = 2; m <= 12; ++m) funds.open_month(Month::of(2018, m));
    CHECK(funds.balance(0) == to_fen(700));
    funds.open_month(Month::of(2019, 1));
    CHECK(funds.balance(0) == to_fen(1000));
    CHECK(funds.month()[0].appropriation == to_fen(300));
    CHECK_NOTHROW(funds.close_month(Month::of(2019, 1)));
}

TEST_CASE("funds: with carry-over what is left stays", "[models][funds]") {
    auto world = test::tiny_world({1, 1, 1}, 36);
    test::add_fund(world, 0);
    world.funds[0].per_year_cny = 1000;
    const CompiledWorld compiled{world};
    test::Funds funds{compiled};
    for (int t = 0; t < 13; ++t) funds.open_month(world.start + t);
    CHECK(funds.balance(0) == to_fen(2000));
}

TEST_CASE("funds: shares round down in fen and the lead partner takes the rest", "[models][funds]") {
    auto world = test::tiny_world({3, 1, 1});
    const auto lever = test::add_fund(world, 1000);
    world.funds[0].payers = {{2_in_file, 1.0 / 3}, {0_in_file, 1.0 / 3}, {1_in_file, 1.0 / 3}};
    const CompiledWorld compiled{world};
    test::Funds funds{compiled};
    funds.open_month(world.start);
    REQUIRE(funds.pay(lever, 100));
    CHECK(funds.by_payer() == std::vector<Fen>{33, 33, 34});
    REQUIRE(funds.pay(lever, 101));
    CHECK(funds.by_payer() == std::vector<Fen>{66, 66, 69});
}

TEST_CASE("funds: a lever without a fund always pays, on its own region", "[models][funds]") {
    auto world = test::tiny_world({2, 1, 1});
    const auto lever = test::add_fund(world, 0);
    world.levers[lever].fund = models::kNoIndex;
    world.levers[lever].for_regions = {1_in_file};
    world.levers[lever].admin_share = 0.1;
    const CompiledWorld compiled{world};
    test::Funds funds{compiled};
    funds.open_month(world.start);
    CHECK(funds.pay(lever, to_fen(1e9)));
    CHECK(funds.by_payer() == std::vector<Fen>{0, to_fen(1.1e9)});
    CHECK(funds.alive(lever, world.start + 1000));
}

TEST_CASE("funds: money may still come while the fund is in force or has some left", "[models][funds]") {
    auto world = test::tiny_world({1, 1, 1});
    const auto lever = test::add_fund(world, 10);
    world.funds[0].to = Month::of(2018, 3);
    const CompiledWorld compiled{world};
    test::Funds funds{compiled};
    funds.open_month(world.start);
    CHECK(funds.alive(lever, Month::of(2018, 4)));
    REQUIRE(funds.pay(lever, to_fen(10)));
    CHECK(funds.alive(lever, Month::of(2018, 3)));
    CHECK_FALSE(funds.alive(lever, Month::of(2018, 4)));
}

TEST_CASE("funds: money is whole fen, halves up", "[models][funds]") {
    CHECK(to_fen(0.0) == 0);
    CHECK(to_fen(0.29) == 29);
    CHECK(to_fen(1.005) == 100);  // 1.005 is below itself as a double
    CHECK(to_fen(2e9) == 200000000000);
}

}  // namespace
