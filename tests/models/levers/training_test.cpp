// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <string>
#include <vector>

#include "models/month/talent_model.hpp"
#include "models/policy/programme.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"
#include "tests/support/lever_laws.hpp"
#include "tests/support/statistics.hpp"

namespace {

using namespace talentflow;
using models::LeverInstance;
using models::World;
using Problems = std::vector<std::string>;

const std::string kKind = "training";

TEST_CASE("training: a lever that has no effect on rises changes nobody's", "[models][lever]") {
    const auto idle = test::run(test::lesson_with(kKind, "promotion_shift", "0"));
    CHECK(test::total(idle, "trainees") > 10000.0);
    CHECK(test::same_bits(test::without(kKind).variable("promoted").data, idle.variable("promoted").data));
}

TEST_CASE("training: every seat of six years is taken and paid for", "[models][lever]") {
    const auto half = test::run(test::restless(kKind, 0.5));
    CHECK(test::total(half, "trainees") == 1000.0 * 6);
    CHECK(test::total(half, "payments") == 3000.0 * test::total(half, "trainees"));
}

TEST_CASE("training: a fund that is too small fills fewer seats", "[models][lever]") {
    auto world = test::lesson(kKind);
    world.funds[0].per_year_cny = 1000000;  // 333 seats
    const auto data = test::run(world);
    CHECK(test::total(data, "trainees") == 6 * 333.0 + 2.0);  // what is left over the years pays for two more
    CHECK(test::total(data, "balance", {{"fund", "training-fund"}}) >= 0.0);
}

TEST_CASE("training: rises are binomial with the shifted hazard in its time, else with the plain one",
          "[models][lever]") {
    // Everybody is trained at the end of January 2018; the course lasts until April, the effect from April 2019 on.
    auto world = test::lesson_with(kKind, "seats_per_year", "100000");
    world.modules.consideration = models::ModuleState::none;
    world.funds[0].per_year_cny = 1e9;
    sim::Team team;
    models::TalentModel model{team, world};
    const double u = world.parameters.tier_upgrade_per_month[1];
    const auto e_tier_of_suining = [&] {
        return model.books().stock()[model.world().cell(model.world().inner_of[0_in_file], 1_tier, 0_field)];
    };
    double before = 0.0, expected_before = 0.0, inside = 0.0, expected_inside = 0.0;
    for (int i = 0; i < 45; ++i) {
        const auto now = world.start + i;
        const bool acts = now >= sim::Month::of(2019, 4);
        const auto n = static_cast<double>(e_tier_of_suining());
        model.step(now);
        const double rose = n - static_cast<double>(e_tier_of_suining());
        (acts ? inside : before) += rose;
        (acts ? expected_inside : expected_before) += n * (1.0 - std::exp(-u * (acts ? std::exp(1.5) : 1.0)));
    }
    CHECK(std::abs(test::z_score(before, expected_before, std::sqrt(expected_before))) < test::kMostZ);
    CHECK(std::abs(test::z_score(inside, expected_inside, std::sqrt(expected_inside))) < test::kMostZ);
}

TEST_CASE("training: the first month of a course costs a month of search", "[models][lever]") {
    // Everybody is without a post and taught at the end of January; everybody who searches is hired.
    auto world = test::lesson_with(kKind, "seats_per_year", "100000");
    world.funds[0].per_year_cny = 1e9;
    world.modules.consideration = models::ModuleState::none;
    world.modules.clearing = models::ModuleState::active;
    world.modules.posts = models::ModuleState::fixed;
    world.overrides.contact_probability = 1.0;
    world.overrides.posts = {{0_in_file, 1_tier, 0_field, 20000}};
    world.parameters.search_rate_per_month = 0.1;
    for (auto& people : world.overrides.initial_agents)
        people.employment = models::InitialAgents::Employment::unemployed;
    world.months = 4;
    const auto data = test::run(world);
    const auto& hires = std::get<std::vector<std::int64_t>>(data.variable("hires").data);
    const auto in_month = [&](std::size_t t) { return hires[t * 4] + hires[t * 4 + 1]; };  // Suining, both tiers
    CHECK(in_month(1) > 800);                                                              // January
    CHECK(in_month(2) == 0);                                                               // February: in class
    CHECK(in_month(3) > 700);
}

TEST_CASE("training: for tiers D and E where the world has them", "[models][lever]") {
    auto world = test::lesson(kKind);
    models::ProgrammeList list;
    world.levers.front().lever->enrol(world, world.levers.front(), list);
    CHECK(list.trainings.at(0).tiers == std::vector<models::TierIndex>{0_tier, 1_tier});
    CHECK(list.trainings.at(0).seats_per_year == 2000.0);
    world.tiers[0].id.push_back('x');
    models::ProgrammeList other;
    world.levers.front().lever->enrol(world, world.levers.front(), other);
    CHECK(other.trainings.at(0).tiers == std::vector<models::TierIndex>{1_tier});
    world.levers.front().eligible.tiers = {0_tier};
    models::ProgrammeList listed;
    world.levers.front().lever->enrol(world, world.levers.front(), listed);
    CHECK(listed.trainings.at(0).tiers == std::vector<models::TierIndex>{0_tier});
}

TEST_CASE("training: what its fund must hold", "[models][lever]") {
    CHECK(test::least_payment(kKind) == "one seat of 3000.00 CNY");
}

TEST_CASE("training: every problem is said", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) {
              lever.lever = test::make_lever(kKind, {{"effect_from_months", models::TimePath{24.0}},
                                                     {"effect_to_months", models::TimePath{12.0}}});
          }) == Problems{"effect_to_months is before effect_from_months"});
}

}  // namespace
