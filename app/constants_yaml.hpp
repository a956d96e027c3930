// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "experiments/fit/inversion.hpp"
#include "models/world/world.hpp"
#include "output/overwriting.hpp"

namespace talentflow::app {

/// The file `calibrate --invert` writes: amenity and stay constants of every region and of the rest
/// of the world as statements (evidence: computed), to be named in `extends` of a scenario.
///
/// `command` and the last line of the log (the misses) stand in its heading.
[[nodiscard]] std::string constants_yaml(const models::World& world, const experiments::InvertedConstants& constants,
                                         const std::string& command);

/// By its first line such a file is known again.
[[nodiscard]] output::FileMark constants_mark();

}  // namespace talentflow::app
