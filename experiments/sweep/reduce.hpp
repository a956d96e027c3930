// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "models/world/world.hpp"
#include "scenarios/loader/sweep_file.hpp"
#include "sim/dataset.hpp"

namespace talentflow::experiments {

/// The number that an output keeps of a result, for each of its members: the sum or mean over the cells selected, of
/// those that have a value. NaN where none has one. Of a lever or fund that this scenario does not have, and of a
/// variable that it therefore lacks, the sum is 0 and there is no mean.
///
/// Groups of regions are those of `world`. Errors: ScenarioError if a month or label is none of the result's.
[[nodiscard]] std::vector<double> reduce(const sim::Dataset& result, const models::World& world,
                                         const scenarios::SweepOutput& output);

}  // namespace talentflow::experiments
