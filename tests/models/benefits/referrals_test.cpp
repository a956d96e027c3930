// SPDX-License-Identifier: Apache-2.0
#include "models/benefits/referrals.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

#include "tests/support/alone.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

namespace {

using namespace talentflow;
using models::CompiledWorld;
using models::Funds;
using models::ReferralProgramme;
using models::Referrals;

constexpr std::uint32_t kPeople = 100000;

/// Two regions and two levers for the second of the file.
models::World world_with_levers() {
    auto world = test::tiny_world({2, 2, 1});
    for (int i = 0; i < 2; ++i) world.levers[test::add_fund(world, 1e6)].for_regions = {1_in_file};
    return world;
}

ReferralProgramme programme(std::size_t lever, double rate) {
    ReferralProgramme p;
    p.lever = lever;
    p.region = 1_in_file;
    p.rate_per_month = rate;
    p.bonus_cny = 1000;
    return p;
}

/// One world, its programmes, and whoever is referred.
struct Town {
    models::World world = world_with_levers();
    CompiledWorld compiled{world};
    sim::Draws draws{10, 0};
    test::Funds funds{compiled};
    test::Referrals referrals;
    models::RegionIndex there = compiled.inner_of[1_in_file];

    explicit Town(std::vector<ReferralProgramme> programmes)
        : referrals{compiled, draws, std::move(programmes), funds} {
        funds.open_month(world.start);
        referrals.open_month(world.start);
    }
    [[nodiscard]] double share(int acquaintances, int programme = -1) const {
        std::int64_t n = 0;
        for (std::uint32_t i = 0; i < kPeople; ++i) {
            const auto r = referrals.referred(test::somebody(i), there, 0_field, acquaintances, world.start);
            n += r && (programme < 0 || *r == programme) ? 1 : 0;
        }
        return static_cast<double>(n) / kPeople;
    }
};

double z(double share, double exact) {
    return std::abs(test::z_score(share, exact, std::sqrt(exact * (1.0 - exact) / kPeople)));
}

TEST_CASE("referrals: one word a person, 1 - exp(-12 p n)", "[models][referrals][statistical]") {
    // Five tests with odds of a false alarm of 1e-5 each.
    const Town one{{programme(0, 0.002)}};
    CHECK(z(one.share(1), -std::expm1(-0.024)) < test::kMostZ);
    CHECK(z(one.share(10), -std::expm1(-0.24)) < test::kMostZ);
    CHECK(one.share(0) == 0.0);
    const Town two{{programme(0, 0.002), programme(1, 0.006)}};
    CHECK(z(two.share(10), -std::expm1(-0.96)) < test::kMostZ);
    CHECK(two.share(10, 0) == one.share(10));  // the second takes nothing from the first
    CHECK(z(two.share(10, 1), std::exp(-0.24) - std::exp(-0.96)) < test::kMostZ);
}

TEST_CASE("referrals: more acquaintances refer all whom fewer refer", "[models][referrals]") {
    const Town town{{programme(0, 0.004)}};
    bool more = true;
    for (std::uint32_t i = 0; i < 20000; ++i) {
        const auto few = town.referrals.referred(test::somebody(i), town.there, 0_field, 2, town.world.start);
        const auto many = town.referrals.referred(test::somebody(i), town.there, 0_field, 5, town.world.start);
        more = more && (!few || many);
    }
    CHECK(more);
    CHECK_FALSE(town.referrals.acting(town.compiled.inner_of[0_in_file]));
}

TEST_CASE("referrals: nobody of another field than the programme is for", "[models][referrals]") {
    Town town{{programme(0, 0.5)}};
    town.world.levers[0].eligible.fields = {0_field};
    std::int64_t same = 0, other = 0;
    for (std::uint32_t i = 0; i < 1000; ++i) {
        same += town.referrals.referred(test::somebody(i), town.there, 0_field, 5, town.world.start) ? 1 : 0;
        other += town.referrals.referred(test::somebody(i), town.there, 1_field, 5, town.world.start) ? 1 : 0;
    }
    CHECK(same > 900);
    CHECK(other == 0);
}

/// Somebody hired under the first programme, in a world of one row.
struct Hire {
    Town town{{programme(0, 0.01)}};
    models::Population population;
    std::uint32_t row;

    static models::Columns columns() {
        models::Columns c;
        c.n_regions = 2;
        c.accreditation = true;
        return c;
    }
    Hire() : population{columns()}, row{population.acquire(test::somebody(1))} {
        models::StatusWord who;
        who.set_region(town.there);
        who.set_employment(models::Employment::employed);
        population.status[row] = who;
        town.referrals.hired(population, row, 0, town.world.start);
    }
    [[nodiscard]] models::Fen paid_in(int month) {
        town.funds.open_month(town.world.start + month);
        town.referrals.settle(population, town.world.start + month);
        return town.funds.month()[0].payments;
    }
};

TEST_CASE("referrals: the bonus comes with the accreditation, once", "[models][referrals]") {
    Hire hire;
    CHECK(hire.town.referrals.hires()[0] == 1);
    CHECK(hire.paid_in(1) == 0);
    hire.population.set_accredited(hire.row, hire.town.there, 1);
    CHECK(hire.paid_in(2) == models::to_fen(1000));
    CHECK(hire.paid_in(3) == 0);
}

TEST_CASE("referrals: who comes late, leaves, or is accredited elsewhere earns nothing", "[models][referrals]") {
    Hire late;
    CHECK(late.paid_in(36) == 0);
    late.population.set_accredited(late.row, late.town.there, 1);
    CHECK(late.paid_in(37) == 0);
    Hire in_time;
    in_time.population.set_accredited(in_time.row, in_time.town.there, 1);
    CHECK(in_time.paid_in(36) == models::to_fen(1000));
    Hire elsewhere;
    elsewhere.population.set_accredited(elsewhere.row, models::RegionIndex{1 - elsewhere.town.there}, 1);
    CHECK(elsewhere.paid_in(1) == 0);
    Hire gone;
    gone.population.set_accredited(gone.row, gone.town.there, 1);
    gone.population.status[gone.row].set_region(models::RegionIndex{1 - gone.town.there});
    CHECK(gone.paid_in(1) == 0);
    gone.population.status[gone.row].set_region(gone.town.there);
    CHECK(gone.paid_in(2) == 0);  // nor on coming back
}

TEST_CASE("referrals: a fund that cannot pay pays later", "[models][referrals]") {
    Hire hire;
    REQUIRE(hire.town.funds.pay(0, models::to_fen(1e6)));
    hire.population.set_accredited(hire.row, hire.town.there, 1);
    CHECK(hire.paid_in(1) == 0);
    hire.town.funds.collect(0, models::to_fen(1500));
    CHECK(hire.paid_in(2) == models::to_fen(1000));
}

TEST_CASE("referrals: of those hired in a month a short fund pays the same ones in any order of rows",
          "[models][referrals]") {
    constexpr std::size_t kLevers =
        6;  // each person is hired under a lever of their own, so that the books tell who was paid
    const auto paid_levers = [](const std::vector<std::size_t>& rows) {
        auto world = test::tiny_world({2, 2, 1});
        std::vector<ReferralProgramme> programmes;
        for (std::size_t i = 0; i < kLevers; ++i) {
            world.levers[test::add_fund(world, 3000)].fund = 0;
            programmes.push_back(programme(i, 0.01));
        }
        const CompiledWorld compiled{world};
        const sim::Draws draws{10, 0};
        test::Funds funds{compiled};
        test::Referrals referrals{compiled, draws, programmes, funds};
        funds.open_month(world.start);
        models::Population population{Hire::columns()};
        for (const std::size_t who : rows) {
            const auto row = population.acquire(test::somebody(static_cast<std::uint32_t>(who)));
            models::StatusWord status;
            status.set_region(compiled.inner_of[1_in_file]);
            status.set_employment(models::Employment::employed);
            population.status[row] = status;
            population.set_accredited(row, compiled.inner_of[1_in_file], 1);
            referrals.hired(population, row, static_cast<std::uint16_t>(who), world.start);
        }
        referrals.settle(population, world.start);
        CHECK(funds.balance(0) == 0);
        std::vector<std::size_t> paid;
        for (std::size_t i = 0; i < kLevers; ++i) {
            if (funds.by_payer()[i * 2] > 0) paid.push_back(i);
        }
        return paid;
    };
    const auto paid = paid_levers({0, 1, 2, 3, 4, 5});
    CHECK(paid.size() == 3);
    CHECK(paid_levers({5, 4, 3, 2, 1, 0}) == paid);
    CHECK(paid_levers({3, 1, 5, 2, 4, 0}) == paid);
}

}  // namespace
