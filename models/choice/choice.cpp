// SPDX-License-Identifier: Apache-2.0
// What one person's choice is made of; the tables of a month are in choice_tables.cpp.
#include "models/choice/choice.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "sim/math.hpp"

namespace talentflow::models {

namespace {

using sim::math::exp;
using sim::math::log;

}  // namespace

double Choice::best_card(const Chooser& i, RegionIndex region, double least) const {
    double best = least;
    for (const RegionIndex issuer : world_->regions()) {
        if (((i.cards >> issuer) & 1U) == 0 || ((reach_[issuer] >> region) & 1U) == 0) continue;
        best = std::max(best, policy_->read(Entry::card_value, {.region = world_->file_of[issuer], .tier = i.tier}));
    }
    return best;
}

double Choice::stay_utility(const Chooser& i, int ties_at_home) const {
    const auto& c = *world_;
    const auto& p = c.parameters();
    const std::size_t s = slot(i.home, i.tier, i.field, i.employed);
    if (!c.utility.empty()) {
        return c.utility[i.home * c.n_regions + i.home] + peer_[i.home];
    }
    const double constant = stay_constant_[i.home * c.n_tiers + i.tier];
    const auto months = static_cast<std::size_t>(std::max(0, i.residence_months));
    const double attachment = tenure_utility_[std::min(months, tenure_utility_.size() - 1)];
    if (!personal_)
        return rho_ * (home_utility_[s] + i.commuting + peer_[i.home]) + constant + attachment + i.belonging;
    double v0 = home_utility_[s] + i.commuting + peer_[i.home] + tie_utility_[static_cast<std::size_t>(ties_at_home)];
    if (i.origin == i.home) v0 += p.origin_weight;
    if (i.remaining_instalments > 0.0) {
        v0 += p.income_elasticity[i.tier] * (log(home_income_[s] + i.remaining_instalments) - log(home_income_[s]));
    }
    if (i.home_price != 0.0) v0 -= p.income_elasticity[i.tier] * p.housing_share * i.home_price;
    // A card from elsewhere that counts here (G at home, methods 3.4); an own card is in the table.
    if (i.cards != 0 && policy_->read(Entry::card_value, {.region = c.file_of[i.home], .tier = i.tier}) <= 0.0) {
        v0 += p.card_weight[i.tier] * best_card(i, i.home, 0.0);
    }
    return rho_ * v0 + constant + attachment + i.belonging;
}

double Choice::award_factor(const Chooser& i, std::size_t s, RegionIndex r) const {
    const auto& c = *world_;
    const double y = income_[s * c.n_regions + r];
    const double sub = ((offered_[i.tier] >> r) & 1U) != 0 ? awards_->offer(i, r) : 0.0;
    const double wage = prices_->income(c.cell(r, i.tier, i.field));
    const double net = std::max(y + sub - i.clawback, kLeastIncome * wage);
    return exp(-c.parameters().income_elasticity[i.tier] * (log(net) - log(y)));
}

double Choice::housing_factor(const Chooser& i, RegionIndex r) const {
    const auto& p = world_->parameters();
    return exp(p.income_elasticity[i.tier] * p.housing_share * awards_->price_offer(i, r));
}

template <class Act>
void Choice::each_award_factor(const Chooser& i, std::uint64_t known, std::size_t s, const Act& act) const {
    const auto& c = *world_;
    const std::uint64_t awarded = (i.clawback > 0.0 ? ~std::uint64_t{0} : offered_[i.tier]) & known;
    for (const RegionIndex r : every<RegionIndex>(awarded != 0 ? c.n_regions : 0)) {
        if (r != i.home && ((awarded >> r) & 1U) != 0) act(r, award_factor(i, s, r));
    }
    const std::uint64_t housed = housed_[i.tier] & known;
    for (const RegionIndex r : every<RegionIndex>(housed != 0 ? c.n_regions : 0)) {
        if (r != i.home && ((housed >> r) & 1U) != 0) act(r, housing_factor(i, r));
    }
}

template <class Act>
void Choice::each_card_factor(const Chooser& i, const Act& act) const {
    const auto& c = *world_;
    for (const RegionIndex r : every<RegionIndex>(i.cards != 0 ? c.n_regions : 0)) {
        if (r == i.home) continue;
        const double own = policy_->read(Entry::card_value, {.region = c.file_of[r], .tier = i.tier});
        act(r, exp(-c.parameters().card_weight[i.tier] * (best_card(i, r, own) - own)));
    }
}

void Choice::fill(const Chooser& i, std::uint64_t known, const std::uint8_t* ties, double* out) const {
    const auto& c = *world_;
    const auto& w = exact_;
    const std::size_t n = c.n_regions, stride = w.stride;
    const std::size_t s = slot(i.home, i.tier, i.field, i.job_led);
    // Home is infinite in the table and stays so. Factors come in a fixed order, which is part of the result's bits.
    std::copy_n(w.inverse.data() + s * stride, stride, out);
    const auto multiply = [&](const double* factor) {
        for (std::size_t r = 0; r < stride; ++r) out[r] *= factor[r];
    };
    if (personal_ && c.utility.empty()) {
        if (ties != nullptr) {
            for (std::size_t r = 0; r < n; ++r) out[r] *= w.tie[ties[r]];
        }
        if (i.origin < n) out[i.origin] *= w.origin;
        if (i.family.partner_employed) multiply(w.partner.data() + i.tier * stride);
        if (i.family.child) multiply(w.child.data() + i.tier * stride);
        const auto weigh = [&](RegionIndex r, double factor) { out[r] *= factor; };
        each_award_factor(i, known, s, weigh);
        each_card_factor(i, weigh);
    }
    if (!w.moving_cost.empty()) {
        const double* costs = w.moving_cost.data() + i.home * (2 * kCostSteps) * stride;
        const double* coarse = costs + i.cost_level / kCostSteps * stride;
        const double* fine = costs + (kCostSteps + i.cost_level % kCostSteps) * stride;
        for (std::size_t r = 0; r < stride; ++r) out[r] *= coarse[r] * fine[r];
    }
    for (std::size_t r = 0; r < n; ++r) {
        if (((known >> r) & 1U) == 0) out[r] = kClosed;
    }
}

void Choice::use_tables(sim::Screening& screening, Weighing weighing) const {
    const float* inverse = weighing == Weighing::bound ? bound_.data() : rounded_.inverse.data();
    const float* cost = rounded_.moving_cost.data();
    const float* family = rounded_.family.data();
    const bool costly = !rounded_.moving_cost.empty();
    if (weighing == Weighing::plain) {
        costly ? screening.use_tables({inverse, cost, cost}) : screening.use_tables({inverse});
    } else {
        costly ? screening.use_tables({inverse, family, screening.own_rows(), cost, cost})
               : screening.use_tables({inverse, family, screening.own_rows()});
    }
}

void Choice::place(sim::Screening& screening, std::size_t person, const Chooser& i, Weighing weighing,
                   std::uint64_t known, const std::uint8_t* ties, int ties_at_home) const {
    const auto& c = *world_;
    const auto& w = rounded_;
    const std::size_t n = c.n_regions;
    const std::size_t s = slot(i.home, i.tier, i.field, i.job_led);
    const bool personal = personal_ && c.utility.empty();
    const std::size_t family = personal ? (i.family.partner_employed ? 2U : 0U) + (i.family.child ? 1U : 0U) : 0U;
    screening.set_offset(0, person, s * w.stride);
    screening.set_offset(1, person, (family * c.n_tiers + i.tier) * w.stride);
    screening.set_offset(2, person, screening.own_offset(person));
    if (!w.moving_cost.empty()) place_cost(screening, person, 3, i.home, i.cost_level);
    screening.set_stay(person, static_cast<float>(stay_utility(i, ties_at_home)));
    // The rest of the row, where there are no regions, stays 1 for ever.
    float* out = screening.own_row(person);
    if (personal && ties != nullptr) {
        for (std::size_t r = 0; r < n; ++r) out[r] = w.tie[ties[r]];
    } else {
        std::fill_n(out, n, 1.0F);
    }
    if (personal) {
        if (i.origin < n) out[i.origin] *= w.origin;
        const auto weigh = [&](RegionIndex r, double factor) { out[r] *= static_cast<float>(factor); };
        if (weighing == Weighing::own) each_award_factor(i, known, s, weigh);
        each_card_factor(i, weigh);
    }
    if (known == ~std::uint64_t{0}) return;
    for (std::size_t r = 0; r < n; ++r) {
        if (((known >> r) & 1U) == 0) out[r] = std::numeric_limits<float>::infinity();
    }
}

void Choice::use_immigrants(sim::Screening& screening, std::size_t n) const {
    screening.resize(n, world_->n_regions);
    screening.use_tables({immigrant_bound_.data()});
}

void Choice::place_immigrant(sim::Screening& screening, std::size_t person, StatusWord who) const noexcept {
    screening.set_offset(0, person, (who.tier() * world_->n_fields + who.field()) * immigrant_stride_);
    screening.set_stay(person, static_cast<float>(world_->world->rest_of_world.stay_constant[who.tier()]));
}

std::uint8_t Choice::immigrate(sim::PersonId person, TierIndex tier, FieldIndex field, int age_months) const {
    const auto& c = *world_;
    const double* table = immigrant_.data() + (tier * c.n_fields + field) * c.n_regions;
    std::array<double, kMaxRegions> weights{};
    Chooser i;
    i.person = person;
    i.tier = tier;
    i.field = field;
    i.age_months = age_months;
    for (const RegionIndex r : c.regions()) {
        weights[r] = table[r];
        if (((housed_[tier] >> r) & 1U) != 0) weights[r] *= housing_factor(i, r);
        if (((offered_[tier] >> r) & 1U) == 0) continue;
        const double income = prices_->income(c.cell(r, tier, field));
        weights[r] *= exp(-c.parameters().income_elasticity[tier] * (log(income + awards_->offer(i, r)) - log(income)));
    }
    return sim::race(*draws_, person, now_, weights.data(), c.n_regions, c.world->rest_of_world.stay_constant[tier],
                     rho_);
}

}  // namespace talentflow::models
