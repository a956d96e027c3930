// SPDX-License-Identifier: Apache-2.0
#include "models/programmes/secondments.hpp"

#include <algorithm>

#include "models/policy/eligibility.hpp"
#include "models/policy/lever_support.hpp"
#include "sim/quantiles.hpp"

namespace talentflow::models {

namespace {

// When a stay elsewhere helps to rise, in months after it; as for courses (methods 3.18, 7).
constexpr int kEffectFromMonths = 12, kEffectToMonths = 48;

}  // namespace

Secondments::Secondments(const CompiledWorld& world, const sim::Draws& draws,
                         const std::vector<SecondmentProgramme>& programmes, SecondmentsState& state)
    : world_{&world}, draws_{&draws}, state_{&state} {
    state = {};
    if (world.active(&Modules::secondment)) programmes_ = programmes;
}

void Secondments::open_month(sim::Month now, const Population& population) {
    returns_.clear();
    for (const Secondee& s : state_->away) {
        if (s.last != now || !is_there(population, s.person, s.row)) continue;
        const SecondmentProgramme& p = programmes_[s.programme];
        const double u = draws_->uniform(sim::PersonId{s.person}, now, sim::Purpose::secondment_end,
                                         draw_key(world_->world->levers[p.lever]));
        if (u < p.conversion) returns_.push_back({s.row, host(s)});
    }
    std::sort(returns_.begin(), returns_.end(), [](const Return& a, const Return& b) { return a.row < b.row; });
}

void Secondments::pay_allowances(const Population& population, Funds& funds) const {
    std::vector<std::int64_t> heads(programmes_.size(), 0);
    for (const Secondee& s : state_->away) heads[s.programme] += is_there(population, s.person, s.row) ? 1 : 0;
    for (std::size_t i = 0; i < programmes_.size(); ++i) {
        const SecondmentProgramme& p = programmes_[i];
        const Fen due = to_fen(p.allowance_per_month_cny * world_->persons_per_agent) * heads[i];
        if (due > 0) static_cast<void>(funds.pay(p.lever, due));
    }
}

void Secondments::finish(sim::Month now, Population& population, const Encounters& encounters, Funds& funds,
                         std::vector<Encounter>& stored) {
    pay_allowances(population, funds);
    std::size_t kept = 0;
    for (const Secondee& s : state_->away) {
        if (!is_there(population, s.person, s.row)) continue;
        if (s.last > now) {
            state_->away[kept++] = s;
            continue;
        }
        const SecondmentProgramme& p = programmes_[s.programme];
        population.status[s.row].set_away(false);
        population.posting[s.row] =
            state_->stays.number({s.first, s.last, p.promotion_shift, kEffectFromMonths, kEffectToMonths});
        const std::uint64_t there = std::uint64_t{1} << host(s);
        stored.push_back({s.person, s.row, there, there, encounters.left_after(p.acquaintances_per_month, p.months),
                          sim::Purpose::secondment_ties, draw_key(world_->world->levers[p.lever])});
    }
    state_->away.resize(kept);
}

void Secondments::request(sim::Month now, const Books& books, const Population& population,
                          const std::function<bool(std::uint32_t)>& free, std::vector<PickRequest>& requests) {
    intakes_.clear();
    const auto& c = *world_;
    for (std::size_t i = 0; i < programmes_.size(); ++i) {
        const SecondmentProgramme& p = programmes_[i];
        const LeverInstance& lever = c.world->levers[p.lever];
        if (!lever_acts(*c.world, p.lever, now)) continue;
        if ((now - first_month(*c.world, lever)) % 12 != 0) continue;
        PickRequest request;
        request.region = c.inner_of[p.from];
        request.tiers = as_set(lever.eligible.tiers, c.n_tiers);
        request.fields = as_set(lever.eligible.fields, c.n_fields);
        request.at_work = true;
        request.purpose = sim::Purpose::secondment_pick;
        request.key = draw_key(lever);
        const auto counter = sim::PersonId::of(c.uid[request.region], sim::Month{}, 0);
        const double u = draws_->uniform(counter, now, sim::Purpose::secondment_pick, request.key);
        request.places = static_cast<std::size_t>(sim::keyed_round(p.persons_per_year / c.persons_per_agent, u));
        request.eligible = people_who_fit(c, books, request);
        request.admits = [this, now, &lever, &population, free](std::uint32_t row) {
            return free(row) && !state_->stays.counts(population.posting[row], now) &&
                   meets_terms(*world_, *draws_, population, row, lever.eligible, now);
        };
        requests.push_back(std::move(request));
        intakes_.push_back(i);
    }
}

std::size_t Secondments::send(std::size_t intake, const std::vector<Pick>& picks, sim::Month now,
                              Population& population, std::vector<Encounter>& stored) {
    const std::size_t i = intakes_[intake];
    const SecondmentProgramme& p = programmes_[i];
    for (const Pick& pick : picks) {
        population.status[pick.row].set_away(true);
        state_->away.push_back({pick.person, pick.row, static_cast<std::uint32_t>(i), now + 1, now + p.months});
        // The host is known from the first day on; whom they meet there counts when they are back.
        stored.push_back({pick.person, pick.row, std::uint64_t{1} << host(state_->away.back()), 0, 0.0,
                          sim::Purpose::secondment_ties, draw_key(world_->world->levers[p.lever])});
    }
    return picks.size();
}

}  // namespace talentflow::models
