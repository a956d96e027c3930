// SPDX-License-Identifier: Apache-2.0
#include "models/people/synthesis.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/people/life_course.hpp"
#include "models/people/proportional_fitting.hpp"
#include "sim/math.hpp"
#include "sim/parallel.hpp"

namespace talentflow::models {

namespace {

constexpr int kWorkerRetirementMonths = 50 * 12;

/// Whole months of a geometric duration with the given mean: P(T >= t) = (1 - 1/mean)^t.
int geometric_months(double mean, std::uint32_t word) {
    if (mean <= 1.0) return 0;
    const double t = sim::math::log(sim::to_uniform(word)) / sim::math::log(1.0 - 1.0 / mean);
    return static_cast<int>(std::min(t, 2400.0));
}

/// One of `n` equally likely numbers.
std::size_t one_of(std::size_t n, std::uint32_t word) {
    return static_cast<std::size_t>(sim::to_uniform(word) * static_cast<double>(n));
}

std::vector<double> tier_margin(const CompiledWorld& c, const Region& region, double total) {
    std::vector<double> margin(c.n_tiers, 0.0);
    double given = 0.0;
    for (std::size_t k = 0; k + 1 < c.n_tiers; ++k) {
        const double share = c.world->tier_shares[k];
        double n =
            region.tier_counts[k] ? *region.tier_counts[k] : (std::isnan(share) ? 0.0 : share * region.talent_total);
        n = std::floor(n / c.persons_per_agent + 0.5);
        margin[k] = n;
        given += n;
    }
    margin[c.n_tiers - 1] = std::max(0.0, total - given);
    return margin;
}

}  // namespace

std::vector<double> field_margin(const CompiledWorld& c, RegionIndex r) {
    std::vector<double> margin(c.n_fields, 0.0);
    const auto& region = c.region(r);
    const auto& industries = c.world->industries;
    for (std::size_t i = 0; i < industries.size() && i < region.industry_shares.size(); ++i) {
        const double weight = region.industry_shares[i] * industries[i].college_intensity;
        for (const FieldIndex f : c.fields()) margin[f] += weight * industries[i].field_shares[f];
    }
    const double sum = std::accumulate(margin.begin(), margin.end(), 0.0);
    for (auto& share : margin) share = sum > 0.0 ? share / sum : 1.0 / static_cast<double>(c.n_fields);
    return margin;
}

std::vector<Cell> synthesize_cells(const CompiledWorld& c, const sim::Draws& draws, RegionIndex r) {
    const auto& region = c.region(r);
    const auto& bands = c.world->age_bands;
    const double total = std::floor(region.talent_total / c.persons_per_agent + 0.5);
    std::vector<double> age_sex;
    for (std::size_t b = 0; b < bands.size(); ++b) age_sex.push_back(region.men[b] * bands[b].college_weight_men);
    for (std::size_t b = 0; b < bands.size(); ++b) age_sex.push_back(region.women[b] * bands[b].college_weight_women);
    const double sum = std::accumulate(age_sex.begin(), age_sex.end(), 0.0);
    for (auto& n : age_sex) n *= total / sum;
    auto fields = field_margin(c, r);
    for (auto& share : fields) share *= total;
    const auto tiers = tier_margin(c, region, total);

    // Axes: tier, field, sex x age. The seed is flat: the census gives no joint table.
    std::vector<double> table(c.n_tiers * c.n_fields * age_sex.size(), 1.0);
    fit_margins(table, {tiers, fields, age_sex});
    const auto person = sim::PersonId::of(c.uid[r], sim::Month{}, 0);
    const auto counts = systematic_round(table, draws.uniform(person, sim::Month{}, sim::Purpose::cell_rounding));
    std::vector<Cell> cells;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] == 0) continue;
        const std::size_t a = i % age_sex.size();
        cells.push_back({static_cast<std::uint8_t>(a / bands.size()), static_cast<std::uint8_t>(a % bands.size()),
                         TierIndex{i / age_sex.size() / c.n_fields}, FieldIndex{i / age_sex.size() % c.n_fields},
                         counts[i]});
    }
    return cells;
}

Synthesis::Synthesis(sim::Team& team, const CompiledWorld& world, const sim::Draws& draws, const Awareness& awareness,
                     const Ties& ties)
    : team_{&team}, world_{&world}, draws_{&draws}, awareness_{&awareness}, ties_{&ties} {
    totals_.assign(world.n_regions, 0);
    cells_.resize(world.n_regions);
    const auto& w = *world.world;
    if (!w.overrides.initial_agents.empty()) {
        for (const auto& row : w.overrides.initial_agents) totals_[world.inner_of[row.region]] += row.count;
    } else if (w.agents) {
        const auto n = static_cast<std::int64_t>(world.n_regions);
        for (const RegionIndex r : world.regions()) {
            // The remainder goes by uid order, so that listing regions in another order changes nothing.
            totals_[r] = *w.agents / n + (static_cast<std::int64_t>(r) < *w.agents % n ? 1 : 0);
        }
    } else {
        team.for_each(world.n_regions, [&](std::size_t i, std::size_t) {
            const RegionIndex r{i};
            if (world.region(r).talent_total > 0.0) cells_[r] = synthesize_cells(world, draws, r);
        });
        std::int64_t running = 0;
        for (const RegionIndex r : world.regions()) {
            for (const auto& cell : cells_[r]) {
                totals_[r] += cell.count;
                running += cell.count;
                immigrant_until_.push_back(running);
                immigrant_cells_.push_back(cell);
            }
        }
    }
    for (const RegionIndex r : world.regions()) {
        auto shares = field_margin(world, r);
        std::partial_sum(shares.begin(), shares.end(), shares.begin());
        field_until_.push_back(std::move(shares));
    }
}

StatusWord Synthesis::retirement_flag(StatusWord status, sim::PersonId person, int age_months) const {
    if (!status.woman()) return status;
    // Women still at work past 50 are cadres; below, a stated share is.
    const auto words = draws_->words(person, sim::Month{}, sim::Purpose::life_status);
    const bool cadre =
        age_months >= kWorkerRetirementMonths || sim::to_uniform(words[0]) < world_->parameters().women_cadre_share;
    status.set_early_retirement(!cadre);
    return status;
}

void Synthesis::give_start_state(Population& population, std::size_t row, int age_months) const {
    const auto person = population.person(row);
    const auto& c = *world_;
    auto status = population.status[row];
    const auto words = draws_->words(person, sim::Month{}, sim::Purpose::synthesis, 1);
    const RegionIndex home = status.region();
    if (sim::to_uniform(words[0]) < c.region(home).unemployment) {
        status.set_employment(Employment::unemployed);
    }
    population.status[row] = status;
    const int most = std::max(0, age_months - kEntryAgeMonths);
    const double mean = c.parameters().job_tenure_mean_months;
    const auto since = [&](std::uint32_t word) {
        return static_cast<std::uint16_t>((c.first - std::min(most, geometric_months(mean, word))).index());
    };
    population.job_since[row] = since(words[1]);
    population.resident_since[row] = since(words[2]);
    population.post[row] = HeldPost::of(status.region(), status.tier(), status.field());
    population.origin[row] = home;
    const auto first = static_cast<std::uint16_t>(c.first.index());
    if (population.columns().awareness) {
        population.known.set(row, awareness_->initial_set(person, home));
        population.known_since[row] = first;
    }
    if (population.columns().ties) {
        ties_->initial(person, home, population.ties_of(row));
        population.ties_since[row] = first;
    }
    if (c.world->tiers[status.tier()].accredited) population.set_accredited(row, home, status.tier() + 1);
}

void Synthesis::place_cells(Population& population, RegionIndex region, std::size_t first_row) const {
    const auto& c = *world_;
    const auto& cells = cells_[region];
    std::vector<std::int64_t> until;
    std::int64_t running = 0;
    for (const auto& cell : cells) until.push_back(running += cell.count);
    const auto n = static_cast<std::size_t>(totals_[region]);
    team_->for_each(sim::n_blocks(n), [&](std::size_t block, std::size_t) {
        const std::size_t begin = block * sim::kBlockRows;
        const std::size_t end = std::min(n, begin + sim::kBlockRows);
        auto at = static_cast<std::size_t>(
            std::upper_bound(until.begin(), until.end(), static_cast<std::int64_t>(begin)) - until.begin());
        for (std::size_t i = begin; i < end; ++i) {
            while (until[at] <= static_cast<std::int64_t>(i)) ++at;
            const Cell& cell = cells[at];
            const std::size_t row = first_row + i;
            const auto person = sim::PersonId::of(c.uid[region], c.first - 1, static_cast<std::uint32_t>(i));
            population.id[row] = person.bits();
            StatusWord status;
            status.set_region(region);
            status.set_tier(cell.tier);
            status.set_field(cell.field);
            status.set_woman(cell.woman != 0);
            status.set_employment(Employment::employed);
            const auto& band = c.world->age_bands[cell.band];
            const int months = (band.to_years - band.from_years + 1) * 12;
            const double u = draws_->uniform(person, sim::Month{}, sim::Purpose::synthesis);
            const int age = band.from_years * 12 + std::min(months - 1, static_cast<int>(u * months));
            population.status[row] = retirement_flag(status, person, age);
            population.birth[row] = static_cast<std::uint16_t>((c.start - age).index());
            give_start_state(population, row, age);
        }
    });
}

void Synthesis::place_even(Population& population) const {
    const auto& c = *world_;
    std::size_t first_row = 0;
    for (const RegionIndex r : c.regions()) {
        const auto n = static_cast<std::size_t>(totals_[r]);
        team_->for_each(sim::n_blocks(n), [&](std::size_t block, std::size_t) {
            const std::size_t end = std::min(n, (block + 1) * sim::kBlockRows);
            for (std::size_t i = block * sim::kBlockRows; i < end; ++i) {
                const std::size_t row = first_row + i;
                const auto person = sim::PersonId::of(c.uid[r], c.first - 1, static_cast<std::uint32_t>(i));
                population.id[row] = person.bits();
                const auto words = draws_->words(person, sim::Month{}, sim::Purpose::synthesis);
                StatusWord status;
                status.set_region(r);
                status.set_tier(TierIndex{one_of(c.n_tiers, words[0])});
                status.set_field(FieldIndex{one_of(c.n_fields, words[1])});
                status.set_employment(Employment::employed);
                population.status[row] = status;
                const int age = 25 * 12 + static_cast<int>(sim::to_uniform(words[2]) * 360.0);
                population.birth[row] = static_cast<std::uint16_t>((c.start - age).index());
                give_start_state(population, row, age);
            }
        });
        first_row += n;
    }
}

void Synthesis::place_override(Population& population) const {
    const auto& c = *world_;
    std::vector<std::uint32_t> next(c.n_regions, 0);
    std::size_t row = 0;
    for (const auto& group : c.world->overrides.initial_agents) {
        const RegionIndex r = c.inner_of[group.region];
        const int age = static_cast<int>(group.age_years * 12.0);
        for (std::int64_t i = 0; i < group.count; ++i, ++row) {
            const auto person = sim::PersonId::of(c.uid[r], c.first - 1, next[r]++);
            population.id[row] = person.bits();
            StatusWord status;
            status.set_region(r);
            status.set_tier(group.tier);
            status.set_field(group.field);
            status.set_employment(Employment::employed);
            population.status[row] = status;
            population.birth[row] = static_cast<std::uint16_t>((c.start - age).index());
            give_start_state(population, row, age);
            const bool employed = group.employment == InitialAgents::Employment::employed;
            population.status[row].set_employment(employed ? Employment::employed : Employment::unemployed);
            if (population.columns().awareness && group.aware != InitialAgents::Aware::steady) {
                population.known.set(
                    row, group.aware == InitialAgents::Aware::all ? ~std::uint64_t{0} : std::uint64_t{1} << r);
            }
            if (population.columns().ties) {
                std::fill_n(population.ties_of(row), c.n_regions, std::uint8_t{0});
                population.ties_of(row)[r] = static_cast<std::uint8_t>(std::clamp(group.ties, 0, 255));
            }
            population.set_accredited(row, r, group.accredited ? group.tier + 1 : 0);
        }
    }
}

void Synthesis::populate(Population& population) const {
    const auto total = static_cast<std::size_t>(std::accumulate(totals_.begin(), totals_.end(), std::int64_t{0}));
    // Room for those who come, so that millions need not be copied to grow; what is not used costs no memory.
    if (world_->active(&Modules::demography)) population.reserve(total + total / 2);
    population.resize(total);
    if (!world_->world->overrides.initial_agents.empty()) return place_override(population);
    if (world_->world->agents) return place_even(population);
    std::size_t row = 0;
    for (const RegionIndex r : world_->regions()) {
        place_cells(population, r, row);
        row += static_cast<std::size_t>(totals_[r]);
    }
}

Newcomer Synthesis::immigrant(sim::PersonId person, sim::Month now) const {
    const auto words = draws_->words(person, sim::Month{}, sim::Purpose::entrant);
    const double total = static_cast<double>(immigrant_until_.back());
    const auto at = static_cast<std::int64_t>(sim::to_uniform(words[0]) * total);
    const auto i = static_cast<std::size_t>(std::upper_bound(immigrant_until_.begin(), immigrant_until_.end(), at) -
                                            immigrant_until_.begin());
    const Cell& cell = immigrant_cells_[i];
    const auto& band = world_->world->age_bands[cell.band];
    const int months = (band.to_years - band.from_years + 1) * 12;
    const int age = band.from_years * 12 + static_cast<int>(sim::to_uniform(words[1]) * months);
    StatusWord status;
    status.set_tier(cell.tier);
    status.set_field(cell.field);
    status.set_woman(cell.woman != 0);
    status.set_employment(Employment::unemployed);
    return {retirement_flag(status, person, age), static_cast<std::uint16_t>((now - age).index())};
}

Newcomer Synthesis::graduate(sim::PersonId person, RegionIndex region, sim::Month now) const {
    const auto& c = *world_;
    const auto words = draws_->words(person, sim::Month{}, sim::Purpose::entrant);
    const auto& shares = field_until_[region];
    const auto field = static_cast<std::size_t>(
        std::upper_bound(shares.begin(), shares.end() - 1, sim::to_uniform(words[0])) - shares.begin());
    const int age = kEntryAgeMonths + static_cast<int>(sim::to_uniform(words[1]) * kGraduateAgeSpread);
    const auto& r = c.region(region);
    const double women = r.men.empty() || r.men[0] + r.women[0] <= 0.0 ? 0.5 : r.women[0] / (r.men[0] + r.women[0]);
    const bool upper = sim::to_uniform(words[3]) < c.parameters().graduates_upper_share && c.n_tiers > 1;
    StatusWord status;
    status.set_region(region);
    status.set_tier(TierIndex{upper ? c.n_tiers - 2 : c.n_tiers - 1});
    status.set_field(FieldIndex{field});
    status.set_woman(sim::to_uniform(words[2]) < women);
    status.set_employment(Employment::unemployed);
    status.set_graduate(true);
    return {retirement_flag(status, person, age), static_cast<std::uint16_t>((now - age).index())};
}

void Synthesis::settle(Population& population, std::uint32_t row, RegionIndex origin, sim::Month now) const {
    const auto person = population.person(row);
    const RegionIndex home = population.status[row].region();
    const auto month = static_cast<std::uint16_t>(now.index());
    population.resident_since[row] = month;
    population.job_since[row] = month;
    population.origin[row] = origin;
    if (population.columns().awareness) {
        population.known.set(row, awareness_->initial_set(person, home));
        population.known_since[row] = month;
    }
    if (population.columns().ties) {
        // Graduates have the acquaintances of their college years; people from outside start with none.
        if (origin == home) {
            ties_->initial(person, home, population.ties_of(row));
        } else {
            std::fill_n(population.ties_of(row), world_->n_regions, std::uint8_t{0});
        }
        population.ties_since[row] = month;
    }
}

}  // namespace talentflow::models
