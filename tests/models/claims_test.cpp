// SPDX-License-Identifier: Apache-2.0
#include "models/claims.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "models/talent_model.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/statistics.hpp"

namespace {

using namespace talentflow;
using models::ModuleState;
using models::Programme;
using models::TalentModel;
using models::TimePath;
using models::World;

/// A lever that enrols one programme as a test gives it, and halves the days of card holders if asked to.
struct OneClaim final : models::Lever {
    Programme programme;
    double card_processing = 1.0;
    void apply(const World&, const models::LeverInstance& instance, sim::Month, models::PolicyField& policy) const override {
        policy.write(models::Entry::card_processing, {.region = instance.for_regions.front()}, card_processing);
    }
    void enrol(const World& world, const models::LeverInstance& instance, models::ProgrammeList& list) const override {
        Programme p = programme;
        p.lever = static_cast<std::size_t>(&instance - world.levers.data());
        list.add(std::move(p));
    }
};

/// Regions with one tier that needs no accreditation, where everybody claims at once and desks are quick.
World claiming_world(std::size_t regions, int months) {
    auto world = test::tiny_world({regions, 1, 1}, months);
    world.modules.claims = ModuleState::active;
    world.overrides.take_up_probability = 1.0;
    for (auto& region : world.regions) {
        region.desk_cases_per_month = 1e6;
        region.processing_days_claims = 0.0;
    }
    return world;
}

Programme award(double cny) {
    Programme p;
    p.amount_cny = {{0, TimePath{cny}}};
    return p;
}

/// An award for whoever lives in the first region, again and again.
models::LeverInstance& add_claim(World& world, const std::string& id, Programme programme) {
    auto lever = std::make_shared<OneClaim>();
    lever->programme = std::move(programme);
    models::LeverInstance instance;
    instance.id = id;
    instance.kind = "settling_award";
    instance.for_regions = {0};
    instance.lever = std::move(lever);
    world.levers.push_back(std::move(instance));
    return world.levers.back();
}

/// Claims paid by lever, month after month.
std::vector<std::vector<std::int64_t>> paid(const World& world) {
    TalentModel model{world, 0, false};
    std::vector<std::vector<std::int64_t>> by_month;
    for (sim::Month now = world.first_month(); now < world.start + world.months; now = now + 1) {
        model.step(now);
        by_month.emplace_back();
        for (const auto& f : model.claims().figures()) by_month.back().push_back(f.paid);
    }
    return by_month;
}
std::int64_t paid_in_all(const World& world, std::size_t lever) {
    std::int64_t n = 0;
    for (const auto& month : paid(world)) n += month[lever];
    return n;
}

}  // namespace

TEST_CASE("claims: three hundred programmes are told apart", "[models][claims]") {
    auto world = claiming_world(2, 3);
    test::add_people(world, 0, 7);
    test::add_people(world, 1, 5);
    for (int i = 0; i < 300; ++i) add_claim(world, "award-" + std::to_string(1000 + i), award(100.0));
    world.levers[299].for_regions = {1};
    CHECK(paid_in_all(world, 43) == 7);  // 299 - 256
    CHECK(paid_in_all(world, 298) == 7);
    CHECK(paid_in_all(world, 299) == 5);
}

TEST_CASE("claims: who arrives in the month in which a lever starts is a candidate once", "[models][claims]") {
    auto world = claiming_world(1, 6);
    test::add_people(world, 0, 30);
    world.overrides.entries_per_month.push_back({0, models::Entries::Kind::fixed, 20.0});
    auto& lever = add_claim(world, "award", award(100.0));
    lever.from = world.start + 3;
    lever.eligible.first_time = false;
    const auto months = paid(world);
    std::int64_t all = 0;
    for (const auto& month : months) all += month[0];
    CHECK(all == 30 + 6 * 20);
}
