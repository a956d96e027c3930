// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "models/people/books.hpp"
#include "models/people/state/population.hpp"
#include "models/world/compiled_world.hpp"

namespace talentflow::models {

/// LF_r(t)/LF_r(0), [region][months from time 0 to the end]: expected survivors by region, class of retirement and
/// month of birth, with graduates, without moves and rest of world (methods 3.6). The same under every policy. No
/// draws.
[[nodiscard]] std::vector<std::vector<double>> labour_force_path(const CompiledWorld& world,
                                                                 const Population& population, const Books& books);

}  // namespace talentflow::models
