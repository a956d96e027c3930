// SPDX-License-Identifier: Apache-2.0
// Indices. What can be had from the result itself is taken from there, so that a reader of the file finds the same
// number (tests/verification/books.py).
#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "models/run/result/families.hpp"
#include "models/run/result/places.hpp"
#include "sim/inequality.hpp"

namespace talentflow::models {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

bool counts_residents(const World& world) {
    return std::any_of(world.regions.begin(), world.regions.end(), [](const Region& r) { return r.residents > 0.0; });
}

double structure_match(const Moment& m, RegionIndex r) {
    const auto& c = m.world();
    std::vector<double> people(c.n_fields, 0.0), posts(c.n_fields, 0.0);
    double all_people = 0.0, all_posts = 0.0;
    for (const FieldIndex f : c.fields()) {
        for (const TierIndex k : c.tiers()) {
            people[f] += static_cast<double>(m.model.books().stock()[c.cell(r, k, f)]);
            posts[f] += static_cast<double>(m.model.posts().positions(c.cell(r, k, f)));
        }
        all_people += people[f];
        all_posts += posts[f];
    }
    if (all_people <= 0.0 || all_posts <= 0.0) return kNone;
    double difference = 0.0;
    for (const FieldIndex f : c.fields()) difference += std::abs(people[f] / all_people - posts[f] / all_posts);
    return 1.0 - 0.5 * difference;
}

/// Residents of a place of the axis `region`, by a row of stocks.
std::int64_t residents(const Moment& m, Counts stock, std::size_t place) {
    const std::size_t cells = m.world().n_tiers * m.world().n_fields;
    std::int64_t sum = 0;
    for (const auto people : stock.subspan(place * cells, cells)) sum += people;
    return sum;
}

/// Of a place and tier: who came less who went, the rest of the world included.
std::int64_t net_inflow(const Moment& m, Counts moves, Counts entries, Counts exits, std::size_t place,
                        std::size_t tier) {
    const std::size_t kk = m.world().n_tiers, ff = m.world().n_fields, cell = place * kk + tier;
    std::int64_t net = entries[cell * kEntryReasons + static_cast<std::size_t>(EntryReason::rest_of_world)] -
                       exits[cell * kExitReasons + static_cast<std::size_t>(ExitReason::rest_of_world)];
    const std::size_t in = (place * 2 * kk + tier) * ff;
    for (std::size_t f = 0; f < ff; ++f) net += moves[in + f] - moves[in + kk * ff + f];
    return net;
}

/// In the order of region uids, so that a file that lists places in another order has the same index (ADR 0004).
double theil_between_regions(const Moment& m, Counts stock) {
    const auto& c = m.world();
    std::vector<sim::Holding> places;
    for (const RegionIndex r : c.regions()) {
        const double people = c.region(r).residents;
        if (people <= 0.0) continue;
        places.push_back({1000.0 * static_cast<double>(residents(m, stock, place_of(m, r))) / people, people});
    }
    return sim::theil(places);
}

}  // namespace

void add_structure_match(Variables& result) {
    result.at_instant(
        {.name = "structure_match",
         .axes = {"region"},
         .long_name = "match of talent and posts by field",
         .long_name_zh = "人才结构与产业结构匹配度",
         .units = "1",
         .definition = "1 - half the sum over fields of |share of residents - share of posts|; near 1 at "
                       "the start by construction."},
        [](const Moment& m, Numbers out) { by_region(m, out, [&](RegionIndex r) { return structure_match(m, r); }); });
}

// NBG_r = sum over k of omega_k (in - out)_k / stock at the start of the month, omega the tier's wage over the last
// one's.
void add_net_brain_gain(Variables& result, Rows<std::int64_t> stock, Rows<std::int64_t> moves,
                        EntriesAndExits crossed) {
    result.in_month(
        {.name = "net_brain_gain",
         .axes = {"region"},
         .long_name = "net brain gain",
         .long_name_zh = "净智力流入",
         .units = "1",
         .definition = "Sum over tiers of the tier's wage factor x (moves in + arrivals from the rest of the world - "
                       "moves out - departures to it) in the month that ended, over the talents who lived in the "
                       "region when it began."},
        [=](const Moment& m, Numbers out) {
            const auto& wages = m.world().world->tier_wage;
            one_by_one(out, [&](std::size_t place) {
                const std::int64_t before = residents(m, stock[m.row - 1], place);
                if (before == 0) return kNone;
                double sum = 0.0;
                for (std::size_t k = 0; k < m.world().n_tiers; ++k) {
                    sum += wages[k] * static_cast<double>(net_inflow(m, moves[m.row], crossed.entries[m.row],
                                                                     crossed.exits[m.row], place, k));
                }
                return sum / static_cast<double>(before);
            });
        });
}

void add_inequality(Variables& result, Rows<std::int64_t> stock) {
    if (counts_residents(result.world())) {
        result.at_instant({.name = "theil_between_regions",
                           .axes = {},
                           .long_name = "inequality between regions (Theil)",
                           .long_name_zh = "地区间差异（泰尔指数）",
                           .units = "1",
                           .definition = "Theil index over regions, weighted by their residents of the census, of "
                                         "talents per 1,000 of these residents at the instant."},
                          [=](const Moment& m, Numbers out) { out[0] = theil_between_regions(m, stock[m.row]); });
    }
    if (!result.world().levers.empty()) {
        result.at_instant({.name = "gini_awards",
                           .axes = {},
                           .long_name = "inequality of awards (Gini)",
                           .long_name_zh = "奖补分配差异（基尼系数）",
                           .units = "1",
                           .definition = "Gini coefficient, over everybody paid an award until the instant, of what "
                                         "each has been paid by all levers, before anything returned."},
                          [](const Moment& m, Numbers out) { out[0] = m.model.claims().award_sums().gini(); });
    }
}

}  // namespace talentflow::models
