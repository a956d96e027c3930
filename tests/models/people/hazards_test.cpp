// SPDX-License-Identifier: Apache-2.0
#include "models/people/hazards.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sequence.hpp"

namespace {

using namespace talentflow;
using models::CompiledWorld;
using models::Hazards;
using models::ModuleState;
using sim::Month;

constexpr std::uint16_t kBirth = 2256;  // January 1988: 30 years old at the start
constexpr models::TierIndex kTier = 1_tier;

/// One process with probability p; the other three never act.
models::World with_probability(std::size_t process, double p) {
    auto world = test::tiny_world({1, 2, 1});
    auto& o = world.overrides;
    if (process == 0) o.consider_probability = p;
    if (process == 1) o.separation_probability = p;
    if (process == 2) o.exit_probability = p;
    if (process == 3) o.tier_upgrade_probability = {std::nullopt, p};
    return world;
}

models::StatusWord worker() {
    models::StatusWord who;
    who.set_tier(kTier);
    who.set_employment(models::Employment::employed);
    return who;
}

double probability(const Hazards& hazards, std::size_t process) {
    if (process == 0) return hazards.consider(0, 360, false, false);
    if (process == 1) return hazards.separate(24);
    return process == 2 ? hazards.die(360) : hazards.rise(kTier);
}

TEST_CASE("hazards: no byte rules out an event that its uniform would fire", "[models][hazards]") {
    test::Sequence sequence{111};
    for (std::size_t process = 0; process < 4; ++process) {
        std::vector<double> some{0.0, 1e-9, 1.0 / 256, 0.5, 255.0 / 256, 1.0 - 1e-12, 1.0};
        for (int i = 0; i < 12; ++i) some.push_back(std::pow(sequence.unit(), 4.0));
        for (const double p : some) {
            INFO("process " << process << ", p " << p);
            const auto world = with_probability(process, p);
            const CompiledWorld compiled{world};
            Hazards hazards{compiled};
            hazards.open_month(world.start);
            REQUIRE(probability(hazards, process) == p);
            for (std::uint32_t byte = 0; byte < 256; ++byte) {
                // The other bytes at 255: their processes have probability 0.
                const std::uint32_t word = ~(0xFFU << (8 * process)) | (byte << (8 * process));
                const bool seen = hazards.may_happen(worker(), &kBirth, word);
                const auto& bounds = hazards.bounds();
                const std::size_t bin =
                    static_cast<std::size_t>(hazards.age_months(kBirth)) >> models::EventBounds::kBinShift;
                const bool bounded = byte < (process == 0 ? bounds.consider_below[0][bin] : bounds.below[0][process]);
                const bool fires = sim::to_uniform(static_cast<std::uint8_t>(byte), 0U) < p;
                if (fires) REQUIRE((seen && bounded));
                // And the bound is tight: whoever is looked at has a byte that could fire, or sits on its edge.
                if (static_cast<double>(byte) / 256.0 > p || p == 0.0) REQUIRE_FALSE(seen);
            }
        }
    }
}

TEST_CASE("hazards: probability 1 fires on every uniform and 0 on none", "[models][hazards]") {
    for (std::size_t process = 0; process < 4; ++process) {
        const auto always = with_probability(process, 1.0);
        const CompiledWorld compiled{always};
        const Hazards hazards{compiled};
        CHECK(sim::to_uniform(std::uint8_t{255}, 0xFFFFFFFFU) < probability(hazards, process));
    }
    CHECK_FALSE(sim::to_uniform(std::uint8_t{0}, 0U) < 0.0);
}

models::World everything_active() {
    auto world = test::tiny_world({2, 3, 2}, 24);
    auto& m = world.modules;
    m.demography = m.separation = m.consideration = m.capability = m.clearing = ModuleState::active;
    world.burn_in_months = 6;
    return world;
}

TEST_CASE("hazards: bytes bound the model's own probabilities at every age, status and family", "[models][hazards]") {
    const auto world = everything_active();
    const CompiledWorld compiled{world};
    Hazards hazards{compiled};
    hazards.expect_fairs();
    for (const auto now : {world.first_month(), world.start}) {
        hazards.open_month(now);
        bool sound = true;
        for (int age = 20 * 12; age < 64 * 12; age += 7) {
            const auto birth = static_cast<std::uint16_t>(compiled.age_clock(now).index() - age);
            for (std::size_t c = 0; c < models::StatusWord::kClasses; ++c) {
                auto who = worker();
                who.set_employment((c & 1U) != 0 ? models::Employment::unemployed : models::Employment::employed);
                who.set_graduate((c & 2U) != 0);
                who.set_after_contract((c & 4U) != 0);
                who.set_fair_lately((c & 8U) != 0);
                double most = 0.0;
                for (const bool partner : {false, true}) {
                    for (const bool child : {false, true}) {
                        most = std::max(most, hazards.consider(c, age, partner, child));
                    }
                }
                sound = sound && most == hazards.consider_most(c, age);
                const double work = who.employed() ? hazards.separate(0) : hazards.search();
                const std::vector<double> p{most, work, hazards.die(age), hazards.rise(kTier)};
                for (std::size_t process = 0; process < 4; ++process) {
                    const auto edge = static_cast<std::uint32_t>(p[process] * 256.0);
                    const std::uint32_t word = ~(0xFFU << (8 * process)) | (edge << (8 * process));
                    if (p[process] > 0.0) sound = sound && hazards.may_happen(who, &birth, word);
                }
            }
        }
        CHECK(sound);
    }
}

TEST_CASE("hazards: consideration follows the schedule and the status terms", "[models][hazards]") {
    const auto world = everything_active();
    const CompiledWorld compiled{world};
    const Hazards hazards{compiled};
    const auto& p = world.parameters;
    const double shape = models::rogers_castro(30.0) / models::kRogersCastroMean;
    const double h = p.consideration_rate_per_month * shape;
    CHECK(hazards.consider(0, 360, false, false) == Approx(-std::expm1(-h)).epsilon(1e-12));
    const double terms = p.consideration_unemployed + p.consideration_graduate + p.consideration_contract_end -
                         p.consideration_partner - p.consideration_child;
    CHECK(hazards.consider(7, 360, true, true) == Approx(-std::expm1(-h * std::exp(terms))).epsilon(1e-12));
    CHECK(hazards.consider(0, 360, true, false) < hazards.consider(0, 360, false, false));
}

TEST_CASE("hazards: separation falls with tenure for 60 months", "[models][hazards]") {
    const auto world = everything_active();
    const CompiledWorld compiled{world};
    const Hazards hazards{compiled};
    const auto& p = world.parameters;
    CHECK(hazards.separate(0) == Approx(-std::expm1(-p.separation_rate_per_month)).epsilon(1e-12));
    const double at_24 = p.separation_rate_per_month * std::exp(-2.0 * p.separation_tenure_per_year);
    CHECK(hazards.separate(24) == Approx(-std::expm1(-at_24)).epsilon(1e-12));
    CHECK(hazards.separate(24) > hazards.separate(60));
    CHECK(hazards.separate(60) == hazards.separate(400));
}

TEST_CASE("hazards: what levers make of separation multiplies the hazard, of the people they name",
          "[models][hazards]") {
    const auto world = everything_active();
    const CompiledWorld compiled{world};
    Hazards hazards{compiled};
    models::PolicyField policy{world};
    policy.write(models::Entry::separation_factor, {.region = 0_in_file, .tier = 1_tier, .field = 1_field}, 0.8);
    policy.write(models::Entry::separation_factor, {.region = 1_in_file, .tier = 1_tier, .field = 0_field}, 3.0);
    hazards.use_separation(policy);
    hazards.open_month(world.start);
    const auto person = [&](std::size_t file_region, std::size_t field) {
        auto who = worker();
        who.set_region(compiled.inner_of[models::FileRegion{file_region}]);
        who.set_tier(1_tier);
        who.set_field(models::FieldIndex{field});
        return who;
    };
    const double s = world.parameters.separation_rate_per_month;
    CHECK(hazards.separate(compiled.inner_of[0_in_file], person(0, 1), 0) ==
          Approx(-std::expm1(-0.8 * s)).epsilon(1e-12));
    CHECK(hazards.separate(compiled.inner_of[0_in_file], person(0, 0), 0) == hazards.separate(0));  // to the bit
    const double raised = hazards.separate(compiled.inner_of[1_in_file], person(1, 0), 0);
    CHECK(raised == Approx(-std::expm1(-3.0 * s)).epsilon(1e-12));
    // The byte on the edge of the raised probability is looked at, and no longer once the lever is gone.
    const std::uint32_t word = ~0xFF00U | (static_cast<std::uint32_t>(raised * 256.0) << 8U);
    CHECK(hazards.may_happen(person(1, 0), &kBirth, word));
    policy.reset();
    hazards.use_separation(policy);
    hazards.open_month(world.start);
    CHECK(hazards.separate(compiled.inner_of[1_in_file], person(1, 0), 0) == hazards.separate(0));
    CHECK_FALSE(hazards.may_happen(person(1, 0), &kBirth, word));
}

TEST_CASE("hazards: a separation that is sure stays sure when a lever halves it, and a factor of 0 ends it",
          "[models][hazards]") {
    auto world = everything_active();
    world.overrides.separation_probability = 1.0;
    const CompiledWorld compiled{world};
    Hazards hazards{compiled};
    models::PolicyField policy{world};
    policy.write(models::Entry::separation_factor, {.region = 0_in_file}, 0.5);
    policy.write(models::Entry::separation_factor, {.region = 1_in_file}, 0.0);
    hazards.use_separation(policy);
    auto who = worker();
    who.set_tier(0_tier);
    who.set_field(0_field);
    CHECK(hazards.separate(compiled.inner_of[0_in_file], who, 0) == 1.0);
    CHECK(hazards.separate(compiled.inner_of[1_in_file], who, 0) == 0.0);  // of the place of work
}

TEST_CASE("hazards: nobody dies or retires in the burn-in", "[models][hazards]") {
    const auto world = everything_active();
    const CompiledWorld compiled{world};
    Hazards hazards{compiled};
    const auto old = static_cast<std::uint16_t>(Month::of(1950, 1).index());
    hazards.open_month(world.first_month());
    CHECK(hazards.die(50 * 12) == 0.0);
    CHECK_FALSE(hazards.retires(worker(), old));
    hazards.open_month(world.start);
    CHECK(hazards.die(50 * 12) > 0.0);
    CHECK(hazards.retires(worker(), old));
}

TEST_CASE("hazards: people retire in the month of the law, not one earlier or later", "[models][hazards]") {
    auto world = test::tiny_world({1, 2, 1}, 300);
    world.modules.demography = ModuleState::active;
    const CompiledWorld compiled{world};
    Hazards hazards{compiled};
    auto cadre = worker(), early = worker();
    cadre.set_woman(true);
    early.set_woman(true);
    early.set_early_retirement(true);
    for (const auto& who : {worker(), cadre, early}) {
        for (int birth = Month::of(1955, 1).index(); birth < Month::of(1992, 1).index(); birth += 5) {
            const Month due = models::retirement_month(Month{birth}, models::retirement_class(who));
            if (due - 1 < world.start || due >= world.start + world.months) continue;
            hazards.open_month(due - 1);
            REQUIRE_FALSE(hazards.retires(who, static_cast<std::uint16_t>(birth)));
            hazards.open_month(due);
            REQUIRE(hazards.retires(who, static_cast<std::uint16_t>(birth)));
            REQUIRE(hazards.bounds().retire_birth[static_cast<std::size_t>(models::retirement_class(who))] >=
                    static_cast<std::uint32_t>(birth));
        }
    }
}

TEST_CASE("hazards: with modules off nothing can happen", "[models][hazards]") {
    const auto world = test::tiny_world({1, 2, 1});
    const CompiledWorld compiled{world};
    Hazards hazards{compiled};
    hazards.open_month(world.start);
    CHECK_FALSE(hazards.may_happen(worker(), &kBirth, 0U));
}

TEST_CASE("hazards: a shift of the log hazard of rising moves probability and bound, none moves neither",
          "[models][hazards]") {
    const auto world = everything_active();
    const CompiledWorld compiled{world};
    Hazards hazards{compiled};
    hazards.open_month(world.start);
    const double u = world.parameters.tier_upgrade_per_month[2];
    CHECK_FALSE(hazards.rises_shift());
    CHECK(hazards.rise(2_tier, 0.0) == hazards.rise(2_tier));
    CHECK(hazards.rise_most(2_tier) == hazards.rise(2_tier));
    const auto plain = hazards.bounds().below[0][3];
    for (const double shift : {0.3, 2.0, 8.0}) {
        INFO("shift " << shift);
        hazards.open_month(world.start, -0.5, shift);
        CHECK(hazards.rises_shift());
        CHECK(hazards.rise(2_tier, shift) == Approx(1.0 - std::exp(-u * std::exp(shift))).epsilon(1e-12));
        CHECK(hazards.rise(2_tier, -0.5) < hazards.rise(2_tier));
        CHECK(hazards.rise_most(2_tier) == hazards.rise(2_tier, shift));
        CHECK(hazards.rise(0_tier, shift) == 0.0);  // nothing above the top
        auto who = worker();
        who.set_tier(2_tier);
        bool sound = true;
        for (std::uint32_t byte = 0; byte < 256; ++byte) {
            const std::uint32_t word = 0x00FFFFFFU | (byte << 24);
            const bool fires = sim::to_uniform(static_cast<std::uint8_t>(byte), 0U) < hazards.rise_most(2_tier);
            if (fires) sound = sound && hazards.may_happen(who, &kBirth, word) && byte < hazards.bounds().below[0][3];
        }
        CHECK(sound);
    }
    hazards.open_month(world.start);
    CHECK(hazards.bounds().below[0][3] == plain);
}

TEST_CASE("hazards: a probability of rising given by a table has no shift", "[models][hazards]") {
    const auto world = with_probability(3, 0.01);
    const CompiledWorld compiled{world};
    Hazards hazards{compiled};
    hazards.open_month(world.start, 0.0, 1.0);
    CHECK(hazards.rise(kTier, 1.0) == 0.01);
    CHECK(hazards.rise_most(kTier) == 0.01);
}

TEST_CASE("hazards: a fair raises the log hazard of considering, and bounds where fairs are", "[models][hazards]") {
    auto world = everything_active();
    const CompiledWorld compiled{world};
    Hazards hazards{compiled};
    const auto hazard = [&](std::size_t status) { return -std::log(1.0 - hazards.consider(status, 300, true, false)); };
    for (std::size_t status = 0; status < 8; ++status) {
        CHECK(hazard(status + 8) == Approx(1.5 * hazard(status)).epsilon(1e-5));
    }
    const auto bound = [&] {
        const auto& below = hazards.bounds().consider_below[2];
        return *std::max_element(std::begin(below), std::end(below));
    };
    const auto before = bound();
    hazards.expect_fairs();
    CHECK(bound() > before);
    auto visitor = worker();
    visitor.set_fair_lately(true);
    hazards.open_month(world.start);
    const auto edge = static_cast<std::uint32_t>(hazards.consider_most(8, 360) * 256.0);
    CHECK(hazards.may_happen(visitor, &kBirth, 0xFFFFFF00U | edge));
    CHECK_FALSE(hazards.only_considers(visitor, &kBirth, 0xFFFFFF00U));
    auto away = worker();
    CHECK(hazards.only_considers(away, &kBirth, 0xFFFFFF00U));
    away.set_away(true);
    CHECK_FALSE(hazards.only_considers(away, &kBirth, 0xFFFFFF00U));
}

}  // namespace
