// SPDX-License-Identifier: Apache-2.0
#include "app/constants_yaml.hpp"

#include <string>

#include "sim/error.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"

using namespace talentflow;

namespace {

models::World two_tiers() {
    models::World world;
    world.name = "base";
    world.seed = 5;
    world.regions.resize(1);
    world.regions[0_in_file].id = "suining";
    world.tiers = {{"D", {}, true}, {"E", {}, false}};
    return world;
}

experiments::InvertedConstants constants() {
    experiments::InvertedConstants found;
    found.amenity = {0.25};
    found.stay_constant = {{6.5, -1e-9}};
    found.rest_of_world_utility = {1, 2};
    found.rest_of_world_stay_constant = {3, 4};
    found.rounds = 12;
    found.log = {"round 1: miss 0.5", "round 12: miss 0.001"};
    return found;
}

}  // namespace

TEST_CASE("constants_yaml: every number is a computed statement in its place", "[app]") {
    const auto text = app::constants_yaml(two_tiers(), constants(), "talentflow calibrate x");
    const auto has = [&](const std::string& part) { return text.find(part) != std::string::npos; };
    CHECK(has("format: 1\nname: base-constants\n"));
    CHECK(
        has("  - id: suining\n    amenity: {value: 0.250000, evidence: computed, source: "
            "\"talentflow calibrate --invert\"}\n"));
    CHECK(has("    stay_constant:\n      D: {value: 6.500000,"));
    CHECK(has("rest_of_world:\n  utility:\n    D: {value: 1.000000,"));
    CHECK(has("  stay_constant:\n    D: {value: 3.000000,"));
    CHECK(has("# Seed 5, 12 rounds.\n"));
    CHECK(has("# Misses of the last round: round 12: miss 0.001\n"));
    CHECK_FALSE(has("-0.000000"));
}

TEST_CASE("constants_yaml: constants of another world are a bug", "[app]") {
    auto wrong = constants();
    wrong.amenity.push_back(1);
    CHECK_THROWS_AS(app::constants_yaml(two_tiers(), wrong, ""), BugError);
}
