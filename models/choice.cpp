// SPDX-License-Identifier: Apache-2.0
#include "models/choice.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "sim/math.hpp"
#include "sim/parallel.hpp"

namespace talentflow::models {

namespace {

using sim::math::exp;
using sim::math::log;

constexpr double kLeastDistanceKm = 15.0;   // methods 3.4, 7
constexpr double kDistanceUnitKm = 50.0;
constexpr double kLeastIncome = 0.05;       // of the wage (methods 3.4, 7)
constexpr double kMovingHorizonYears = 3.0; // methods 3.4, 7
constexpr std::size_t kRow = 8;              // numbers in the longest register
constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

Choice::Choice(const CompiledWorld& world, const sim::Draws& draws)
    : world_{&world},
      draws_{&draws},
      rho_{world.parameters().dissimilarity},
      n_alternatives_{world.n_regions + (world.active(&Modules::demography) ? 1 : 0)},
      has_posts_{world.has_posts},
      crf_moving_{annuity(world.parameters().discount_rate_per_year, kMovingHorizonYears)} {
    const auto& p = world.parameters();
    exact_.stride = rounded_.stride = (n_alternatives_ + kRow - 1) / kRow * kRow;
    exact_.origin = exp(-p.origin_weight);
    for (int n = 0; n < 256; ++n) {
        const double l = log(1.0 + static_cast<double>(n));
        tie_utility_.push_back(p.tie_weight * l);
        exact_.tie.push_back(exp(-p.tie_weight * l));
    }
    const int months = world.end - world.first + 12 * 60;
    for (int m = 0; m < months; ++m) {
        tenure_utility_.push_back(p.residence_attachment * log(1.0 + static_cast<double>(m) / 12.0));
    }
    if (p.moving_cost_spread > 0.0) build_moving_cost();
    personal_ = world.present(&Modules::ties) || p.origin_weight > 0.0 || p.partner_cost > 0.0 || p.child_cost > 0.0 ||
                world.active(&Modules::claims) || world.active(&Modules::capability);
    plain_ = (!personal_ || !world.utility.empty()) && !has_posts_ && p.residence_attachment == 0.0;
    for (std::size_t r = 0; r < world.n_regions; ++r) {
        const auto& constants = world.region(r).stay_constant;
        stay_constant_.insert(stay_constant_.end(), constants.begin(), constants.begin() + static_cast<std::ptrdiff_t>(world.n_tiers));
    }
}

void Choice::build_moving_cost() {
    // c_i (1 + km/100), c_i = spread (1/2 + (level + 1/2)/4096): its exponential is the product of a coarse and a fine
    // factor, so two small tables stay in the first-level cache where one of 4,096 levels would not.
    const auto& p = world_->parameters();
    const std::size_t n = world_->n_regions;
    const std::size_t stride = exact_.stride;
    exact_.moving_cost.assign(n * 2 * kCostSteps * stride, 1.0);
    for (std::size_t home = 0; home < n; ++home) {
        for (std::size_t s = 0; s < kCostSteps; ++s) {
            const double step = static_cast<double>(s) / static_cast<double>(kCostSteps);
            const double coarse = p.moving_cost_spread * (0.5 + step);
            const double fine =
                p.moving_cost_spread * (step + 0.5 / static_cast<double>(kCostSteps)) / static_cast<double>(kCostSteps);
            for (std::size_t r = 0; r < n; ++r) {
                const double distance = 1.0 + world_->km[home * n + r] / 100.0;
                exact_.moving_cost[((home * 2 + 0) * kCostSteps + s) * stride + r] = exp(coarse * distance);
                exact_.moving_cost[((home * 2 + 1) * kCostSteps + s) * stride + r] = exp(fine * distance);
            }
        }
    }
}

double Choice::holding_at(std::size_t home, std::size_t tier) const {
    const auto& c = *world_;
    double mean = 0.0;
    for (std::size_t r = 0; r < c.n_regions; ++r) {
        mean += stay_constant_[r * c.n_tiers + tier] / static_cast<double>(c.n_regions);
    }
    return c.region(home).amenity + (stay_constant_[home * c.n_tiers + tier] - mean) / rho_;
}

double Choice::place_utility(std::size_t r, std::size_t k, const RegionState& state) const {
    const auto& p = world_->parameters();
    const auto& region = world_->region(r);
    const std::size_t file = world_->file_of[r];
    double v = region.amenity - p.income_elasticity[k] * p.housing_share * log(region.house_price_index);
    v += p.card_weight[k] * policy_->card_value(file, k);
    if (p.congestion_weight > 0.0) {
        const double capacity = p.congestion_capacity > 0.0 ? p.congestion_capacity
                                                            : state.reference_residents[r];
        const double persons = static_cast<double>(state.residents[r]) * world_->persons_per_agent;
        v -= p.congestion_weight * log(1.0 + persons / std::max(1.0, capacity));
    }
    return v;
}

double Choice::chance_of_post(std::size_t r, const RegionState& state) const {
    if (!has_posts_ || state.labour_force[r] <= 0) return 1.0;
    const std::size_t pools = world_->n_fields * world_->n_tiers;
    double posts = 0.0;
    for (std::size_t i = 0; i < pools; ++i) posts += state.posts[r * pools + i];
    return std::min(1.0, posts / (static_cast<double>(state.labour_force[r]) * world_->persons_per_agent));
}

double Choice::expected_income(std::size_t home, std::size_t r, std::size_t f, std::size_t k,
                               bool job_led) const {
    const auto& p = world_->parameters();
    const double wage = world_->income[world_->pool(r, f, k)];
    const double here = world_->income[world_->pool(home, f, k)];
    const std::size_t n = world_->n_regions;
    double gap = 0.0;
    if (world_->world->fields[f].regulated && world_->other_province[home * n + r] != 0) {
        gap = policy_->credential_gap(world_->file_of[home], world_->file_of[r], f);
    }
    double pi = 1.0;
    if (!job_led) pi = chance_of_post_[r];
    const double gross = pi * wage * (1.0 - p.credential_wage_loss * gap) +
                         (1.0 - pi) * p.unemployment_benefit * wage;
    return std::max(gross - crf_moving_ * p.moving_cost_years * here, kLeastIncome * wage);
}

void Choice::build_home(std::size_t home, const RegionState& state) {
    const auto& p = world_->parameters();
    const auto& c = *world_;
    const std::size_t n = c.n_regions;
    for (std::size_t k = 0; k < c.n_tiers; ++k) {
        for (std::size_t f = 0; f < c.n_fields; ++f) {
            for (int mode = 0; mode < 2; ++mode) {
                const std::size_t s = slot(home, k, f, mode == 1);
                for (std::size_t r = 0; r < n; ++r) {
                    double& weight = exact_.inverse[s * exact_.stride + r];
                    if (r == home) {
                        weight = kInfinity;
                        continue;
                    }
                    if (!c.utility.empty()) {
                        weight = exp(-c.utility[home * n + r]);
                        continue;
                    }
                    const double y = expected_income(home, r, f, k, mode == 1);
                    income_[s * n + r] = y;
                    double v = p.income_elasticity[k] * log(y) + place_[c.pool(r, f, k)];
                    v -= p.distance_elasticity *
                         log(std::max(c.km[home * n + r], kLeastDistanceKm) / kDistanceUnitKm);
                    if (c.other_province[home * n + r] != 0) {
                        v -= p.province_border_cost;
                        if (c.world->fields[f].regulated) {
                            v -= p.credential_cost *
                                 policy_->credential_gap(c.file_of[home], c.file_of[r], f);
                        }
                    }
                    weight = exp(-v);
                }
                if (n_alternatives_ > n) {
                    // The rest of the world stands still during burn-in; its pull is measured against what holds
                    // people at home, so that no region loses more than another by its calibrated constants.
                    exact_.inverse[s * exact_.stride + n] =
                        c.in_burn_in(now_) ? kInfinity
                                           : exp(-c.world->rest_of_world.utility[k] - holding_at(home, k));
                }
            }
            for (int employed = 0; employed < 2; ++employed) {
                const std::size_t s = slot(home, k, f, employed == 1);
                const double wage = c.income[c.pool(home, f, k)];
                const double pi =
                    employed == 1 || state.labour_force[home] == 0
                        ? 1.0
                        : static_cast<double>(state.employed[home]) /
                              static_cast<double>(state.labour_force[home]);
                const double y = pi * wage + (1.0 - pi) * p.unemployment_benefit * wage;
                home_income_[s] = y;
                home_utility_[s] = p.income_elasticity[k] * log(y) + place_utility(home, k, state);
            }
        }
    }
}

void Choice::build_destination_tables(const RegionState& state) {
    const auto& p = world_->parameters();
    const auto& c = *world_;
    for (std::size_t r = 0; r < c.n_regions; ++r) {
        const auto& region = c.region(r);
        const std::size_t file = c.file_of[r];
        chance_of_post_[r] = chance_of_post(r, state);
        exact_.partner[r] = exp(p.partner_cost * (1.0 - region.spouse_chance));
        for (std::size_t k = 0; k < c.n_tiers; ++k) {
            const bool card = policy_->card_value(file, k) > 0.0;
            const double school = card ? std::max(region.school_chance, policy_->card_school_chance(file))
                                       : region.school_chance;
            exact_.child[k * exact_.stride + r] = exp(p.child_cost * (1.0 - school));
            const double barrier = region.settlement_barrier * policy_->card_barrier(file, k);
            for (std::size_t f = 0; f < c.n_fields; ++f) {
                const PoolIndex pool = c.pool(r, f, k);
                place_[pool] = place_utility(r, k, state) - p.settlement_cost * barrier +
                               p.size_elasticity * log(1.0 + state.posts[pool]);
            }
        }
    }
    for (std::size_t issuer = 0; issuer < c.n_regions; ++issuer) {
        const std::uint64_t file_set = policy_->card_reach(c.file_of[issuer]);
        reach_[issuer] = 0;
        for (std::size_t r = 0; r < c.n_regions; ++r) {
            if (((file_set >> c.file_of[r]) & 1U) != 0) reach_[issuer] |= std::uint64_t{1} << r;
        }
    }
}

void Choice::build_immigrants() {
    const auto& c = *world_;
    const auto& p = c.parameters();
    for (std::size_t k = 0; k < c.n_tiers; ++k) {
        for (std::size_t f = 0; f < c.n_fields; ++f) {
            for (std::size_t r = 0; r < c.n_regions; ++r) {
                const PoolIndex pool = c.pool(r, f, k);
                // Amenity constants were found from residents' moves, where they also make up for remoteness;
                // people from outside go by posts one for one (arrivals in proportion), income and policy.
                const double v = p.income_elasticity[k] * log(c.income[pool]) + place_[pool] - c.region(r).amenity +
                                 (1.0 - p.size_elasticity) * log(1.0 + posts_[pool]);
                immigrant_[(k * c.n_fields + f) * c.n_regions + r] = exp(-v);
            }
        }
    }
}

void Choice::open_month(sim::Month now, const PolicyField& policy, const RegionState& state,
                        const AwardOffers* awards) {
    now_ = now;
    policy_ = &policy;
    awards_ = awards;
    const auto& c = *world_;
    const std::size_t slots = c.n_regions * c.n_tiers * c.n_fields * 2;
    exact_.inverse.resize(slots * exact_.stride, kInfinity);
    income_.resize(slots * c.n_regions);
    home_utility_.resize(slots);
    home_income_.resize(slots);
    place_.resize(c.n_pools);
    immigrant_.resize(c.n_tiers * c.n_fields * c.n_regions);
    chance_of_post_.resize(c.n_regions);
    exact_.partner.resize(exact_.stride, 1.0);
    exact_.child.resize(c.n_tiers * exact_.stride, 1.0);
    reach_.resize(c.n_regions);
    posts_ = state.posts;
    build_destination_tables(state);
    sim::for_each_parallel(c.n_regions, [&](std::size_t home, std::size_t) { build_home(home, state); });
    build_immigrants();
    add_peer_effect(state);
    offered_.assign(c.n_tiers, 0);
    for (std::size_t k = 0; awards_ != nullptr && k < c.n_tiers; ++k) {
        for (std::size_t r = 0; r < c.n_regions; ++r) {
            if (awards_->any(r, k)) offered_[k] |= std::uint64_t{1} << r;
        }
    }
    round_weights();
    if (plain_) fill_plain_stay();
}

void Choice::fill_plain_stay() {
    const auto& c = *world_;
    Chooser i;
    plain_stay_.resize(home_utility_.size());
    for (std::size_t home = 0; home < c.n_regions; ++home) {
        for (std::size_t k = 0; k < c.n_tiers; ++k) {
            for (std::size_t f = 0; f < c.n_fields; ++f) {
                i.home = static_cast<std::uint8_t>(home);
                i.tier = static_cast<std::uint8_t>(k);
                i.field = static_cast<std::uint8_t>(f);
                for (const bool employed : {false, true}) {
                    i.employed = employed;
                    plain_stay_[slot(home, k, f, employed)] = static_cast<float>(stay_utility(i, 0));
                }
            }
        }
    }
}

void Choice::round_weights() {
    const auto round = [](const std::vector<double>& from, std::vector<float>& to) {
        to.resize(from.size());
        std::transform(from.begin(), from.end(), to.begin(), [](double x) { return static_cast<float>(x); });
    };
    round(exact_.inverse, rounded_.inverse);
    rounded_.family.resize(4 * exact_.child.size());
    for (std::size_t family = 0; family < 4; ++family) {
        for (std::size_t i = 0; i < exact_.child.size(); ++i) {
            const double partner = (family & 2U) != 0 ? exact_.partner[i % exact_.stride] : 1.0;
            const double child = (family & 1U) != 0 ? exact_.child[i] : 1.0;
            rounded_.family[family * exact_.child.size() + i] = static_cast<float>(partner * child);
        }
    }
    if (!rounded_.tie.empty()) return;  // the rest never changes
    round(exact_.tie, rounded_.tie);
    round(exact_.moving_cost, rounded_.moving_cost);
    rounded_.origin = static_cast<float>(exact_.origin);
}

void Choice::add_peer_effect(const RegionState& state) {
    const auto& c = *world_;
    const double weight = c.world->overrides.peer_weight.value_or(0.0);
    peer_.assign(c.n_regions, 0.0);
    if (weight == 0.0) return;
    double total = 0.0;
    for (const auto n : state.residents) total += static_cast<double>(n);
    for (std::size_t r = 0; r < c.n_regions; ++r) {
        peer_[r] = weight * static_cast<double>(state.residents[r]) / total;
    }
    const std::size_t slots = exact_.inverse.size() / exact_.stride;
    for (std::size_t s = 0; s < slots; ++s) {
        for (std::size_t r = 0; r < c.n_regions; ++r) exact_.inverse[s * exact_.stride + r] *= exp(-peer_[r]);
    }
}

double Choice::best_card(const Chooser& i, std::size_t region, double least) const {
    double best = least;
    for (std::size_t issuer = 0; issuer < world_->n_regions; ++issuer) {
        if (((i.cards >> issuer) & 1U) == 0 || ((reach_[issuer] >> region) & 1U) == 0) continue;
        best = std::max(best, policy_->card_value(world_->file_of[issuer], i.tier));
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
    if (!personal_) return rho_ * (home_utility_[s] + peer_[i.home]) + constant + attachment;
    double v0 = home_utility_[s] + peer_[i.home] + tie_utility_[static_cast<std::size_t>(ties_at_home)];
    if (i.origin == i.home) v0 += p.origin_weight;
    if (i.remaining_instalments > 0.0) {
        v0 += p.income_elasticity[i.tier] *
              (log(home_income_[s] + i.remaining_instalments) - log(home_income_[s]));
    }
    // A card from elsewhere that counts here (G at home, methods 3.4); an own card is in the table.
    if (i.cards != 0 && policy_->card_value(c.file_of[i.home], i.tier) <= 0.0) {
        v0 += p.card_weight[i.tier] * best_card(i, i.home, 0.0);
    }
    return rho_ * v0 + constant + attachment;
}

double Choice::award_factor(const Chooser& i, std::size_t s, std::size_t r) const {
    const auto& c = *world_;
    const double y = income_[s * c.n_regions + r];
    const double sub = ((offered_[i.tier] >> r) & 1U) != 0 ? awards_->offer(i, r) : 0.0;
    const double wage = c.income[c.pool(r, i.field, i.tier)];
    const double net = std::max(y + sub - i.clawback, kLeastIncome * wage);
    return exp(-c.parameters().income_elasticity[i.tier] * (log(net) - log(y)));
}

template <class Act>
void Choice::each_person_factor(const Chooser& i, std::uint64_t known, std::size_t s, const Act& act) const {
    const auto& c = *world_;
    const std::uint64_t awarded = (i.clawback > 0.0 ? ~std::uint64_t{0} : offered_[i.tier]) & known;
    for (std::size_t r = 0; awarded != 0 && r < c.n_regions; ++r) {
        if (r != i.home && ((awarded >> r) & 1U) != 0) act(r, award_factor(i, s, r));
    }
    for (std::size_t r = 0; i.cards != 0 && r < c.n_regions; ++r) {
        if (r == i.home) continue;
        const double own = policy_->card_value(c.file_of[r], i.tier);
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
        if (i.family.partner_employed) multiply(w.partner.data());
        if (i.family.child) multiply(w.child.data() + i.tier * stride);
        each_person_factor(i, known, s, [&](std::size_t r, double factor) { out[r] *= factor; });
    }
    if (!w.moving_cost.empty()) {
        const double* costs = w.moving_cost.data() + i.home * (2 * kCostSteps) * stride;
        const double* coarse = costs + i.cost_level / kCostSteps * stride;
        const double* fine = costs + (kCostSteps + i.cost_level % kCostSteps) * stride;
        for (std::size_t r = 0; r < stride; ++r) out[r] *= coarse[r] * fine[r];
    }
    for (std::size_t r = 0; r < n; ++r) {
        if (((known >> r) & 1U) == 0) out[r] = kInfinity;
    }
}

void Choice::use_tables(sim::Screening& screening, bool all_plain) const {
    const float* inverse = rounded_.inverse.data();
    const float* cost = rounded_.moving_cost.data();
    const float* family = rounded_.family.data();
    const bool costly = !rounded_.moving_cost.empty();
    if (all_plain) {
        costly ? screening.use_tables({inverse, cost, cost}) : screening.use_tables({inverse});
    } else {
        costly ? screening.use_tables({inverse, family, screening.own_rows(), cost, cost})
               : screening.use_tables({inverse, family, screening.own_rows()});
    }
}

void Choice::place(sim::Screening& screening, std::size_t person, const Chooser& i, std::uint64_t known,
                   const std::uint8_t* ties, int ties_at_home) const {
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
        each_person_factor(i, known, s, [&](std::size_t r, double factor) { out[r] *= static_cast<float>(factor); });
    }
    if (known == ~std::uint64_t{0}) return;
    for (std::size_t r = 0; r < n; ++r) {
        if (((known >> r) & 1U) == 0) out[r] = std::numeric_limits<float>::infinity();
    }
}

std::uint8_t Choice::immigrate(sim::PersonId person, std::size_t tier, std::size_t field,
                               int age_months) const {
    const auto& c = *world_;
    const double* table = immigrant_.data() + (tier * c.n_fields + field) * c.n_regions;
    std::array<double, kMaxRegions> weights{};
    Chooser i;
    i.person = person;
    i.tier = static_cast<std::uint8_t>(tier);
    i.field = static_cast<std::uint8_t>(field);
    i.age_months = age_months;
    for (std::size_t r = 0; r < c.n_regions; ++r) {
        weights[r] = table[r];
        if (awards_ == nullptr || !awards_->any(r, tier)) continue;
        const double income = c.income[c.pool(r, field, tier)];
        weights[r] *= exp(-c.parameters().income_elasticity[tier] *
                          (log(income + awards_->offer(i, r)) - log(income)));
    }
    return sim::race(*draws_, person, now_, weights.data(), c.n_regions,
                     c.world->rest_of_world.stay_constant[tier], rho_);
}

}  // namespace talentflow::models
