// SPDX-License-Identifier: Apache-2.0
// People who live and work in a place at an instant.
#include <algorithm>

#include "models/run/result/families.hpp"
#include "models/run/result/places.hpp"

namespace talentflow::models {

namespace {

/// Axes region, tier, field. Where posts are not limited, people work where they live.
void count_workers(const Moment& m, Counts out) {
    const auto& c = m.world();
    const auto& books = m.model.books();
    persons_by_region(m, c.has_posts ? books.workers() : books.stock(), out);
    if (!c.has_posts) {
        const std::size_t width = out.size() / c.n_regions;
        for (const RegionIndex r : c.regions()) {
            for (std::size_t i = 0; i < width; ++i) {
                out[place_of(m, r) * width + i] -= m.persons(books.unemployed()[r * width + i]);
            }
        }
    }
    // The books have people on secondment at home, where they keep their post.
    const auto& secondments = m.model.programmes().secondments();
    for (const auto& s : secondments.away()) {
        if (!is_there(m.model.population(), s.person, s.row)) continue;
        const auto who = m.model.population().status[s.row];
        const auto cell = [&](RegionIndex region) {
            return (place_of(m, region) * c.n_tiers + who.tier()) * c.n_fields + who.field();
        };
        out[cell(who.region())] -= m.persons(1);
        out[cell(secondments.host(s))] += m.persons(1);
    }
}

/// Axes region, age_band.
void count_ages(const Moment& m, const std::vector<AgeBand>& bands, Counts out) {
    const auto& c = m.world();
    const auto& by_birth = m.model.books().by_birth();
    std::fill(out.begin(), out.end(), 0);
    const int now = m.month().index();  // ages stand still until time 0 (methods 3.1)
    for (const RegionIndex r : c.regions()) {
        const auto row = out.subspan(place_of(m, r) * (bands.size() + 1), bands.size() + 1);
        for (int birth = now - 1200; birth <= now; ++birth) {
            const auto n = by_birth[r * sim::Month::kMonths + static_cast<std::size_t>(birth)];
            if (n == 0) continue;
            const int years = (now - birth) / 12;
            std::size_t band = 0;
            while (band < bands.size() && (years < bands[band].from_years || years > bands[band].to_years)) ++band;
            row[band] += m.persons(n);
        }
    }
}

}  // namespace

Rows<std::int64_t> add_residents(Variables& result) {
    const auto stock = result.at_instant(
        {.name = "stock",
         .axes = {"region", "tier", "field"},
         .long_name = "talents living in the region",
         .long_name_zh = "常住人才存量",
         .units = "1",
         .definition = "Talents whose home is the region at the instant, heads, not a share of anything."},
        [](const Moment& m, Counts out) { persons_by_region(m, m.model.books().stock(), out); });
    result.at_instant({.name = "workers",
                       .axes = {"region", "tier", "field"},
                       .long_name = "employed talents by workplace",
                       .long_name_zh = "在岗人才",
                       .units = "1",
                       .definition = "Talents who work in the region at the instant, by their own tier and field; "
                                     "people on secondment at their host."},
                      count_workers);
    const auto& bands = result.world().age_bands;
    if (!bands.empty()) {
        result.at_instant({.name = "stock_age",
                           .axes = {"region", "age_band"},
                           .long_name = "talents by age",
                           .long_name_zh = "分年龄人才存量",
                           .units = "1",
                           .definition = "Talents whose home is the region at the instant, by completed years of age."},
                          [&bands](const Moment& m, Counts out) { count_ages(m, bands, out); });
    }
    return stock;
}

}  // namespace talentflow::models
