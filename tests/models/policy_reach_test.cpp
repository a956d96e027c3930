// SPDX-License-Identifier: Apache-2.0
#include "models/policy_reach.hpp"

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
    lever.for_regions = {0};
    lever.lever = test::make_lever(kind, fields);
    return lever;
}

TEST_CASE("policy reach: the loudest month counts, with rates added and factors above one", "[models][policy_reach]") {
    auto world = test::tiny_world({2, 1, 1}, 24);
    CHECK(policy_reach(world).media == std::vector<double>(4, 0.0));
    CHECK_FALSE(policy_reach(world).writes(Entry::awareness_rate));
    world.levers.push_back(instance("first", "publicity", {{"awareness_rate_per_month", TimePath{0.02}}}));
    world.levers.push_back(instance("later", "publicity", {{"awareness_rate_per_month", TimePath{0.03}}}));
    world.levers[0].to = world.start + 5;
    world.levers[1].from = world.start + 6;
    CHECK(policy_reach(world).media[1 * 2 + 0] == 0.03);  // never both
    world.levers[1].from = world.start + 5;
    CHECK(policy_reach(world).media[1 * 2 + 0] == Approx(0.05));
    world.levers.push_back(instance("louder", "joint_governance", {{"information_factor", TimePath{1.2}}}));
    world.levers.push_back(instance("quieter", "joint_governance", {{"information_factor", TimePath{0.5}}}));
    const auto reach = policy_reach(world);
    CHECK(reach.media[1 * 2 + 0] == Approx(0.06));  // the quieter one may be out of money
    CHECK(reach.media[0 * 2 + 1] == 0.0);
    CHECK(reach.writes(Entry::information_factor));
    CHECK_FALSE(reach.writes(Entry::contact_factor));
    for (auto& lever : world.levers) lever.dose = 0.0;
    CHECK_FALSE(policy_reach(world).writes(Entry::awareness_rate));
}

}  // namespace
