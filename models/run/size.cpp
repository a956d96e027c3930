// SPDX-License-Identifier: Apache-2.0
#include "models/run/size.hpp"

#include <algorithm>
#include <cmath>

#include "models/people/state/population.hpp"
#include "sim/parallel.hpp"

namespace talentflow::models {

namespace {

constexpr std::int64_t kAgentsPerThread = 16 * static_cast<std::int64_t>(sim::kBlockRows);

// Measured (November 2026): a small world takes 30 MB; choice alone 20 bytes an agent, where its columns take 21; the
// default scenario 65 after 60 months and 85 after 120, where they take 46: rows of newcomers, claims and contracts.
constexpr double kBaseBytes = 30e6;
constexpr double kWithNewcomers = 1.6;  // of the columns' bytes

Columns all_columns(const World& world) {
    const auto& m = world.modules;
    const auto has = [](ModuleState state) { return state != ModuleState::none; };
    const auto& o = world.overrides;
    Columns columns;
    columns.n_regions = world.n_regions();
    columns.awareness = has(m.awareness) || o.awareness_on_probability || o.awareness_off_probability;
    columns.ties = has(m.ties);
    columns.accreditation = has(m.claims) || has(m.capability);
    columns.courses = columns.postings = has(m.secondment);
    return columns;
}

/// Eight bytes for each number that a month leaves, by the largest tables (models/run/result).
double result_bytes(const World& world) {
    const auto r = static_cast<double>(world.n_regions()), k = static_cast<double>(world.n_tiers()),
               f = static_cast<double>(world.n_fields()), levers = static_cast<double>(world.levers.size());
    const double cells = 9.0 * r * k * f + r * r * (k + 3.0) + r * k * (k + 9.0) + levers * (2.0 * k + r + 10.0);
    return 8.0 * cells * (world.months + 1) * world.replicates;
}

}  // namespace

std::int64_t expected_agents(const World& world) {
    double agents = 0.0;
    if (!world.overrides.initial_agents.empty()) {
        for (const auto& row : world.overrides.initial_agents) agents += static_cast<double>(row.count);
    } else if (world.agents) {
        agents = static_cast<double>(*world.agents);
    } else {
        for (const auto& region : world.regions)
            agents += std::floor(region.talent_total / world.persons_per_agent + 0.5);
    }
    return static_cast<std::int64_t>(std::min(agents, 9e18));
}

double expected_bytes(const World& world) {
    const auto row = static_cast<double>(Population{all_columns(world)}.bytes_per_person());
    const double factor = world.modules.demography == ModuleState::active ? kWithNewcomers : 1.0;
    return kBaseBytes + factor * row * static_cast<double>(expected_agents(world)) + result_bytes(world);
}

int useful_threads(int wanted, std::int64_t agents) noexcept {
    const std::int64_t most = std::max<std::int64_t>(1, agents / kAgentsPerThread);
    const std::int64_t threads = wanted > 0 ? wanted : sim::processors();
    return static_cast<int>(std::min(threads, most));
}

}  // namespace talentflow::models
