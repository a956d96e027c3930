// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "app/run_facts.hpp"
#include "app/summary.hpp"

namespace talentflow::app {

/// The object of `run --json`: run facts and stocks by region, groups, levers, funds,
/// shortages. Means over members in full precision; with two members or more each number has its
/// `sd` beside it.
[[nodiscard]] nlohmann::ordered_json summary_json(const RunFacts& facts, const Summary& summary);

}  // namespace talentflow::app
