// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "models/policy/policy_field.hpp"
#include "models/policy/programme.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;
using models::LeverInstance;
using models::World;
using Problems = std::vector<std::string>;

const std::string kKind = "joint_job_fair";

double moves_between_partners(const sim::Dataset& data) {
    return test::total(data, "od_flow", {{"origin", "suining"}, {"destination", "tongnan"}}) +
           test::total(data, "od_flow", {{"origin", "tongnan"}, {"destination", "suining"}});
}

TEST_CASE("joint_job_fair: without fairs nobody knows the other place, and who is out of reach goes nowhere",
          "[models][lever]") {
    const auto none = test::run(test::restless(kKind, 0)), half = test::run(test::restless(kKind, 0.5)),
               full = test::run(test::restless(kKind, 1));
    CHECK(test::total(none, "fair_attendances") == 0.0);
    CHECK(moves_between_partners(none) == 0.0);
    CHECK(moves_between_partners(half) > 100.0);
    CHECK(test::total(full, "payments") == 2.0 * test::total(half, "payments"));
    // Chengdu is neither host nor within reach.
    CHECK(test::total(full, "od_flow", {{"origin", "chengdu"}}) == 0.0);
    CHECK(test::total(full, "od_flow", {{"destination", "chengdu"}}) == 0.0);
}

TEST_CASE("joint_job_fair: more contacts in the months of fairs mean more hires there", "[models][lever]") {
    const auto hires = [](const std::string& gain) {
        auto world = test::lesson_with(kKind, "contact_gain", gain);
        world.modules.consideration = models::ModuleState::none;  // only people without a post search
        world.parameters.contact_efficiency[0] = 0.02;            // and seldom meet an employer
        const auto data = test::run(world);
        return test::total(data, "hires", {{"region", "suining"}}) +
               test::total(data, "hires", {{"region", "tongnan"}});
    };
    CHECK(hires("5") > 1.1 * hires("0"));
}

TEST_CASE("joint_job_fair: who was at a fair considers moving more for two months", "[models][lever]") {
    const auto moves = [](double shift) {
        auto world = test::lesson_with(kKind, "contact_gain", "0");
        world.parameters.consideration_fair = shift;
        world.parameters.consideration_rate_per_month = 0.1;
        for (auto& region : world.regions) region.stay_constant.assign(1, 0.0);
        return moves_between_partners(test::run(world));
    };
    CHECK(moves(0.788) > 1.05 * moves(0.0));
}

TEST_CASE("joint_job_fair: the contact factor is written in the months of events only", "[models][lever]") {
    auto world = test::lesson(kKind);
    const auto& lever = world.levers.front();
    models::PolicyField policy{world};
    lever.lever->apply(world, lever, sim::Month::of(2018, 2), policy);
    CHECK_FALSE(policy.written(models::Entry::contact_factor));
    lever.lever->apply(world, lever, sim::Month::of(2018, 3), policy);
    CHECK(policy.read(models::Entry::contact_factor, {.region = 0_in_file}) == 1.3);
    CHECK(policy.read(models::Entry::contact_factor, {.region = 1_in_file}) == 1.3);
    CHECK(policy.read(models::Entry::contact_factor, {.region = 2_in_file}) == 1.0);
}

TEST_CASE("joint_job_fair: a fair for some fields raises contacts in these alone", "[models][lever]") {
    auto world = test::lesson(kKind);
    world.fields.push_back({"health", {}, false});
    auto& lever = world.levers.front();
    lever.eligible.fields = {1_field};
    models::PolicyField policy{world};
    lever.lever->apply(world, lever, sim::Month::of(2018, 3), policy);
    CHECK(policy.read(models::Entry::contact_factor, {.region = 0_in_file, .field = 0_field}) == 1.0);
    CHECK(policy.read(models::Entry::contact_factor, {.region = 0_in_file, .field = 1_field}) == 1.3);
}

TEST_CASE("joint_job_fair: dose is the number of fairs", "[models][lever]") {
    auto world = test::lesson(kKind);
    world.levers.front().dose = 1.5;
    models::ProgrammeList list;
    world.levers.front().lever->enrol(world, world.levers.front(), list);
    REQUIRE(list.fairs.size() == 1);
    CHECK(list.fairs[0].events_per_year == 6.0);
    CHECK(list.fairs[0].hosts == std::vector<models::FileRegion>{0_in_file});
    CHECK(list.fairs[0].regions == std::vector<models::FileRegion>{0_in_file, 1_in_file});
    world = test::lesson_with(kKind, "at", "[suining, online]");
    models::ProgrammeList online;
    world.levers.front().lever->enrol(world, world.levers.front(), online);
    CHECK(online.fairs[0].hosts.empty());
}

TEST_CASE("joint_job_fair: what its fund must hold", "[models][lever]") {
    CHECK(test::least_payment(kKind) == "one event of 100000.00 CNY");
}

TEST_CASE("joint_job_fair: every problem is said", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) { lever.for_regions.clear(); }) ==
          Problems{"no region: write for: [region]"});
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) { lever.at_regions.clear(); }) ==
          Problems{"no place: write at: [region] for the hosts, or at: online"});
}

}  // namespace
