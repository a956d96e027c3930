// SPDX-License-Identifier: Apache-2.0
#include "app/json_output.hpp"

#include <nlohmann/json.hpp>
#include <ostream>
#include <utility>

#include "app/command_text.hpp"
#include "output/provenance.hpp"
#include "sim/printable.hpp"

namespace talentflow::app {

namespace {

using Json = nlohmann::ordered_json;

Json program_json() {
    return {{"talentflow_version", output::version()}, {"git_commit", output::git_commit()}};
}

Json settings_json(const std::vector<Change>& settings) {
    Json list = Json::array();
    for (const auto& change : settings) {
        const auto [path, value] = setting_of(change);
        list.push_back({{"option", change.option}, {"path", sim::printable(path)}, {"value", sim::printable(value)}});
    }
    return list;
}

void print(const Io& io, Json head, const Json& document) {
    head.update(document);
    io.out << head.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace

ScenarioFacts scenario_facts(const scenarios::Scenario& scenario, std::vector<Change> settings) {
    return {scenario_sha256(scenario), std::move(settings)};
}

ScenarioFacts scenario_facts(const sim::Dataset& result) {
    return {result.text_attribute("scenario_sha256"), changes_in(result.text_attribute("command"))};
}

void print_json(const Io& io, const Json& document) {
    print(io, program_json(), document);
}

void print_json(const Io& io, const Json& document, const ScenarioFacts& facts) {
    Json head = program_json();
    if (!facts.sha256.empty()) head["scenario_sha256"] = facts.sha256;
    head["settings"] = settings_json(facts.settings);
    print(io, std::move(head), document);
}

}  // namespace talentflow::app
