// SPDX-License-Identifier: Apache-2.0
// Cohorts by year of entry, and who of them is there later (methods 3.15).
#include <utility>

#include "models/run/result/families.hpp"
#include "models/run/result/places.hpp"

namespace talentflow::models {

namespace {

void add_cohort_axes(Variables& result) {
    const World& world = result.world();
    const int first = world.start.year(), last = (world.start + (world.months - 1)).year();
    sim::Dimension years{"cohort_year", "calendar year of entry", "进入年份", {}, {}, "year"};
    for (int year = first; year <= last; ++year) years.values.push_back(year);
    result.data().add_dimension(std::move(years));
    result.data().add_dimension({"entry",
                                 "way into the cohort",
                                 "进入方式",
                                 {{"moved_in", "moved in", "迁入"},
                                  {"graduate", "graduate entering work", "毕业生"},
                                  {"award_paid", "first payment of an award", "首次获得奖补"},
                                  {"resident_at_decision", "resident at time 0", "起始时点常住"}},
                                 {},
                                 ""});
    sim::Dimension horizons{"horizon", "months after the own entry", "进入后月数", {}, {}, "month"};
    for (const int months : kCohortHorizons) horizons.values.push_back(months);
    result.data().add_dimension(std::move(horizons));
}

/// Axes cohort_year, region, tier, entry, from the model's order of regions: `value(cell there, cell of the result)`.
template <class Value>
void by_cohort(const Moment& m, const Value& value) {
    const std::size_t n = m.world().n_regions, width = m.world().n_tiers * kCohortEntries;
    for (std::size_t in = 0; in < m.model.cohorts().size().size(); ++in) {
        const std::size_t year = in / width / n;
        const RegionIndex region{in / width % n};
        value(in, (year * n + place_of(m, region)) * width + in % width);
    }
}

/// The same axes and horizon: `agents` of the same cells, or no value where the run ends before.
void persons_by_horizon(const Moment& m, const std::vector<std::int64_t>& agents, Counts out) {
    const Cohorts& cohorts = m.model.cohorts();
    constexpr std::size_t hh = kCohortHorizons.size();
    by_cohort(m, [&](std::size_t in, std::size_t cell) {
        const std::size_t year = in / kCohortEntries / m.world().n_tiers / m.world().n_regions;
        const auto entry = static_cast<CohortEntry>(in % kCohortEntries);
        for (std::size_t h = 0; h < hh; ++h) {
            out[cell * hh + h] = cohorts.reached(year, entry, h) ? m.persons(agents[in * hh + h]) : kNotReached;
        }
    });
}

}  // namespace

void add_cohorts(Variables& result) {
    if (!keeps_cohorts(result.world())) return;
    add_cohort_axes(result);
    result.at_end({.name = "cohort_size",
                   .axes = {"cohort_year", "region", "tier", "entry"},
                   .long_name = "entries to the cohort",
                   .long_name_zh = "同期群规模",
                   .units = "1",
                   .definition = "Entries in the year (residents: those of time 0), by region and tier at that moment; "
                                 "who enters twice counts twice."},
                  [](const Moment& m, Counts out) {
                      const auto& size = m.model.cohorts().size();
                      by_cohort(m, [&](std::size_t in, std::size_t cell) { out[cell] = m.persons(size[in]); });
                  });
    result.at_end({.name = "cohort_present",
                   .axes = {"cohort_year", "region", "tier", "entry", "horizon"},
                   .long_name = "of the cohort, still in the region",
                   .long_name_zh = "同期群中仍在本地人数",
                   .units = "1",
                   .definition = "Of cohort_size, those who live in the region of entry so many months after their own "
                                 "month of entry; no value where the run ends before.",
                   .missing = kNotReached},
                  [](const Moment& m, Counts out) { persons_by_horizon(m, m.model.cohorts().present(), out); });
    result.at_end(
        {.name = "cohort_never_left",
         .axes = {"cohort_year", "region", "tier", "entry", "horizon"},
         .long_name = "of the cohort, never moved away",
         .long_name_zh = "同期群中从未迁出人数",
         .units = "1",
         .definition = "Of cohort_present, those who have not changed home since they entered; no value where "
                       "the run ends before.",
         .missing = kNotReached},
        [](const Moment& m, Counts out) { persons_by_horizon(m, m.model.cohorts().never_left(), out); });
}

}  // namespace talentflow::models
