// SPDX-License-Identifier: Apache-2.0
#include "models/programmes/fairs.hpp"

#include <algorithm>
#include <cmath>

#include "models/policy/eligibility.hpp"
#include "sim/parallel.hpp"

namespace talentflow::models {

Fairs::Fairs(sim::Team& team, const CompiledWorld& world, const sim::Draws& draws,
             const std::vector<FairProgramme>& programmes, FairsState& state)
    : team_{&team},
      world_{&world},
      draws_{&draws},
      state_{&state},
      programmes_{programmes},
      events_(programmes.size(), 0),
      cancelled_(world.world->levers.size(), 0),
      attendances_(world.world->levers.size(), 0) {
    state = {};
    for (const FairProgramme& p : programmes_) {
        std::uint64_t from = 0, learnt = 0;
        for (const RegionIndex home : world.regions()) {
            const bool near = p.hosts.empty() || std::any_of(p.hosts.begin(), p.hosts.end(), [&](FileRegion host) {
                                  return world.km[home * world.n_regions + world.inner_of[host]] <= p.reach_km;
                              });
            if (near) from |= std::uint64_t{1} << home;
        }
        for (const FileRegion r : p.regions) learnt |= std::uint64_t{1} << world.inner_of[r];
        const Eligibility& terms = world.world->levers[p.lever].eligible;
        key_.push_back(draw_key(world.world->levers[p.lever]));
        within_reach_.push_back(from);
        learnt_.push_back(learnt);
        tiers_.push_back(as_set(terms.tiers, world.n_tiers));
        fields_.push_back(as_set(terms.fields, world.n_fields));
    }
}

void Fairs::ask(std::uint32_t row, sim::PersonId person, sim::Month now, const Population& population,
                Guests& guests) const {
    const auto who = population.status[row];
    for (std::size_t i = 0; i < programmes_.size(); ++i) {
        if (events_[i] == 0 || ((within_reach_[i] >> who.region()) & 1U) == 0) continue;
        if (((tiers_[i] >> who.tier()) & 1U) == 0 || ((fields_[i] >> who.field()) & 1U) == 0) continue;
        for (int e = 0; e < events_[i]; ++e) {
            guests.draws.add(*draws_, person, now, sim::Purpose::fair_attendance,
                             key_[i] | static_cast<std::uint32_t>(e) << kDrawKeyBits);
            guests.rows.push_back(row);
            guests.programmes.push_back(static_cast<std::uint16_t>(i));
        }
    }
}

void Fairs::take(Guests& guests, sim::Month now, const Population& population,
                 std::vector<Attendance>& attending) const {
    sim::words(*draws_, guests.draws, guests.words);
    for (std::size_t j = 0; j < guests.rows.size(); ++j) {
        const std::size_t i = guests.programmes[j];
        const std::uint32_t row = guests.rows[j];
        if (!(sim::to_uniform(guests.words[j]) < programmes_[i].reach)) continue;
        // Several events of a month follow one another.
        if (!attending.empty() && attending.back().row == row && attending.back().programme == i) {
            ++attending.back().events;
            continue;
        }
        const Eligibility& terms = world_->world->levers[programmes_[i].lever].eligible;
        if (asks_terms(terms) && !meets_terms(*world_, *draws_, population, row, terms, now)) continue;
        attending.push_back({population.id[row], row, static_cast<std::uint16_t>(i), 1});
    }
}

void Fairs::open_month(sim::Month now, const Population& population, Funds& funds) {
    if (!present()) return;
    std::swap(before_, state_->last_month);
    std::swap(state_->last_month, state_->attending);
    for (auto& block : state_->attending) block.clear();
    std::fill(cancelled_.begin(), cancelled_.end(), 0);
    std::fill(attendances_.begin(), attendances_.end(), 0);
    open_ = false;
    for (std::size_t i = 0; i < programmes_.size(); ++i) {
        const FairProgramme& p = programmes_[i];
        events_[i] = 0;
        if (world_->in_burn_in(now) || !lever_acts(*world_->world, p.lever, now)) continue;
        const int planned = fairs_in(now, p.events_per_year);
        const Fen each = to_fen(p.cost_per_event_cny);
        events_[i] = static_cast<int>(funds.affordable(p.lever, each, static_cast<std::size_t>(planned)));
        if (events_[i] > 0 && each > 0) static_cast<void>(funds.pay(p.lever, each * events_[i]));
        cancelled_[p.lever] = planned > 0 && events_[i] == 0 ? 1 : 0;
        open_ = open_ || events_[i] > 0;
    }
    state_->attending.resize(sim::n_blocks(population.n_rows()));
    if (!open_) return;
    StatusWord any_employment, unemployed;
    any_employment.set_employment(static_cast<Employment>(3));
    unemployed.set_employment(Employment::unemployed);
    team_->for_each(state_->attending.size(), [&](std::size_t block, std::size_t) {
        Guests guests;
        const std::size_t begin = block * sim::kBlockRows;
        find_rows(population.status.data() + begin, std::min(population.n_rows() - begin, sim::kBlockRows),
                  any_employment, unemployed, guests.idle);
        for (const std::uint32_t i : guests.idle) {
            const std::size_t row = begin + i;
            ask(static_cast<std::uint32_t>(row), population.person(row), now, population, guests);
        }
        take(guests, now, population, state_->attending[block]);
    });
}

void Fairs::invite(std::size_t block, const std::vector<Considering>& who, const sim::PersonBatch& persons,
                   sim::Month now, const Population& population) {
    Guests guests;
    for (std::size_t j = 0; j < who.size(); ++j) {
        // Those without a post have been asked.
        if (population.status[who[j].row].employed()) ask(who[j].row, persons.person(j), now, population, guests);
    }
    take(guests, now, population, state_->attending[block]);
}

void Fairs::finish(sim::Month now, Population& population, const Encounters& encounters) {
    if (!present()) return;
    const auto mark = [&](Blocks& blocks, std::size_t block, bool lately) {
        if (block >= blocks.size()) return;
        for (const Attendance& a : blocks[block]) {
            if (is_there(population, a.person, a.row)) population.status[a.row].set_fair_lately(lately);
        }
    };
    const std::size_t blocks = std::max({state_->attending.size(), state_->last_month.size(), before_.size()});
    std::vector<std::vector<std::int64_t>> counts(blocks);
    team_->for_each(blocks, [&](std::size_t block, std::size_t) {
        mark(before_, block, false);
        mark(state_->last_month, block, true);
        if (block >= state_->attending.size() || state_->attending[block].empty()) return;
        counts[block].assign(programmes_.size(), 0);
        std::vector<Encounter> stored;
        for (const Attendance& a : state_->attending[block]) {
            counts[block][a.programme] += a.events;
            if (!is_there(population, a.person, a.row)) continue;
            const FairProgramme& p = programmes_[a.programme];
            stored.push_back({a.person, a.row, learnt_[a.programme], learnt_[a.programme],
                              p.acquaintances * static_cast<double>(a.events), sim::Purpose::fair_ties,
                              key_[a.programme]});
        }
        mark(state_->attending, block, true);
        EncounterScratch scratch;
        encounters.store(population, stored, now, scratch);
    });
    for (const auto& block : counts) {
        for (std::size_t i = 0; i < block.size(); ++i) attendances_[programmes_[i].lever] += block[i];
    }
}

}  // namespace talentflow::models
