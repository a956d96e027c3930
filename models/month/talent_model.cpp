// SPDX-License-Identifier: Apache-2.0
#include "models/month/talent_model.hpp"

#include <utility>

#include "models/month/commit.hpp"
#include "models/month/dismissals.hpp"
#include "models/month/end_of_month.hpp"
#include "models/month/open_month.hpp"
#include "models/month/outsiders.hpp"
#include "models/month/propose.hpp"
#include "models/month/resolve.hpp"
#include "sim/contract.hpp"
#include "sim/parallel.hpp"

namespace talentflow::models {

TalentModel::TalentModel(sim::Team& team, const World& world, const MemberOptions& options)
    : processes_{team, world, options, state_}, scratch_(team.threads()) {
    processes_.populate(state_);
}

TalentModel::TalentModel(sim::Team& team, const World& world, const MemberOptions& options, MonthState state)
    : processes_{team, world, options, state_}, scratch_(team.threads()) {
    state_ = std::move(state);
    processes_.restored(state_);
}

void TalentModel::step(sim::Month now) {
    TF_EXPECT(now == state_.month + 1);
    open_month(processes_, state_, now, lists_);
    propose(now);
    resolve(processes_, now, lists_);
    Commit{processes_, state_, lists_, scratch_}.everybody(now);
    end_of_month(processes_, state_, now);
    state_.month = now;
}

void TalentModel::propose(sim::Month now) {
    const std::size_t blocks = sim::n_blocks(state_.people.n_rows());
    if (lists_.proposals.size() < blocks) lists_.proposals.resize(blocks);
    for (auto& p : lists_.proposals) p.clear();
    Propose propose{processes_, state_, lists_};
    Commit commit{processes_, state_, lists_, scratch_};
    processes_.team.for_each(blocks, [&](std::size_t block, std::size_t thread) {
        propose.block(block, now, scratch_[thread]);
        if (processes_.asks.nothing_scarce) {
            commit.block(block, now, processes_.people.books.tally(thread), scratch_[thread]);
        }
    });
    if (!processes_.economy.ventures.closed().empty()) propose_dismissals(processes_, state_, now, lists_);
    propose_newcomers(processes_, now, lists_, scratch_);
}

}  // namespace talentflow::models
