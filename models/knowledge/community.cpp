// SPDX-License-Identifier: Apache-2.0
#include "models/knowledge/community.hpp"

#include <algorithm>

#include "models/policy/policy_reach.hpp"
#include "sim/math.hpp"

namespace talentflow::models {

namespace {

constexpr int kReachMonths = 24;           // after the month of arrival (methods 7)
constexpr double kLeastUnreached = 1e-12;  // keeps the logarithm finite where everybody is reached

}  // namespace

Community::Community(const CompiledWorld& world, const sim::Draws& draws, const Population& population,
                     CommunityState& state)
    : world_{&world},
      draws_{&draws},
      population_{&population},
      state_{&state},
      present_{!world.world->levers.empty() && policy_reach(*world.world).writes(Entry::unreached_share)},
      belonging_(world.n_regions, 0.0),
      survive_{1.0} {
    state.began.assign(world.n_regions, -1);
    state.hazard.assign(world.n_regions, {0.0});
    state.growth = state.hazard;
    if (!present_) return;
    for (sim::Month now = world.first; now < world.end; now = now + 1) {
        survive_.push_back(survive_.back() * (1.0 - world.parameters().tie_decay_per_month));
    }
}

void Community::open_month(sim::Month now, const PolicyField& policy) {
    if (!present_) return;
    const double survive = 1.0 - world_->parameters().tie_decay_per_month;
    for (const RegionIndex r : world_->regions()) {
        const At here{.region = world_->file_of[r]};
        const double unreached = std::max(kLeastUnreached, policy.read(Entry::unreached_share, here));
        if (state_->began[r] < 0 && unreached < 1.0) state_->began[r] = now - world_->first;
        state_->hazard[r].push_back(state_->hazard[r].back() - (unreached < 1.0 ? sim::math::log(unreached) : 0.0));
        state_->growth[r].push_back(state_->growth[r].back() * survive + policy.read(Entry::tie_rate, here) - 1.0);
        belonging_[r] = policy.read(Entry::belonging, here);
    }
}

std::optional<int> Community::reached(std::uint32_t row, sim::Month now) const {
    const auto& p = *population_;
    const RegionIndex home = p.status[row].region();
    const int arrival = static_cast<int>(p.resident_since[row]) - world_->first.index();
    if (state_->began[home] < 0 || arrival < state_->began[home]) return std::nullopt;
    // Graduates and people of a table begin at their origin in the month of their cohort, the people of the start at
    // the latest in the month after it; whoever moves away and back is later.
    const auto person = p.person(row);
    if (p.origin[row] == home && p.resident_since[row] <= person.cohort().index() + 1) return std::nullopt;
    const int last = std::min(now - world_->first, arrival + 1 + kReachMonths);
    if (last <= arrival + 1) return std::nullopt;
    const auto from = state_->hazard[home].begin() + arrival + 1;
    const auto to = state_->hazard[home].begin() + last;
    if (*to <= *from) return std::nullopt;
    const double u = draws_->uniform(person, sim::Month{p.resident_since[row]}, sim::Purpose::community_reach);
    // Reached when the services since the arrival add up to more than the person's threshold: u < 1 - product of
    // unreached.
    const auto at = std::upper_bound(from, to + 1, *from - sim::math::log(1.0 - u));
    if (at == to + 1) return std::nullopt;
    return static_cast<int>(at - state_->hazard[home].begin());
}

double Community::extra_acquaintances(std::uint32_t row, sim::Month now) const {
    const auto since = reached(row, now);
    if (!since) return 0.0;
    const auto& growth = state_->growth[population_->status[row].region()];
    const int stored = static_cast<int>(population_->ties_since[row]) - world_->first.index();
    const int from = std::max(*since, stored), to = now - world_->first;
    if (from >= to) return 0.0;
    const auto f = static_cast<std::size_t>(from), t = static_cast<std::size_t>(to);
    return world_->parameters().tie_rate_per_month * std::max(0.0, growth[t] - survive_[t - f] * growth[f]);
}

int Community::acquaintances(const Ties& ties, std::uint32_t row, RegionIndex region, sim::Month now) const {
    const auto& p = *population_;
    const RegionIndex home = p.status[row].region();
    const double extra = region == home && present_ ? extra_acquaintances(row, now) : 0.0;
    return ties.at(p.person(row), home, region, p.ties_of(row)[region], sim::Month{p.ties_since[row]}, now, extra);
}

double Community::belonging(std::uint32_t row, sim::Month now) const {
    const double added = belonging_[population_->status[row].region()];
    return added > 0.0 && reached(row, now) ? added : 0.0;
}

}  // namespace talentflow::models
