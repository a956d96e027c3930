// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <unordered_set>
#include <vector>

#include "models/choice/decisions.hpp"
#include "models/economy/prices.hpp"
#include "models/policy/funds.hpp"
#include "models/policy/policy_field.hpp"
#include "models/policy/programme.hpp"
#include "models/programmes/encounters.hpp"
#include "models/programmes/participant.hpp"
#include "sim/batches.hpp"
#include "sim/not_copyable.hpp"

namespace talentflow::models {

/// Who holds a second post.
struct DualPostsState {
    std::vector<Participant> holders;

    template <class Archive>
    void visit(Archive& archive) {
        archive("holders", holders);
    }
};

/// Methods 3.21: part of a second post in a region where one does not live (双聘).
///
/// A programme offers its places to people of its tiers who live elsewhere, consider moving this month, work where they
/// live and stay. Such a person wants one with probability
///
///   P = logistic(d_0 + beta_y ln(1 + omega w_r / w_l) - beta_c min(minutes_lr, 60) / 4)
///
/// where w are the wages of the own field and tier. At the end of the month free places go to those who want one, in
/// the order of own numbers; nobody has two. A post lasts T months from the next month on, or until the person moves to
/// r, leaves the world, or the fund cannot pay omega x wage x pay_share / 12 for the next month; then Poisson(nu_D (1 -
/// (1 - delta)^t) / delta) acquaintances there stay after t months. Home, first post and head counts do not change.
///
/// Draws: dual_post, per person asked and programme (and once per programme, to round its places); dual_ties at the
/// end.
class DualPosts : private sim::NotCopyable {
  public:
    using Holder = Participant;

    DualPosts(const CompiledWorld& world, const sim::Draws& draws, const std::vector<DualPostProgramme>& programmes,
              DualPostsState& state);

    [[nodiscard]] bool present() const noexcept { return !programmes_.empty(); }
    /// The state has been replaced.
    void restored();
    /// Whether anything is offered this month.
    [[nodiscard]] bool open() const noexcept { return open_; }
    /// Tables of the month.
    void open_month(sim::Month now, const PolicyField& policy, const Prices& prices, std::size_t n_rows);
    /// Finds who of `who`, people of one block who consider moving, wants a place. Safe in parallel over blocks.
    void offer(std::size_t block, const std::vector<Considering>& who, const sim::PersonBatch& persons,
               const std::vector<std::uint8_t>& choices, sim::Month now, const Population& population);
    /// Month's end: ends posts (appending what people take home), pays, fills free places.
    void finish(sim::Month now, const Population& population, const Encounters& encounters, Funds& funds,
                std::vector<Encounter>& stored);

    [[nodiscard]] bool holds(std::uint64_t person) const noexcept { return holding_.count(person) != 0; }
    [[nodiscard]] const std::vector<Holder>& holders() const noexcept { return state_->holders; }
    // Of a programme.
    [[nodiscard]] std::size_t size() const noexcept { return programmes_.size(); }
    [[nodiscard]] RegionIndex region(std::size_t programme) const noexcept {
        return world_->inner_of[programmes_[programme].region];
    }
    [[nodiscard]] double fraction(std::size_t programme) const noexcept { return programmes_[programme].fraction; }
    /// Places, in agents.
    [[nodiscard]] std::int64_t places(std::size_t programme) const noexcept { return places_[programme]; }

    /// P of a programme for people of a home, tier and field. `minutes`: of the way.
    [[nodiscard]] double wish(const DualPostProgramme& programme, RegionIndex home, TierIndex tier, FieldIndex field,
                              double minutes) const;

  private:
    struct Taker {
        std::uint64_t order, person;  // own number first
        std::uint32_t row, programme;
    };
    [[nodiscard]] std::size_t cell(std::size_t programme, StatusWord who) const noexcept {
        return programme * world_->n_cells + world_->cell(who.region(), who.tier(), who.field());
    }
    [[nodiscard]] Fen pay_per_month(const DualPostProgramme& programme, StatusWord who) const;
    void end_posts(sim::Month now, const Population& population, const Encounters& encounters, Funds& funds,
                   std::vector<Encounter>& stored);
    void fill_places(sim::Month now, const Population& population, Funds& funds);

    const CompiledWorld* world_;
    const sim::Draws* draws_;
    DualPostsState* state_;
    const Prices* prices_ = nullptr;  // of the month
    std::vector<DualPostProgramme> programmes_;
    std::vector<std::uint32_t> key_;    // [programme] in addresses of draws: lever and region
    std::vector<std::int64_t> places_;  // [programme]
    std::vector<double> wish_;          // [programme * n_cells + cell]; 0 where nothing is offered
    bool open_ = false;
    std::vector<std::vector<Taker>> takers_;     // [block]
    std::unordered_set<std::uint64_t> holding_;  // the holders' ids; only asked, never walked
};

}  // namespace talentflow::models
