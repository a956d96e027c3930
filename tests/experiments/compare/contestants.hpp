// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "experiments/compare/compare.hpp"
#include "experiments/compare/plan.hpp"
#include "scenarios/loader/scenario.hpp"
#include "sim/dataset.hpp"

/// Small comparisons for tests.
namespace talentflow::test {

/// Two regions, two tiers, an award for tier D in the first; people move often.
inline const std::string kAwardWorld = R"(
format: 1
name: small
time: {start: 2018-07, months: 18, burn_in_months: 0}
random: {seed: 3, replicates: 3}
tiers:
  - {id: D, name: {en: D, zh: D}, accredited: true}
  - {id: E, name: {en: E, zh: E}, accredited: false}
fields: [{id: general, name: {en: general, zh: general}}]
regions:
  - {id: east, name: {en: East, zh: 东}, wage_cny_per_month: 6000}
  - {id: west, name: {en: West, zh: 西}, wage_cny_per_month: 6000}
  - {id: south, name: {en: South, zh: 南}, wage_cny_per_month: 6000}
distances:
  - {between: [east, west], km: 50, minutes: 60}
  - {between: [east, south], km: 50, minutes: 60}
  - {between: [south, west], km: 50, minutes: 60}
groups: [{id: both, name: {en: Both, zh: 两地}, members: [east, west]}]
funds: [{id: f, payers: {east: 0.6, west: 0.4}, per_year_cny: 1000000000}]
modules: {consideration: active, choice: active, claims: active, capability: active}
overrides:
  consider_probability: 0.3
  exit_probability: 0.002
  entries_per_month: {east: 3, south: 2}
  tier_upgrade_probability: {E: 0.002}
  initial_agents:
    - {region: east, tier: D, count: 400, accredited: true}
    - {region: west, tier: D, count: 400, accredited: true}
    - {region: south, tier: D, count: 400, accredited: true}
    - {region: east, tier: E, count: 300}
    - {region: west, tier: E, count: 300}
levers:
  - {id: award, kind: settling_award, for: [east], paid_from: f, admin_share: 0.1,
     eligible: {tiers: [D], newcomers: only}, amount_cny: {D: 100000}, service_months: 36, clawback: linear}
)";

inline experiments::Contestant contestant(const std::string& name,
                                          const std::vector<std::pair<std::string, std::string>>& settings = {},
                                          const std::string& world = kAwardWorld) {
    scenarios::LoadOptions options;
    options.without_levers = name == "none";
    for (const auto& [path, value] : settings) options.settings.push_back({path, value});
    return {name, scenarios::parse_scenario(world, name, options)};
}

/// The award against nothing, run on so many threads.
inline experiments::Comparison compared(const std::vector<experiments::Contestant>& contestants, int threads = 1,
                                        const experiments::Question& question = {}) {
    auto comparison = experiments::plan(contestants, question);
    experiments::CompareOptions options;
    options.run.threads = threads;
    experiments::run_comparison(comparison, contestants, options);
    return comparison;
}

inline experiments::Comparison award_against_none() {
    return compared({contestant("none"), contestant("award.yaml")});
}

}  // namespace talentflow::test
