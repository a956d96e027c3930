// SPDX-License-Identifier: Apache-2.0
#include "models/job_search.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/math.hpp"
#include "sim/parallel.hpp"
#include "sim/population.hpp"

namespace talentflow::models {

namespace {

using sim::math::log;

constexpr std::size_t kSeekersPerBlock = 1024;
constexpr double kScoreUnit = 0x1.0p40;  // scores as int64 so that equality is exact

}  // namespace

JobSearch::JobSearch(const CompiledWorld& world, const sim::Draws& draws)
    : world_{&world}, draws_{&draws} {
    const auto& p = world.parameters();
    const auto k = world.world->overrides.applications_max.value_or(
        static_cast<std::int64_t>(p.applications_max));
    most_ = static_cast<std::size_t>(std::clamp<std::int64_t>(k, 1, 16));
    for (const double income : world.income) inverse_income_.push_back(1.0 / income);
    related_.resize(world.n_fields);
    for (std::size_t f = 0; f < world.n_fields; ++f) {
        for (std::size_t g = 0; g < world.n_fields; ++g) {
            const double phi = world.relatedness[f * world.n_fields + g];
            inverse_relatedness_.push_back(phi > 0.0 ? 1.0 / phi : 1e300);
            if (phi >= p.relatedness_min) related_[f].push_back(static_cast<std::uint8_t>(g));
        }
    }
}

void JobSearch::apply(sim::Month now, const Seeker& s, std::uint32_t* pools, std::uint32_t& n) const {
    std::array<Candidate, kMaxFields * kMaxTiers> candidates;
    std::size_t count = 0;
    for (const std::size_t f : related_[s.field]) {
        sim::Words words{};
        for (std::size_t k = s.tier; k < world_->n_tiers; ++k) {
            const auto index = static_cast<std::uint32_t>((f * kMaxTiers + k));
            if (k == s.tier || index % 4 == 0) {
                words = draws_->words(s.person, now, sim::Purpose::application_rank, index / 4);
            }
            // ln(w Phi) + Gumbel is largest where E / (w Phi), E exponential, is smallest: one logarithm.
            const PoolIndex pool = world_->pool(s.target, f, k);
            const double race = -log(sim::to_uniform(words[index % 4])) * inverse_income_[pool] *
                                inverse_relatedness_[s.field * world_->n_fields + f];
            candidates[count++] = {race, pool};
        }
    }
    const auto better = [](const Candidate& a, const Candidate& b) {
        return a.race != b.race ? a.race < b.race : a.pool < b.pool;
    };
    const std::size_t kept = std::min(most_, count);
    std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(kept),
                      candidates.begin() + static_cast<std::ptrdiff_t>(count), better);
    for (std::size_t i = 0; i < kept; ++i) pools[i] = candidates[i].pool;
    n = static_cast<std::uint32_t>(kept);
}

double JobSearch::contact_probability(PoolIndex pool, std::int64_t vacancies,
                                      std::int64_t applications) const {
    if (vacancies <= 0 || applications <= 0) return 0.0;
    if (world_->world->overrides.contact_probability) return *world_->world->overrides.contact_probability;
    const auto& p = world_->parameters();
    const double efficiency = p.contact_efficiency[pool % world_->n_tiers];
    const double tightness = static_cast<double>(vacancies) / static_cast<double>(applications);
    return std::min(1.0, efficiency * sim::math::pow(tightness, 1.0 - p.matching_elasticity));
}

std::int64_t JobSearch::score(sim::Month now, const Seeker& s, PoolIndex pool) const {
    const auto& p = world_->parameters();
    const std::size_t tier = pool % world_->n_tiers;
    const std::size_t field = pool / world_->n_tiers % world_->n_fields;
    const double fit = tier == s.tier ? 1.0 : 0.0;
    const auto index = static_cast<std::uint32_t>(field * kMaxTiers + tier);
    const double noise =
        sim::to_uniform(draws_->word_of_four(s.person, now, sim::Purpose::score, index));
    const double x = world_->relatedness[s.field * world_->n_fields + field] + p.score_tier_fit * fit +
                     p.score_experience * log(1.0 + static_cast<double>(s.experience_years)) +
                     p.score_recognised * (s.recognised ? 1.0 : 0.0) + p.score_noise * noise;
    return static_cast<std::int64_t>(x * kScoreUnit);
}

void JobSearch::clear_region(std::size_t region, sim::Month now, const std::vector<Seeker>& seekers,
                             const std::vector<std::int64_t>& vacancies,
                             std::vector<Placement>& placed) const {
    const PoolIndex first_pool = world_->pool(region, 0, 0);
    const std::size_t pools_here = world_->n_fields * world_->n_tiers;
    std::vector<std::uint64_t> uids;
    std::vector<std::uint32_t> who, first{0};
    std::vector<sim::Application> wishes;
    for (std::size_t i = 0; i < seekers.size(); ++i) {
        const Seeker& s = seekers[i];
        if (s.target != region) continue;
        const std::size_t before = wishes.size();
        for (std::uint32_t a = 0; a < n_pools_[i]; ++a) {
            const PoolIndex pool = pools_[i * most_ + a];
            const double c = contact_[pool];
            if (c <= 0.0) continue;
            const std::size_t in_region = pool - first_pool;
            const auto index = static_cast<std::uint32_t>(in_region / world_->n_tiers * kMaxTiers +
                                                          in_region % world_->n_tiers);
            const double u =
                sim::to_uniform(draws_->word_of_four(s.person, now, sim::Purpose::contact, index));
            if (u < c) wishes.push_back({pool - first_pool, score(now, s, pool)});
        }
        if (wishes.size() == before) continue;
        who.push_back(static_cast<std::uint32_t>(i));
        uids.push_back(s.person.bits());
        first.push_back(static_cast<std::uint32_t>(wishes.size()));
    }
    const std::span<const std::int64_t> capacity{vacancies.data() + first_pool, pools_here};
    const auto matched = sim::deferred_acceptance({uids, first, wishes, capacity});
    for (std::size_t j = 0; j < who.size(); ++j) {
        if (matched[j] == sim::kUnmatched) continue;
        const std::uint32_t pool = wishes[first[j] + matched[j]].pool;
        placed[who[j]] = {true, static_cast<std::uint8_t>(pool / world_->n_tiers),
                          static_cast<std::uint8_t>(pool % world_->n_tiers)};
    }
}

std::vector<Placement> JobSearch::clear(sim::Month now, const std::vector<Seeker>& seekers,
                                        const std::vector<std::int64_t>& vacancies) {
    const std::size_t n = seekers.size();
    std::vector<Placement> placed(n);
    if (n == 0) return placed;
    pools_.resize(n * most_);
    n_pools_.resize(n);
    const std::size_t blocks = (n + kSeekersPerBlock - 1) / kSeekersPerBlock;
    sim::for_each_parallel(blocks, [&](std::size_t block, std::size_t) {
        const std::size_t end = std::min(n, (block + 1) * kSeekersPerBlock);
        for (std::size_t i = block * kSeekersPerBlock; i < end; ++i) {
            apply(now, seekers[i], pools_.data() + i * most_, n_pools_[i]);
        }
    });
    applications_.assign(world_->n_pools, 0);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::uint32_t a = 0; a < n_pools_[i]; ++a) ++applications_[pools_[i * most_ + a]];
    }
    contact_.resize(world_->n_pools);
    for (PoolIndex pool = 0; pool < world_->n_pools; ++pool) {
        contact_[pool] = contact_probability(pool, vacancies[pool], applications_[pool]);
    }
    sim::for_each_parallel(world_->n_regions, [&](std::size_t region, std::size_t) {
        clear_region(region, now, seekers, vacancies, placed);
    });
    return placed;
}

}  // namespace talentflow::models
