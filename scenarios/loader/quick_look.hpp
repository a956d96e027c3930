// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/loader/report.hpp"
#include "scenarios/loader/tree.hpp"

namespace talentflow::scenarios {

/// Makes a merged tree a quick look (`run --quick`): one agent for ten persons, and with it every
/// count, post and sum of money a tenth as many times ten (docs/methods.md 1.2). A scenario that is
/// coarser already stays as it is.
///
/// Reported: a `--set` of the same value, of which one would win silently; worlds that state
/// numbers of agents themselves (`population.agents`, tables of `overrides`), where nothing says
/// how many persons an agent stands for.
void make_quick_look(Node& root, Report& report);

}  // namespace talentflow::scenarios
