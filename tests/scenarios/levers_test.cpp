// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/scenario.hpp"
#include "tests/scenarios/loading.hpp"
#include "tests/scenarios/test_levers.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"

using namespace talentflow;
using namespace talentflow::scenarios;

namespace {

test::Loaded load(const std::string& levers) {
    return test::load_text(
        test::small_world("titles: [{id: elite, issuer: tongnan, levels: {1: E}}]\n"
                          "funds: [{id: purse, payers: {suining: 1}}]\nlevers:\n" +
                          levers));
}

}  // namespace

TEST_CASE("levers: the common keys are read", "[scenarios][levers]") {
    const auto loaded = load(
        "  - {id: base, kind: test_award, for: [tongnan], amount_cny: {E: 1}}\n"
        "  - {id: award, kind: test_award, name: {en: Award, zh: 奖励}, enabled: false, dose: "
        "0.5,\n"
        "     group: awards, requires: base, exclusive: {set: s, rule: first}, from: 2019-01,\n"
        "     to: 2020-12, paid_from: purse, admin_share: 0.1, for: suining, amount_cny: {E: 1},\n"
        "     eligible: {tiers: [E], fields: [general], titles: [elite], age_max_years: 45,\n"
        "       education_min: bachelor, newcomers: only, first_time: false}}\n");
    INFO(test::first_problem(loaded));
    REQUIRE(loaded.problems.empty());
    const auto& lever = loaded.resolved.world.levers.at(1);
    CHECK(lever.name.zh == "奖励");
    CHECK_FALSE(lever.enabled);
    CHECK(lever.dose == 0.5);
    CHECK(lever.group == "awards");
    CHECK(lever.requires_levers == std::vector<std::size_t>{0});
    CHECK(lever.exclusive_set == "s");
    CHECK(lever.exclusive_rule == models::ExclusiveRule::first);
    CHECK(lever.from == sim::Month::of(2019, 1));
    CHECK(lever.to == sim::Month::of(2020, 12));
    CHECK(lever.fund == 0);
    CHECK(lever.admin_share == 0.1);
    CHECK(lever.for_regions == std::vector<models::FileRegion>{0_in_file});
    CHECK(lever.eligible.titles == std::vector<std::size_t>{0});
    CHECK(lever.eligible.age_max_years == 45);
    CHECK(lever.eligible.newcomers == models::Newcomers::only);
    CHECK(lever.eligible.education_min == models::Eligibility::Education::bachelor);
    CHECK_FALSE(lever.eligible.first_time);
}

TEST_CASE("levers: what is left out has its default", "[scenarios][levers]") {
    const auto loaded = load("  - {id: award, kind: test_award, for: [suining], amount_cny: {E: 1}}\n");
    const auto& lever = loaded.resolved.world.levers.at(0);
    CHECK(lever.enabled);
    CHECK(lever.dose == 1);
    CHECK(lever.fund == models::kNoIndex);
    CHECK(lever.name.en == "award");
    CHECK(lever.exclusive_set.empty());
    CHECK(lever.eligible.newcomers == models::Newcomers::all);
    CHECK(lever.eligible.first_time);
    CHECK(lever.in_force(sim::Month::of(1900, 1)));
}

TEST_CASE("levers: both kinds of geography between two regions", "[scenarios][levers]") {
    const auto loaded = load(
        "  - {id: road, kind: test_link, between: [tongnan, suining], minutes: 30}\n"
        "  - {id: rail, kind: test_link, from_region: suining, to_region: tongnan,\n"
        "     minutes: {ramp: {2020-01: 60, 2021-01: 30}}}\n");
    INFO(test::first_problem(loaded));
    REQUIRE(loaded.problems.empty());
    const auto& levers = loaded.resolved.world.levers;
    CHECK(levers[0].between == std::pair{1_in_file, 0_in_file});
    CHECK(levers[1].from_region == 0_in_file);
    CHECK(levers[1].to_region == 1_in_file);
}

TEST_CASE("levers: requirements may form a diamond but no cycle", "[scenarios][levers]") {
    const std::string link = ", kind: test_link, between: [suining, tongnan], minutes: 1";
    CHECK(load("  - {id: a" + link + ", requires: [b, c]}\n  - {id: b" + link + ", requires: [d]}\n  - {id: c" + link +
               ", requires: [d]}\n  - {id: d" + link + "}\n")
              .problems.empty());
    const auto cycle = load("  - {id: a" + link + ", requires: [b]}\n  - {id: b" + link +
                            ", requires: [c]}\n  - {id: c" + link + ", requires: [b]}\n");
    REQUIRE(cycle.problems.size() == 1);
    CHECK(cycle.problems[0].problem == "the levers require one another: b -> c -> b");
}

TEST_CASE("levers: a lever's own problems wait until the world is sound", "[scenarios][levers]") {
    const std::string nobody = "  - {id: award, kind: test_award, amount_cny: {E: 1}}\n";
    CHECK(load(nobody).problems.size() == 1);
    const auto unsound = load(nobody + "fields: [{id: general, regulated: maybe}]\n");
    REQUIRE(unsound.problems.size() == 1);
    CHECK(unsound.problems[0].path == "fields.general.regulated");
}

TEST_CASE("levers: a kind says which keys of eligible it reads", "[scenarios][levers]") {
    const std::string link = "  - {id: road, kind: test_link, between: [suining, tongnan], minutes: 1, eligible: {";
    CHECK(load(link + "tiers: [E]}}\n").problems.empty());
    const auto newcomers = load(link + "newcomers: only}}\n");
    REQUIRE(newcomers.problems.size() == 1);
    CHECK(test::first_problem(newcomers) ==
          "text.yaml:8:85: error: levers.road.eligible: 'newcomers' is not possible here "
          "(test_link reads only 'tiers' of who "
          "is eligible)");
}

TEST_CASE("levers: every kind has a sound spec", "[scenarios][levers]") {
    for (const auto& spec : models::all_lever_specs()) {
        INFO(spec.kind);
        CHECK_FALSE(spec.fields.empty());
        for (const auto& field : spec.fields) {
            INFO(field.name);
            if (field.kind != models::LeverFieldKind::number || field.required) continue;
            CHECK(field.default_number >= field.low);
            CHECK(field.default_number <= field.high);
        }
    }
}
