// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "models/economy/prices.hpp"
#include "models/people/life_course.hpp"
#include "models/people/state/population.hpp"
#include "models/policy/policy_field.hpp"
#include "models/world/compiled_world.hpp"
#include "sim/draws.hpp"
#include "sim/not_copyable.hpp"
#include "sim/parallel.hpp"
#include "sim/race.hpp"
#include "sim/screen.hpp"

namespace talentflow::models {

/// Inverse weight of what nobody can choose: it wins no race.
inline constexpr double kClosed = std::numeric_limits<double>::infinity();

/// What a month's tables depend on beyond the policy: last month's people, the month's positions.
struct RegionState {
    std::vector<std::int64_t> residents;      // [n_regions] agents
    std::vector<std::int64_t> labour_force;   // [n_regions]
    std::vector<std::int64_t> employed;       // [n_regions]
    std::vector<double> reference_residents;  // [n_regions] N_r0
    std::vector<double> posts;                // [n_cells] O_rfk of the month, persons
};

/// One considering person as the choice sees them.
struct Chooser {
    sim::PersonId person;
    std::uint64_t cards = 0;           // issuing regions, inner order
    double remaining_instalments = 0;  // annual value at home, over the reference income
    double clawback = 0;               // annual cost of leaving, over the reference income
    double belonging = 0;              // what services for newcomers add to V_stay, if they have reached the person
    double home_price = 0;             // ln(Phat/P) at home of those who hold housing support, else 0
    std::uint32_t row = 0;
    std::uint32_t cost_level = 0;  // personal moving cost, of 4,096
    int residence_months = 0;
    int age_months = 360;
    Family family;
    RegionIndex home;
    TierIndex tier;
    FieldIndex field;
    RegionIndex origin = kNoRegion;
    bool employed = true;
    bool job_led = true;
    double commuting = 0;  // utils of working elsewhere while living at home, beyond a post at home
};

/// Claims offer yearly equivalents of awards by destination, Sub_ir, and help with housing, Phat_ir (methods 3.4).
class AwardOffers {
  public:
    virtual ~AwardOffers() = default;
    /// Annual value over the reference income that a newcomer like `chooser` can expect in `region` (inner).
    [[nodiscard]] virtual double offer(const Chooser& chooser, RegionIndex region) const = 0;
    /// Whether any award is on offer for this tier and region this month (cheap first test).
    [[nodiscard]] virtual bool any(RegionIndex region, TierIndex tier) const = 0;
    /// ln(Phat_ir / P_r) that a newcomer like `chooser` can expect in `region` (inner): 0 or less.
    [[nodiscard]] virtual double price_offer(const Chooser& chooser, RegionIndex region) const = 0;
    /// Whether any help with housing is on offer for this tier and region this month.
    [[nodiscard]] virtual bool any_housing(RegionIndex region, TierIndex tier) const = 0;
    /// Bounds of the two over all people of a tier: at least every `offer`, at most every `price_offer`.
    [[nodiscard]] virtual double most_offer(RegionIndex region, TierIndex tier) const = 0;
    [[nodiscard]] virtual double least_price_offer(RegionIndex region, TierIndex tier) const = 0;

    // What those who stay keep, and those who go lose.
    /// Annual value of what is still to be paid to the person in `row`, over the reference income.
    [[nodiscard]] virtual double remaining_value(const Population& population, std::uint32_t row,
                                                 sim::Month now) const = 0;
    /// Annual cost of leaving, over the reference income.
    [[nodiscard]] virtual double leaving_cost(const Population& population, std::uint32_t row,
                                              sim::Month now) const = 0;
    /// ln(Phat/P) of a person's support with housing where they live; 0 for none, or while its fund cannot pay.
    [[nodiscard]] virtual double home_price(const Population& population, std::uint32_t row) const = 0;
};

/// Methods 3.4: who stays and who goes where; two-level nested logit drawn as a race.
///
///   v_ir = beta_y [ln(y_ir + Sub_ir) - s_h ln Phat_ir] + theta_O ln(1 + O_rfk) + alpha_r + beta_q Q_r + beta_g G_ir
///        + beta_n ln(1 + n_ir) + beta_H 1[r = o_i] - beta_d ln(max(d_lr, 15)/50) - c_b 1[other province]
///        - c_cr 1[regulated, credential not valid] - c_hk barrier_r - c_P 1[partner employed](1 - spouse_r)
///        - c_K 1[child](1 - school_r) - congestion - personal moving cost
///   V_stay = rho v0_il + kappa_0(k, l) + kappa_ten ln(1 + years of residence) + belonging
///
/// Incomes are annual, over the world's reference income. Tables of exp(-v) by (home, tier, field, mode)
/// are rebuilt once a month; what differs from person to person enters as factors.
/// Shapes: alternatives are the regions in inner order, then the rest of the world if demography is active.
class Choice : private sim::NotCopyable {
  public:
    Choice(const CompiledWorld& world, const sim::Draws& draws);

    void open_month(sim::Team& team, sim::Month now, const PolicyField& policy, const Prices& prices,
                    const RegionState& state, const AwardOffers* awards);

    [[nodiscard]] std::size_t n_alternatives() const noexcept { return n_alternatives_; }
    [[nodiscard]] bool leaving_the_world(std::uint8_t choice) const noexcept { return choice == world_->n_regions; }

    /// Fills the inverse weights of one person, [n_alternatives] (room for whole groups of eight); `ties` may be null
    /// (none). Unknown places (bit clear in `known`) are infinite.
    void fill(const Chooser& chooser, std::uint64_t known, const std::uint8_t* ties, double* out) const;

    /// What the weights of a screening are: of `plain` people (all of them), each person's own, or own but for awards
    /// and housing, which count as if everyone got all that is on offer: at least as good as the own ones, and no claim
    /// is asked.
    enum class Weighing { plain, own, bound };
    /// Prepares a screening whose persons `place` or `place_plain` then describe: the weights of `fill`, rounded, and
    /// V_stay.
    void use_tables(sim::Screening& screening, Weighing weighing) const;
    void place(sim::Screening& screening, std::size_t person, const Chooser& chooser, Weighing weighing,
               std::uint64_t known, const std::uint8_t* ties, int ties_at_home) const;
    /// Whether utilities depend on nothing but status and moving cost; then `place_plain` does.
    [[nodiscard]] bool plain() const noexcept { return plain_; }
    void place_plain(sim::Screening& screening, std::size_t person, StatusWord who,
                     std::uint32_t level) const noexcept {
        const std::size_t s = slot(who.region(), who.tier(), who.field(), true);
        screening.set_offset(0, person, s * rounded_.stride);
        screening.set_stay(person, plain_stay_[s - (who.employed() ? 0 : 1)]);
        if (!rounded_.moving_cost.empty()) place_cost(screening, person, 1, who.region(), level);
    }
    /// V_stay of one person.
    [[nodiscard]] double stay_utility(const Chooser& chooser, int ties_at_home) const;

    /// Prepares a screening of `n` potential immigrants whom `place_immigrant` then describes: as if everyone got all
    /// that is on offer, so that whoever stays outside by it stays, and only the others need `immigrate`.
    void use_immigrants(sim::Screening& screening, std::size_t n) const;
    void place_immigrant(sim::Screening& screening, std::size_t person, StatusWord who) const noexcept;
    /// Choice of a potential immigrant: kStay for staying outside, else the region.
    [[nodiscard]] std::uint8_t immigrate(sim::PersonId person, TierIndex tier, FieldIndex field, int age_months) const;

    /// Level of the personal moving cost from the person's word.
    [[nodiscard]] static constexpr std::uint32_t cost_level(std::uint32_t word) noexcept { return word >> 20; }
    /// Whether anything but the moving cost differs from person to person.
    [[nodiscard]] bool personal() const noexcept { return personal_; }
    [[nodiscard]] double rho() const noexcept { return rho_; }
    [[nodiscard]] sim::Month now() const noexcept { return now_; }

  private:
    static constexpr double kLeastIncome = 0.05;   // of the wage (methods 3.4, 7)
    static constexpr std::size_t kCostSteps = 64;  // 4,096 levels of personal cost = 64 coarse x 64 fine

    [[nodiscard]] std::size_t slot(RegionIndex home, TierIndex tier, FieldIndex field, bool job_led) const noexcept {
        return std::size_t{world_->cell(home, tier, field)} * 2 + (job_led ? 1 : 0);
    }
    void build_destination_tables(const RegionState& state);
    void build_home(RegionIndex home, const RegionState& state);
    /// What holds people at home beyond the mean region: alpha_r + (kappa_0(k, r) - mean kappa_0(k)) / rho.
    [[nodiscard]] double holding_at(RegionIndex home, TierIndex tier) const;
    void build_moving_cost();
    /// Takes the distances of the month: links shorten them, in effect (Entry::effective_km).
    void use_distances();
    void find_offers();
    void build_immigrants();
    void add_peer_effect(const RegionState& state);  // mean field, J x resident share (V11)
    [[nodiscard]] double place_utility(RegionIndex r, TierIndex k, const RegionState& state) const;
    /// Q_r = service level - (days of claims now - days without policy)/30: 0 where policy changes neither.
    [[nodiscard]] double service_level(RegionIndex r) const;
    /// pi of the speculative mode: posts over labour force, at most 1; 1 where posts are not limited.
    [[nodiscard]] double chance_of_post(RegionIndex r, const RegionState& state) const;
    [[nodiscard]] double expected_income(RegionIndex home, RegionIndex r, TierIndex k, FieldIndex f,
                                         bool job_led) const;
    /// Best value of the cards held that count in `region`, at least `least`.
    [[nodiscard]] double best_card(const Chooser& i, RegionIndex region, double least) const;
    void place_cost(sim::Screening& screening, std::size_t person, std::size_t table, RegionIndex home,
                    std::uint32_t level) const noexcept {
        const std::size_t costs = home * (2 * kCostSteps);
        screening.set_offset(table, person, (costs + level / kCostSteps) * rounded_.stride);
        screening.set_offset(table + 1, person, (costs + kCostSteps + level % kCostSteps) * rounded_.stride);
    }
    /// What awards, clawback and help with housing multiply the weight of region r by, and what cards do.
    template <class Act>
    void each_award_factor(const Chooser& i, std::uint64_t known, std::size_t slot, const Act& act) const;
    template <class Act>
    void each_card_factor(const Chooser& i, const Act& act) const;
    /// What raises or lowers the weight of region r by awards and clawback.
    [[nodiscard]] double award_factor(const Chooser& i, std::size_t slot, RegionIndex r) const;
    /// The same by expected help with housing.
    [[nodiscard]] double housing_factor(const Chooser& i, RegionIndex r) const;

    /// The tables of a month that weights are made of, as inverse weights and factors of them. Rows are padded to
    /// `stride` numbers, so that they can be multiplied by whole registers.
    template <class Real>
    struct Weights {
        std::size_t stride = 0;
        std::vector<Real> inverse;      // [slot * stride + a] exp(-v)
        std::vector<Real> partner;      // [k * stride + r]
        std::vector<Real> child;        // [k * stride + r]
        std::vector<Real> family;       // [(family * n_tiers + k) * stride + r] both, of the rounded ones
        std::vector<Real> tie;          // [256] (1 + n)^-beta_n
        std::vector<Real> moving_cost;  // [((home * 2 + part) * steps + step) * stride + r], or empty
        Real origin = 1;
    };
    void round_weights();
    /// The rounded weights with the best that awards and housing can do for anybody.
    void find_bounds();
    /// What they can add to v in region r at an income of y and no less than `least`.
    [[nodiscard]] double most_by_policy(RegionIndex r, TierIndex k, double y, double least) const;
    void fill_plain_stay();

    const CompiledWorld* world_;
    const sim::Draws* draws_;
    const PolicyField* policy_ = nullptr;
    const Prices* prices_ = nullptr;
    const AwardOffers* awards_ = nullptr;
    sim::Month now_;
    double rho_;
    std::size_t n_alternatives_;
    bool has_posts_;        // else pi = 1: work is not limited
    bool personal_ = true;  // anything but the moving cost differs from person to person
    bool plain_ = false;
    std::vector<float> plain_stay_;      // [slot], or empty
    std::vector<double> stay_constant_;  // [home * n_tiers + tier]
    double crf_moving_;

    std::vector<double> km_;              // [home * n_regions + r] of the month
    bool links_open_ = false;             // km_ is not that of the map
    std::vector<double> posts_;           // [pool] O_rfk of the month, persons
    std::vector<double> chance_of_post_;  // [r] pi
    std::vector<double> place_;           // [pool] part of v that depends on destination, field, tier
    Weights<double> exact_;
    Weights<float> rounded_;
    std::vector<float> bound_;            // as rounded_.inverse
    std::vector<std::uint64_t> offered_;  // [k] regions with an award for the tier, inner order
    std::vector<std::uint64_t> housed_;   // [k] regions with help with housing for the tier
    std::vector<double> income_;          // [slot * n_regions + r] y_ir
    std::vector<double> home_utility_;    // [(home, tier, field, employed)] v0 without ties and origin
    std::vector<double> home_income_;     // the same shape
    std::vector<double> immigrant_;       // [(tier, field) * n_regions + r]
    std::size_t immigrant_stride_;        // n_regions in whole registers
    std::vector<float> immigrant_bound_;  // [(tier, field) * immigrant_stride_ + r]
    std::vector<double> tie_utility_;     // [256]
    std::vector<double> tenure_utility_;  // [months]
    std::vector<double> peer_;            // [r] J x resident share
    std::vector<std::uint64_t> reach_;    // [issuer] regions where its cards count, inner order
};

}  // namespace talentflow::models
