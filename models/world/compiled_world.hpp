// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/world/world.hpp"
#include "sim/calendar.hpp"

namespace talentflow::models {

/// A pool of posts: one region, field and tier.
using PoolIndex = std::uint32_t;

/// The world as the model's loops need it: regions in the order of their uids, wages and distances as dense
/// tables, overrides permuted.
///
/// Regions are numbered by uid inside the model, so that listing them in another order in a file permutes
/// the output exactly and changes no sum (ADR 0004). `World`, levers and the policy field keep the file's
/// order; `file_of` and `inner_of` translate.
struct CompiledWorld {
    explicit CompiledWorld(const World& description);

    const World* world;
    std::size_t n_regions, n_tiers, n_fields, n_pools;
    std::vector<std::size_t> file_of;         // inner region -> position in the file
    std::vector<std::size_t> inner_of;        // position in the file -> inner region
    std::vector<std::uint32_t> uid;           // [n_regions]
    std::uint32_t row_uid;                    // uid of the rest of the world
    std::vector<std::uint8_t> region_of_uid;  // [2^20], kNoRegion where unknown

    sim::Month first, start, end;  // simulated months: [first, end); time 0 = start
    double persons_per_agent;
    bool has_posts;    // posts are limited; else who works where is not counted
    bool counts_ages;  // births are counted by region

    // [region * n_fields * n_tiers + field * n_tiers + tier], mean wage of a year at the start over the world's
    // reference income
    std::vector<double> income;
    double reference_income_cny_per_year;
    std::vector<double> km, minutes;           // [origin * n_regions + destination]
    std::vector<std::uint8_t> other_province;  // [origin * n_regions + destination]
    std::vector<double> relatedness;           // [field * n_fields + field]
    std::vector<double> transition, utility;   // [n_regions^2] or empty, inner order
    std::vector<double> known_probability;     // [n_regions^2], or empty
    std::vector<double> reference_scale;       // [n_regions]

    [[nodiscard]] PoolIndex pool(std::size_t region, std::size_t field, std::size_t tier) const noexcept {
        return static_cast<PoolIndex>((region * n_fields + field) * n_tiers + tier);
    }
    [[nodiscard]] std::size_t region_of_pool(PoolIndex pool) const noexcept { return pool / (n_fields * n_tiers); }
    [[nodiscard]] const Region& region(std::size_t inner) const { return world->regions[file_of[inner]]; }
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
