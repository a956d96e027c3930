// SPDX-License-Identifier: Apache-2.0
// Posts and who holds them, what they pay, what a home costs.
#include <algorithm>

#include "models/policy/lever.hpp"
#include "models/run/result/families.hpp"
#include "models/run/result/places.hpp"

namespace talentflow::models {

namespace {

/// Whether any lever of the world may create posts.
bool creates_posts(const World& world) {
    const auto needs_firms = [](const LeverInstance& lever) {
        const auto& specs = all_lever_specs();
        const auto spec = std::find_if(specs.begin(), specs.end(), [&](const auto& s) { return s.kind == lever.kind; });
        return spec != specs.end() && std::find(spec->needs.begin(), spec->needs.end(), "firms") != spec->needs.end();
    };
    return world.modules.firms == ModuleState::active &&
           std::any_of(world.levers.begin(), world.levers.end(), needs_firms);
}

}  // namespace

void add_posts(Variables& result) {
    result.at_instant(
        {.name = "unemployed",
         .axes = {"region", "tier", "field"},
         .long_name = "talents without a post",
         .long_name_zh = "失业人才",
         .units = "1",
         .definition = "Talents whose home is the region and who hold no post at the instant; divide by stock for the "
                       "rate."},
        [](const Moment& m, Counts out) { persons_by_region(m, m.model.books().unemployed(), out); });
    result.at_instant({.name = "positions",
                       .axes = {"region", "tier", "field"},
                       .long_name = "posts, filled or open",
                       .long_name_zh = "岗位数",
                       .units = "1",
                       .definition = "Posts of the region by the post's own tier and field at the instant."},
                      [](const Moment& m, Counts out) {
                          by_pool(m, out, [&](PoolIndex pool) { return m.persons(m.model.posts().positions(pool)); });
                      });
    result.at_instant(
        {.name = "vacancies",
         .axes = {"region", "tier", "field"},
         .long_name = "open posts",
         .long_name_zh = "空缺岗位",
         .units = "1",
         .definition = "Posts not filled at the instant, by the post's own tier and field; divide by positions for the "
                       "rate."},
        [](const Moment& m, Counts out) {
            const bool limited = m.model.posts().present();
            by_pool(m, out, [&](PoolIndex pool) { return limited ? m.persons(m.model.vacancies(pool)) : 0; });
        });
}

void add_hires_and_commuters(Variables& result) {
    result.in_month(
        {.name = "hires",
         .axes = {"region", "tier", "field"},
         .long_name = "hires",
         .long_name_zh = "聘用人数",
         .units = "1",
         .definition = "Talents hired to posts in the region in the month that ended, by their own tier and field."},
        [](const Moment& m, Counts out) { persons_by_region(m, m.model.books().flows().hires, out); });
    if (result.world().modules.commuting == ModuleState::active) {
        result.at_instant({.name = "commuters",
                           .axes = {"origin", "destination"},
                           .long_name = "people who work elsewhere",
                           .long_name_zh = "跨区通勤人才",
                           .units = "1",
                           .definition = "Employed residents of origin whose post is in destination at the instant; "
                                         "the diagonal is 0."},
                          [](const Moment& m, Counts out) {
                              by_pair(m, out, [&](RegionIndex home, RegionIndex work) {
                                  return m.persons(m.model.books().commuters()[home * m.world().n_regions + work]);
                              });
                          });
    }
}

void add_prices(Variables& result) {
    result.at_instant(
        {.name = "wage",
         .axes = {"region", "tier", "field"},
         .long_name = "mean wage",
         .long_name_zh = "平均工资",
         .units = "CNY/month",
         .definition = "Monthly wage of the cell's posts in prices of 2021, with what levers add; it stands still "
                       "unless the module wages is active or a lever changes it."},
        [](const Moment& m, Numbers out) {
            by_pool(m, out, [&](PoolIndex pool) { return m.model.prices().income_cny(pool) / 12.0; });
        });
    result.at_instant(
        {.name = "house_price_index",
         .axes = {"region"},
         .long_name = "house price index",
         .long_name_zh = "房价指数",
         .units = "1",
         .definition = "House price over that of the region the scenario takes as 1; it stands still unless the module "
                       "housing is active."},
        [](const Moment& m, Numbers out) {
            by_region(m, out, [&](RegionIndex r) { return m.model.prices().house_price(r); });
        });
}

void add_created_posts(Variables& result) {
    if (!creates_posts(result.world())) return;
    result.at_instant(
        {.name = "created_posts",
         .axes = {"lever", "region"},
         .long_name = "posts created by policy",
         .long_name_zh = "政策创造岗位",
         .units = "1",
         .definition = "Posts of the region that stand at the instant because of the lever; part of positions."},
        [](const Moment& m, Counts out) {
            const std::size_t n = m.world().n_regions;
            for (std::size_t lever = 0; lever < out.size() / n; ++lever) {
                by_region(m, out.subspan(lever * n, n),
                          [&](RegionIndex r) { return m.persons(m.model.ventures().created(lever, r)); });
            }
        });
}

}  // namespace talentflow::models
