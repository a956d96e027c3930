// SPDX-License-Identifier: Apache-2.0
#include "models/economy/outlays.hpp"

#include <algorithm>

#include "models/policy/eligibility.hpp"

namespace talentflow::models {

Outlays::Outlays(const CompiledWorld& world, std::vector<Outlay> outlays, OutlaysState& state)
    : world_{&world}, state_{&state}, outlays_{std::move(outlays)}, unpaid_(world.world->levers.size(), 0) {
    state.paid_once.clear();
    for (const Outlay& o : outlays_) {
        state_->paid_once.push_back(months_before_run(*world.world, o.lever) > 0 ? due_once(o, world.start - 1) : 0);
    }
}

double Outlays::heads(const LeverInstance& instance, const Books& books) const {
    const auto& c = *world_;
    std::int64_t agents = 0;
    for (const FileRegion r : instance.for_regions) {
        for (const TierIndex k : c.tiers()) {
            for (const FieldIndex f : c.fields()) {
                if (!admits(instance.eligible.tiers, k) || !admits(instance.eligible.fields, f)) continue;
                agents += books.stock()[world_->cell(c.inner_of[r], k, f)];
            }
        }
    }
    return static_cast<double>(agents) * c.persons_per_agent;
}

double Outlays::newcomers(const LeverInstance& instance, const Books& books) const {
    const auto& c = *world_;
    const auto& flows = books.flows();
    std::int64_t agents = 0;
    for (const FileRegion file : instance.for_regions) {
        const RegionIndex r = c.inner_of[file];
        for (const TierIndex k : c.tiers()) {
            if (!admits(instance.eligible.tiers, k)) continue;
            agents += flows.entries[(r * c.n_tiers + k) * kEntryReasons +
                                    static_cast<std::size_t>(EntryReason::rest_of_world)];
            for (const FieldIndex f : c.fields()) {
                if (admits(instance.eligible.fields, f)) agents += flows.moved_in[world_->cell(r, k, f)];
            }
        }
    }
    return static_cast<double>(agents) * c.persons_per_agent;
}

double Outlays::running_cny(const Outlay& o, sim::Month now, const Books& books) const {
    const auto& instance = world_->world->levers[o.lever];
    const int months_in_force = now - instance.from.value_or(world_->start);
    double cost = months_in_force >= o.running_after_months ? o.per_year_cny / 12.0 : 0.0;
    if (o.per_head_year_cny > 0.0) cost += o.per_head_year_cny / 12.0 * heads(instance, books);
    if (o.per_newcomer_cny > 0.0) cost += o.per_newcomer_cny * newcomers(instance, books);
    return cost;
}

Fen Outlays::due_once(const Outlay& o, sim::Month now) const {
    const int month = now - world_->world->levers[o.lever].from.value_or(world_->start);
    if (o.once_cny <= 0.0 || month < 0) return 0;
    return to_fen(o.once_cny * std::min(month + 1, o.once_months) / o.once_months);
}

void Outlays::open_month(sim::Month now, const Books& books, Funds& funds) {
    std::fill(unpaid_.begin(), unpaid_.end(), 0);
    if (world_->in_burn_in(now)) return;
    for (std::size_t i = 0; i < outlays_.size(); ++i) {
        const Outlay& o = outlays_[i];
        if (!lever_acts(*world_->world, o.lever, now)) continue;
        const Fen once = due_once(o, now) - state_->paid_once[i];
        const Fen cost = to_fen(running_cny(o, now, books)) + once;
        if (cost > 0 && !funds.pay(o.lever, cost)) {
            unpaid_[o.lever] = 1;
        } else {
            state_->paid_once[i] += once;
        }
    }
}

}  // namespace talentflow::models
