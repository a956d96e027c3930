// SPDX-License-Identifier: Apache-2.0
#include "models/programmes/trainings.hpp"

#include <algorithm>

#include "models/policy/eligibility.hpp"
#include "sim/quantiles.hpp"

namespace talentflow::models {

namespace {

constexpr int kIntakesPerYear = 4;

bool is_intake(sim::Month month) {
    return month.month_of_year() % 3 == 1;
}

}  // namespace

Trainings::Trainings(const CompiledWorld& world, const sim::Draws& draws,
                     const std::vector<TrainingProgramme>& programmes, TrainingsState& state)
    : world_{&world}, draws_{&draws}, state_{&state}, trainees_(world.world->levers.size(), 0) {
    state = {};
    if (world.active(&Modules::capability)) programmes_ = programmes;
}

void Trainings::open_month() noexcept {
    std::fill(trainees_.begin(), trainees_.end(), 0);
}

void Trainings::request(sim::Month now, const Books& books, const Population& population,
                        std::vector<PickRequest>& requests) {
    intakes_.clear();
    if (!is_intake(now)) return;
    const auto& c = *world_;
    for (std::size_t i = 0; i < programmes_.size(); ++i) {
        const TrainingProgramme& p = programmes_[i];
        const LeverInstance& lever = c.world->levers[p.lever];
        if (!lever_acts(*c.world, p.lever, now)) continue;
        // By uid, so that the order in a file cannot say whom the fund's last money is for.
        std::vector<RegionIndex> regions;
        for (const FileRegion file : lever.for_regions) regions.push_back(c.inner_of[file]);
        std::sort(regions.begin(), regions.end());
        for (const RegionIndex r : regions) {
            PickRequest request;
            request.region = r;
            request.tiers = as_set(p.tiers, c.n_tiers);
            request.fields = as_set(lever.eligible.fields, c.n_fields);
            request.purpose = sim::Purpose::training_pick;
            request.key = draw_key(lever);
            const auto counter = sim::PersonId::of(c.uid[r], sim::Month{}, 0);
            const double u = draws_->uniform(counter, now, sim::Purpose::training_pick, request.key);
            request.places =
                static_cast<std::size_t>(sim::keyed_round(p.seats_per_year / kIntakesPerYear / c.persons_per_agent, u));
            request.eligible = people_who_fit(c, books, request);
            request.admits = [this, now, &lever, &population](std::uint32_t row) {
                return !state_->courses.counts(population.course[row], now) &&
                       meets_terms(*world_, *draws_, population, row, lever.eligible, now);
            };
            requests.push_back(std::move(request));
            intakes_.push_back(i);
        }
    }
}

std::size_t Trainings::enrol(std::size_t intake, const std::vector<Pick>& picks, sim::Month now, Population& population,
                             Funds& funds) {
    const TrainingProgramme& p = programmes_[intakes_[intake]];
    const Fen seat = to_fen(p.cost_per_seat_cny * world_->persons_per_agent);
    const std::size_t n = funds.affordable(p.lever, seat, picks.size());
    if (n == 0) return 0;
    static_cast<void>(funds.pay(p.lever, seat * static_cast<Fen>(n)));
    const std::uint16_t course =
        state_->courses.number({now + 1, now + p.months, p.promotion_shift, p.effect_from_months, p.effect_to_months});
    for (std::size_t j = 0; j < n; ++j) population.course[picks[j].row] = course;
    trainees_[p.lever] += static_cast<std::int64_t>(n);
    return n;
}

}  // namespace talentflow::models
