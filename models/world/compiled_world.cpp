// SPDX-License-Identifier: Apache-2.0
#include "models/world/compiled_world.hpp"

#include <algorithm>
#include <numeric>

#include "sim/error.hpp"
#include "sim/id.hpp"
#include "sim/math.hpp"

namespace talentflow::models {

namespace {

constexpr const char* kRestOfWorld = "rest_of_world";

void number_regions(CompiledWorld& c) {
    const World& world = *c.world;
    ByFileRegion<std::uint32_t> file_uid;
    for (const auto& region : world.regions) file_uid.push_back(sim::region_uid(region.id));
    for (const FileRegion region : world.regions.positions()) c.file_of.push_back(region);
    std::sort(c.file_of.begin(), c.file_of.end(),
              [&](FileRegion a, FileRegion b) { return file_uid[a] < file_uid[b]; });
    c.inner_of.resize(c.n_regions);
    c.region_of_uid.assign(std::size_t{1} << 20, kNoRegion);
    c.row_uid = sim::region_uid(kRestOfWorld);
    for (const RegionIndex r : c.regions()) {
        const auto uid = file_uid[c.file_of[r]];
        if (c.region_of_uid[uid] != kNoRegion || uid == c.row_uid) {
            throw ScenarioError{"regions." + world.regions[c.file_of[r]].id +
                                ": its id has the same 20-bit uid as another region or the rest of the "
                                "world; choose another id"};
        }
        c.inner_of[c.file_of[r]] = r;
        c.uid.push_back(uid);
        c.region_of_uid[uid] = r;
    }
}

void fill_incomes(CompiledWorld& c) {
    const World& world = *c.world;
    double sum = 0.0;
    for (const RegionIndex r : c.regions()) sum += c.region(r).wage_cny_per_month * 12.0;
    c.reference_income_cny_per_year = sum > 0.0 ? sum / static_cast<double>(c.n_regions) : 1.0;
    c.income.assign(c.n_cells, 1.0);
    for (const RegionIndex r : c.regions()) {
        const double base = c.region(r).wage_cny_per_month * 12.0 / c.reference_income_cny_per_year;
        for (const TierIndex k : c.tiers()) {
            for (const FieldIndex f : c.fields()) {
                c.income[c.cell(r, k, f)] = base * world.field_wage[f] * world.tier_wage[k];
            }
        }
    }
}

void fill_geography(CompiledWorld& c) {
    const World& world = *c.world;
    const std::size_t n = c.n_regions;
    c.km.assign(n * n, 0.0);
    c.minutes.assign(n * n, 0.0);
    c.other_province.assign(n * n, 0);
    for (const RegionIndex a : c.regions()) {
        for (const RegionIndex b : c.regions()) {
            const Distance& d = world.distances[c.file_of[a]][c.file_of[b]];
            c.km[a * n + b] = d.km;
            c.minutes[a * n + b] = d.minutes;
            c.other_province[a * n + b] = c.region(a).province != c.region(b).province ? 1 : 0;
        }
    }
}

std::vector<double> permuted(const CompiledWorld& c, const ByFileRegion<ByFileRegion<double>>& matrix) {
    std::vector<double> out;
    if (matrix.empty()) return out;
    for (const RegionIndex a : c.regions()) {
        for (const RegionIndex b : c.regions()) {
            out.push_back(matrix[c.file_of[a]][c.file_of[b]]);
        }
    }
    return out;
}

/// A list of n - 1 probabilities speaks of the others in file order; one of n names every region.
std::vector<double> known_matrix(const CompiledWorld& c, const std::vector<double>& list) {
    std::vector<double> out;
    if (list.empty()) return out;
    out.assign(c.n_regions * c.n_regions, 1.0);
    for (const RegionIndex a : c.regions()) {
        const std::size_t origin = c.file_of[a].position();
        for (const RegionIndex b : c.regions()) {
            const std::size_t there = c.file_of[b].position();
            if (a == b) continue;
            const bool others = list.size() + 1 == c.n_regions;
            const std::size_t at = others && there > origin ? there - 1 : there;
            out[a * c.n_regions + b] = list[at];
        }
    }
    return out;
}

}  // namespace

double annuity(double discount_rate, double years) {
    if (discount_rate <= 0.0) return 1.0 / years;
    return discount_rate / (1.0 - sim::math::exp(-years * sim::math::log(1.0 + discount_rate)));
}

CompiledWorld::CompiledWorld(const World& description)
    : world{&description},
      n_regions{description.n_regions()},
      n_tiers{description.n_tiers()},
      n_fields{description.n_fields()},
      n_cells{n_regions * n_tiers * n_fields},
      row_uid{0},
      first{description.first_month()},
      start{description.start},
      end{description.start + description.months},
      persons_per_agent{description.persons_per_agent},
      has_posts{present(&Modules::posts) || !description.overrides.posts.empty()},
      counts_ages{active(&Modules::demography) || !description.age_bands.empty()},
      reference_income_cny_per_year{1.0} {
    number_regions(*this);
    fill_incomes(*this);
    fill_geography(*this);
    relatedness.assign(n_fields * n_fields, 1.0);
    for (std::size_t a = 0; a < n_fields; ++a) {
        for (std::size_t b = 0; b < n_fields; ++b) {
            relatedness[a * n_fields + b] = a == b ? 1.0 : description.relatedness.values[a][b];
        }
    }
    transition = permuted(*this, description.overrides.transition);
    utility = permuted(*this, description.overrides.utility);
    known_probability = known_matrix(*this, description.overrides.known_probability);
    reference_scale.assign(n_regions, 1.0);
    for (const FileRegion r : description.overrides.reference_scale.positions()) {
        reference_scale[inner_of[r]] = description.overrides.reference_scale[r];
    }
}

}  // namespace talentflow::models
