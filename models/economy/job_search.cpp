// SPDX-License-Identifier: Apache-2.0
#include "models/economy/job_search.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "models/people/state/population.hpp"
#include "sim/exponential.hpp"
#include "sim/math.hpp"
#include "sim/parallel.hpp"

namespace talentflow::models {

namespace {

constexpr std::size_t kSeekersPerBlock = 256;  // their draws stay in the second-level cache
constexpr double kScoreUnit = 0x1.0p40;        // scores as int64 so that equality is exact
constexpr std::int64_t kNoContact = std::numeric_limits<std::int64_t>::min();

}  // namespace

JobSearch::JobSearch(const CompiledWorld& world, const sim::Draws& draws) : world_{&world}, draws_{&draws} {
    const auto& p = world.parameters();
    const auto k = world.world->overrides.applications_max.value_or(static_cast<std::int64_t>(p.applications_max));
    most_ = static_cast<std::size_t>(std::clamp<std::int64_t>(k, 1, 16));
    for (PoolIndex pool = 0; pool < world.n_cells; ++pool) {
        efficiency_.push_back(p.contact_efficiency[world.tier_of(pool)]);
    }
    for (int years = 0; years < 256; ++years) {
        experience_.push_back(p.score_experience * sim::math::log(1.0 + static_cast<double>(years)));
    }
    for (const double income : world.income) inverse_income_.push_back(1.0 / income);
    related_.resize(world.n_fields);
    for (const FieldIndex f : world.fields()) {
        for (const FieldIndex g : world.fields()) {
            const double phi = world.relatedness[f * world.n_fields + g];
            inverse_relatedness_.push_back(phi > 0.0 ? 1.0 / phi : 1e300);
            if (phi >= p.relatedness_min) related_[f].push_back(g);
        }
    }
}

void JobSearch::open_month(const PolicyField& policy, const Prices& prices) {
    const auto& w = *world_;
    for (const RegionIndex r : w.regions()) {
        for (const FieldIndex f : w.fields()) {
            for (const TierIndex k : w.tiers()) {
                efficiency_[w.cell(r, k, f)] =
                    w.parameters().contact_efficiency[k] *
                    policy.read(Entry::contact_factor, {.region = w.file_of[r], .tier = k, .field = f});
            }
        }
    }
    if (wages_seen_ == prices.revision()) return;
    wages_seen_ = prices.revision();
    for (PoolIndex pool = 0; pool < world_->n_cells; ++pool) inverse_income_[pool] = 1.0 / prices.income(pool);
}

std::uint32_t JobSearch::draw_of(PoolIndex pool) const noexcept {
    return static_cast<std::uint32_t>(world_->field_of(pool) * kMaxTiers + world_->tier_of(pool));
}

template <class Act>
void JobSearch::each_call(const Seeker& s, const Act& act) const {
    // A field's tiers share calls of four words each, first call included that the own tier is in.
    if (s.invited != kNoPool) return;
    for (const FieldIndex f : related_[s.field]) {
        for (std::size_t four = s.tier / 4; 4 * four < world_->n_tiers; ++four) act(f, four);
    }
}

void JobSearch::find_candidates(sim::Month now, const std::vector<Seeker>& seekers, std::size_t begin, std::size_t end,
                                Scratch& scratch) const {
    scratch.draws.clear();
    for (std::size_t i = begin; i < end; ++i) {
        each_call(seekers[i], [&](FieldIndex f, std::size_t four) {
            scratch.draws.add(*draws_, seekers[i].person, now, sim::Purpose::application_rank,
                              f * kMaxTiers / 4 + four);
        });
    }
    sim::words(*draws_, scratch.draws, scratch.words);
    const std::size_t n = scratch.draws.size();
    auto& c = scratch.candidates;
    c.resize(4 * n);
    scratch.candidate_words.resize(4 * n);
    scratch.first.assign(1, 0);
    std::size_t draw = 0, count = 0;
    for (std::size_t i = begin; i < end; ++i) {
        const Seeker& s = seekers[i];
        each_call(s, [&](FieldIndex f, std::size_t four) {
            const double relatedness = inverse_relatedness_[s.field * world_->n_fields + f];
            for (std::size_t k = std::max<std::size_t>(s.tier, 4 * four); k < std::min(world_->n_tiers, 4 * four + 4);
                 ++k) {
                scratch.candidate_words[count] = scratch.words[(k % 4) * n + draw];
                c[count++] = {0.0, relatedness, world_->cell(s.target, TierIndex{k}, f)};
            }
            ++draw;
        });
        scratch.first.push_back(count);
    }
    // ln(w Phi) + Gumbel is largest where E / (w Phi), E exponential, is smallest: one logarithm, made for all at once.
    sim::exponentials(draws_->kernels(), scratch.candidate_words, count, scratch.exponentials);
    for (std::size_t j = 0; j < count; ++j) {
        c[j].race = scratch.exponentials[j] * inverse_income_[c[j].pool] * c[j].inverse_relatedness;
    }
}

void JobSearch::apply(sim::Month now, const std::vector<Seeker>& seekers, std::size_t begin, std::size_t end,
                      Scratch& scratch) {
    find_candidates(now, seekers, begin, end, scratch);
    for (std::size_t i = begin; i < end; ++i) {
        const auto from = scratch.candidates.begin() + static_cast<std::ptrdiff_t>(scratch.first[i - begin]);
        const auto to = scratch.candidates.begin() + static_cast<std::ptrdiff_t>(scratch.first[i - begin + 1]);
        const std::size_t kept = std::min(most_, static_cast<std::size_t>(to - from));
        std::sort(from, to, [this](const Candidate& a, const Candidate& b) {  // few: hardly more than are kept
            return a.race != b.race ? a.race < b.race : draw_of(a.pool) < draw_of(b.pool);
        });
        for (std::size_t a = 0; a < kept; ++a) pools_[i * most_ + a] = from[static_cast<std::ptrdiff_t>(a)].pool;
        n_pools_[i] = static_cast<std::uint32_t>(kept);
        if (seekers[i].invited != kNoPool) {
            pools_[i * most_] = seekers[i].invited;
            n_pools_[i] = 1;
        }
        for (std::size_t a = i * most_; a < i * most_ + n_pools_[i]; ++a) ++scratch.applications[pools_[a]];
    }
}

double JobSearch::contact_probability(PoolIndex pool, std::int64_t vacancies, std::int64_t applications) const {
    if (vacancies <= 0 || applications <= 0) return 0.0;
    if (world_->world->overrides.contact_probability) return *world_->world->overrides.contact_probability;
    const auto& p = world_->parameters();
    const double tightness = static_cast<double>(vacancies) / static_cast<double>(applications);
    return std::min(1.0, efficiency_[pool] * sim::math::pow(tightness, 1.0 - p.matching_elasticity));
}

std::int64_t JobSearch::score(const Seeker& s, PoolIndex pool, std::uint32_t word) const {
    const auto& p = world_->parameters();
    const TierIndex tier = world_->tier_of(pool);
    const FieldIndex field = world_->field_of(pool);
    const double fit = tier == s.tier ? 1.0 : 0.0;
    const double x = world_->relatedness[s.field * world_->n_fields + field] + p.score_tier_fit * fit +
                     experience_[s.experience_years] + p.score_recognised * (s.recognised ? 1.0 : 0.0) +
                     p.score_noise * sim::to_uniform(word);
    return static_cast<std::int64_t>(x * kScoreUnit);
}

void JobSearch::contact(sim::Month now, const std::vector<Seeker>& seekers, std::size_t begin, std::size_t end,
                        Scratch& scratch) {
    // Draws of the applications that `wanted` picks: scratch.which says whose they are.
    const auto draw = [&](sim::Purpose purpose, const auto& wanted) {
        scratch.draws.clear();
        scratch.which.clear();
        for (std::size_t i = begin; i < end; ++i) {
            for (std::size_t a = i * most_; a < i * most_ + n_pools_[i]; ++a) {
                if (!wanted(a)) continue;
                scratch.draws.add(*draws_, seekers[i].person, now, purpose, draw_of(pools_[a]) / 4);
                scratch.which.push_back(static_cast<std::uint32_t>(a));
            }
        }
        sim::words(*draws_, scratch.draws, scratch.words);
    };
    const auto word_of = [&](std::size_t j) {
        return scratch.words[draw_of(pools_[scratch.which[j]]) % 4 * scratch.which.size() + j];
    };
    std::fill(scores_.begin() + static_cast<std::ptrdiff_t>(begin * most_),
              scores_.begin() + static_cast<std::ptrdiff_t>(end * most_), kNoContact);
    draw(sim::Purpose::contact, [&](std::size_t a) { return contact_[pools_[a]] > 0.0; });
    for (std::size_t j = 0; j < scratch.which.size(); ++j) {
        const std::size_t a = scratch.which[j];
        const double own = static_cast<double>(seekers[a / most_].contact_factor);
        if (sim::to_uniform(word_of(j)) < contact_[pools_[a]] * own) scores_[a] = 0;  // above 1 counts as 1
    }
    draw(sim::Purpose::score, [&](std::size_t a) { return scores_[a] != kNoContact; });
    for (std::size_t j = 0; j < scratch.which.size(); ++j) {
        const std::size_t a = scratch.which[j];
        scores_[a] = score(seekers[a / most_], pools_[a], word_of(j));
    }
}

void JobSearch::clear_region(RegionIndex region, const std::vector<Seeker>& seekers,
                             const std::vector<std::int64_t>& vacancies, std::vector<Placement>& placed) const {
    const PoolIndex first_pool = world_->cell(region, TierIndex{}, FieldIndex{});
    const std::size_t pools_here = world_->n_fields * world_->n_tiers;
    std::vector<std::uint64_t> uids;
    std::vector<std::uint32_t> who, first{0};
    std::vector<sim::Application> wishes;
    for (const std::uint32_t i : seekers_of_[region]) {
        const std::size_t before = wishes.size();
        for (std::size_t a = i * most_; a < i * most_ + n_pools_[i]; ++a) {
            if (scores_[a] != kNoContact) wishes.push_back({pools_[a] - first_pool, scores_[a]});
        }
        if (wishes.size() == before) continue;
        who.push_back(i);
        uids.push_back(seekers[i].person.bits());
        first.push_back(static_cast<std::uint32_t>(wishes.size()));
    }
    const std::span<const std::int64_t> capacity{vacancies.data() + first_pool, pools_here};
    const auto matched = sim::deferred_acceptance({uids, first, wishes, capacity});
    for (std::size_t j = 0; j < who.size(); ++j) {
        if (matched[j] == sim::kUnmatched) continue;
        const PoolIndex pool = first_pool + wishes[first[j] + matched[j]].pool;
        placed[who[j]] = {true, world_->tier_of(pool), world_->field_of(pool)};
    }
}

std::vector<Placement> JobSearch::clear(sim::Team& team, sim::Month now, const std::vector<Seeker>& seekers,
                                        const std::vector<std::int64_t>& vacancies) {
    const std::size_t n = seekers.size();
    std::vector<Placement> placed(n);
    if (n == 0) return placed;
    if (pools_.size() < n * most_) {
        pools_.resize(n * most_);
        scores_.resize(n * most_);
        n_pools_.resize(n);
    }
    const std::size_t blocks = (n + kSeekersPerBlock - 1) / kSeekersPerBlock;
    const auto each_block =
        [&](void (JobSearch::*part)(sim::Month, const std::vector<Seeker>&, std::size_t, std::size_t, Scratch&)) {
            team.for_each(blocks, [&](std::size_t block, std::size_t thread) {
                (this->*part)(now, seekers, block * kSeekersPerBlock, std::min(n, (block + 1) * kSeekersPerBlock),
                              scratch_[thread]);
            });
        };
    scratch_.resize(team.threads());
    for (auto& scratch : scratch_) scratch.applications.assign(world_->n_cells, 0);
    each_block(&JobSearch::apply);
    applications_.assign(world_->n_cells, 0);
    for (const auto& scratch : scratch_) {
        for (PoolIndex pool = 0; pool < world_->n_cells; ++pool) applications_[pool] += scratch.applications[pool];
    }
    seekers_of_.resize(world_->n_regions);
    for (auto& list : seekers_of_) list.clear();
    for (std::size_t i = 0; i < n; ++i) seekers_of_[seekers[i].target].push_back(static_cast<std::uint32_t>(i));
    contact_.resize(world_->n_cells);
    for (PoolIndex pool = 0; pool < world_->n_cells; ++pool) {
        contact_[pool] = contact_probability(pool, vacancies[pool], applications_[pool]);
    }
    each_block(&JobSearch::contact);
    team.for_each(world_->n_regions, [&](std::size_t region, std::size_t) {
        clear_region(RegionIndex{region}, seekers, vacancies, placed);
    });
    return placed;
}

}  // namespace talentflow::models
