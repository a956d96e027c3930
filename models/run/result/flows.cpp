// SPDX-License-Identifier: Apache-2.0
// What people did in the month: moves, entries, exits, rises.
#include "models/run/result/families.hpp"
#include "models/run/result/places.hpp"

namespace talentflow::models {

namespace {

/// Axes origin, destination, tier.
void count_od_flow(const Moment& m, Counts out) {
    const auto& c = m.world();
    const std::size_t n = c.n_regions, kk = c.n_tiers;
    const auto& od = m.model.books().flows().od;
    for (const RegionIndex a : c.regions()) {
        for (const RegionIndex b : c.regions()) {
            for (std::size_t k = 0; k < kk; ++k) {
                out[(place_of(m, a) * n + place_of(m, b)) * kk + k] = m.persons(od[(a * n + b) * kk + k]);
            }
        }
    }
}

/// Axes region, direction, tier, field.
void count_moves(const Moment& m, Counts out) {
    const auto& c = m.world();
    const auto& flows = m.model.books().flows();
    const std::size_t cells = c.n_tiers * c.n_fields;
    for (const RegionIndex r : c.regions()) {
        const auto in = out.subspan(place_of(m, r) * 2 * cells, cells);
        const auto away = out.subspan((place_of(m, r) * 2 + 1) * cells, cells);
        for (std::size_t i = 0; i < cells; ++i) {
            in[i] = m.persons(flows.moved_in[r * cells + i]);
            away[i] = m.persons(flows.moved_out[r * cells + i]);
        }
    }
}

}  // namespace

Rows<std::int64_t> add_moves(Variables& result) {
    result.in_month({.name = "od_flow",
                     .axes = {"origin", "destination", "tier"},
                     .long_name = "moves of home",
                     .long_name_zh = "迁移流量",
                     .units = "1",
                     .definition = "Changes of home from origin to destination in the month that ended; the diagonal "
                                   "is 0."},
                    count_od_flow);
    const auto moves =
        result.in_month({.name = "moves",
                         .axes = {"region", "direction", "tier", "field"},
                         .long_name = "moves in and out",
                         .long_name_zh = "迁入与迁出",
                         .units = "1",
                         .definition = "Changes of home into or out of the region in the month that ended."},
                        count_moves);
    result.in_month({.name = "return_moves",
                     .axes = {"region", "tier"},
                     .long_name = "moves back to the region of origin",
                     .long_name_zh = "返乡迁移",
                     .units = "1",
                     .definition = "Moves in the month that ended whose destination is the mover's region of entry."},
                    [](const Moment& m, Counts out) { persons_by_region(m, m.model.books().flows().returned, out); });
    return moves;
}

EntriesAndExits add_entries_and_exits(Variables& result) {
    const auto entries = result.in_month(
        {.name = "entries",
         .axes = {"region", "tier", "entry_reason"},
         .long_name = "entries to the world",
         .long_name_zh = "新进入人才",
         .units = "1",
         .definition = "Talents who joined the population in the region in the month that ended, by reason."},
        [](const Moment& m, Counts out) { persons_by_region(m, m.model.books().flows().entries, out); });
    const auto exits = result.in_month(
        {.name = "exits",
         .axes = {"region", "tier", "exit_reason"},
         .long_name = "exits from the world",
         .long_name_zh = "退出人才",
         .units = "1",
         .definition = "Talents who left the population from the region in the month that ended, by reason."},
        [](const Moment& m, Counts out) { persons_by_region(m, m.model.books().flows().exits, out); });
    return {entries, exits};
}

void add_rises(Variables& result) {
    result.in_month({.name = "promoted",
                     .axes = {"region", "tier", "tier_to"},
                     .long_name = "rises of tier",
                     .long_name_zh = "层次晋升",
                     .units = "1",
                     .definition = "Talents of the region who rose from tier to tier_to in the month that ended."},
                    [](const Moment& m, Counts out) { persons_by_region(m, m.model.books().flows().promoted, out); });
}

}  // namespace talentflow::models
