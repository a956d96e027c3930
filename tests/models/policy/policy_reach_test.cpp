// SPDX-License-Identifier: Apache-2.0
#include "models/policy/policy_reach.hpp"

#include <string>
#include <utility>
#include <vector>

#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;
using models::Entry;
using models::policy_reach;
using models::TimePath;

models::LeverInstance instance(const std::string& id, const std::string& kind,
                               const std::vector<std::pair<std::string, models::LeverFieldValue>>& fields) {
    models::LeverInstance lever;
    lever.id = id;
    lever.kind = kind;
    lever.for_regions = {0_in_file};
    lever.lever = test::make_lever(kind, fields);
    return lever;
}

TEST_CASE("policy reach: what some lever writes in some month, whether or not there is money",
          "[models][policy_reach]") {
    auto world = test::tiny_world({2, 1, 1}, 24);
    CHECK_FALSE(policy_reach(world).writes(Entry::awareness_rate));
    world.levers.push_back(instance("later", "publicity", {{"awareness_rate_per_month", TimePath{0.03}}}));
    world.levers[0].from = world.start + 23;
    CHECK(policy_reach(world).writes(Entry::awareness_rate));
    CHECK_FALSE(policy_reach(world).writes(Entry::information_factor));
    world.levers.push_back(instance("quieter", "joint_governance", {{"information_factor", TimePath{0.5}}}));
    CHECK(policy_reach(world).writes(Entry::information_factor));
    CHECK_FALSE(policy_reach(world).writes(Entry::contact_factor));
    world.levers[0].from = world.start + 24;
    CHECK_FALSE(policy_reach(world).writes(Entry::awareness_rate));
    world.levers[0].from.reset();
    for (auto& lever : world.levers) lever.dose = 0.0;
    CHECK_FALSE(policy_reach(world).writes(Entry::awareness_rate));
}

}  // namespace
