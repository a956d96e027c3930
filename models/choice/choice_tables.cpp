// SPDX-License-Identifier: Apache-2.0
// The tables of a month from which choices are made; one person's choice is in choice.cpp.
#include "models/choice/choice.hpp"

#include <algorithm>
#include <array>

#include "sim/math.hpp"
#include "sim/parallel.hpp"

namespace talentflow::models {

namespace {

using sim::math::exp;
using sim::math::log;

constexpr double kLeastDistanceKm = 15.0;  // methods 3.4, 7
constexpr double kDistanceUnitKm = 50.0;
constexpr double kMovingHorizonYears = 3.0;  // methods 3.4, 7
constexpr std::size_t kRow = 8;              // numbers in the longest register

}  // namespace

Choice::Choice(const CompiledWorld& world, const sim::Draws& draws)
    : world_{&world},
      draws_{&draws},
      rho_{world.parameters().dissimilarity},
      n_alternatives_{world.n_regions + (world.active(&Modules::demography) ? 1 : 0)},
      has_posts_{world.has_posts},
      crf_moving_{annuity(world.parameters().discount_rate_per_year, kMovingHorizonYears)},
      km_{world.km} {
    const auto& p = world.parameters();
    exact_.stride = rounded_.stride = (n_alternatives_ + kRow - 1) / kRow * kRow;
    immigrant_stride_ = (world.n_regions + kRow - 1) / kRow * kRow;
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
    for (const RegionIndex r : world.regions()) {
        const auto& constants = world.region(r).stay_constant;
        stay_constant_.insert(stay_constant_.end(), constants.begin(),
                              constants.begin() + static_cast<std::ptrdiff_t>(world.n_tiers));
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
                const double distance = 1.0 + km_[home * n + r] / 100.0;
                exact_.moving_cost[((home * 2 + 0) * kCostSteps + s) * stride + r] = exp(coarse * distance);
                exact_.moving_cost[((home * 2 + 1) * kCostSteps + s) * stride + r] = exp(fine * distance);
            }
        }
    }
}

double Choice::holding_at(RegionIndex home, TierIndex tier) const {
    const auto& c = *world_;
    double mean = 0.0;
    for (const RegionIndex r : c.regions()) {
        mean += stay_constant_[r * c.n_tiers + tier] / static_cast<double>(c.n_regions);
    }
    return c.region(home).amenity + (stay_constant_[home * c.n_tiers + tier] - mean) / rho_;
}

double Choice::place_utility(RegionIndex r, TierIndex k, const RegionState& state) const {
    const auto& p = world_->parameters();
    const auto& region = world_->region(r);
    const FileRegion file = world_->file_of[r];
    double v = region.amenity + policy_->read(Entry::amenity, {.region = file}) -
               p.income_elasticity[k] * p.housing_share * log(prices_->house_price(r));
    v += p.card_weight[k] * policy_->read(Entry::card_value, {.region = file, .tier = k});
    v += p.service_weight * service_level(r);
    if (p.congestion_weight > 0.0) {
        const double capacity = p.congestion_capacity > 0.0 ? p.congestion_capacity : state.reference_residents[r];
        const double persons = static_cast<double>(state.residents[r]) * world_->persons_per_agent;
        v -= p.congestion_weight * log(1.0 + persons / std::max(1.0, capacity));
    }
    return v;
}

double Choice::service_level(RegionIndex r) const {
    constexpr double kDaysPerMonth = 30.0;
    const FileRegion file = world_->file_of[r];
    const double base = world_->region(r).processing_days_claims;
    return policy_->read(Entry::service_level, {.region = file}) -
           (policy_->processing_days(file, base) - base) / kDaysPerMonth;
}

double Choice::chance_of_post(RegionIndex r, const RegionState& state) const {
    if (!has_posts_ || state.labour_force[r] <= 0) return 1.0;
    double posts = 0.0;
    for (const FieldIndex f : world_->fields()) {
        for (const TierIndex k : world_->tiers()) posts += state.posts[world_->cell(r, k, f)];
    }
    return std::min(1.0, posts / (static_cast<double>(state.labour_force[r]) * world_->persons_per_agent));
}

double Choice::expected_income(RegionIndex home, RegionIndex r, TierIndex k, FieldIndex f, bool job_led) const {
    const auto& p = world_->parameters();
    const double wage = prices_->income(world_->cell(r, k, f));
    const double here = prices_->income(world_->cell(home, k, f));
    const std::size_t n = world_->n_regions;
    double gap = 0.0;
    if (world_->world->fields[f].regulated && world_->other_province[home * n + r] != 0) {
        gap = policy_->read(Entry::credential_gap,
                            {.region = world_->file_of[home], .other = world_->file_of[r], .field = f});
    }
    double pi = 1.0;
    if (!job_led) pi = chance_of_post_[r];
    const double gross = pi * wage * (1.0 - p.credential_wage_loss * gap) + (1.0 - pi) * p.unemployment_benefit * wage;
    return std::max(gross - crf_moving_ * p.moving_cost_years * here, kLeastIncome * wage);
}

void Choice::build_home(RegionIndex home, const RegionState& state) {
    const auto& p = world_->parameters();
    const auto& c = *world_;
    const std::size_t n = c.n_regions;
    for (const TierIndex k : c.tiers()) {
        for (const FieldIndex f : c.fields()) {
            for (int mode = 0; mode < 2; ++mode) {
                const std::size_t s = slot(home, k, f, mode == 1);
                for (const RegionIndex r : c.regions()) {
                    double& weight = exact_.inverse[s * exact_.stride + r];
                    if (r == home) {
                        weight = kClosed;
                        continue;
                    }
                    if (!c.utility.empty()) {
                        weight = exp(-c.utility[home * n + r]);
                        continue;
                    }
                    const double y = expected_income(home, r, k, f, mode == 1);
                    income_[s * n + r] = y;
                    double v = p.income_elasticity[k] * log(y) + place_[c.cell(r, k, f)];
                    v -= p.distance_elasticity * log(std::max(km_[home * n + r], kLeastDistanceKm) / kDistanceUnitKm);
                    if (c.other_province[home * n + r] != 0) {
                        v -= p.province_border_cost;
                        if (c.world->fields[f].regulated) {
                            v -= p.credential_cost *
                                 policy_->read(Entry::credential_gap,
                                               {.region = c.file_of[home], .other = c.file_of[r], .field = f});
                        }
                    }
                    weight = exp(-v);
                }
                if (n_alternatives_ > n) {
                    // The rest of the world stands still during burn-in; its pull is measured against what holds
                    // people at home, so that no region loses more than another by its calibrated constants.
                    exact_.inverse[s * exact_.stride + n] =
                        c.in_burn_in(now_) ? kClosed : exp(-c.world->rest_of_world.utility[k] - holding_at(home, k));
                }
            }
            for (int employed = 0; employed < 2; ++employed) {
                const std::size_t s = slot(home, k, f, employed == 1);
                const double wage = prices_->income(c.cell(home, k, f));
                const double pi =
                    employed == 1 || state.labour_force[home] == 0
                        ? 1.0
                        : static_cast<double>(state.employed[home]) / static_cast<double>(state.labour_force[home]);
                const double y = std::max(pi * wage + (1.0 - pi) * p.unemployment_benefit * wage, kLeastIncome * wage);
                home_income_[s] = y;
                home_utility_[s] = p.income_elasticity[k] * log(y) + place_utility(home, k, state);
            }
        }
    }
}

void Choice::build_destination_tables(const RegionState& state) {
    const auto& p = world_->parameters();
    const auto& c = *world_;
    for (const RegionIndex r : c.regions()) {
        const auto& region = c.region(r);
        const FileRegion file = c.file_of[r];
        chance_of_post_[r] = chance_of_post(r, state);
        for (const TierIndex k : c.tiers()) {
            const At at{.region = file, .tier = k};
            const double spouse = std::max(region.spouse_chance, policy_->read(Entry::spouse_chance, at));
            exact_.partner[k * exact_.stride + r] = exp(p.partner_cost * (1.0 - spouse));
            double school = std::max(region.school_chance, policy_->read(Entry::school_chance, at));
            if (policy_->read(Entry::card_value, at) > 0.0)
                school = std::max(school, policy_->read(Entry::card_school_chance, at));
            exact_.child[k * exact_.stride + r] = exp(p.child_cost * (1.0 - school));
            const double barrier =
                region.settlement_barrier * policy_->read(Entry::card_barrier, {.region = file, .tier = k});
            for (const FieldIndex f : c.fields()) {
                const PoolIndex pool = c.cell(r, k, f);
                place_[pool] = place_utility(r, k, state) - p.settlement_cost * barrier +
                               p.size_elasticity * log(1.0 + state.posts[pool]);
            }
        }
    }
    for (const RegionIndex issuer : c.regions()) {
        reach_[issuer] = 0;
        for (const RegionIndex r : c.regions()) {
            if (policy_->card_reaches(c.file_of[issuer], c.file_of[r])) reach_[issuer] |= std::uint64_t{1} << r;
        }
    }
}

void Choice::build_immigrants() {
    const auto& c = *world_;
    const auto& p = c.parameters();
    for (const TierIndex k : c.tiers()) {
        for (const FieldIndex f : c.fields()) {
            for (const RegionIndex r : c.regions()) {
                const PoolIndex pool = c.cell(r, k, f);
                // Amenity constants were found from residents' moves, where they also make up for remoteness;
                // people from outside go by posts one for one (arrivals in proportion), income and policy.
                const double v = p.income_elasticity[k] * log(prices_->income(pool)) + place_[pool] -
                                 c.region(r).amenity + (1.0 - p.size_elasticity) * log(1.0 + posts_[pool]);
                immigrant_[(k * c.n_fields + f) * c.n_regions + r] = exp(-v);
            }
        }
    }
}

void Choice::use_distances() {
    const bool links = policy_->written(Entry::effective_km);
    if (!links && !links_open_) return;
    links_open_ = links;
    const auto& c = *world_;
    for (std::size_t i = 0; i < km_.size(); ++i) {
        const At pair{.region = c.file_of[i / c.n_regions], .other = c.file_of[i % c.n_regions]};
        km_[i] = std::min(c.km[i], policy_->read(Entry::effective_km, pair));
    }
    if (c.parameters().moving_cost_spread > 0.0) {
        build_moving_cost();
        rounded_.moving_cost.clear();
    }
}

void Choice::find_offers() {
    const auto& c = *world_;
    offered_.assign(c.n_tiers, 0);
    housed_.assign(c.n_tiers, 0);
    if (awards_ == nullptr) return;
    for (const TierIndex k : c.tiers()) {
        for (const RegionIndex r : c.regions()) {
            if (awards_->any(r, k)) offered_[k] |= std::uint64_t{1} << r;
            if (awards_->any_housing(r, k)) housed_[k] |= std::uint64_t{1} << r;
        }
    }
}

void Choice::open_month(sim::Team& team, sim::Month now, const PolicyField& policy, const Prices& prices,
                        const RegionState& state, const AwardOffers* awards) {
    now_ = now;
    policy_ = &policy;
    prices_ = &prices;
    awards_ = awards;
    const auto& c = *world_;
    const std::size_t slots = c.n_cells * 2;
    exact_.inverse.resize(slots * exact_.stride, kClosed);
    income_.resize(slots * c.n_regions);
    home_utility_.resize(slots);
    home_income_.resize(slots);
    place_.resize(c.n_cells);
    immigrant_.resize(c.n_tiers * c.n_fields * c.n_regions);
    immigrant_bound_.resize(c.n_tiers * c.n_fields * immigrant_stride_, 1.0F);
    chance_of_post_.resize(c.n_regions);
    exact_.partner.resize(c.n_tiers * exact_.stride, 1.0);
    exact_.child.resize(c.n_tiers * exact_.stride, 1.0);
    reach_.resize(c.n_regions);
    posts_ = state.posts;
    use_distances();
    build_destination_tables(state);
    team.for_each(c.n_regions, [&](std::size_t home, std::size_t) { build_home(RegionIndex{home}, state); });
    build_immigrants();
    add_peer_effect(state);
    find_offers();
    round_weights();
    find_bounds();
    if (plain_) fill_plain_stay();
}

void Choice::fill_plain_stay() {
    const auto& c = *world_;
    Chooser i;
    plain_stay_.resize(home_utility_.size());
    for (const RegionIndex home : c.regions()) {
        for (const TierIndex k : c.tiers()) {
            for (const FieldIndex f : c.fields()) {
                i.home = home;
                i.tier = k;
                i.field = f;
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
            const double partner = (family & 2U) != 0 ? exact_.partner[i] : 1.0;
            const double child = (family & 1U) != 0 ? exact_.child[i] : 1.0;
            rounded_.family[family * exact_.child.size() + i] = static_cast<float>(partner * child);
        }
    }
    if (rounded_.moving_cost.size() != exact_.moving_cost.size()) round(exact_.moving_cost, rounded_.moving_cost);
    if (!rounded_.tie.empty()) return;  // the rest never changes
    round(exact_.tie, rounded_.tie);
    rounded_.origin = static_cast<float>(exact_.origin);
}

double Choice::most_by_policy(RegionIndex r, TierIndex k, double y, double least) const {
    const auto& p = world_->parameters();
    double better = 0.0;
    if (((offered_[k] >> r) & 1U) != 0) {
        better += p.income_elasticity[k] * (log(std::max(y + awards_->most_offer(r, k), least)) - log(y));
    }
    if (((housed_[k] >> r) & 1U) != 0)
        better -= p.income_elasticity[k] * p.housing_share * awards_->least_price_offer(r, k);
    return better;
}

void Choice::find_bounds() {
    const auto& c = *world_;
    const std::size_t n = c.n_regions, stride = rounded_.stride;
    for (const TierIndex k : c.tiers()) {
        for (const FieldIndex f : c.fields()) {
            const std::size_t kind = k * c.n_fields + f;
            for (const RegionIndex r : c.regions()) {
                const double y = prices_->income(c.cell(r, k, f));
                immigrant_bound_[kind * immigrant_stride_ + r] =
                    static_cast<float>(immigrant_[kind * n + r] * exp(-most_by_policy(r, k, y, 0.0)));
            }
        }
    }
    bound_ = rounded_.inverse;
    if (!personal_ || !c.utility.empty()) return;
    for (std::size_t s = 0; s < bound_.size() / stride; ++s) {
        const auto cell = static_cast<CellIndex>(s / 2);
        const TierIndex k = c.tier_of(cell);
        const FieldIndex f = c.field_of(cell);
        for (const RegionIndex r : c.regions()) {
            const double better =
                most_by_policy(r, k, income_[s * n + r], kLeastIncome * prices_->income(c.cell(r, k, f)));
            if (better > 0.0)
                bound_[s * stride + r] = static_cast<float>(exact_.inverse[s * stride + r] * exp(-better));
        }
    }
}

void Choice::add_peer_effect(const RegionState& state) {
    const auto& c = *world_;
    const double weight = c.world->overrides.peer_weight.value_or(0.0);
    peer_.assign(c.n_regions, 0.0);
    if (weight == 0.0) return;
    double total = 0.0;
    for (const auto n : state.residents) total += static_cast<double>(n);
    for (const RegionIndex r : c.regions()) {
        peer_[r] = weight * static_cast<double>(state.residents[r]) / total;
    }
    const std::size_t slots = exact_.inverse.size() / exact_.stride;
    for (std::size_t s = 0; s < slots; ++s) {
        for (const RegionIndex r : c.regions()) exact_.inverse[s * exact_.stride + r] *= exp(-peer_[r]);
    }
}

}  // namespace talentflow::models
