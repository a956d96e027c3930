// SPDX-License-Identifier: Apache-2.0
#include "experiments/fit/inversion.hpp"

#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"

namespace {

using namespace talentflow;
using models::ModuleState;

/// Two equal places whose people weigh them.
models::World two_places(double net_of_first) {
    auto world = test::tiny_world({2, 1, 1}, 24);
    world.modules.consideration = ModuleState::active;
    world.modules.choice = ModuleState::active;
    test::add_people(world, 0_in_file, 20000);
    test::add_people(world, 1_in_file, 20000);
    for (auto& region : world.regions) region.stay_constant = {4.0};
    world.regions[0_in_file].net_migration_target_per_year = net_of_first;
    world.regions[1_in_file].net_migration_target_per_year = -net_of_first;
    return world;
}

TEST_CASE("inversion: whether there is anything to find, and anything to find it with", "[experiments][fit]") {
    auto world = two_places(0.01);
    CHECK(experiments::has_targets(world));
    CHECK(experiments::constants_act(world));
    for (auto& region : world.regions) region.net_migration_target_per_year.reset();
    CHECK_FALSE(experiments::has_targets(world));
    world.modules.choice = ModuleState::none;
    CHECK_FALSE(experiments::constants_act(world));
}

TEST_CASE("inversion: the place that is to gain gets the higher amenity", "[experiments][fit]") {
    experiments::InvertOptions options;
    options.rounds = 12;
    options.mobility_per_year = 0.05;
    const auto found = experiments::invert(two_places(0.01), options);
    REQUIRE(found.amenity.size() == 2);
    CHECK(found.amenity[0] > found.amenity[1]);
    CHECK(found.amenity[0] + found.amenity[1] == Approx(0.0).margin(1e-9));
    CHECK(found.log.size() == 12);
}

}  // namespace
