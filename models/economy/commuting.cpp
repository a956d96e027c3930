// SPDX-License-Identifier: Apache-2.0
#include "models/economy/commuting.hpp"

#include <algorithm>
#include <limits>

#include "sim/math.hpp"

namespace talentflow::models {

namespace {

constexpr double kTooFar = std::numeric_limits<double>::infinity();

}  // namespace

Commuting::Commuting(const CompiledWorld& world, const sim::Draws& draws)
    : world_{&world}, draws_{&draws}, present_{world.active(&Modules::commuting) && world.has_posts} {
    journey_.assign(world.n_regions * world.n_regions, 0.0);
    reachable_.assign(world.n_regions, 0);
    if (present_) inverse_.assign(world.n_pools * world.n_regions, kTooFar);
}

void Commuting::open_month(const PolicyField& policy, const Prices& prices, const std::vector<double>& posts) {
    prices_ = &prices;
    if (!present_) return;
    const auto& c = *world_;
    const auto& p = c.parameters();
    const std::size_t n = c.n_regions;
    std::vector<double> value(c.n_pools);
    for (std::size_t r = 0; r < n; ++r) {
        for (std::size_t f = 0; f < c.n_fields; ++f) {
            for (std::size_t k = 0; k < c.n_tiers; ++k) {
                const PoolIndex pool = c.pool(r, f, k);
                value[pool] = p.income_elasticity[k] * sim::math::log(prices.income(pool)) +
                              p.size_elasticity * sim::math::log(1.0 + posts[pool]);
            }
        }
    }
    for (std::size_t home = 0; home < n; ++home) {
        reachable_[home] = 0;
        for (std::size_t r = 0; r < n; ++r) {
            const double minutes =
                home == r ? 0.0
                          : std::min(c.minutes[home * n + r],
                                     policy.read(Entry::minutes, {.region = c.file_of[home], .other = c.file_of[r]}));
            const bool within = minutes <= p.commuting_minutes_max;
            if (within && r != home) reachable_[home] = 1;
            journey_[home * n + r] = p.commuting_cost_per_minute * minutes;
            for (std::size_t k = 0; k < c.n_tiers; ++k) {
                for (std::size_t f = 0; f < c.n_fields; ++f) {
                    const double v = value[c.pool(r, f, k)] - journey_[home * n + r];
                    inverse_[((home * c.n_tiers + k) * c.n_fields + f) * n + r] = within ? sim::math::exp(-v) : kTooFar;
                }
            }
        }
    }
}

double Commuting::gain(std::size_t home, std::size_t work, std::size_t tier, std::size_t field) const {
    const double here = prices_->income(world_->pool(home, field, tier));
    const double there = prices_->income(world_->pool(work, field, tier));
    return world_->parameters().income_elasticity[tier] * (sim::math::log(there) - sim::math::log(here)) -
           journey(home, work);
}

std::size_t Commuting::search_region(sim::PersonId person, StatusWord who, sim::Month now) const noexcept {
    const std::size_t home = who.region();
    if (!present_ || reachable_[home] == 0) return home;
    const auto& c = *world_;
    const double* inverse =
        inverse_.data() + ((home * c.n_tiers + who.tier()) * c.n_fields + who.field()) * c.n_regions;
    // Home first: it nearly always wins, and where even the least -ln u of a word's leading byte comes later than the
    // best so far, the logarithm is spared.
    std::size_t best = home;
    double least = inverse[home] * sim::exponential(draws_->word_of_four(person, now, sim::Purpose::commuting_search,
                                                                         static_cast<std::uint32_t>(home)));
    sim::Words words{};
    for (std::size_t r = 0; r < c.n_regions; ++r) {
        if (r % 4 == 0)
            words = draws_->words(person, now, sim::Purpose::commuting_search, static_cast<std::uint32_t>(r / 4));
        if (r == home || inverse[r] == kTooFar || least_(words[r % 4]) * inverse[r] > least) continue;
        const double race = sim::exponential(words[r % 4]) * inverse[r];
        // Of equal ones the first in the order of regions wins.
        if (race < least || (race == least && r < best)) {
            least = race;
            best = r;
        }
    }
    return best;
}

}  // namespace talentflow::models
