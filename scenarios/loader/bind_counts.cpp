// SPDX-License-Identifier: Apache-2.0
// Numbers of agents and of persons that the program can hold, whatever the machine.
#include <algorithm>

#include "models/run/size.hpp"
#include "scenarios/loader/bind.hpp"
#include "scenarios/loader/messages.hpp"
#include "scenarios/loader/number.hpp"

namespace talentflow::scenarios {

namespace {

// Counts of persons leave the program as JSON and as doubles of other programs, which hold whole numbers up to 2^53.
constexpr double kLargestCount = 9007199254740992.0;

/// Agents that the scenario's table lets in over the run.
double entering(const models::World& world) {
    double agents = 0;
    for (const auto& entries : world.overrides.entries_per_month) {
        if (entries.kind == models::Entries::Kind::per_resident) continue;
        agents += entries.amount * (world.burn_in_months + world.months);
    }
    return agents;
}

}  // namespace

void check_counts(Binding& b) {
    const auto at_start = models::expected_agents(b.world);
    const Node* population = b.root.find("population");
    const auto where = [&](const char* key) {
        const Node* node = population == nullptr ? nullptr : population->find(key);
        return node == nullptr ? b.root.origin : node->origin;
    };
    if (at_start > models::kMostAgents) {
        b.report.add(where("agents"), {},
                     messages::kTooManyAgents(std::to_string(at_start), std::to_string(models::kMostAgents)),
                     messages::kMorePersons());
    }
    double posts = 0;
    for (const auto& post : b.world.overrides.posts) posts += static_cast<double>(post.count);
    const double most = std::max(static_cast<double>(at_start) + entering(b.world), posts);
    if (!(most * b.world.persons_per_agent > kLargestCount)) return;
    b.report.add(where("persons_per_agent"), "population.persons_per_agent",
                 messages::kTooManyPersons(format_number(most), format_number(b.world.persons_per_agent)),
                 messages::kFewerPersons());
}

}  // namespace talentflow::scenarios
