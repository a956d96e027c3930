// SPDX-License-Identifier: Apache-2.0
#include "models/outlays.hpp"

#include <algorithm>

namespace talentflow::models {

namespace {

bool listed(const std::vector<std::size_t>& list, std::size_t value) {
    return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

Outlays::Outlays(const CompiledWorld& world, std::vector<Outlay> outlays)
    : world_{&world}, outlays_{std::move(outlays)}, unpaid_(world.world->levers.size(), 0) {}

double Outlays::heads(const LeverInstance& instance, const Books& books) const {
    const auto& c = *world_;
    std::int64_t agents = 0;
    for (const std::size_t r : instance.for_regions) {
        for (std::size_t k = 0; k < c.n_tiers; ++k) {
            for (std::size_t f = 0; f < c.n_fields; ++f) {
                if (!listed(instance.eligible.tiers, k) || !listed(instance.eligible.fields, f)) continue;
                agents += books.stock()[books.cell(c.inner_of[r], k, f)];
            }
        }
    }
    return static_cast<double>(agents) * c.persons_per_agent;
}

double Outlays::newcomers(const LeverInstance& instance, const Books& books) const {
    const auto& c = *world_;
    const auto& flows = books.flows();
    std::int64_t agents = 0;
    for (const std::size_t file : instance.for_regions) {
        const std::size_t r = c.inner_of[file];
        for (std::size_t k = 0; k < c.n_tiers; ++k) {
            if (!listed(instance.eligible.tiers, k)) continue;
            agents += flows.entries[(r * c.n_tiers + k) * kEntryReasons + static_cast<std::size_t>(EntryReason::rest_of_world)];
            for (std::size_t f = 0; f < c.n_fields; ++f) {
                if (listed(instance.eligible.fields, f)) agents += flows.moved_in[books.cell(r, k, f)];
            }
        }
    }
    return static_cast<double>(agents) * c.persons_per_agent;
}

double Outlays::cost_cny(const Outlay& o, sim::Month now, const Books& books) const {
    const auto& instance = world_->world->levers[o.lever];
    const int month = now - instance.from.value_or(world_->start);
    double cost = month >= o.running_after_months ? o.per_year_cny / 12.0 : 0.0;
    if (o.once_cny > 0.0 && month >= 0 && month < o.once_months) cost += o.once_cny / o.once_months;
    if (o.per_head_year_cny > 0.0) cost += o.per_head_year_cny / 12.0 * heads(instance, books);
    if (o.per_newcomer_cny > 0.0) cost += o.per_newcomer_cny * newcomers(instance, books);
    return cost;
}

void Outlays::open_month(sim::Month now, const Books& books, Funds& funds) {
    std::fill(unpaid_.begin(), unpaid_.end(), 0);
    if (world_->in_burn_in(now)) return;
    for (const Outlay& o : outlays_) {
        if (!lever_acts(*world_->world, o.lever, now)) continue;
        const Fen cost = to_fen(cost_cny(o, now, books));
        if (cost > 0 && !funds.pay(o.lever, cost)) unpaid_[o.lever] = 1;
    }
}

}  // namespace talentflow::models
