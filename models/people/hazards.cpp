// SPDX-License-Identifier: Apache-2.0
#include "models/people/hazards.hpp"

#include <algorithm>
#include <cmath>

#include "sim/math.hpp"

namespace talentflow::models {

namespace {

using sim::math::exp;

constexpr std::size_t kUsualAges = 64 * 12;  // months; older people are always looked at
constexpr double kCertain = 1e6;  // a hazard whose probability is 1, and still is under any factor above 1e-3
constexpr int kTenureCap = 60;    // months; the hazard falls no further (methods 3.9)

double probability(double hazard) {
    return 1.0 - exp(-hazard);
}

/// Largest byte with which a uniform can still be below p; -1 if none.
std::int16_t bound(double p) {
    if (p <= 0.0) return -1;
    return static_cast<std::int16_t>(std::min(255.0, std::floor(p * 256.0)));
}

}  // namespace

Hazards::Hazards(const CompiledWorld& world) : world_{&world} {
    const auto& p = world.parameters();
    const auto& o = world.world->overrides;
    consider_.assign(StatusWord::kClasses * 4 * kAges, 0.0);
    consider_bound_.assign(StatusWord::kClasses * kAges, -1);
    consider_most_.assign(StatusWord::kClasses * kAges, 0.0);
    const bool considers = world.active(&Modules::consideration);
    for (std::size_t status = 0; status < StatusWord::kClasses; ++status) {
        const double log_status = ((status & 1U) != 0 ? p.consideration_unemployed : 0.0) +
                                  ((status & 2U) != 0 ? p.consideration_graduate : 0.0) +
                                  ((status & 4U) != 0 ? p.consideration_contract_end : 0.0) +
                                  ((status & 8U) != 0 ? p.consideration_fair : 0.0);
        for (std::size_t family = 0; family < 4; ++family) {
            const double less = ((family & 2U) != 0 ? p.consideration_partner : 0.0) +
                                ((family & 1U) != 0 ? p.consideration_child : 0.0);
            for (std::size_t age = 0; age < kAges; ++age) {
                double q = 0.0;
                if (considers) {
                    const double shape = rogers_castro(static_cast<double>(age) / 12.0) / kRogersCastroMean;
                    q = probability(p.consideration_rate_per_month * shape * exp(log_status - less));
                }
                if (o.consider_probability) q = *o.consider_probability;
                if (!o.transition.empty()) q = 1.0;
                consider_[(status * 4 + family) * kAges + age] = q;
                auto& most = consider_bound_[status * kAges + age];
                most = std::max(most, bound(q));
                auto& most_q = consider_most_[status * kAges + age];
                if (family > 0 && q != most_q) family_matters_ = true;
                most_q = std::max(most_q, q);
            }
        }
    }
    for (std::size_t age = 0; age < kAges; ++age) {
        double least = 1.0;
        for (std::size_t family = 0; family < 4; ++family) least = std::min(least, consider_[family * kAges + age]);
        // The uniform of byte b is below (b + 1) / 256.
        certain_consider_.push_back(o.transition.empty() ? static_cast<std::uint16_t>(std::floor(least * 256.0))
                                                         : std::uint16_t{0});
    }
    bounds_.certain_below = *std::min_element(certain_consider_.begin(), certain_consider_.end());
    certain_most_ = *std::max_element(certain_consider_.begin(), certain_consider_.end());
    set_consider_bounds();
    sure_consider_ = *std::min_element(consider_bound_.begin(), consider_bound_.begin() + kAges);
    for (int tenure = 0; tenure <= kTenureCap; ++tenure) {
        double q = 0.0;
        if (world.active(&Modules::separation)) {
            q = probability(p.separation_rate_per_month *
                            exp(-p.separation_tenure_per_year * static_cast<double>(tenure) / 12.0));
        }
        separate_.push_back(o.separation_probability.value_or(q));
        separate_most_alone_ = std::max(separate_most_alone_, separate_.back());
        const double stays = 1.0 - separate_.back();
        separate_hazard_.push_back(stays > 0.0 ? -sim::math::log(stays) : kCertain);
    }
    separate_most_ = separate_most_alone_;
    separate_bound_ = separate_bound_alone_ = bound(separate_most_alone_);
    if (world.active(&Modules::clearing) || !o.posts.empty()) search_ = probability(p.search_rate_per_month);
    finding_ = o.finding_probability.value_or(0.0);
    search_bound_ = bound(o.finding_probability ? finding_ : search_);
    const bool demography = world.active(&Modules::demography);
    for (std::size_t age = 0; age < kAges; ++age) {
        const double q = demography ? death_probability(p, static_cast<int>(age)) : 0.0;
        die_.push_back(o.exit_probability.value_or(q));
        die_in_burn_in_.push_back(o.exit_probability.value_or(0.0));
        death_bound_.push_back(bound(die_in_burn_in_.back()));
        death_bound_open_.push_back(bound(die_.back()));
    }
    for (std::size_t k = 0; k < kMaxTiers; ++k) {
        rise_[k] = world.active(&Modules::capability) && k > 0 ? probability(p.tier_upgrade_per_month[k]) : 0.0;
        if (k < o.tier_upgrade_probability.size() && k > 0) {
            rise_[k] = o.tier_upgrade_probability[k].value_or(rise_[k]);
            rise_given_[k] = o.tier_upgrade_probability[k].has_value();
        }
        rise_most_[k] = rise_[k];
        rise_bound_[k] = bound(rise_[k]);
    }
}

void Hazards::use_separation(const PolicyField& policy) {
    const auto& c = *world_;
    separation_factor_.clear();
    separate_most_ = separate_most_alone_;
    separate_bound_ = separate_bound_alone_;
    if (!policy.written(Entry::separation_factor) || separate_bound_alone_ < 0) return;
    double most = 1.0;
    for (const RegionIndex r : c.regions()) {
        for (const TierIndex k : c.tiers()) {
            for (const FieldIndex f : c.fields()) {
                separation_factor_.push_back(
                    policy.read(Entry::separation_factor, {.region = c.file_of[r], .tier = k, .field = f}));
                most = std::max(most, separation_factor_.back());
            }
        }
    }
    // Below 1 the bound of the base world holds; a lever that raises separation raises it.
    if (most <= 1.0) return;
    for (const double hazard : separate_hazard_) separate_most_ = std::max(separate_most_, probability(most * hazard));
    separate_bound_ = bound(separate_most_);
}

double Hazards::separate(RegionIndex region, StatusWord who, int tenure_months) const noexcept {
    if (separation_factor_.empty()) return separate(tenure_months);
    const double factor = separation_factor_[world_->cell(region, who.tier(), who.field())];
    if (factor == 1.0) return separate(tenure_months);  // to the bit
    return probability(factor * separate_hazard_[static_cast<std::size_t>(std::clamp(tenure_months, 0, kTenureCap))]);
}

void Hazards::expect_fairs() {
    classes_ = StatusWord::kClasses;
    set_consider_bounds();
}

double Hazards::rise(TierIndex tier, double shift) const noexcept {
    if (resting_ || shift == 0.0 || rise_given_[tier] || rise_[tier] <= 0.0) return rise(tier);
    return probability(world_->parameters().tier_upgrade_per_month[tier] * exp(shift));
}

void Hazards::open_month(sim::Month now, double least_shift, double most_shift) {
    age_clock_ = world_->age_clock(now).index();
    resting_ = world_->in_burn_in(now) && world_->world->overrides.tier_upgrade_probability.empty();
    const bool living = world_->active(&Modules::demography) && !world_->in_burn_in(now);
    if (living && !die_in_burn_in_.empty()) {
        die_in_burn_in_.clear();
        death_bound_ = death_bound_open_;
    }
    for (std::size_t i = 0; i < retire_birth_.size(); ++i) {
        retire_birth_[i] = -1;
        if (!living) continue;
        // retirement_month rises with birth: the latest birth that is due by now.
        int birth = now.index() - 45 * 12;
        while (retirement_month(sim::Month{birth}, static_cast<RetirementClass>(i)) > now) --birth;
        retire_birth_[i] = birth;
    }
    rises_shift_ = least_shift != 0.0 || most_shift != 0.0;
    for (const TierIndex k : every<TierIndex>(kMaxTiers)) {
        rise_most_[k] = rises_shift_ ? std::max(rise_[k], rise(k, most_shift)) : rise_[k];
        rise_bound_[k] = bound(rise_most_[k]);
    }
    set_bounds();
}

void Hazards::set_bounds() {
    // A bound is the largest byte that counts, or -1; `below` is one more.
    const auto below = [](int bound) { return static_cast<std::uint16_t>(bound + 1); };
    const int death = *std::max_element(death_bound_.begin(), death_bound_.begin() + kUsualAges);
    // Where death is likelier beyond the usual ages than the bound, everyone of such an age is flagged.
    const bool old_too = *std::max_element(death_bound_.begin() + kUsualAges, death_bound_.end()) > death;
    const int old = old_too ? age_clock_ - static_cast<int>(kUsualAges) + 1 : 0;
    for (std::size_t i = 0; i < retire_birth_.size(); ++i) {
        bounds_.retire_birth[i] = static_cast<std::uint32_t>(std::max({0, retire_birth_[i], old}));
    }
    const int rise = resting_ ? -1 : *std::max_element(rise_bound_.begin(), rise_bound_.end());
    for (std::size_t set = 0; set < EventBounds::kSets; ++set) {
        const int work = set == 0   ? separate_bound_
                         : set == 1 ? search_bound_
                                    : std::max(separate_bound_, search_bound_);
        bounds_.below[set][1] = below(work);
        bounds_.below[set][2] = below(death);
        bounds_.below[set][3] = below(rise);
    }
    bounds_.clock = static_cast<std::uint32_t>(age_clock_);
}

void Hazards::set_consider_bounds() {
    const std::size_t bins = EventBounds::kBins;
    for (std::size_t status = 0; status < classes_; ++status) {
        auto& below = bounds_.consider_below[std::min<std::size_t>(status, 2)];  // usual, idle, others
        for (std::size_t age = 0; age < kAges; ++age) {
            auto& bound = below[std::min(bins - 1, age >> EventBounds::kBinShift)];
            bound = std::max(bound, static_cast<std::uint32_t>(consider_bound_[status * kAges + age] + 1));
        }
    }
    bounds_.ages_matter = 0;
    for (const auto& below : bounds_.consider_below) {
        if (!std::all_of(std::begin(below), std::end(below), [&](auto b) { return b == below[0]; })) {
            bounds_.ages_matter = 1;
        }
    }
}

double Hazards::consider_most(std::size_t status_class, int age_months) const noexcept {
    const auto age = static_cast<std::size_t>(std::clamp(age_months, 0, static_cast<int>(kAges) - 1));
    return consider_most_[status_class * kAges + age];
}

double Hazards::consider(std::size_t status_class, int age_months, bool partner, bool child) const noexcept {
    const auto age = static_cast<std::size_t>(std::clamp(age_months, 0, static_cast<int>(kAges) - 1));
    const std::size_t family = (partner ? 2U : 0U) | (child ? 1U : 0U);
    return consider_[(status_class * 4 + family) * kAges + age];
}

double Hazards::separate(int tenure_months) const noexcept {
    return separate_[static_cast<std::size_t>(std::clamp(tenure_months, 0, kTenureCap))];
}

double Hazards::die(int age_months) const noexcept {
    const auto age = static_cast<std::size_t>(std::clamp(age_months, 0, static_cast<int>(kAges) - 1));
    return die_in_burn_in_.empty() ? die_[age] : die_in_burn_in_[age];
}

}  // namespace talentflow::models
