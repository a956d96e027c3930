// SPDX-License-Identifier: Apache-2.0
#include "models/people/books.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "sim/error.hpp"
#include "sim/parallel.hpp"

namespace talentflow::models {

namespace {

void resize(MonthFlows& flows, const CompiledWorld& w) {
    const std::size_t n = w.n_regions, k = w.n_tiers;
    flows.od.assign(n * n * k, 0);
    flows.moved_in.assign(w.n_cells, 0);
    flows.moved_out.assign(w.n_cells, 0);
    flows.returned.assign(n * k, 0);
    flows.entries.assign(n * k * kEntryReasons, 0);
    flows.exits.assign(n * k * kExitReasons, 0);
    flows.promoted.assign(n * k * k, 0);
    flows.hires.assign(w.n_cells, 0);
}

void resize(Stocks& stocks, const CompiledWorld& w) {
    stocks.people.assign(w.n_cells, 0);
    stocks.unemployed.assign(w.n_cells, 0);
    stocks.filled.assign(w.n_cells, 0);
    stocks.workers.assign(w.n_cells, 0);
    stocks.commuters.assign(w.n_regions * w.n_regions, 0);
    stocks.by_birth.assign(w.n_regions * sim::Month::kMonths, 0);
}

template <class T>
void add(std::vector<T>& sum, const std::vector<T>& part) {
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += part[i];
}

void add(Stocks& sum, const Stocks& part) {
    add(sum.people, part.people);
    add(sum.unemployed, part.unemployed);
    add(sum.filled, part.filled);
    add(sum.workers, part.workers);
    add(sum.commuters, part.commuters);
    add(sum.by_birth, part.by_birth);
}

void add(MonthFlows& sum, const MonthFlows& part) {
    add(sum.od, part.od);
    add(sum.moved_in, part.moved_in);
    add(sum.moved_out, part.moved_out);
    add(sum.returned, part.returned);
    add(sum.entries, part.entries);
    add(sum.exits, part.exits);
    add(sum.promoted, part.promoted);
    add(sum.hires, part.hires);
}

}  // namespace

Tally::Tally(const CompiledWorld& world) : world_{&world} {
    clear();
}

void Tally::clear() {
    resize(change, *world_);
    resize(flows, *world_);
}

void Tally::count(const Population& population, std::size_t row) {
    const auto who = population.status[row];
    if (who.empty()) return;
    ++change.people[cell(who)];
    if (world_->counts_ages) ++change.by_birth[who.region() * sim::Month::kMonths + population.birth[row]];
    if (!who.employed()) {
        ++change.unemployed[cell(who)];
    } else if (world_->has_posts) {
        take(who, population.post[row]);
    }
}

void Tally::enter(StatusWord who, std::uint16_t birth, EntryReason reason) {
    ++change.people[cell(who)];
    if (world_->counts_ages) ++change.by_birth[who.region() * sim::Month::kMonths + birth];
    if (!who.employed()) ++change.unemployed[cell(who)];
    ++flows.entries[(who.region() * world_->n_tiers + who.tier()) * kEntryReasons + static_cast<std::size_t>(reason)];
}

void Tally::leave(StatusWord who, std::uint16_t birth, ExitReason reason) {
    --change.people[cell(who)];
    if (world_->counts_ages) --change.by_birth[who.region() * sim::Month::kMonths + birth];
    if (!who.employed()) --change.unemployed[cell(who)];
    ++flows.exits[(who.region() * world_->n_tiers + who.tier()) * kExitReasons + static_cast<std::size_t>(reason)];
}

void Tally::hold(StatusWord who, HeldPost post, int sign) {
    change.filled[world_->cell(post.region(), post.tier(), post.field())] += sign;
    change.workers[world_->cell(post.region(), who.tier(), who.field())] += sign;
    if (post.region() != who.region()) change.commuters[who.region() * world_->n_regions + post.region()] += sign;
}

void Tally::promote(StatusWord who, TierIndex to_tier, HeldPost post) {
    const std::size_t to_cell = world_->cell(who.region(), to_tier, who.field());
    if (world_->has_posts && who.employed()) {
        --change.workers[world_->cell(post.region(), who.tier(), who.field())];
        ++change.workers[world_->cell(post.region(), to_tier, who.field())];
    }
    --change.people[cell(who)];
    ++change.people[to_cell];
    if (!who.employed()) {
        --change.unemployed[cell(who)];
        ++change.unemployed[to_cell];
    }
    ++flows.promoted[(who.region() * world_->n_tiers + who.tier()) * world_->n_tiers + to_tier];
}

void Tally::hire(StatusWord who, HeldPost post) {
    if (world_->has_posts) take(who, post);
    if (!who.employed()) --change.unemployed[cell(who)];
    ++flows.hires[world_->cell(post.region(), who.tier(), who.field())];
}

Books::Books(sim::Team& team, const CompiledWorld& world, BooksState& state)
    : team_{&team}, world_{&world}, state_{&state}, tallies_(team.threads(), Tally{world}) {
    resize(state_->stocks, world);
    open_month();
}

void Books::open_month() {
    resize(state_->flows, *world_);
    opening_ = state_->stocks.people;
}

void Books::absorb() {
    for (auto& tally : tallies_) {
        add(state_->stocks, tally.change);
        add(state_->flows, tally.flows);
        tally.clear();
    }
}

Stocks Books::counted(const Population& population) const {
    std::vector<Tally> tallies(team_->threads(), Tally{*world_});
    team_->for_each(sim::n_blocks(population.n_rows()), [&](std::size_t block, std::size_t thread) {
        const std::size_t end = std::min(population.n_rows(), (block + 1) * sim::kBlockRows);
        for (std::size_t row = block * sim::kBlockRows; row < end; ++row) tallies[thread].count(population, row);
    });
    Stocks sum;
    resize(sum, *world_);
    for (const auto& tally : tallies) add(sum, tally.change);
    return sum;
}

void Books::count(const Population& population) {
    state_->stocks = counted(population);
    opening_ = state_->stocks.people;
}

std::int64_t Books::residents(RegionIndex region) const noexcept {
    const std::size_t size = world_->n_tiers * world_->n_fields;
    return std::accumulate(state_->stocks.people.begin() + static_cast<std::ptrdiff_t>(region * size),
                           state_->stocks.people.begin() + static_cast<std::ptrdiff_t>((region + 1) * size),
                           std::int64_t{0});
}

std::int64_t Books::unemployed_in(RegionIndex region) const noexcept {
    const std::size_t size = world_->n_tiers * world_->n_fields;
    return std::accumulate(state_->stocks.unemployed.begin() + static_cast<std::ptrdiff_t>(region * size),
                           state_->stocks.unemployed.begin() + static_cast<std::ptrdiff_t>((region + 1) * size),
                           std::int64_t{0});
}

std::int64_t Books::total() const noexcept {
    return std::accumulate(state_->stocks.people.begin(), state_->stocks.people.end(), std::int64_t{0});
}

void Books::close_month(sim::Month now) {
    const std::size_t n = world_->n_regions, kk = world_->n_tiers;
    for (const RegionIndex r : world_->regions()) {
        for (const TierIndex k : world_->tiers()) {
            std::int64_t before = 0, after = 0, in = 0, out = 0;
            for (const FieldIndex f : world_->fields()) {
                before += opening_[world_->cell(r, k, f)];
                after += state_->stocks.people[world_->cell(r, k, f)];
                in += state_->flows.moved_in[world_->cell(r, k, f)];
                out += state_->flows.moved_out[world_->cell(r, k, f)];
            }
            std::int64_t entries = 0, exits = 0, promotions = 0, row = 0, column = 0;
            for (std::size_t i = 0; i < kEntryReasons; ++i)
                entries += state_->flows.entries[(r * kk + k) * kEntryReasons + i];
            for (std::size_t i = 0; i < kExitReasons; ++i)
                exits += state_->flows.exits[(r * kk + k) * kExitReasons + i];
            for (std::size_t j = 0; j < kk; ++j) {
                promotions +=
                    state_->flows.promoted[(r * kk + j) * kk + k] - state_->flows.promoted[(r * kk + k) * kk + j];
            }
            for (std::size_t s = 0; s < n; ++s) {
                row += state_->flows.od[(r * n + s) * kk + k];
                column += state_->flows.od[(s * n + r) * kk + k];
            }
            if (after != before + in - out + entries - exits + promotions || row != out || column != in) {
                throw ModelError{fmt::format(
                    "{}: books of {} tier {} do not balance: {} before + {} in - {} out + {} entries - {} exits + "
                    "{} promotions is not {} after (flow table: {} out, {} in)",
                    to_string(now), world_->region(r).id, world_->world->tiers[k].id, before, in, out, entries, exits,
                    promotions, after, row, column)};
            }
        }
    }
}

void Books::recount(const Population& population, sim::Month now) const {
    const Stocks fresh = counted(population);
    if (fresh.people != state_->stocks.people || fresh.unemployed != state_->stocks.unemployed ||
        fresh.filled != state_->stocks.filled || fresh.workers != state_->stocks.workers ||
        fresh.commuters != state_->stocks.commuters || fresh.by_birth != state_->stocks.by_birth) {
        throw ModelError{to_string(now) + ": a fresh count of the population differs from the books"};
    }
}

}  // namespace talentflow::models
