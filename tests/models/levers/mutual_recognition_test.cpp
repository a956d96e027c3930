// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "models/policy/policy_field.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"
#include "tests/support/lever_laws.hpp"

namespace {

using namespace talentflow;
using models::LeverInstance;
using models::World;
using Problems = std::vector<std::string>;

const std::string kKind = "mutual_recognition";

TEST_CASE("mutual_recognition: the desks' cases cost money", "[models][lever]") {
    CHECK(test::total(test::at_dose(kKind, 1), "administration") > 0.0);
    CHECK(test::total(test::at_dose(kKind, 0), "administration") == 0.0);
}

TEST_CASE("mutual_recognition: a case is charged to the lever that takes the title over, once", "[models][lever]") {
    const auto with_another = [](const std::string& id, std::vector<std::size_t> titles) {
        auto world = test::lesson(kKind);
        auto another = world.levers.front();
        another.id = id;
        another.lever = test::make_lever(kKind, {{"titles", std::move(titles)},
                                                 {"processing_days", models::TimePath{5.0}},
                                                 {"desk_cost_per_case_cny", models::TimePath{1000.0}}});
        world.levers.push_back(std::move(another));
        return test::total(test::run(world), "administration");
    };
    const double alone = test::total(test::at_dose(kKind, 1), "administration");
    REQUIRE(alone > 0.0);
    CHECK(with_another("zz-credentials-only", {}) == alone);
    CHECK(with_another("zz-titles-too", {0, 1}) == alone);
    CHECK(with_another("a-titles-first", {0, 1}) == 5.0 * alone);  // 1,000 CNY a case, not 200
}

TEST_CASE("mutual_recognition: an unregulated field has no border to open", "[models][lever]") {
    auto open = test::lesson(kKind);
    open.fields[0].regulated = false;
    open.modules.capability = open.modules.claims = models::ModuleState::none;
    auto without = open;
    without.levers.clear();
    CHECK(test::difference(test::run(without), test::run(open)) == "");
}

TEST_CASE("mutual_recognition: dose times share of the barrier falls, both ways", "[models][lever]") {
    auto world = test::lesson(kKind);
    auto& lever = world.levers.front();
    lever.dose = 0.75;
    models::PolicyField policy{world};
    lever.lever->apply(world, lever, world.start, policy);
    const models::FileRegion tongnan = 0_in_file, suining = 1_in_file;
    CHECK(policy.read(models::Entry::credential_gap, {.region = tongnan, .other = suining, .field = 0_field}) == 0.25);
    CHECK(policy.read(models::Entry::credential_gap, {.region = suining, .other = tongnan, .field = 0_field}) == 0.25);
    CHECK(policy.recognised(tongnan, suining, 0_tier, 0_field) == 1);  // tier D, plus 1
    CHECK(policy.recognised(suining, tongnan, 0_tier, 0_field) == 1);
    CHECK(policy.recognised(suining, tongnan, 1_tier, 0_field) == 0);  // tier E has no title
    CHECK(policy.read(models::Entry::recognition_days, {.region = suining, .other = tongnan}) == 5.0);
    lever.dose = 2;
    policy.reset();
    lever.lever->apply(world, lever, world.start, policy);
    CHECK(policy.read(models::Entry::credential_gap, {.region = tongnan, .other = suining, .field = 0_field}) == 0.0);
}

TEST_CASE("mutual_recognition: fields and tiers left out keep their border", "[models][lever]") {
    auto world = test::lesson(kKind);
    world.fields.push_back({"health", {}, true});
    auto& lever = world.levers.front();
    lever.eligible.fields = {1_field};
    lever.eligible.tiers = {1_tier};
    models::PolicyField policy{world};
    lever.lever->apply(world, lever, world.start, policy);
    CHECK(policy.read(models::Entry::credential_gap, {.region = 0_in_file, .other = 1_in_file, .field = 0_field}) ==
          1.0);
    CHECK(policy.read(models::Entry::credential_gap, {.region = 0_in_file, .other = 1_in_file, .field = 1_field}) ==
          0.0);
    CHECK(policy.recognised(0_in_file, 1_in_file, 0_tier, 1_field) == 0);
}

TEST_CASE("mutual_recognition: what its fund must hold", "[models][lever]") {
    CHECK(test::least_payment(kKind) == "one case of 200.00 CNY");
}

TEST_CASE("mutual_recognition: every problem is said", "[models][lever]") {
    CHECK(test::problems_after(kKind, [](World&, LeverInstance& lever) {
              lever.lever = test::make_lever(kKind, {{"titles", std::vector<std::size_t>{0}}});
          }) == Problems{"titles: none is issued by tongnan"});
    CHECK(test::problems_after(kKind,
                               [](World& world, LeverInstance&) {
                                   world.regions.push_back(world.regions[0_in_file]);
                                   world.regions.back().id = "elsewhere";
                                   world.titles[1].issuer = 2_in_file;
                               }) == Problems{"titles: none is issued by tongnan",
                                              "title tongnan-elite is issued by elsewhere, which is not a partner"});
}

}  // namespace
