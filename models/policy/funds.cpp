// SPDX-License-Identifier: Apache-2.0
#include "models/policy/funds.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "sim/contract.hpp"
#include "sim/error.hpp"

namespace talentflow::models {

Fen to_fen(double cny) noexcept {
    return static_cast<Fen>(std::floor(cny * 100.0 + 0.5));
}

Funds::Funds(const CompiledWorld& world, FundsState& state) : world_{&world}, state_{&state} {
    const auto& w = *world.world;
    month_.resize(w.funds.size());
    state_->balance.assign(w.funds.size(), 0);
    opening_ = state_->balance;
    by_payer_.assign(w.levers.size() * w.n_regions(), 0);
    for (const auto& lever : w.levers) {
        if (lever.fund != kNoIndex && !w.funds[lever.fund].payers.empty()) {
            payers_.push_back(w.funds[lever.fund].payers);
            continue;
        }
        const FileRegion payer = !lever.for_regions.empty() ? lever.for_regions.front()
                                 : lever.between            ? lever.between->first
                                                            : lever.from_region.value_or(FileRegion{});
        payers_.push_back({{payer, 1.0}});
    }
}

void Funds::share_cost(std::size_t lever, std::vector<std::pair<FileRegion, double>> payers) {
    TF_EXPECT(!payers.empty());
    if (world_->world->levers[lever].fund == kNoIndex) payers_[lever] = std::move(payers);
}

void Funds::open_month(sim::Month now) {
    opening_ = state_->balance;
    std::fill(month_.begin(), month_.end(), Month{});
    std::fill(by_payer_.begin(), by_payer_.end(), 0);
    for (std::size_t i = 0; i < state_->balance.size(); ++i) {
        const Fund& fund = world_->world->funds[i];
        const sim::Month from = fund.from.value_or(world_->start);
        if (now < from || (fund.to && now > *fund.to)) continue;
        // A fund older than the run brings the rest of its year into the first month.
        const bool year_starts = now == std::max(from, world_->first) || now.month_of_year() == 1;
        Fen due = now == from ? to_fen(fund.once_cny) : 0;
        if (year_starts) {
            // The end of the run is no end of the fund: a longer run has the same first years.
            const int until_december = 12 - now.month_of_year() + 1;
            const int in_force = fund.to ? std::min(until_december, *fund.to - now + 1) : until_december;
            due += to_fen(fund.per_year_cny * static_cast<double>(in_force) / 12.0);
            if (!fund.carry_over && now != from) due -= state_->balance[i];
        }
        month_[i].appropriation = due;
        state_->balance[i] += due;
    }
}

Fen Funds::administration(std::size_t lever, Fen amount) const noexcept {
    return to_fen(static_cast<double>(amount) / 100.0 * world_->world->levers[lever].admin_share);
}

bool Funds::can_pay(std::size_t lever, Fen amount) const {
    const std::size_t fund = world_->world->levers[lever].fund;
    return fund == kNoIndex || state_->balance[fund] >= amount + administration(lever, amount);
}

std::size_t Funds::affordable(std::size_t lever, Fen each, std::size_t n) const {
    std::size_t least = 0, most = n;  // `least` are paid for, more than `most` are not
    while (least < most) {
        const std::size_t middle = least + (most - least + 1) / 2;
        if (can_pay(lever, each * static_cast<Fen>(middle))) {
            least = middle;
        } else {
            most = middle - 1;
        }
    }
    return least;
}

bool Funds::alive(std::size_t lever, sim::Month now) const {
    const std::size_t fund = world_->world->levers[lever].fund;
    if (fund == kNoIndex) return true;
    const auto& f = world_->world->funds[fund];
    return !f.to || now <= *f.to || state_->balance[fund] > 0;
}

void Funds::book(std::size_t lever, Fen amount) {
    Fen* line = by_payer_.data() + lever * world_->n_regions;
    // Shares round down; the remainder is the lead partner's (methods 3.10).
    Fen left = amount;
    for (const auto& [region, share] : payers_[lever]) {
        const auto part = static_cast<Fen>(std::floor(static_cast<double>(amount) * share));
        line[region.position()] += part;
        left -= part;
    }
    line[payers_[lever].front().first.position()] += left;
}

bool Funds::pay(std::size_t lever, Fen amount) {
    if (!can_pay(lever, amount)) return false;
    const Fen extra = administration(lever, amount);
    const std::size_t fund = world_->world->levers[lever].fund;
    if (fund != kNoIndex) {
        month_[fund].payments += amount;
        month_[fund].administration += extra;
        state_->balance[fund] -= amount + extra;
    }
    book(lever, amount + extra);
    return true;
}

bool Funds::administer(std::size_t lever, Fen amount) {
    const std::size_t fund = world_->world->levers[lever].fund;
    if (fund != kNoIndex) {
        if (state_->balance[fund] < amount) return false;
        month_[fund].administration += amount;
        state_->balance[fund] -= amount;
    }
    book(lever, amount);
    return true;
}

void Funds::collect(std::size_t lever, Fen amount) {
    const std::size_t fund = world_->world->levers[lever].fund;
    if (fund == kNoIndex) return;
    month_[fund].clawback += amount;
    state_->balance[fund] += amount;
}

void Funds::close_month(sim::Month now) const {
    for (std::size_t i = 0; i < state_->balance.size(); ++i) {
        const Month& m = month_[i];
        if (state_->balance[i] != opening_[i] + m.appropriation + m.clawback - m.payments - m.administration ||
            state_->balance[i] < 0) {
            throw ModelError{fmt::format("{}: fund {} does not balance: {} fen before, {} after", to_string(now),
                                         world_->world->funds[i].id, opening_[i], state_->balance[i])};
        }
    }
}

}  // namespace talentflow::models
