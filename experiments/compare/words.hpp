// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "experiments/compare/comparison.hpp"
#include "models/world/world.hpp"
#include "sim/calendar.hpp"

namespace talentflow::experiments {

/// "end of December 2027", "2027年12月末".
[[nodiscard]] models::Name end_of_month(sim::Month month);

/// The base in words: what world it is and which levers it has, so that nobody has to guess what a
/// difference is a difference to.
[[nodiscard]] models::Name base_words(const Comparison& c);

/// An arm in words: its title and how many levers it has.
[[nodiscard]] models::Name arm_words(const Arm& arm);

}  // namespace talentflow::experiments
