// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/month/state.hpp"
#include "models/world/world.hpp"

namespace talentflow::models {

/// The state of a run of `from` as the start of a run of `to`: what is kept by lever, programme and fund goes to the
/// one of the same id, and what `from` does not have begins as in a run of `to` in which it has not acted yet. The two
/// worlds may differ in levers that have not begun by the state's month, and in funds that have not
/// (scenarios::Past).
///
/// Errors: StateError if `to` asks what nobody has written down in `from` (how long people have lived where they do),
/// or lacks a lever of which something is kept.
[[nodiscard]] MonthState renumbered(MonthState past, const World& from, const World& to);

}  // namespace talentflow::models
