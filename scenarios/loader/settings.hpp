// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/loader/report.hpp"
#include "scenarios/loader/scenario.hpp"
#include "scenarios/loader/tree.hpp"

namespace talentflow::scenarios {

/// Puts one `--set path=value` into the merged tree: `levers.lqy-award.dose`,
/// `regions.suining.amenity`, `parameters.congestion.weight`. Lists are entered by id; what the
/// value replaces leaves nothing behind, so a statement's range and source go with its number.
void apply_setting(Node& root, const Setting& setting, Report& report);

}  // namespace talentflow::scenarios
