// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "models/month/processes.hpp"
#include "models/month/proposals.hpp"
#include "sim/not_copyable.hpp"

namespace talentflow::models {

/// One member of a run: a state, what runs its months, and the order of events of a month.
class TalentModel : private sim::NotCopyable {
  public:
    /// The world at the beginning of its first month, burn-in included.
    TalentModel(sim::Team& team, const World& world, const MemberOptions& options = {});
    /// The world at the end of a month: goes on as if it had never stopped.
    TalentModel(sim::Team& team, const World& world, const MemberOptions& options, MonthState state);

    /// One month, the one after `state().month`.
    ///
    ///   phase          reads                                  writes                        holds afterwards
    ///   open           last month's state, levers             funds, posts, deals, tables   tables are those of the
    ///   month propose        last month's people, tables            lists                         nobody has changed
    ///   resolve        lists, open posts                      placements                    no post is given twice
    ///   commit         lists, placements                      people, stocks, flows         who moved has moved
    ///   end of month   people, stocks, flows, funds           marks and claims of people,   the books balance; the
    ///   state is
    ///                                                         funds, prices, cohorts        that of the month
    ///
    /// One shortcut: where nothing is scarce, a block commits as soon as it has proposed. Only its own people read it
    /// before the next month, so nothing else could tell the difference (methods 1.3, ADR 0002).
    void step(sim::Month now);
    /// Takes the reference values of time 0 (methods 4); called before the first month after burn-in.
    void set_reference() { processes_.set_reference(state_); }

    [[nodiscard]] const MonthState& state() const noexcept { return state_; }
    /// For an archive that writes.
    [[nodiscard]] MonthState& state() noexcept { return state_; }

    /// For loops over what the model shows.
    [[nodiscard]] sim::Team& team() const noexcept { return processes_.team; }
    [[nodiscard]] const CompiledWorld& world() const noexcept { return processes_.world; }
    [[nodiscard]] const Books& books() const noexcept { return processes_.people.books; }
    [[nodiscard]] const Prices& prices() const noexcept { return processes_.economy.prices; }
    [[nodiscard]] const Posts& posts() const noexcept { return processes_.economy.posts; }
    [[nodiscard]] const Claims& claims() const noexcept { return processes_.benefits.claims; }
    [[nodiscard]] const Funds& funds() const noexcept { return processes_.funds; }
    [[nodiscard]] const Referrals& referrals() const noexcept { return processes_.benefits.referrals; }
    [[nodiscard]] const Cohorts& cohorts() const noexcept { return processes_.people.cohorts; }
    [[nodiscard]] const Programmes& programmes() const noexcept { return processes_.programmes; }
    [[nodiscard]] const Ventures& ventures() const noexcept { return processes_.economy.ventures; }
    [[nodiscard]] const Awareness& awareness() const noexcept { return processes_.knowledge.awareness; }
    [[nodiscard]] const Decisions& decisions() const noexcept { return processes_.choosing.decisions; }
    [[nodiscard]] const Population& population() const noexcept { return state_.people; }
    [[nodiscard]] std::int64_t vacancies(PoolIndex pool) const noexcept { return processes_.vacancies(pool); }
    /// Months since the pool last had no open post.
    [[nodiscard]] int open_since(PoolIndex pool) const noexcept { return state_.open_months[pool]; }

  private:
    void propose(sim::Month now);

    MonthState state_;
    Processes processes_;
    MonthLists lists_;
    Scratch scratch_;  // [thread]
};

}  // namespace talentflow::models
