// SPDX-License-Identifier: Apache-2.0
#include "models/run/recorder.hpp"

#include "models/run/result/families.hpp"

namespace talentflow::models {

Recorder::Recorder(const World& world, sim::Dataset& data, int first_member)
    : known_{world.regions.size()}, variables_{world, data} {
    add_axes(world, data, first_member);
    // In the order in which they stand in the result.
    const auto stock = add_residents(variables_);
    const auto moves = add_moves(variables_);
    const auto crossed = add_entries_and_exits(variables_);
    add_rises(variables_);
    add_posts(variables_);
    add_hires_and_commuters(variables_);
    add_prices(variables_);
    add_awareness(variables_, known_);
    add_processing_days(variables_);
    add_structure_match(variables_);
    add_ties(variables_);
    add_claims(variables_);
    add_recipients(variables_);
    add_spending(variables_);
    add_created_posts(variables_);
    add_funds(variables_);
    add_second_workplaces(variables_);
    add_attendances(variables_);
    add_net_brain_gain(variables_, stock, moves, crossed);
    add_inequality(variables_, stock);
    add_cohorts(variables_);
}

void Recorder::record(std::size_t member, std::size_t t, const TalentModel& model) {
    variables_.fill(member, t, model);
}

void Recorder::restore(std::size_t member, const Recorded& past) {
    models::restore(variables_.data(), member, past);
    known_.restart();  // whoever is asked next, the walk begins at the last decision: the same bit (ADR 0008)
}

}  // namespace talentflow::models
