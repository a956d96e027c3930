// SPDX-License-Identifier: Apache-2.0
#include "models/economy/family_places.hpp"

#include <algorithm>

#include "models/people/life_course.hpp"
#include "sim/quantiles.hpp"

namespace talentflow::models {

FamilyPlaces::FamilyPlaces(const CompiledWorld& world, const sim::Draws& draws, std::vector<FamilyProgramme> programmes,
                           Funds& funds, FamilyPlacesState& state)
    : world_{&world},
      draws_{&draws},
      funds_{&funds},
      state_{&state},
      programmes_{std::move(programmes)},
      open_(programmes_.size()) {
    state.most.assign(programmes_.size(), Pair{kUnlimited, kUnlimited});
    state.given.assign(programmes_.size(), Pair{0, 0});
    state.owed.assign(programmes_.size(), 0);
    state.year = 0;
    for (const auto& p : programmes_) region_.push_back(world.inner_of[p.region]);
}

double FamilyPlaces::chance(std::size_t i, Kind kind) const noexcept {
    return kind == school ? programmes_[i].school_chance : programmes_[i].spouse_chance;
}

double FamilyPlaces::own_chance(RegionIndex region, Kind kind) const {
    return kind == school ? world_->region(region).school_chance : world_->region(region).spouse_chance;
}

void FamilyPlaces::restored() {
    for (std::size_t i = 0; state_->year != 0 && i < programmes_.size(); ++i) draw_places(i, state_->year);
}

void FamilyPlaces::open_year(int year) {
    state_->year = year;
    for (std::size_t i = 0; i < programmes_.size(); ++i) {
        state_->given[i] = {0, 0};
        draw_places(i, year);
    }
}

void FamilyPlaces::draw_places(std::size_t i, int year) {
    const auto& p = programmes_[i];
    const std::array<double, kKinds> places{p.school_places_per_year, p.spouse_places_per_year};
    const auto counter = sim::PersonId::of(world_->uid[region_[i]], sim::Month{}, 0);
    const auto words = draws_->words(counter, sim::Month::of(year, 1), sim::Purpose::family_places,
                                     draw_key(world_->world->levers[p.lever]));
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
        if (places[kind] <= 0.0) continue;
        state_->most[i][kind] =
            sim::keyed_round(places[kind] / world_->persons_per_agent, sim::to_uniform(words[kind]));
    }
}

bool FamilyPlaces::left(std::size_t i, Kind kind) const noexcept {
    return chance(i, kind) > 0.0 &&
           (state_->most[i][kind] == kUnlimited || state_->given[i][kind] < state_->most[i][kind]);
}

void FamilyPlaces::open_month(sim::Month now, PolicyField& policy) {
    counted_ = 0;
    if (programmes_.empty() || world_->in_burn_in(now)) return;
    if (state_->year != now.year()) open_year(now.year());
    for (std::size_t i = 0; i < programmes_.size(); ++i) {
        const auto& p = programmes_[i];
        open_[i] = {0, 0};
        if (state_->owed[i] > 0 && funds_->pay(p.lever, state_->owed[i])) state_->owed[i] = 0;
        if (state_->owed[i] > 0 || !lever_acts(*world_->world, p.lever, now)) continue;
        for (const Kind kind : {school, spouse}) {
            if (!left(i, kind)) continue;
            open_[i][kind] = 1;
            for (const TierIndex tier : p.tiers) {
                policy.write(kind == school ? Entry::school_chance : Entry::spouse_chance,
                             {.region = p.region, .tier = tier}, chance(i, kind));
            }
            if (state_->most[i][kind] != kUnlimited || p.cost_per_place_cny > 0.0)
                counted_ |= std::uint64_t{1} << region_[i];
        }
    }
}

void FamilyPlaces::give(RegionIndex region, TierIndex tier, Kind kind, double u) {
    if (u < own_chance(region, kind)) return;
    for (std::size_t i = 0; i < programmes_.size(); ++i) {
        const auto& p = programmes_[i];
        if (region_[i] != region || open_[i][kind] == 0 || u >= chance(i, kind)) continue;
        if (std::find(p.tiers.begin(), p.tiers.end(), tier) == p.tiers.end()) continue;
        ++state_->given[i][kind];
        state_->owed[i] += to_fen(p.cost_per_place_cny * world_->persons_per_agent);
        return;
    }
}

void FamilyPlaces::arrived(const Population& population, std::uint32_t row, sim::Month now) {
    const auto who = population.status[row];
    if (!counts(who.region())) return;
    const auto person = population.person(row);
    const int age = world_->age_clock(now).index() - static_cast<int>(population.birth[row]);
    const auto family = family_of(*draws_, person, age);
    if (!family.child && !family.partner_employed) return;
    const auto words = draws_->words(person, now, sim::Purpose::family_places);
    if (family.child) give(who.region(), who.tier(), school, sim::to_uniform(words[school]));
    if (family.partner_employed) give(who.region(), who.tier(), spouse, sim::to_uniform(words[spouse]));
}

}  // namespace talentflow::models
