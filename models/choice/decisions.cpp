// SPDX-License-Identifier: Apache-2.0
#include "models/choice/decisions.hpp"

#include <algorithm>
#include <array>

#include "sim/math.hpp"
#include "sim/race.hpp"

namespace talentflow::models {

namespace {

constexpr std::uint64_t kEverywhere = ~std::uint64_t{0};

}  // namespace

Decisions::Decisions(const CompiledWorld& world, const sim::Draws& draws, const Population& population,
                     const Hazards& hazards, const Choice& choice, const Awareness& awareness, const Ties& ties,
                     const Posts& posts, const AwardOffers& awards, const Commuting& commuting,
                     const Community& community)
    : world_{&world},
      draws_{&draws},
      population_{&population},
      hazards_{&hazards},
      choice_{&choice},
      awareness_{&awareness},
      ties_{&ties},
      awards_{&awards},
      commuting_{&commuting},
      community_{&community},
      has_posts_{posts.present()},
      chooses_{world.active(&Modules::choice) || !world.utility.empty()},
      partial_knowledge_{population.columns().awareness || ties.present() || !world.known_probability.empty()},
      reads_clocks_{partial_knowledge_ || choice.personal() || world.parameters().residence_attachment > 0.0 ||
                    community.present()},
      costly_{world.parameters().moving_cost_spread > 0.0},
      plain_{choice.plain() && !partial_knowledge_ && !community.present()} {}

bool Decisions::job_led(TierIndex tier, const Family& family) const noexcept {
    // Mode matters only where there are posts; without family words it is not drawn at all.
    return !has_posts_ || world_->world->tiers[tier].accredited ||
           sim::to_uniform(family.mode_word) < world_->parameters().job_led_share;
}

void Decisions::describe(Chooser& i, const Considering& considering, sim::PersonId person, sim::Month now) const {
    const auto row = considering.row;
    const auto who = population_->status[row];
    i.person = person;
    i.row = row;
    i.home = who.region();
    i.tier = who.tier();
    i.field = who.field();
    i.employed = who.employed();
    i.family = considering.family;
    i.job_led = job_led(i.tier, i.family);
    i.residence_months = 0;
    i.origin = kNoRegion;
    if (reads_clocks_) {
        i.residence_months = now.index() - static_cast<int>(population_->resident_since[row]);
        i.origin = population_->origin[row];
        i.age_months = hazards_->age_months(population_->birth[row]);
    }
    i.commuting = who.commuter() ? commuting_->gain(i.home, population_->post[row].region(), i.tier, i.field) : 0.0;
    i.cards = 0;
    i.remaining_instalments = i.clawback = i.belonging = i.home_price = 0.0;
    if (!who.beneficiary()) return;
    i.cards = population_->cards.get(row);
    if (population_->contract[row] != kNoRow) {
        i.remaining_instalments = awards_->remaining_value(*population_, row, now);
        i.clawback = awards_->leaving_cost(*population_, row, now);
        i.home_price = awards_->home_price(*population_, row);
    }
}

void Decisions::decide(const std::vector<Considering>& who, const sim::PersonBatch& persons, sim::Month now,
                       DecisionScratch& scratch) const {
    const std::size_t n = who.size();
    if (plain_) {
        scratch.rows.resize(n);
        for (std::size_t j = 0; j < n; ++j) scratch.rows[j] = who[j].row;
        decide_plain(0, scratch.rows.data(), persons, now, scratch);
        return;
    }
    scratch.choice.assign(n, sim::kStay);
    if (n == 0 || !chooses_) return;
    if (costly_) sim::words(*draws_, sim::Month{}, sim::Purpose::life_status, persons, scratch.levels);
    scratch.screening.resize(n, choice_->n_alternatives());
    // Where knowledge decides who is looked at again, the first look need not know who may expect what.
    const auto weighing = partial_knowledge_ ? Choice::Weighing::bound : Choice::Weighing::own;
    choice_->use_tables(scratch.screening, weighing);
    if (scratch.choosers.size() < n) scratch.choosers.resize(n);
    for (std::size_t j = 0; j < n; ++j) {
        Chooser& i = scratch.choosers[j];
        describe(i, who[j], persons.person(j), now);
        if (!partial_knowledge_) add_belonging(i, now);
        i.cost_level = costly_ ? Choice::cost_level(scratch.levels[2 * n + j]) : 0U;
        choice_->place(scratch.screening, j, i, weighing, kEverywhere,
                       ties_->present() ? population_->ties_of(i.row) : nullptr, 0);
    }
    scratch.screening.run(*draws_, now, persons, choice_->rho(), partial_knowledge_);
    scratch.open.clear();
    for (std::size_t j = 0; j < n; ++j) {
        const auto verdict = scratch.screening.verdict(j);
        if (verdict == sim::kStay) continue;
        if (partial_knowledge_) {
            scratch.open.push_back(static_cast<std::uint32_t>(j));
        } else if (verdict != sim::kUndecided) {
            scratch.choice[j] = verdict;
        } else {
            scratch.choice[j] = exact(scratch.choosers[j], now);
        }
    }
    if (!scratch.open.empty()) decide_open(now, scratch);
}

void Decisions::decide_plain(std::size_t first, const std::uint32_t* rows, const sim::PersonBatch& persons,
                             sim::Month now, DecisionScratch& scratch) const {
    const std::size_t n = persons.size();
    scratch.choice.resize(n);
    if (!chooses_) std::fill(scratch.choice.begin(), scratch.choice.end(), sim::kStay);
    if (n == 0 || !chooses_) return;
    if (costly_) sim::words(*draws_, sim::Month{}, sim::Purpose::life_status, persons, scratch.levels);
    scratch.screening.resize(n, choice_->n_alternatives());
    choice_->use_tables(scratch.screening, Choice::Weighing::plain);
    for (std::size_t j = 0; j < n; ++j) {
        choice_->place_plain(scratch.screening, j, population_->status[first + rows[j]],
                             costly_ ? Choice::cost_level(scratch.levels[2 * n + j]) : 0U);
    }
    scratch.screening.run(*draws_, now, persons, choice_->rho(), false);
    for (std::size_t j = 0; j < n; ++j) {
        auto verdict = scratch.screening.verdict(j);
        if (verdict == sim::kUndecided) {
            verdict =
                exact({static_cast<std::uint32_t>(first + rows[j]), 0, false, false, {}, -1.0}, persons.person(j), now);
        }
        scratch.choice[j] = verdict;
    }
}

void Decisions::find_known_rivals(sim::Month now, DecisionScratch& scratch) const {
    scratch.known.assign(scratch.open.size(), 0);
    scratch.queries.clear();
    scratch.asked_by.clear();
    for (std::size_t k = 0; k < scratch.open.size(); ++k) {
        const Chooser& i = scratch.choosers[scratch.open[k]];
        const std::uint64_t rivals = scratch.screening.rivals(scratch.open[k]);
        for (const RegionIndex r : world_->regions()) {
            if (((rivals >> r) & 1U) == 0) continue;
            const auto anyway = knows_anyway(i, r, now);
            if (anyway.value_or(false)) scratch.known[k] |= std::uint64_t{1} << r;
            if (anyway) continue;
            scratch.queries.push_back(query(i.row, i.person, r));
            scratch.asked_by.push_back(static_cast<std::uint32_t>(k));
        }
    }
    awareness_->know(scratch.queries, now, scratch.awareness, scratch.answers);
    for (std::size_t q = 0; q < scratch.queries.size(); ++q) {
        const std::uint32_t k = scratch.asked_by[q];
        const RegionIndex r = scratch.queries[q].region;
        if (scratch.answers[q] != 0 ||
            (ties_->present() && acquaintances(scratch.choosers[scratch.open[k]].row, r, now) > 0)) {
            scratch.known[k] |= std::uint64_t{1} << r;
        }
    }
}

void Decisions::decide_open(sim::Month now, DecisionScratch& scratch) const {
    const std::size_t n_regions = world_->n_regions;
    find_known_rivals(now, scratch);
    choice_->use_tables(scratch.screening, Choice::Weighing::own);
    scratch.open_ids.clear();
    std::size_t kept = 0;
    for (std::size_t k = 0; k < scratch.open.size(); ++k) {
        const std::uint32_t j = scratch.open[k];
        Chooser& i = scratch.choosers[j];
        const std::uint64_t known = scratch.known[k];
        // The rest of the world is always known; a set of 64 has no place for it beside 64 regions.
        const bool may_leave = choice_->n_alternatives() > n_regions &&
                               (n_regions >= 64 || ((scratch.screening.rivals(j) >> n_regions) & 1U) != 0);
        if (known == 0 && !may_leave) continue;
        add_belonging(i, now);
        // Places that cannot beat staying are left out: whoever they would win against loses to staying as well.
        std::array<std::uint8_t, kMaxRegions> ties_at{};
        if (ties_->present()) {
            for (const RegionIndex r : world_->regions()) {
                if (r == i.home || ((known >> r) & 1U) != 0)
                    ties_at[r] = static_cast<std::uint8_t>(acquaintances(i.row, r, now));
            }
        }
        // Rows move up in the same table: the person in place `kept` has been read.
        choice_->place(scratch.screening, kept, i, Choice::Weighing::own, known,
                       ties_->present() ? ties_at.data() : nullptr, ties_at[i.home]);
        scratch.open[kept++] = j;
        scratch.open_ids.add(i.person);
    }
    scratch.open.resize(kept);
    scratch.screening.run(*draws_, now, scratch.open_ids, choice_->rho(), false);
    for (std::size_t k = 0; k < kept; ++k) {
        const auto verdict = scratch.screening.verdict(k);
        const std::uint32_t j = scratch.open[k];
        scratch.choice[j] = verdict == sim::kUndecided ? exact(scratch.choosers[j], now) : verdict;
    }
}

int Decisions::acquaintances(std::uint32_t row, RegionIndex region, sim::Month now) const {
    return community_->acquaintances(*ties_, row, region, now);
}

std::optional<bool> Decisions::knows_anyway(const Chooser& i, RegionIndex region, sim::Month now) const {
    if (!world_->known_probability.empty()) {
        const double u = sim::to_uniform(
            draws_->word_of_four(i.person, now, sim::Purpose::known_override, static_cast<std::uint32_t>(region)));
        return u < world_->known_probability[i.home * world_->n_regions + region];
    }
    if (!population_->columns().awareness || region == i.home || region == i.origin) return true;
    return std::nullopt;
}

AwarenessQuery Decisions::query(std::uint32_t row, sim::PersonId person, RegionIndex region) const {
    return {person, sim::Month{population_->known_since[row]}, population_->status[row].region(), region,
            ((population_->known.get(row) >> region) & 1U) != 0};
}

bool Decisions::knows(const Chooser& i, RegionIndex region, sim::Month now) const {
    if (const auto anyway = knows_anyway(i, region, now)) return *anyway;
    return awareness_->knows(query(i.row, i.person, region), now) ||
           (ties_->present() && acquaintances(i.row, region, now) > 0);
}

std::uint8_t Decisions::exact(const Considering& who, sim::PersonId person, sim::Month now) const {
    if (!chooses_) return sim::kStay;
    Chooser i;
    describe(i, who, person, now);
    if (costly_) {
        i.cost_level = Choice::cost_level(draws_->words(person, sim::Month{}, sim::Purpose::life_status)[2]);
    }
    add_belonging(i, now);
    return exact(i, now);
}

std::uint8_t Decisions::exact(const Chooser& i, sim::Month now) const {
    std::array<std::uint8_t, kMaxRegions> ties_at{};
    std::uint64_t known = 0;
    for (const RegionIndex r : world_->regions()) {
        if (ties_->present()) ties_at[r] = static_cast<std::uint8_t>(acquaintances(i.row, r, now));
        if (knows(i, r, now)) known |= std::uint64_t{1} << r;
    }
    std::array<double, sim::kMaxAlternatives + 7> weights{};
    choice_->fill(i, known, ties_->present() ? ties_at.data() : nullptr, weights.data());
    return sim::race(*draws_, i.person, now, weights.data(), choice_->n_alternatives(),
                     choice_->stay_utility(i, ties_at[i.home]), choice_->rho());
}

}  // namespace talentflow::models
