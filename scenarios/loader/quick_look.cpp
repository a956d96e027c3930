// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/quick_look.hpp"

#include <cmath>
#include <string>

#include "scenarios/loader/bind.hpp"
#include "scenarios/loader/number.hpp"
#include "scenarios/loader/settings.hpp"

namespace talentflow::scenarios {

namespace {

constexpr double kPersonsPerAgent = 10;
constexpr const char* kPath = "population.persons_per_agent";

/// Parts of a scenario that count agents rather than persons.
constexpr const char* kCountsOfAgents[][2] = {{"population", "agents"},
                                              {"overrides", "initial_agents"},
                                              {"overrides", "posts"},
                                              {"overrides", "entries_per_month"}};

/// True if the scenario counts agents itself; says so.
bool counts_agents(const Node& root, Report& report) {
    bool any = false;
    for (const auto& [section, key] : kCountsOfAgents) {
        const Node* part = root.find(section);
        const Node* counts = part == nullptr ? nullptr : part->find(key);
        if (counts == nullptr || counts->is_null()) continue;
        report.add(counts->origin, join_path(section, key),
                   "counts agents, so --quick cannot divide a population of persons by 10",
                   "run it without --quick, or state smaller numbers for a quick answer");
        any = true;
    }
    return any;
}

/// What the scenario says of persons per agent, if anything.
const Node* stated(const Node& root) {
    const Node* population = root.find("population");
    const Node* persons = population == nullptr ? nullptr : population->find("persons_per_agent");
    return persons == nullptr || persons->is_null() ? nullptr : &number_node(*persons);
}

}  // namespace

void make_quick_look(Node& root, Report& report) {
    if (counts_agents(root, report)) return;
    if (const Node* persons = stated(root)) {
        if (persons->origin.kind == Origin::Kind::setting) {
            report.add(persons->origin, kPath, "does not go together with --quick, which sets it",
                       "leave out one of the two");
            return;
        }
        // What is no whole number, or below its bound, is reported later, with its own place.
        const auto value = parse_number(persons->text).value;
        if (!value || *value < 1 || *value != std::floor(*value) || *value >= kPersonsPerAgent) return;
    }
    apply_setting(root, {kPath, format_number(kPersonsPerAgent)}, report);
}

}  // namespace talentflow::scenarios
