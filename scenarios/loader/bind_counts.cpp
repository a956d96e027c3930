// SPDX-License-Identifier: Apache-2.0
// Counts of persons leave the program as JSON and as doubles of other programs, which hold whole
// numbers up to 2^53.
#include <algorithm>

#include "scenarios/loader/bind.hpp"
#include "scenarios/loader/number.hpp"
#include "sim/message.hpp"

namespace talentflow::scenarios {

namespace {

constexpr double kLargestCount = 9007199254740992.0;  // 2^53

constexpr sim::Message<2> kTooMany{
    "{0} agents or posts of {1} persons each are more persons than numbers hold exactly (2^53, "
    "about "
    "9e15)"};
constexpr sim::Message<0> kFewer{"lower persons_per_agent or the number of agents"};

/// Agents at the start and, by the scenario's table, later.
double agents_of(const models::World& world) {
    double agents = 0;
    if (!world.overrides.initial_agents.empty()) {
        for (const auto& row : world.overrides.initial_agents)
            agents += static_cast<double>(row.count);
    } else if (world.agents) {
        agents = static_cast<double>(*world.agents);
    } else {
        for (const auto& region : world.regions)
            agents += region.talent_total / world.persons_per_agent;
    }
    for (const auto& entries : world.overrides.entries_per_month)
        if (entries.kind != models::Entries::Kind::per_resident)
            agents += entries.amount * (world.burn_in_months + world.months);
    return agents;
}

}  // namespace

void check_counts(Binding& b) {
    double posts = 0;
    for (const auto& post : b.world.overrides.posts) posts += static_cast<double>(post.count);
    const double most = std::max(agents_of(b.world), posts);
    if (!(most * b.world.persons_per_agent > kLargestCount)) return;
    const Node* population = b.root.find("population");
    const Node* persons = population == nullptr ? nullptr : population->find("persons_per_agent");
    b.report.add(persons == nullptr ? b.root.origin : persons->origin,
                 "population.persons_per_agent",
                 kTooMany(format_number(most), format_number(b.world.persons_per_agent)), kFewer());
}

}  // namespace talentflow::scenarios
