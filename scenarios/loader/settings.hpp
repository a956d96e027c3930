// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/loader/report.hpp"
#include "scenarios/loader/scenario.hpp"
#include "scenarios/loader/tree.hpp"

namespace talentflow::scenarios {

/// Puts one `--set path=value` into the merged tree: `levers.lqy-award.dose`,
/// `regions.suining.amenity`, `parameters.congestion.weight`. Lists are entered by id. A map or a list of things is
/// laid on what is there, as `extends` does; a value is replaced as a whole, so a statement's range and source go with
/// its number.
void apply_setting(Node& root, const Setting& setting, Report& report);

}  // namespace talentflow::scenarios
