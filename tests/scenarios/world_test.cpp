// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "scenarios/loader/distances.hpp"
#include "tests/scenarios/census_world.hpp"
#include "tests/scenarios/loading.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"

using namespace talentflow;
using namespace talentflow::scenarios;

namespace {

models::World load(const std::string& text) {
    const auto loaded = test::load_text(text);
    INFO(test::first_problem(loaded));
    REQUIRE(loaded.problems.empty());
    return loaded.resolved.world;
}

}  // namespace

TEST_CASE("world: time, population and lists of a census world", "[scenarios][world]") {
    const auto world = load(test::census_world());
    CHECK(world.first_month() == sim::Month::of(2016, 1));
    CHECK(world.seed == 20180101);
    CHECK(world.replicates == 1);
    REQUIRE(world.age_bands.size() == 2);
    CHECK(world.age_bands[0].college_weight_men == 1.5);
    CHECK(world.age_bands[0].college_weight_women == 1);
    REQUIRE(world.n_tiers() == 3);
    CHECK(world.tiers[0].accredited);
    CHECK(world.tiers[1].accredited);
    CHECK_FALSE(world.tiers[2].accredited);  // the last is recognised by diploma
    CHECK(world.tiers[2].name.en == "E");
    CHECK(world.tier_wage == std::vector<double>{2.5, 1, 1});
    CHECK(world.tier_shares[0] == 0.001);
    CHECK(world.tier_shares[1] == 0.1);
    CHECK(std::isnan(world.tier_shares[2]));
    CHECK(world.fields[0].regulated);
    CHECK(world.relatedness.values == std::vector<std::vector<double>>{{1, 0.5}, {0.5, 1}});
    CHECK(world.industries[1].field_shares == std::vector<double>{0.25, 0.75});
}

TEST_CASE("world: regions of a census world", "[scenarios][world]") {
    const auto world = load(test::census_world());
    const auto& suining = world.regions[0_in_file];
    CHECK(suining.name.zh == "遂宁");
    CHECK(suining.province == "sichuan");
    CHECK(suining.residents == 2814196);
    CHECK(suining.talent_total == 183854);
    CHECK(suining.tier_counts[0] == 51);
    CHECK_FALSE(suining.tier_counts[1].has_value());
    CHECK(suining.men == std::vector<double>{10, 20});
    CHECK(suining.industry_shares == std::vector<double>{0.25, 0.75});
    CHECK(suining.unemployment == 0.05);
    CHECK(suining.wage_cny_per_month == 5700);
    CHECK(suining.stay_constant == std::vector<double>{5, 0, 6});
    CHECK(suining.net_migration_target_per_year == -0.01);
    CHECK_FALSE(suining.posts_growth_per_year.has_value());
    const auto& tongnan = world.regions[1_in_file];
    CHECK(tongnan.name.en == "tongnan");
    CHECK(tongnan.wage_cny_per_month == 6000);
    CHECK(tongnan.stay_constant == std::vector<double>{7, 7, 7});
    CHECK(tongnan.industry_shares == std::vector<double>{0, 1});
}

TEST_CASE("world: missing distances are great circles of the seats", "[scenarios][world]") {
    const auto world = load(test::census_world());
    // By the spherical law of cosines, computed separately.
    CHECK(world.distances[0_in_file][1_in_file].km == Approx(43.603).margin(0.001));
    CHECK(world.distances[0_in_file][1_in_file].minutes == world.distances[0_in_file][1_in_file].km);
    CHECK(world.distances[1_in_file][0_in_file].km == world.distances[0_in_file][1_in_file].km);
    CHECK(world.distances[0_in_file][0_in_file].km == 0);
    CHECK(great_circle_km({0, 0}, {0, 90}) == Approx(6371.0088 * 3.14159265358979 / 2).margin(0.001));
    CHECK(great_circle_km({90, 0}, {-90, 0}) == Approx(20015.115).margin(0.001));
    CHECK(great_circle_km({30, 100}, {30, 100}) == 0.001);  // the logarithm of a distance must exist
}

TEST_CASE("world: with overrides a region needs only its id", "[scenarios][world]") {
    const auto world = load(test::small_world());
    REQUIRE(world.n_regions() == 2);
    CHECK(world.n_tiers() == 1);
    CHECK(world.tiers[0].id == "E");
    CHECK_FALSE(world.tiers[0].accredited);
    CHECK(world.fields[0].id == "general");
    CHECK(world.start == sim::Month::of(2018, 1));
    CHECK(world.burn_in_months == 0);
    CHECK(world.regions[0_in_file].wage_cny_per_month == 6000);
    CHECK(world.regions[0_in_file].unemployment == 0);
    CHECK(world.regions[0_in_file].stay_constant == std::vector<double>{0});
    CHECK(world.distances[0_in_file][1_in_file].km == 100);
    CHECK(world.distances[0_in_file][1_in_file].minutes == 100);
    CHECK(world.overrides.exit_probability == 0.0);
    CHECK(world.overrides.any());
    CHECK(world.rest_of_world.leaving_per_year == 0.007);
    CHECK(world.output_variables.empty());
}

TEST_CASE("world: population.agents does without census figures, too", "[scenarios][world]") {
    const auto world = load("format: 1\nname: x\nregions: [{id: a}]\npopulation: {agents: 1e6}\n");
    CHECK(world.agents == 1000000);
    CHECK_FALSE(world.overrides.any());
}

TEST_CASE("world: parameters have their defaults, by tier where they differ", "[scenarios][world]") {
    const auto world =
        load(test::census_world("parameters: {income_elasticity: {D: 1.6}, card_weight: 0.3, "
                                "congestion: {weight: 0.8}}\n"));
    CHECK(world.parameters.income_elasticity[0] == 1.8);
    CHECK(world.parameters.income_elasticity[1] == 1.6);
    CHECK(world.parameters.income_elasticity[2] == 1.5);
    CHECK(world.parameters.card_weight[0] == 0.3);
    CHECK(world.parameters.card_weight[2] == 0.3);
    CHECK(world.parameters.congestion_weight == 0.8);
    CHECK(world.parameters.congestion_capacity == 0);
    CHECK(world.parameters.distance_elasticity == 0.83);
}

TEST_CASE("world: modules", "[scenarios][world]") {
    const auto world = load(test::census_world("modules: {choice: active, posts: fixed}\n"));
    CHECK(world.modules.choice == models::ModuleState::active);
    CHECK(world.modules.posts == models::ModuleState::fixed);
    CHECK(world.modules.demography == models::ModuleState::none);
}

TEST_CASE("world: groups, titles and funds refer by position", "[scenarios][world]") {
    const auto world =
        load(test::census_world("groups: [{id: both, members: [tongnan, suining]}]\n"
                                "titles: [{id: elite, issuer: tongnan, levels: {1: B, 2: D}}]\n"
                                "funds: [{id: purse, payers: {tongnan: 0.75, suining: 0.25}, per_year_yi_cny: 2, "
                                "once_wan_cny: 5, from: 2018-01, to: 2022-12, carry_over: false, rule: lottery}]\n"));
    CHECK(world.groups[0].members == std::vector<models::FileRegion>{1_in_file, 0_in_file});
    CHECK(world.titles[0].issuer == 1_in_file);
    CHECK(world.titles[0].levels[1] == std::pair<std::string, models::TierIndex>{"2", 1_tier});
    const auto& fund = world.funds.at(0);
    CHECK(fund.payers[0] == std::pair{1_in_file, 0.75});
    CHECK(fund.per_year_cny == 2e8);
    CHECK(fund.once_cny == 5e4);
    CHECK(fund.to == sim::Month::of(2022, 12));
    CHECK_FALSE(fund.carry_over);
    CHECK(fund.rule == models::FundRule::lottery);
}

TEST_CASE("world: overrides", "[scenarios][world]") {
    const auto world = load(
        "format: 1\nname: x\nregions: [{id: a}, {id: b}, {id: c}]\n"
        "tiers: [{id: D}, {id: E}]\nfields: [{id: f}, {id: g}]\n"
        "overrides:\n"
        "  initial_agents: [{region: b, count: 10}, {region: c, tier: D, field: g, count: 1e3,\n"
        "    age_years: 45.5, employment: unemployed, accredited: true, aware: steady, ties: 4}]\n"
        "  transition: [[1, 0, 0], [0.25, 0.5, 0.25], [0, 0, 1]]\n"
        "  utility: [[0, 1, 2], [0, 0, 0], [-1, 0, 1]]\n"
        "  known_probability: [0.5, 1]\n"
        "  entries_per_month: {a: 3, b: {poisson: 2.5}, c: {per_resident: 0.01}}\n"
        "  tier_upgrade_probability: {E: 0.1}\n"
        "  posts: [{region: a, count: 7}]\n"
        "  applications_max: 3\n"
        "  peer_weight: 0.7\n"
        "  reference_scale: {b: 2}\n");
    const auto& o = world.overrides;
    CHECK(o.initial_agents[0].tier == 1);
    CHECK(o.initial_agents[0].field == 0);
    CHECK(o.initial_agents[0].age_years == 30);
    CHECK(o.initial_agents[1].count == 1000);
    CHECK(o.initial_agents[1].employment == models::InitialAgents::Employment::unemployed);
    CHECK(o.initial_agents[1].aware == models::InitialAgents::Aware::steady);
    CHECK(o.initial_agents[1].ties == 4);
    CHECK(o.transition[1_in_file][2_in_file] == 0.25);
    CHECK(o.utility[2_in_file][0_in_file] == -1);
    CHECK(o.known_probability.size() == 2);
    CHECK(o.entries_per_month[1].kind == models::Entries::Kind::poisson);
    CHECK(o.entries_per_month[2].amount == 0.01);
    CHECK_FALSE(o.tier_upgrade_probability[0].has_value());
    CHECK(o.tier_upgrade_probability[1] == 0.1);
    CHECK(o.posts[0].tier == 1);
    CHECK(o.applications_max == 3);
    CHECK(o.reference_scale == models::ByFileRegion<double>{1, 2, 1});
    CHECK_FALSE(o.exit_probability.has_value());
}

TEST_CASE("world: extra output variables come after the default ones", "[scenarios][world]") {
    const auto world = load(test::small_world("output: {variables: [default, ties_mean], every_months: 1}\n"));
    CHECK(world.output_variables == std::vector<std::string>{"default", "ties_mean"});
    CHECK(world.output_every_months == 1);
}
