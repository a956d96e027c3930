// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include "models/benefits/award_sums.hpp"
#include "models/benefits/claim_records.hpp"
#include "models/choice/choice.hpp"
#include "models/economy/prices.hpp"
#include "models/people/state/population.hpp"
#include "models/policy/funds.hpp"
#include "models/policy/policy_field.hpp"
#include "models/policy/post_grant.hpp"
#include "models/policy/programme.hpp"
#include "models/world/compiled_world.hpp"
#include "sim/draws.hpp"
#include "sim/not_copyable.hpp"
#include "sim/parallel.hpp"

namespace talentflow::models {

/// Month's figures of one lever.
struct ClaimFigures {
    std::int64_t filed = 0, approved = 0, paid = 0, lapsed = 0;
    std::vector<std::int64_t> recipients;  // [tier * 2 + newcomer]
};

/// Methods 3.10: eligibility, take-up, desks, payment, contracts, clawback, cards.
///
///   take-up   P = min(1, factor / (1 + exp(-(a_t + b_t ln(value / monthly wage) - c_t tau/15))))
///   A person claims in the first of at most 12 months after becoming eligible in which u < P; one uniform per
///   (person, lever, spell start). Desks take mu cases a month, first come, ties by a keyed hash, and decide after
///   floor(tau/30) + Bernoulli(fraction) months. Funds pay in the order of approval while they can.
///   Clawback at service month t < T: chi paid (1 - t/T) or chi paid in full.
class Claims final : public AwardOffers, private sim::NotCopyable {
  public:
    /// `funds` pays; both outlive this.
    Claims(const CompiledWorld& world, const sim::Draws& draws, const ProgrammeList& programmes, Funds& funds,
           ClaimsState& state);
    /// The state has been replaced.
    void restored() { count_queues(); }

    void open_month(sim::Month now, const PolicyField& policy, const Prices& prices);

    /// Cheap tests, safe in parallel: must the claims hear of this person's departure, of a move of this tier to a
    /// region? `who`: the status that the person in `row` has or had.
    [[nodiscard]] bool concerned_by_leaving(const Population& p, std::uint32_t row, StatusWord who) const noexcept {
        return who.beneficiary() && (p.contract[row] != kNoRow || p.cards.get(row) != 0);
    }
    [[nodiscard]] bool concerned_by_moves(TierIndex tier, RegionIndex to) const noexcept {
        return ((open_.regions >> to) & 1U) != 0 || (accredits_ && world_->world->tiers[tier].accredited);
    }

    // --- events of the month, told by commit
    void arrived(const Population& population, std::uint32_t row, RegionIndex from, sim::Month now);
    void promoted(const Population& population, std::uint32_t row, sim::Month now);
    /// Leaves home for region `to` (clawback due), or the world (`to` = kNoRegion, no clawback unless asked); before
    /// the row changes. Cards stay where their issuer's reach includes the new home.
    void leaves(Population& population, std::uint32_t row, RegionIndex to, bool clawback, sim::Month now);

    /// Accreditation decisions, take-up, desks, payments, contract ends. Changes cards, accreditation and the
    /// after-contract flag only.
    void resolve(sim::Team& team, Population& population, sim::Month now);

    // --- read by the choice
    [[nodiscard]] double offer(const Chooser& chooser, RegionIndex region) const override;
    [[nodiscard]] bool any(RegionIndex region, TierIndex tier) const override {
        return open_.any_award[region * world_->n_tiers + tier] != 0;
    }
    [[nodiscard]] double most_offer(RegionIndex region, TierIndex tier) const override;
    [[nodiscard]] double least_price_offer(RegionIndex region, TierIndex tier) const override {
        return open_.log_price_factor[region * world_->n_tiers + tier];
    }
    [[nodiscard]] double price_offer(const Chooser& chooser, RegionIndex region) const override;
    [[nodiscard]] bool any_housing(RegionIndex region, TierIndex tier) const override {
        return open_.any_housing[region * world_->n_tiers + tier] != 0;
    }
    [[nodiscard]] double remaining_value(const Population& population, std::uint32_t row,
                                         sim::Month now) const override;
    [[nodiscard]] double leaving_cost(const Population& population, std::uint32_t row, sim::Month now) const override;
    [[nodiscard]] double home_price(const Population& population, std::uint32_t row) const override;

    /// Shift of the log hazard of rising by a contract that runs; of several the largest. And the most that it can be.
    [[nodiscard]] double promotion_shift(const Population& population, std::uint32_t row) const;
    [[nodiscard]] double most_promotion_shift() const noexcept { return terms_.most_promotion_shift; }

    [[nodiscard]] const std::vector<ClaimFigures>& figures() const noexcept { return month_.figures; }
    /// Claims filed and not yet settled at the end of the month, in agents.
    [[nodiscard]] std::int64_t queue(std::size_t lever) const noexcept { return month_.queue[lever]; }
    /// Rows of those whose award was paid for the first time this month, once for each award; cards are none.
    [[nodiscard]] const std::vector<std::uint32_t>& first_paid() const noexcept { return month_.first_paid; }
    /// What everybody has been paid in awards so far.
    [[nodiscard]] const AwardSums& award_sums() const noexcept { return state_->award_sums; }
    /// Days from filing to decision that a claim without a card takes now, by the policies of this month and the cases
    /// that wait: claim days + 30 x waiting cases / cases decided a month. NaN where a desk decides none.
    [[nodiscard]] double processing_days(RegionIndex region) const;
    [[nodiscard]] bool present() const noexcept { return active_; }
    /// Claims granted in the month of the last `resolve` that bring posts with them.
    [[nodiscard]] const std::vector<PostGrant>& grants() const noexcept { return state_->grants; }

  private:
    using Candidate = claim::Candidate;
    using Case = claim::Case;
    using Contract = claim::Contract;
    using Housing = claim::Housing;
    using Accreditation = claim::Accreditation;
    using YearsGrants = claim::YearsGrants;
    using ProgrammeIndex = claim::ProgrammeIndex;
    enum class Outcome { granted, waits, lapses };
    static constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();
    /// Tables of the month: where programmes act, and what movers expect of them.
    void open_offers(sim::Month now);
    void count_queues();
    [[nodiscard]] bool still_there(const Population& p, std::uint64_t person, std::uint32_t row,
                                   RegionIndex region) const noexcept {
        return p.id[row] == person && !p.status[row].empty() && p.status[row].region() == region;
    }
    [[nodiscard]] bool eligible(const Population& p, std::uint32_t row, const Programme& programme,
                                sim::Month now) const;
    /// The tier that benefits go by: the one accredited where the person lives; the last tier needs none.
    [[nodiscard]] std::optional<TierIndex> benefit_tier(const Population& p, std::uint32_t row) const;
    /// Whether a programme acts in a region and lists a tier.
    [[nodiscard]] bool offers(std::size_t programme, RegionIndex region, TierIndex tier) const;
    /// Whether somebody who thinks of moving to a region meets the terms of a programme there, so far as one looks at
    /// them beforehand (methods 3.4).
    [[nodiscard]] bool meets_terms_there(std::size_t programme, const Chooser& chooser, RegionIndex region) const;
    /// Whether they can count on it: they meet its terms and no rival of its exclusive set takes its place.
    [[nodiscard]] bool may_expect(std::size_t programme, const Chooser& chooser, RegionIndex region) const;
    /// What a programme is worth to a tier, in CNY, for comparison with others of an exclusive set; 0 for a card.
    [[nodiscard]] double worth(std::size_t programme, RegionIndex region, TierIndex tier) const;
    /// Whether a mover would get another lever of the same exclusive set instead: has claimed it, or meets its terms
    /// and it pays more (`highest`) or comes first in the order of the register (`first`, and of equal ones).
    [[nodiscard]] bool outbid(std::size_t programme, const Chooser& chooser, RegionIndex region) const;
    /// Already claimed, or shut out by another lever of the same exclusive set.
    [[nodiscard]] bool ruled_out(const Population& p, std::uint32_t row, std::size_t programme, sim::Month now) const;
    /// Acting in the person's region, eligible and not ruled out.
    [[nodiscard]] bool may_claim(const Population& p, std::uint32_t row, std::size_t programme, sim::Month now) const;
    [[nodiscard]] double take_up(const Population& p, const Candidate& c, sim::Month now) const;
    /// Days that the desk of the region takes for a claim of the person in `row`: cards of the region make it quicker.
    [[nodiscard]] double claim_days_of(const Population& p, std::uint32_t row, RegionIndex region) const;
    /// The same without a card.
    [[nodiscard]] double claim_days(RegionIndex region) const;
    /// Cases of agents that the desk decides a month: whole ones.
    [[nodiscard]] double desk_capacity(RegionIndex region) const;
    [[nodiscard]] int delay_months(double days, sim::PersonId person, sim::Month now, std::uint32_t index) const;
    void become_candidate(const Population& p, std::uint32_t row, sim::Month now);
    void scan_started(sim::Team& team, const Population& p, sim::Month now);
    void apply_for_accreditation(const Population& p, std::uint32_t row, RegionIndex from, sim::Month now);
    void decide_accreditations(Population& p, sim::Month now);
    void file_claims(const Population& p, sim::Month now);
    void work_desks(const Population& p, sim::Month now);
    void decide_and_pay(Population& p, sim::Month now);
    void grant(Population& p, const Case& c, sim::Month now);
    void book_grant(const Case& c, sim::Month now);
    void add_contract(Population& p, const Contract& contract);
    void pay_instalments(Population& p, sim::Month now);
    void pay_due_instalment(Contract& c, sim::Month now);
    /// The obligation is, and nothing more is paid or will be.
    [[nodiscard]] bool contract_over(const Contract& c, sim::Month now) const;
    void pay_holders();
    // Help with housing (claims_housing.cpp).
    void prepare_housing();
    void offer_housing();
    /// Ends what is over, which frees units, and pays the month of all others.
    void run_housing(const Population& p, sim::Month now);
    /// Gives a unit and pays its first month, if there is one and the fund can.
    [[nodiscard]] Outcome house(Population& p, const Case& c, sim::Month now);
    [[nodiscard]] bool holds_housing(const Population& p, std::uint32_t row, std::size_t programme) const;
    /// Public cost of a month of one person: relief s_h w/12 P/P_0.
    [[nodiscard]] double housing_cost_cny(std::size_t programme, RegionIndex region, TierIndex tier,
                                          FieldIndex field) const;
    [[nodiscard]] Fen housing_cost(const Population& p, std::uint32_t row, std::size_t programme) const;
    [[nodiscard]] bool grants_left(std::size_t programme, sim::Month now);
    [[nodiscard]] Fen instalment(const Contract& c) const noexcept;
    [[nodiscard]] Fen clawback_due(const Contract& c, sim::Month now) const;

    /// What the levers say, for the whole run.
    struct Terms {
        std::vector<Programme> programmes;
        std::vector<std::uint64_t> regions;        // [programme] inner set
        std::vector<std::uint32_t> lever_key;      // [lever] in addresses of draws: by id, not by place in the file
        std::vector<double> recognition_cost_cny;  // [lever] of a case that it decides
        std::vector<double> log_relief;            // [programme] ln(1 - relief) of help with housing
        double most_promotion_shift = 0.0;
        bool any_housing = false;
    };
    /// Tables of the month: what is open, and what movers expect of it.
    struct Open {
        std::uint64_t regions = 0;  // inner set: where some programme acts
        std::vector<std::vector<ProgrammeIndex>> awards_in,
            housing_in;                   // [region] programmes that act there, ascending
        std::vector<double> award_value;  // [programme * n_tiers + tier] expected a year by a mover, CNY; 0: none
        std::vector<double> paid_chance;  // [lever] psi
        std::vector<unsigned char> any_award, any_housing;  // [region * n_tiers + tier]
        std::vector<double> log_price_factor;  // [region * n_tiers + tier] ln of Entry::price_factor, where offered
    };
    /// What is counted in a month.
    struct Month {
        std::vector<ClaimFigures> figures;      // [lever]
        std::vector<std::int64_t> queue;        // [lever]
        std::vector<std::uint32_t> first_paid;  // rows
    };

    const CompiledWorld* world_;
    const sim::Draws* draws_;
    Funds* funds_;
    ClaimsState* state_;
    const PolicyField* policy_ = nullptr;
    const Prices* prices_ = nullptr;
    bool active_;     // claims module or a take-up override
    bool accredits_;  // capability module
    sim::Month now_;
    Terms terms_;
    std::vector<unsigned char> acted_;  // [programme] in the last month
    Open open_;
    Month month_;
};

}  // namespace talentflow::models
