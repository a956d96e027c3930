// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "models/people/books.hpp"
#include "models/people/state/population.hpp"
#include "models/world/compiled_world.hpp"
#include "sim/draws.hpp"
#include "sim/parallel.hpp"

/// Picking people for programmes without drawing from a list (methods 3.18): everybody has an own number for the
/// programme and month, and the least numbers among those who may go take the places. Who is picked depends on nobody's
/// row, on no thread and, but for the last places, on nobody else.
namespace talentflow::models {

/// Places of one programme in one region and month.
struct PickRequest {
    RegionIndex region;                   // where they live
    std::uint32_t tiers = 0, fields = 0;  // sets
    bool at_work = false;                 // only people who hold a post where they live
    sim::Purpose purpose{};               // of the draw that orders people
    std::uint32_t key = 0;                // its index
    std::size_t places = 0;
    double eligible = 0;                            // about how many may go; a bad guess costs time and changes nobody
    std::function<bool(std::uint32_t row)> admits;  // further terms, asked of few; empty: none
};

/// Agents of the request's region, tiers and fields, or those of them who have a post: a guess for `eligible`.
[[nodiscard]] double people_who_fit(const CompiledWorld& world, const Books& books, const PickRequest& request);

struct Pick {
    std::uint64_t person;
    std::uint32_t row;
    std::uint64_t order;  // the own number
};

/// Serves the requests one after the other: each gets the `places` people with the least numbers (64 bits, then the id)
/// among those who live in its region, are of its tiers and fields, are not away, are admitted, and whom no earlier
/// request took. `accept(request, picks)` says how many of them it takes, from the least on; the others stay free.
///
/// Method: one parallel pass over the statuses for all requests. Only numbers below a bound that about twice as many
/// people as needed have are kept; where that was too few the bound is raised, so the result is exact. Draws: one call
/// per person and request that fits the status. Errors: none.
void pick_people(sim::Team& team, const Population& population, const sim::Draws& draws, sim::Month now,
                 const std::vector<PickRequest>& requests,
                 const std::function<std::size_t(std::size_t request, const std::vector<Pick>&)>& accept);

}  // namespace talentflow::models
