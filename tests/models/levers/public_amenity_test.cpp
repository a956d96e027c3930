// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "models/policy/policy_field.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;
using models::Entry;

const std::string kKind = "public_amenity";

double residents(const sim::Dataset& data) {
    return test::total(data, "stock", {{"region", "suining"}});
}

TEST_CASE("public_amenity: it holds and draws people of every tier", "[models][lever]") {
    const auto none = test::run(test::restless(kKind, 0)), one = test::run(test::restless(kKind, 1));
    for (const char* tier : {"D", "E"}) {
        CHECK(test::total(one, "stock", {{"region", "suining"}, {"tier", tier}}) >
              test::total(none, "stock", {{"region", "suining"}, {"tier", tier}}));
    }
}

TEST_CASE("public_amenity: school places alone hold those with children", "[models][lever]") {
    const auto with_gain = [](double gain) {
        auto world = test::restless(kKind, 1);
        world.parameters.child_cost = 0.8;
        world.levers.front().lever = test::make_lever(kKind, {{"utility_per_tenth", models::TimePath{0.0}},
                                                              {"building_months", models::TimePath{0.0}},
                                                              {"school_chance_gain", models::TimePath{gain}},
                                                              {"spouse_chance_gain", models::TimePath{gain}}});
        return residents(test::run(world));
    };
    CHECK(with_gain(0.3) > with_gain(0.0));
}

TEST_CASE("public_amenity: it grows month by month until it is built", "[models][lever]") {
    auto world = test::lesson(kKind);
    auto& lever = world.levers.front();
    lever.from = world.start + 6;
    const auto at = [&](int month, Entry entry) {
        models::PolicyField policy{world};
        lever.lever->apply(world, lever, world.start + month, policy);
        CHECK(policy.read(entry, {.region = 0_in_file}) == 0.0);  // Longquanyi builds nothing
        return policy.read(entry, {.region = 1_in_file});
    };
    CHECK(at(6, Entry::amenity) == 0.0);
    CHECK(at(6 + 12, Entry::amenity) == Approx(0.125).epsilon(1e-14));  // half of 0.05 x 5 tenths
    CHECK(at(6 + 24, Entry::amenity) == Approx(0.25).epsilon(1e-14));
    CHECK(at(6 + 48, Entry::amenity) == Approx(0.25).epsilon(1e-14));
    CHECK(at(6 + 12, Entry::school_chance) == Approx(0.55).epsilon(1e-14));
    CHECK(at(6 + 24, Entry::spouse_chance) == 0.0);  // none added: not written
    lever.dose = 2;
    CHECK(at(6 + 24, Entry::amenity) == Approx(0.5).epsilon(1e-14));
    CHECK(at(6 + 24, Entry::school_chance) == Approx(1.0).epsilon(1e-14));
}

TEST_CASE("public_amenity: the capital is paid over the building time, the running cost from the start",
          "[models][lever]") {
    const auto data = test::at_dose(kKind, 1);
    CHECK(test::total(data, "payments") == Approx(96e6 + 5e6).epsilon(1e-8));
    const auto& payments = data.values<double>("payments");
    CHECK(payments[1] == Approx(4e6 + 1e6 / 12.0).epsilon(1e-7));
    CHECK(payments[24] == payments[1]);
    CHECK(payments[25] == Approx(1e6 / 12.0).epsilon(1e-6));
}

TEST_CASE("public_amenity: what its fund must hold", "[models][lever]") {
    CHECK(test::least_payment(kKind) ==
          "a month's building of 4083333.33 CNY");  // a 24th of 96 million, and a twelfth of a million
}

}  // namespace
