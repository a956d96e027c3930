// SPDX-License-Identifier: Apache-2.0
#include "models/programmes/encounters.hpp"

#include <algorithm>

#include "models/policy/programme.hpp"
#include "sim/math.hpp"
#include "sim/quantiles.hpp"

namespace talentflow::models {

namespace {

constexpr std::int64_t kMostTies = 255;  // a column of bytes

}  // namespace

Encounters::Encounters(const CompiledWorld& world, const sim::Draws& draws, const Awareness& awareness,
                       const Ties& ties, const Community& community)
    : world_{&world}, draws_{&draws}, awareness_{&awareness}, ties_{&ties}, community_{&community} {}

double Encounters::left_after(double per_month, int months) const {
    const double decay = world_->parameters().tie_decay_per_month;
    if (decay <= 0.0) return per_month * months;
    const double left = decay >= 1.0 ? 0.0 : sim::math::exp(months * sim::math::log(1.0 - decay));
    return per_month * (1.0 - left) / decay;
}

void Encounters::store(Population& population, const std::vector<Encounter>& encounters, sim::Month now,
                       EncounterScratch& scratch) const {
    if (population.columns().awareness && awareness_->moving()) store_known(population, encounters, now + 1, scratch);
    if (!population.columns().ties || !ties_->moving()) return;
    for (const Encounter& e : encounters) {
        if (e.meets != 0) store_ties(population, e, now);
    }
}

void Encounters::store_known(Population& population, const std::vector<Encounter>& encounters, sim::Month next,
                             EncounterScratch& scratch) const {
    const std::size_t n = world_->n_regions;
    scratch.queries.clear();
    for (const Encounter& e : encounters) {
        const std::uint64_t known = population.known.get(e.row);
        const sim::Month since{population.known_since[e.row]};
        for (const RegionIndex r : world_->regions()) {
            scratch.queries.push_back(
                {sim::PersonId{e.person}, since, population.status[e.row].region(), r, ((known >> r) & 1U) != 0});
        }
    }
    awareness_->know(scratch.queries, next, scratch.awareness, scratch.answers);
    for (std::size_t i = 0; i < encounters.size(); ++i) {
        const Encounter& e = encounters[i];
        std::uint64_t known = 0;
        if (population.known_since[e.row] == next.index()) {
            known = population.known.get(e.row);  // an earlier event of the month has stored it
        } else {
            for (std::size_t r = 0; r < n; ++r) known |= std::uint64_t{scratch.answers[i * n + r]} << r;
        }
        population.known.set(e.row, known | e.learns);
        population.known_since[e.row] = static_cast<std::uint16_t>(next.index());
    }
}

void Encounters::store_ties(Population& population, const Encounter& e, sim::Month now) const {
    const sim::PersonId person{e.person};
    std::uint8_t* ties = population.ties_of(e.row);
    sim::Words words{};
    for (const RegionIndex r : world_->regions()) {
        if (r % 4 == 0) {
            words = draws_->words(person, now, e.purpose, e.key | static_cast<std::uint32_t>(r / 4) << kDrawKeyBits);
        }
        std::int64_t count = community_->acquaintances(*ties_, e.row, r, now + 1);
        if (((e.meets >> r) & 1U) != 0)
            count += sim::poisson_quantile(e.mean, sim::to_uniform(words[r % 4]), kMostTies);
        ties[r] = static_cast<std::uint8_t>(std::min(count, kMostTies));
    }
    population.ties_since[e.row] = static_cast<std::uint16_t>((now + 1).index());
}

}  // namespace talentflow::models
