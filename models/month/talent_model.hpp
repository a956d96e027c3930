// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "models/benefits/claims.hpp"
#include "models/benefits/referrals.hpp"
#include "models/choice/choice.hpp"
#include "models/choice/decisions.hpp"
#include "models/economy/commuting.hpp"
#include "models/economy/family_places.hpp"
#include "models/economy/job_search.hpp"
#include "models/economy/outlays.hpp"
#include "models/economy/posts.hpp"
#include "models/economy/prices.hpp"
#include "models/economy/ventures.hpp"
#include "models/knowledge/awareness.hpp"
#include "models/knowledge/community.hpp"
#include "models/knowledge/ties.hpp"
#include "models/month/proposals.hpp"
#include "models/people/books.hpp"
#include "models/people/cohorts.hpp"
#include "models/people/hazards.hpp"
#include "models/people/state/population.hpp"
#include "models/people/synthesis.hpp"
#include "models/policy/policy_field.hpp"
#include "models/programmes/programmes.hpp"
#include "models/world/compiled_world.hpp"
#include "sim/draws.hpp"

namespace talentflow::models {

/// A newcomer about to get a row.
struct Arrival {
    sim::PersonId person;
    Newcomer who;
    std::uint8_t origin;
    EntryReason reason;
    Placement post;
    std::uint32_t row;
};

/// Potential immigrants and what is known of each.
using Outsider = std::pair<Seeker, Newcomer>;
using Outsiders = std::vector<Outsider>;

/// One member of a run: the state of a world and the order of events of a month.
class TalentModel {
  public:
    TalentModel(const World& world, std::uint32_t member, bool look_every_month);

    /// One month. Every phase reads the state of last month and proposes; scarce things are allocated in one
    /// ranked, order-free step; only `commit` changes people (methods 1.3, ADR 0002). Where nothing is scarce a block
    /// commits as soon as it has proposed: nobody but its own people reads them before the next month.
    void step(sim::Month now);
    /// Takes the reference values of time 0 (methods 4); called before the first month after burn-in.
    void set_reference();

    [[nodiscard]] const CompiledWorld& world() const noexcept { return compiled_; }
    [[nodiscard]] const Books& books() const noexcept { return books_; }
    [[nodiscard]] const Prices& prices() const noexcept { return prices_; }
    [[nodiscard]] const Posts& posts() const noexcept { return posts_; }
    [[nodiscard]] const Claims& claims() const noexcept { return claims_; }
    [[nodiscard]] const Funds& funds() const noexcept { return funds_; }
    [[nodiscard]] const Referrals& referrals() const noexcept { return referrals_; }
    [[nodiscard]] const Cohorts& cohorts() const noexcept { return cohorts_; }
    [[nodiscard]] const Programmes& programmes() const noexcept { return programmes_; }
    [[nodiscard]] const Ventures& ventures() const noexcept { return ventures_; }
    [[nodiscard]] const Awareness& awareness() const noexcept { return awareness_; }
    [[nodiscard]] const Decisions& decisions() const noexcept { return decisions_; }
    [[nodiscard]] const Population& population() const noexcept { return population_; }
    [[nodiscard]] std::int64_t vacancies(PoolIndex pool) const noexcept {
        return std::max<std::int64_t>(0, posts_.positions(pool) - books_.filled()[pool]);
    }
    /// Months since the pool last had no open post.
    [[nodiscard]] int open_since(PoolIndex pool) const noexcept { return open_months_[pool]; }

  private:
    // The phases of `step`, in order.
    void open_month(sim::Month now);
    void open_hazards(sim::Month now);
    void propose(sim::Month now);
    void propose_newcomers(sim::Month now);
    /// How many people outside might come this month, in agents.
    [[nodiscard]] std::size_t potential_immigrants(sim::Month now) const;
    /// Lets the potential immigrants [begin, end) of the month choose.
    void ask_outsiders(std::size_t begin, std::size_t end, sim::Month now, sim::Screening& screening, Outsiders& coming,
                       Outsiders& staying) const;
    /// Those who would stay outside and are brought in become seekers (methods 3.17).
    void invite_outsiders(sim::Month now, const std::vector<Outsiders>& stay_outside);
    /// Holders of posts that closed this month and for whom no open post of the pool is left (methods 3.17).
    void propose_dismissals(sim::Month now);
    void resolve(sim::Month now);
    void commit(sim::Month now);
    void close_month(sim::Month now);

    void propose_block(std::size_t block, sim::Month now, BlockScratch& scratch);
    void find_events(std::size_t block, sim::Month now, BlockScratch& scratch) const;
    void choose_looks(std::size_t block, BlockScratch& scratch) const;
    /// The people who surely consider moving and whose decision needs no more than their status: no list is made of
    /// them.
    void decide_certain(std::size_t block, sim::Month now, Proposals& out, BlockScratch& scratch) const;
    void look(std::size_t which, sim::Month now, Proposals& out, BlockScratch& scratch);
    void consider(sim::Month now, Proposals& out, BlockScratch& scratch);
    void act_on_choice(const Considering& i, sim::PersonId person, std::uint8_t choice, sim::Month now,
                       Proposals& out) const;
    void seek(const Considering& i, sim::PersonId person, std::size_t target, bool moves_anyway, bool commutes,
              Proposals& out) const;
    void transit(std::uint32_t row, double u, Proposals& out) const;
    /// Shift of the log hazard of rising: by policy, courses, secondments and grants.
    [[nodiscard]] double rise_shift(std::uint32_t row, StatusWord who, sim::Month now) const;
    /// Secondees of the block who would stay at their host look for a post there.
    void propose_returns(std::size_t block, Proposals& out) const;

    // Parts of `commit`. Those that take a Tally run in parallel over blocks.
    void commit_seekers(std::size_t block, sim::Month now, Tally& tally, BlockScratch& scratch);
    void commit_block(std::size_t block, sim::Month now, Tally& tally, BlockScratch& scratch);
    void prefetch_move(std::uint32_t row) const;
    void vacate_post(std::uint32_t row, StatusWord who, Tally& tally) const;
    void remember(const std::vector<std::uint32_t>& movers, sim::Month now, BlockScratch& scratch);
    void commit_exit(const Exit& exit, Tally& tally, Proposals& p);
    void commit_move(std::uint32_t row, std::size_t to, sim::Month now, Tally& tally, Proposals& p);
    void commit_hire(std::uint32_t row, std::size_t region, const Placement& placement, sim::Month now, Tally& tally);
    void commit_dismissal(const Dismissal& dismissal, sim::Month now, Tally& tally);
    /// People hired into a park with a sponsor may come to know people there.
    void meet_sponsor(std::uint32_t row, PoolIndex pool, sim::Month now);
    /// Ties as they are now become the stored ones: an event is about to change them.
    void settle_ties(std::uint32_t row, sim::Month now);
    void commit_separation(std::uint32_t row, sim::Month now, Tally& tally);
    void commit_promotion(std::uint32_t row, Tally& tally, Proposals& p);
    void commit_seeker(const Seeker& seeker, const Placement& placement, sim::Month now, Tally& tally, Proposals& p);
    void tell_claims(sim::Month now);
    void commit_newcomers(sim::Month now);
    void collect_immigrants();
    void collect_graduates(sim::Month now);
    void collect_entries(sim::Month now);
    void update_region_state();
    [[nodiscard]] std::vector<std::vector<double>> labour_force_path() const;

    CompiledWorld compiled_;
    sim::Draws draws_;
    bool look_every_month_;
    PolicyField policy_;
    Awareness awareness_;
    Ties ties_;
    Synthesis synthesis_;
    ProgrammeList enrolled_;
    Population population_;
    Books books_;
    Prices prices_;
    Posts posts_;
    Hazards hazards_;
    Choice choice_;
    JobSearch job_search_;
    Commuting commuting_;
    Funds funds_;
    Outlays outlays_;
    Claims claims_;
    Referrals referrals_;
    FamilyPlaces family_places_;
    Community community_;
    Cohorts cohorts_;
    Programmes programmes_;
    Ventures ventures_;
    Decisions decisions_;

    bool needs_family_;     // anyone's draws or utilities depend on partner, child or mode
    bool remembers_;        // awareness or ties are stored when somebody moves
    bool keeps_residence_;  // somebody asks how long people have lived where they do
    bool decides_plainly_;  // decisions need nothing but status and moving cost
    bool commits_at_once_;  // nobody wants anything scarce, so a block's own people are all that its commit needs
    RegionState region_state_;
    std::vector<std::size_t> lever_order_;   // instances in the order of the register and of ids
    std::vector<Proposals> proposals_;       // [block]
    std::vector<BlockScratch> scratch_;      // [thread]
    std::vector<std::size_t> first_seeker_;  // [block + 1] into seekers_
    std::vector<Seeker> seekers_;            // residents' in block order, then potential immigrants'
    std::vector<Newcomer> immigrants_;       // of the seekers without a row, in order
    std::vector<Arrival> arrivals_;          // newcomers of the month, in order
    std::vector<Placement> placements_;      // [seeker]
    std::vector<std::int64_t> open_posts_;   // [pool] of the snapshot
    std::vector<int> open_months_;           // [pool]
};

}  // namespace talentflow::models
