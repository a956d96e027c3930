// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "models/run/simulate.hpp"
#include "models/world/world.hpp"

namespace talentflow::experiments {

/// What `calibrate --invert` found (methods 3.14).
struct InvertedConstants {
    std::vector<double> amenity;                      // [n_regions]
    std::vector<std::vector<double>> stay_constant;   // [n_regions][n_tiers]
    std::vector<double> rest_of_world_utility;        // [n_tiers]
    std::vector<double> rest_of_world_stay_constant;  // [n_tiers]
    int rounds = 0;
    std::vector<std::string> log;     // one line a round: what it reached
    std::vector<std::string> misses;  // targets that the last round is off by more than the tolerance; empty: found
};

struct InvertOptions {
    int rounds = 40;
    double mobility_per_year = 0.025;  // realised moves of home, target
    models::RunOptions run;
    std::function<void(const std::string&)> tell;  // each line of the log as it comes
};

/// Whether any region of the scenario says what its net migration is to be.
[[nodiscard]] bool has_targets(const models::World& world);
/// Whether constants can change who moves: people weigh places by them, and no override does it instead.
[[nodiscard]] bool constants_act(const models::World& world);

/// Finds amenity and stay constants that reproduce the scenario's no-lever targets: realised mobility,
/// net migration of each region, leavers to and arrivals from the rest of the world. Looks at no more than `rounds`
/// runs; `misses` says whether that was enough.
[[nodiscard]] InvertedConstants invert(models::World world, const InvertOptions& options);

}  // namespace talentflow::experiments
