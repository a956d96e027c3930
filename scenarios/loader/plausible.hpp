// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "scenarios/loader/bind.hpp"
#include "scenarios/loader/report.hpp"
#include "scenarios/loader/spec.hpp"
#include "scenarios/loader/tree.hpp"

namespace talentflow::scenarios {

/// Warns where a sound number (plain, path or statement) is hardly what was meant: a sum far below any payment of its
/// kind, a fraction of a whole thing, a value outside the range that its spec or the statement it replaced gives.
/// Defaults, and values that state a range of their own, are left alone.
void warn_of_number(const Spec& spec, const Node& node, const std::string& path, Report& report);

/// Warns of levers and funds that never act in the run, and of dates in the scenario itself that never matter. The
/// world is sound.
void warn_of_levers(Binding& binding);

}  // namespace talentflow::scenarios
