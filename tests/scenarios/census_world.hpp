// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace talentflow::scenarios::test {

/// A complete world without overrides: two regions with every census key.
inline std::string census_world(const std::string& more = {}) {
    return R"(format: 1
name: census
time: {start: 2018-01, months: 12, burn_in_months: 24}
population:
  persons_per_agent: 1
  tier_shares: {B: 0.001, D: {value: 0.1, range: [0.05, 0.2], scale: log}}
  age_bands:
    - {from_years: 22, to_years: 39, college_weight_men: 1.5}
    - {from_years: 40, to_years: 59}
tiers: [{id: B, wage_factor: 2.5}, {id: D}, {id: E}]
fields: [{id: health, regulated: true}, {id: general}]
relatedness: {other: 0.2, pairs: [{fields: [health, general], value: 0.5}]}
industries: [{id: care, fields: {health: 1}}, {id: other, fields: {health: 0.25, general: 0.75}}]
regions:
  - id: suining
    name: {en: Suining, zh: 遂宁}
    province: sichuan
    seat: {lat: 30.508, lon: 105.573}
    residents: 2814196
    talent: {total: 183854, tiers: {B: 51}}
    men: {value: [10, 20], evidence: computed, source: census}
    women: [11, 21]
    industry_shares: {care: 1, other: 3}
    wage_cny_per_month: 5700
    stay_constant: {B: 5, E: 6}
    net_migration_target_per_year: -0.01
  - id: tongnan
    seat: {lat: 30.1907, lon: 105.8400}
    talent: {total: 40000}
    men: [5, 6]
    women: [5, 6]
    industry_shares: {other: 1}
    wage_wan_cny_per_month: 0.6
    unemployment: 0.04
    stay_constant: 7
)" + more;
}

}  // namespace talentflow::scenarios::test
