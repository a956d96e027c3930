// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/world/world.hpp"
#include "sim/calendar.hpp"

namespace talentflow::models {

/// A cell: one region, tier and field, of people or of posts.
using CellIndex = std::uint32_t;
/// The posts of a cell.
using PoolIndex = CellIndex;

/// The world as the model's loops need it: regions in the order of their uids, wages and distances as dense
/// tables, overrides permuted.
///
/// Regions are numbered by uid inside the model, so that listing them in another order in a file permutes
/// the output exactly and changes no sum (ADR 0004). `World`, levers and the policy field keep the file's
/// order; `file_of` and `inner_of` translate. Every table of region, tier and field is in the order of `cell`.
struct CompiledWorld {
    explicit CompiledWorld(const World& description);

    const World* world;
    std::size_t n_regions, n_tiers, n_fields, n_cells;
    std::vector<FileRegion> file_of;         // [region]
    ByFileRegion<RegionIndex> inner_of;      // the same the other way round
    std::vector<std::uint32_t> uid;          // [region]
    std::uint32_t row_uid;                   // uid of the rest of the world
    std::vector<RegionIndex> region_of_uid;  // [2^20], kNoRegion where unknown

    sim::Month first, start, end;  // simulated months: [first, end); time 0 = start
    double persons_per_agent;
    bool has_posts;    // posts are limited; else who works where is not counted
    bool counts_ages;  // births are counted by region

    std::vector<double> income;  // [cell] mean wage of a year at the start over the world's reference income
    double reference_income_cny_per_year;
    std::vector<double> km, minutes;           // [origin * n_regions + destination]
    std::vector<std::uint8_t> other_province;  // [origin * n_regions + destination]
    std::vector<double> relatedness;           // [field * n_fields + field]
    std::vector<double> transition, utility;   // [n_regions^2] or empty, inner order
    std::vector<double> known_probability;     // [n_regions^2], or empty
    std::vector<double> reference_scale;       // [n_regions]

    /// The one order of cells, that of a result: regions, in each its tiers, in each its fields.
    [[nodiscard]] CellIndex cell(RegionIndex region, TierIndex tier, FieldIndex field) const noexcept {
        return static_cast<CellIndex>((region * n_tiers + tier) * n_fields + field);
    }
    [[nodiscard]] RegionIndex region_of(CellIndex cell) const noexcept {
        return RegionIndex{cell / (n_tiers * n_fields)};
    }
    [[nodiscard]] TierIndex tier_of(CellIndex cell) const noexcept { return TierIndex{cell / n_fields % n_tiers}; }
    [[nodiscard]] FieldIndex field_of(CellIndex cell) const noexcept { return FieldIndex{cell % n_fields}; }
    /// All regions, tiers and fields, for loops.
    [[nodiscard]] Every<RegionIndex> regions() const noexcept { return every<RegionIndex>(n_regions); }
    [[nodiscard]] Every<TierIndex> tiers() const noexcept { return every<TierIndex>(n_tiers); }
    [[nodiscard]] Every<FieldIndex> fields() const noexcept { return every<FieldIndex>(n_fields); }
    [[nodiscard]] const Region& region(RegionIndex r) const { return world->regions[file_of[r]]; }
    [[nodiscard]] const Parameters& parameters() const noexcept { return world->parameters; }
    [[nodiscard]] bool active(ModuleState Modules::*module) const noexcept {
        return world->modules.*module == ModuleState::active;
    }
    [[nodiscard]] bool present(ModuleState Modules::*module) const noexcept {
        return world->modules.*module != ModuleState::none;
    }
    /// Demography stands still during burn-in: ages are those of time 0 until then (methods 3.1).
    [[nodiscard]] sim::Month age_clock(sim::Month now) const noexcept { return now < start ? start : now; }
    [[nodiscard]] bool in_burn_in(sim::Month now) const noexcept { return now < start; }
};

/// Yearly annuity factor crf(delta, H) = delta / (1 - (1 + delta)^-H); 1/H at delta = 0.
[[nodiscard]] double annuity(double discount_rate, double years);

}  // namespace talentflow::models
