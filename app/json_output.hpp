// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "app/commands.hpp"
#include "app/terminal.hpp"
#include "scenarios/loader/scenario.hpp"
#include "sim/dataset.hpp"

/// The one door of `--json`: every document begins with what says of it where it comes from (docs/json.md).
namespace talentflow::app {

/// What a document says of the scenario that it is about, so that it can be made again.
struct ScenarioFacts {
    std::string sha256;            // of the resolved scenario; empty: there are several, each with its own
    std::vector<Change> settings;  // what the command line changed in it
};
[[nodiscard]] ScenarioFacts scenario_facts(const scenarios::Scenario& scenario, std::vector<Change> settings);
/// Of a result: as it was run.
[[nodiscard]] ScenarioFacts scenario_facts(const sim::Dataset& result);

/// Prints a document of a command that has no scenario.
void print_json(const Io& io, const nlohmann::ordered_json& document);
void print_json(const Io& io, const nlohmann::ordered_json& document, const ScenarioFacts& facts);

}  // namespace talentflow::app
