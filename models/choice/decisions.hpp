// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/choice/choice.hpp"
#include "models/economy/commuting.hpp"
#include "models/economy/posts.hpp"
#include "models/knowledge/awareness.hpp"
#include "models/knowledge/community.hpp"
#include "models/knowledge/ties.hpp"
#include "models/people/hazards.hpp"
#include "models/people/state/population.hpp"
#include "sim/batches.hpp"
#include "sim/not_copyable.hpp"
#include "sim/screen.hpp"

namespace talentflow::models {

/// A person who may consider moving, with what else happens to them this month unless they go.
struct Considering {
    std::uint32_t row;
    std::uint8_t status_class;
    bool searches;   // unemployed and applying at home
    bool separates;  // loses the post unless hired
    Family family;
    double u;  // uniform of the consideration; below 0: whatever it is, it is low enough
};

/// Scratch of one thread.
struct DecisionScratch {
    std::vector<Chooser> choosers;
    std::vector<std::uint32_t> rows, levels;
    std::vector<std::uint32_t> open;  // who may go, seen from all they might know
    sim::PersonBatch open_ids;
    std::vector<std::uint64_t> known;  // [open] rivals of staying that they know
    std::vector<AwarenessQuery> queries;
    std::vector<std::uint32_t> asked_by;  // [query] index into `open`
    std::vector<std::uint8_t> answers;
    AwarenessScratch awareness;
    sim::Screening screening;
    std::vector<std::uint8_t> choice;  // result, [person]
};

/// What those who consider moving decide: the choice of methods 3.4 with what each of them knows.
///
/// The law is `exact`: awareness and ties of every place, then the race. Almost nobody needs it. A first screening lets
/// everyone know every place and have all the acquaintances stored for them; whoever stays then stays, since knowing
/// less can only take away from leaving (ADR 0010). For the others only the places that beat staying matter: are
/// they known? A second screening has those places with their exact ties. What either leaves undecided runs exactly.
class Decisions : private sim::NotCopyable {
  public:
    Decisions(const CompiledWorld& world, const sim::Draws& draws, const Population& population, const Hazards& hazards,
              const Choice& choice, const Awareness& awareness, const Ties& ties, const Posts& posts,
              const AwardOffers& awards, const Commuting& commuting, const Community& community);

    /// Fills `scratch.choice` with the region, the rest of the world or sim::kStay for everyone in `who`.
    void decide(const std::vector<Considering>& who, const sim::PersonBatch& persons, sim::Month now,
                DecisionScratch& scratch) const;
    /// Whether status and moving cost are all that anybody's decision depends on.
    [[nodiscard]] bool plain() const noexcept { return plain_; }
    /// The same for such people, in rows first + rows[0..n) with the ids `persons`.
    void decide_plain(std::size_t first, const std::uint32_t* rows, const sim::PersonBatch& persons, sim::Month now,
                      DecisionScratch& scratch) const;
    /// The definition of the same, for one person.
    [[nodiscard]] std::uint8_t exact(const Considering& who, sim::PersonId person, sim::Month now) const;

    /// Asks whether the person in `row` knows `region`, living where they do.
    [[nodiscard]] AwarenessQuery query(std::uint32_t row, sim::PersonId person, RegionIndex region) const;

    /// Whether anything depends on how long people have lived where they do, or where they are from.
    [[nodiscard]] bool reads_clocks() const noexcept { return reads_clocks_; }
    /// Exact acquaintances in `region` of the person in `row`, at the start of `now`.
    [[nodiscard]] int acquaintances(std::uint32_t row, RegionIndex region, sim::Month now) const;
    /// Moves only for a post; the others go first and look then.
    [[nodiscard]] bool job_led(TierIndex tier, const Family& family) const noexcept;

  private:
    [[nodiscard]] std::uint8_t exact(const Chooser& chooser, sim::Month now) const;
    /// What a post elsewhere adds to the utility of living at home: beta_y ln(w_work / w_home) - beta_c minutes.
    /// All but what services for newcomers add, which only raises V_stay: that is for those who may go without it.
    void describe(Chooser& i, const Considering& who, sim::PersonId person, sim::Month now) const;
    void add_belonging(Chooser& i, sim::Month now) const {
        if (community_->present()) i.belonging = community_->belonging(i.row, now);
    }
    void find_known_rivals(sim::Month now, DecisionScratch& scratch) const;
    void decide_open(sim::Month now, DecisionScratch& scratch) const;
    [[nodiscard]] bool knows(const Chooser& i, RegionIndex region, sim::Month now) const;
    /// Whether that needs no look at awareness: by override, or because nobody forgets the place.
    [[nodiscard]] std::optional<bool> knows_anyway(const Chooser& i, RegionIndex region, sim::Month now) const;

    const CompiledWorld* world_;
    const sim::Draws* draws_;
    const Population* population_;
    const Hazards* hazards_;
    const Choice* choice_;
    const Awareness* awareness_;
    const Ties* ties_;
    const AwardOffers* awards_;
    const Commuting* commuting_;
    const Community* community_;
    bool has_posts_;
    bool chooses_;            // else everyone stays
    bool partial_knowledge_;  // choices depend on awareness or ties
    bool reads_clocks_;
    bool costly_;  // people differ in the cost of moving
    bool plain_;
};

}  // namespace talentflow::models
