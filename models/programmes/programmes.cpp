// SPDX-License-Identifier: Apache-2.0
#include "models/programmes/programmes.hpp"

namespace talentflow::models {

Programmes::Programmes(sim::Team& team, const CompiledWorld& world, const sim::Draws& draws,
                       const ProgrammeList& programmes, const Awareness& awareness, const Ties& ties,
                       const Community& community, ProgrammesState& state)
    : team_{&team},
      world_{&world},
      draws_{&draws},
      encounters_{world, draws, awareness, ties, community},
      fairs_{team, world, draws, programmes.fairs, state.fairs},
      trainings_{world, draws, programmes.trainings, state.trainings},
      secondments_{world, draws, programmes.secondments, state.secondments},
      dual_posts_{world, draws, programmes.dual_posts, state.dual_posts} {}

void Programmes::add_columns(const CompiledWorld& world, const ProgrammeList& programmes, Columns& columns) {
    columns.courses = world.active(&Modules::capability) && !programmes.trainings.empty();
    columns.postings = world.active(&Modules::secondment) && !programmes.secondments.empty();
}

void Programmes::open_fairs(sim::Month now, const Population& population, Funds& funds) {
    fairs_.open_month(now, population, funds);
    trainings_.open_month();
}

void Programmes::open_month(sim::Month now, const PolicyField& policy, const Prices& prices,
                            const Population& population) {
    if (secondments_.present()) secondments_.open_month(now, population);
    dual_posts_.open_month(now, policy, prices, population.n_rows());
}

double Programmes::rise_shift(const Population& population, std::uint32_t row, sim::Month now) const {
    double shift = 0.0;
    if (population.columns().courses) shift += trainings_.courses().shift(population.course[row], now);
    if (population.columns().postings) shift += secondments_.stays().shift(population.posting[row], now);
    return shift;
}

double Programmes::least_rise_shift(sim::Month now) const noexcept {
    return trainings_.courses().least_shift(now) + secondments_.stays().least_shift(now);
}

double Programmes::most_rise_shift(sim::Month now) const noexcept {
    return trainings_.courses().most_shift(now) + secondments_.stays().most_shift(now);
}

void Programmes::pick(sim::Month now, const Books& books, Population& population, Funds& funds,
                      std::vector<Encounter>& stored) {
    std::vector<PickRequest> requests;
    if (trainings_.present()) trainings_.request(now, books, population, requests);
    const std::size_t courses = requests.size();
    const auto free = [&](std::uint32_t row) {
        const bool in_class =
            population.columns().courses && trainings_.courses().running(population.course[row], now + 1);
        return !in_class && !dual_posts_.holds(population.id[row]);
    };
    if (secondments_.present()) secondments_.request(now, books, population, free, requests);
    pick_people(*team_, population, *draws_, now, requests, [&](std::size_t i, const std::vector<Pick>& picks) {
        return i < courses ? trainings_.enrol(i, picks, now, population, funds)
                           : secondments_.send(i - courses, picks, now, population, stored);
    });
}

void Programmes::finish(sim::Month now, const Books& books, Population& population, Funds& funds) {
    if (world_->in_burn_in(now)) return;
    fairs_.finish(now, population, encounters_);
    std::vector<Encounter> stored;
    if (secondments_.present()) secondments_.finish(now, population, encounters_, funds, stored);
    if (dual_posts_.present()) dual_posts_.finish(now, population, encounters_, funds, stored);
    if (trainings_.present() || secondments_.present()) pick(now, books, population, funds, stored);
    encounters_.store(population, stored, now, scratch_);
}

}  // namespace talentflow::models
