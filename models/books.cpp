// SPDX-License-Identifier: Apache-2.0
#include "models/books.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "sim/error.hpp"

namespace talentflow::models {

Books::Books(const CompiledWorld& world) : world_{&world} {
    const std::size_t cells = world.n_regions * world.n_tiers * world.n_fields;
    stock_.assign(cells, 0);
    unemployed_.assign(cells, 0);
    filled_.assign(world.n_pools, 0);
    by_birth_.assign(world.n_regions * sim::Month::kMonths, 0);
    open_month();
}

void Books::open_month() {
    const std::size_t n = world_->n_regions, k = world_->n_tiers, f = world_->n_fields;
    flows_.od.assign(n * n * k, 0);
    flows_.moved_in.assign(n * k * f, 0);
    flows_.moved_out.assign(n * k * f, 0);
    flows_.returned.assign(n * k, 0);
    flows_.entries.assign(n * k * kEntryReasons, 0);
    flows_.exits.assign(n * k * kExitReasons, 0);
    flows_.promoted.assign(n * k * k, 0);
    flows_.hires.assign(n * k * f, 0);
    opening_ = stock_;
}

void Books::count(const sim::Population& population) {
    std::fill(stock_.begin(), stock_.end(), 0);
    std::fill(unemployed_.begin(), unemployed_.end(), 0);
    std::fill(filled_.begin(), filled_.end(), 0);
    std::fill(by_birth_.begin(), by_birth_.end(), 0);
    const bool life = population.columns().life;
    for (std::size_t row = 0; row < population.n_rows(); ++row) {
        const auto who = population.status[row];
        if (who.empty()) continue;
        ++stock_[cell(who)];
        if (!who.employed()) ++unemployed_[cell(who)];
        if (!life) continue;
        ++by_birth_[who.region() * sim::Month::kMonths + population.birth[row]];
        if (who.employed()) {
            ++filled_[world_->pool(who.region(), population.held_field[row], population.held_tier[row])];
        }
    }
    opening_ = stock_;
}

void Books::enter(sim::StatusWord who, std::uint16_t birth, EntryReason reason) {
    ++stock_[cell(who)];
    ++by_birth_[who.region() * sim::Month::kMonths + birth];
    if (!who.employed()) ++unemployed_[cell(who)];
    ++flows_.entries[(who.region() * world_->n_tiers + who.tier()) * kEntryReasons +
                     static_cast<std::size_t>(reason)];
}

void Books::leave(sim::StatusWord who, std::uint16_t birth, ExitReason reason) {
    --stock_[cell(who)];
    --by_birth_[who.region() * sim::Month::kMonths + birth];
    if (!who.employed()) --unemployed_[cell(who)];
    ++flows_.exits[(who.region() * world_->n_tiers + who.tier()) * kExitReasons +
                   static_cast<std::size_t>(reason)];
}

void Books::move(sim::StatusWord who, std::uint16_t birth, std::size_t to, bool to_origin) {
    const std::size_t from_cell = cell(who);
    const std::size_t to_cell = cell(to, who.tier(), who.field());
    --stock_[from_cell];
    ++stock_[to_cell];
    if (!who.employed()) {
        --unemployed_[from_cell];
        ++unemployed_[to_cell];
    }
    --by_birth_[who.region() * sim::Month::kMonths + birth];
    ++by_birth_[to * sim::Month::kMonths + birth];
    ++flows_.od[(who.region() * world_->n_regions + to) * world_->n_tiers + who.tier()];
    ++flows_.moved_out[from_cell];
    ++flows_.moved_in[to_cell];
    if (to_origin) ++flows_.returned[to * world_->n_tiers + who.tier()];
}

void Books::promote(sim::StatusWord who, std::size_t to_tier) {
    const std::size_t to_cell = cell(who.region(), to_tier, who.field());
    --stock_[cell(who)];
    ++stock_[to_cell];
    if (!who.employed()) {
        --unemployed_[cell(who)];
        ++unemployed_[to_cell];
    }
    ++flows_.promoted[(who.region() * world_->n_tiers + who.tier()) * world_->n_tiers + to_tier];
}

void Books::hire(sim::StatusWord who, PoolIndex pool) {
    ++filled_[pool];
    if (!who.employed()) --unemployed_[cell(who)];
    ++flows_.hires[cell(who)];
}

std::int64_t Books::residents(std::size_t region) const noexcept {
    const std::size_t size = world_->n_tiers * world_->n_fields;
    return std::accumulate(stock_.begin() + static_cast<std::ptrdiff_t>(region * size),
                           stock_.begin() + static_cast<std::ptrdiff_t>((region + 1) * size),
                           std::int64_t{0});
}

std::int64_t Books::unemployed_in(std::size_t region) const noexcept {
    const std::size_t size = world_->n_tiers * world_->n_fields;
    return std::accumulate(unemployed_.begin() + static_cast<std::ptrdiff_t>(region * size),
                           unemployed_.begin() + static_cast<std::ptrdiff_t>((region + 1) * size),
                           std::int64_t{0});
}

std::int64_t Books::total() const noexcept {
    return std::accumulate(stock_.begin(), stock_.end(), std::int64_t{0});
}

void Books::close_month(sim::Month now) {
    const std::size_t n = world_->n_regions, kk = world_->n_tiers, ff = world_->n_fields;
    for (std::size_t r = 0; r < n; ++r) {
        for (std::size_t k = 0; k < kk; ++k) {
            std::int64_t before = 0, after = 0, in = 0, out = 0;
            for (std::size_t f = 0; f < ff; ++f) {
                before += opening_[cell(r, k, f)];
                after += stock_[cell(r, k, f)];
                in += flows_.moved_in[cell(r, k, f)];
                out += flows_.moved_out[cell(r, k, f)];
            }
            std::int64_t entries = 0, exits = 0, promotions = 0, row = 0, column = 0;
            for (std::size_t i = 0; i < kEntryReasons; ++i) entries += flows_.entries[(r * kk + k) * kEntryReasons + i];
            for (std::size_t i = 0; i < kExitReasons; ++i) exits += flows_.exits[(r * kk + k) * kExitReasons + i];
            for (std::size_t j = 0; j < kk; ++j) {
                promotions += flows_.promoted[(r * kk + j) * kk + k] - flows_.promoted[(r * kk + k) * kk + j];
            }
            for (std::size_t s = 0; s < n; ++s) {
                row += flows_.od[(r * n + s) * kk + k];
                column += flows_.od[(s * n + r) * kk + k];
            }
            if (after != before + in - out + entries - exits + promotions || row != out || column != in) {
                throw ModelError{fmt::format(
                    "{}: books of {} tier {} do not balance: {} before + {} in - {} out + {} entries - {} exits + "
                    "{} promotions is not {} after (flow table: {} out, {} in)",
                    to_string(now), world_->region(r).id, world_->world->tiers[k].id, before, in, out, entries,
                    exits, promotions, after, row, column)};
            }
        }
    }
}

void Books::recount(const sim::Population& population, sim::Month now) const {
    Books fresh{*world_};
    fresh.count(population);
    if (fresh.stock_ != stock_ || fresh.unemployed_ != unemployed_ ||
        (population.columns().life && (fresh.by_birth_ != by_birth_ || fresh.filled_ != filled_))) {
        throw ModelError{to_string(now) + ": a fresh count of the population differs from the books"};
    }
}

}  // namespace talentflow::models
