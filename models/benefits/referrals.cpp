// SPDX-License-Identifier: Apache-2.0
#include "models/benefits/referrals.hpp"

#include <algorithm>

#include "models/policy/eligibility.hpp"
#include "sim/contract.hpp"
#include "sim/math.hpp"

namespace talentflow::models {

namespace {

constexpr double kStandsMonths = 12.0;  // how long a referral can be answered (methods 7)

}  // namespace

Referrals::Referrals(const CompiledWorld& world, const sim::Draws& draws, std::vector<ReferralProgramme> programmes,
                     Funds& funds, ReferralsState& state)
    : world_{&world},
      draws_{&draws},
      funds_{&funds},
      state_{&state},
      programmes_{std::move(programmes)},
      programme_acts_(programmes_.size(), 0),
      hires_(world.world->levers.size(), 0) {
    TF_EXPECT(programmes_.size() < 0xFFFF);
    state.pending.clear();
    for (const auto& p : programmes_) region_.push_back(world.inner_of[p.region]);
}

void Referrals::open_month(sim::Month now) {
    std::fill(hires_.begin(), hires_.end(), 0);
    acting_ = 0;
    for (std::size_t i = 0; i < programmes_.size(); ++i) {
        programme_acts_[i] = !world_->in_burn_in(now) && lever_acts(*world_->world, programmes_[i].lever, now) ? 1 : 0;
        if (programme_acts_[i] != 0) acting_ |= std::uint64_t{1} << region_[i];
    }
}

std::optional<std::uint16_t> Referrals::referred(sim::PersonId person, RegionIndex region, FieldIndex field,
                                                 int acquaintances, sim::Month now) const {
    if (acquaintances <= 0 || !acting(region)) return std::nullopt;
    const double u = draws_->uniform(person, now, sim::Purpose::referral, static_cast<std::uint32_t>(region));
    // The programmes share one uniform: each has the interval that it adds to the probability of those before it.
    double rate = 0.0;
    for (std::size_t i = 0; i < programmes_.size(); ++i) {
        if (programme_acts_[i] == 0 || region_[i] != region) continue;
        // Nobody is paid for people of other fields; of the tiers it is the one that the person has risen to that
        // counts.
        if (!admits(world_->world->levers[programmes_[i].lever].eligible.fields, field)) continue;
        rate += programmes_[i].rate_per_month;
        if (u < 1.0 - sim::math::exp(-kStandsMonths * rate * acquaintances)) return static_cast<std::uint16_t>(i);
    }
    return std::nullopt;
}

void Referrals::hired(const Population& population, std::uint32_t row, std::uint16_t programme, sim::Month now) {
    const auto& p = programmes_[programme];
    ++hires_[p.lever];
    const auto words = draws_->words(population.person(row), sim::Month{}, sim::Purpose::desk_order,
                                     draw_key(world_->world->levers[p.lever]));
    hired_.push_back({population.id[row], row, words[0], programme, now + p.success_within_months});
}

void Referrals::queue_hired() {
    std::sort(hired_.begin(), hired_.end(), [](const Pending& a, const Pending& b) {
        if (a.order != b.order) return a.order < b.order;
        return a.person != b.person ? a.person < b.person : a.programme < b.programme;
    });
    state_->pending.insert(state_->pending.end(), hired_.begin(), hired_.end());
    hired_.clear();
}

bool Referrals::earned(const Population& population, const Pending& p) const {
    const std::size_t accredited = population.accredited(p.row, region_[p.programme]);
    if (accredited == 0) return false;
    const auto& e = world_->world->levers[programmes_[p.programme].lever].eligible;
    return admits(e.tiers, TierIndex{accredited - 1}) && admits(e.fields, population.status[p.row].field());
}

void Referrals::settle(const Population& population, sim::Month now) {
    queue_hired();
    std::size_t kept = 0;
    for (const Pending& p : state_->pending) {
        const auto& programme = programmes_[p.programme];
        const bool there = population.id[p.row] == p.person && !population.status[p.row].empty() &&
                           population.status[p.row].region() == region_[p.programme];
        if (!there || now > p.until) continue;
        const bool paid = earned(population, p) &&
                          funds_->pay(programme.lever, to_fen(programme.bonus_cny * world_->persons_per_agent));
        if (!paid) state_->pending[kept++] = p;
    }
    state_->pending.resize(kept);
}

}  // namespace talentflow::models
