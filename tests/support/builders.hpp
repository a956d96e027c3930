// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "models/policy/policy_field.hpp"
#include "models/world/world.hpp"
#include "sim/id.hpp"
#include "tests/support/indices.hpp"

/// Small worlds in code. Every module is off and every policy absent until a test says otherwise.
namespace talentflow::test {

struct WorldSize {
    std::size_t regions = 1;
    std::size_t tiers = 1;
    std::size_t fields = 1;
};

/// Regions r0, r1, ... 100 km apart, tiers t0, t1, ... (the last without accreditation), fields f0, f1, ... fully
/// related; wages 6,000 CNY a month everywhere; default parameters; 2018-01 on, `months` long, no burn-in.
[[nodiscard]] inline models::World tiny_world(WorldSize size, int months = 12) {
    models::World world;
    world.name = "tiny";
    world.start = sim::Month::of(2018, 1);
    world.months = months;
    world.seed = 1;
    std::vector<std::string> tier_ids;
    for (std::size_t k = 0; k < size.tiers; ++k) {
        tier_ids.push_back("t" + std::to_string(k));
        world.tiers.push_back({tier_ids.back(), {}, k + 1 < size.tiers});
        world.tier_shares.push_back(k + 1 < size.tiers ? 0.1 : std::numeric_limits<double>::quiet_NaN());
    }
    world.tier_wage.assign(size.tiers, 1.0);
    for (std::size_t f = 0; f < size.fields; ++f) world.fields.push_back({"f" + std::to_string(f), {}, false});
    world.field_wage.assign(size.fields, 1.0);
    world.relatedness = {1.0, std::vector(size.fields, std::vector(size.fields, 1.0))};
    for (std::size_t r = 0; r < size.regions; ++r) {
        models::Region region;
        region.id = "r" + std::to_string(r);
        region.province = "sichuan";
        region.wage_cny_per_month = 6000.0;
        region.tier_counts.resize(size.tiers);
        region.stay_constant.assign(size.tiers, 0.0);
        world.regions.push_back(std::move(region));
    }
    world.distances.assign(size.regions, models::ByFileRegion(size.regions, models::Distance{100.0, 60.0}));
    for (const models::FileRegion r : world.distances.positions())
        world.distances[models::FileRegion{r}][models::FileRegion{r}] = {};
    world.rest_of_world.utility.assign(size.tiers, 0.0);
    world.rest_of_world.stay_constant.assign(size.tiers, 0.0);
    world.parameters = models::default_parameters(tier_ids);
    return world;
}

/// `count` people of one tier and field, 30 years old.
inline void add_people(models::World& world, models::FileRegion region, std::int64_t count,
                       models::TierIndex tier = 0_tier, models::FieldIndex field = 0_field) {
    models::InitialAgents people;
    people.region = region;
    people.tier = tier;
    people.field = field;
    people.count = count;
    world.overrides.initial_agents.push_back(people);
}

/// A fund paid by one region, all of it in the first month, and a lever without behaviour that spends it.
inline std::size_t add_fund(models::World& world, double once_cny) {
    models::Fund fund;
    fund.id = "fund" + std::to_string(world.funds.size());
    fund.payers = {{0_in_file, 1.0}};
    fund.once_cny = once_cny;
    world.funds.push_back(std::move(fund));
    models::LeverInstance lever;
    lever.id = "lever" + std::to_string(world.levers.size());
    lever.for_regions = {0_in_file};
    lever.fund = world.funds.size() - 1;
    world.levers.push_back(std::move(lever));
    return world.levers.size() - 1;
}

/// The `index`-th of many different people.
[[nodiscard]] inline sim::PersonId somebody(std::uint32_t index) {
    return sim::PersonId::of(0x0BEEF, sim::Month::of(2017, 12), index);
}

}  // namespace talentflow::test
