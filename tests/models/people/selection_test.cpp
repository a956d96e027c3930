// SPDX-License-Identifier: Apache-2.0
#include "models/people/selection.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <vector>

#include "sim/parallel.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sequence.hpp"

namespace {

using namespace talentflow;
using models::Pick;
using models::PickRequest;

const sim::Month kMonth = sim::Month::of(2018, 4);
constexpr std::size_t kRows = 3 * sim::kBlockRows + 517;

/// People of 3 regions, 3 tiers and 4 fields; some rows are empty, some people without a post, away or at work
/// elsewhere.
models::Population some_people() {
    test::Sequence sequence{271};
    models::Population population{{.n_regions = 3}};
    population.resize(kRows);
    for (std::size_t row = 0; row < kRows; ++row) {
        population.id[row] = test::somebody(static_cast<std::uint32_t>(row * 7 % kRows)).bits();
        models::StatusWord who;
        who.set_region(models::RegionIndex{sequence.below(3)});
        who.set_tier(models::TierIndex{sequence.below(3)});
        who.set_field(models::FieldIndex{sequence.below(4)});
        who.set_employment(static_cast<models::Employment>(sequence.below(3)));
        who.set_away(sequence.below(10) == 0);
        who.set_commuter(who.employed() && sequence.below(10) == 0);
        population.status[row] = who;
    }
    population.find_scattered();
    return population;
}

PickRequest request(std::size_t region, std::uint32_t tiers, std::uint32_t fields, std::size_t places,
                    std::uint32_t key) {
    PickRequest r;
    r.region = models::RegionIndex{region};
    r.tiers = tiers;
    r.fields = fields;
    r.places = places;
    r.purpose = sim::Purpose::training_pick;
    r.key = key;
    return r;
}

/// The rule by itself: everybody's number, sorted.
std::vector<std::vector<std::uint64_t>> sorted_by_hand(const models::Population& population, const sim::Draws& draws,
                                                       const std::vector<PickRequest>& requests, std::size_t most) {
    std::vector<std::vector<std::uint64_t>> result;
    std::set<std::uint64_t> taken;
    for (const auto& r : requests) {
        std::vector<std::pair<std::uint64_t, std::uint64_t>> order;
        for (std::size_t row = 0; row < population.n_rows(); ++row) {
            const auto who = population.status[row];
            if (who.empty() || who.away() || who.region() != r.region || taken.count(population.id[row]) != 0) continue;
            if (((r.tiers >> who.tier()) & 1U) == 0 || ((r.fields >> who.field()) & 1U) == 0) continue;
            if (r.at_work && (!who.employed() || who.commuter())) continue;
            if (r.admits && !r.admits(static_cast<std::uint32_t>(row))) continue;
            const auto words = draws.words(population.person(row), kMonth, r.purpose, r.key);
            order.emplace_back((std::uint64_t{words[0]} << 32) | words[1], population.id[row]);
        }
        std::sort(order.begin(), order.end());
        std::vector<std::uint64_t> persons;
        for (std::size_t i = 0; i < std::min(r.places, order.size()); ++i) persons.push_back(order[i].second);
        for (std::size_t i = 0; i < std::min(most, persons.size()); ++i) taken.insert(persons[i]);
        result.push_back(std::move(persons));
    }
    return result;
}

std::vector<std::vector<std::uint64_t>> picked(sim::Team& team, const models::Population& population,
                                               const sim::Draws& draws, const std::vector<PickRequest>& requests,
                                               std::size_t most) {
    std::vector<std::vector<std::uint64_t>> result(requests.size());
    models::pick_people(team, population, draws, kMonth, requests, [&](std::size_t i, const std::vector<Pick>& picks) {
        for (const Pick& pick : picks) {
            REQUIRE(population.id[pick.row] == pick.person);
            result[i].push_back(pick.person);
        }
        return most;
    });
    return result;
}

/// Requests that overlap, from none to more places than people.
std::vector<PickRequest> overlapping(const models::Population& population, double guess) {
    std::vector<PickRequest> requests{request(0, 0b111, 0b1111, 40, 1),     request(0, 0b110, 0b0011, 300, 2),
                                      request(1, 0b001, 0b1000, 100000, 3), request(1, 0b111, 0b1111, 0, 4),
                                      request(2, 0b111, 0b1111, 25, 5),     request(0, 0b111, 0b1111, 40, 1)};
    requests[1].at_work = true;
    requests[4].admits = [&population](std::uint32_t row) { return population.id[row] % 11 == 0; };
    for (auto& r : requests) r.eligible = guess;
    return requests;
}

TEST_CASE("selection: the least own numbers among the eligible, as if everybody were sorted", "[models][selection]") {
    const auto population = some_people();
    const sim::Draws draws{12, 3};
    for (const int threads : {1, 2, 3, 8}) {
        // Guesses far too small, about right and far too large: only speed depends on them.
        for (const double guess : {1.0, 2000.0, 1e9}) {
            INFO(threads << " threads, guess " << guess);
            const auto requests = overlapping(population, guess);
            std::vector<std::vector<std::uint64_t>> found;
            sim::with_team({.threads = threads},
                           [&](sim::Team& team) { found = picked(team, population, draws, requests, 100000); });
            CHECK(found == sorted_by_hand(population, draws, requests, 100000));
        }
    }
}

TEST_CASE("selection: whom one request does not take stays free for the next", "[models][selection]") {
    const auto population = some_people();
    const sim::Draws draws{12, 3};
    const auto requests = overlapping(population, 500.0);
    sim::Team team;
    for (const std::size_t most : {std::size_t{0}, std::size_t{7}}) {
        const auto found = picked(team, population, draws, requests, most);
        CHECK(found == sorted_by_hand(population, draws, requests, most));
        // The last request has the key of the first: it gets the same people if none was taken, else others before
        // them.
        CHECK((found.back() == found.front()) == (most == 0));
    }
}

TEST_CASE("selection: everybody eligible is as likely as anybody", "[models][selection]") {
    const auto population = some_people();
    std::vector<int> times(kRows, 0);
    sim::Team team;
    constexpr int kDraws = 400;
    for (std::uint32_t i = 0; i < kDraws; ++i) {
        const sim::Draws draws{77, i};
        std::vector<PickRequest> requests{request(1, 0b111, 0b1111, 200, 9)};
        requests[0].eligible = 2000.0;
        models::pick_people(team, population, draws, kMonth, requests,
                            [&](std::size_t, const std::vector<Pick>& picks) {
                                for (const Pick& pick : picks) ++times[pick.row];
                                return picks.size();
                            });
    }
    double eligible = 0.0, sum = 0.0, squares = 0.0;
    for (std::size_t row = 0; row < kRows; ++row) {
        const auto who = population.status[row];
        if (who.empty() || who.away() || who.region() != 1) {
            REQUIRE(times[row] == 0);
            continue;
        }
        eligible += 1.0;
        sum += times[row];
        squares += static_cast<double>(times[row]) * times[row];
    }
    REQUIRE(sum == 200.0 * kDraws);
    // Each is picked Binomial(kDraws, 200 / eligible) times; the dispersion statistic is chi-square with eligible - 1
    // degrees, normal here.
    const double p = 200.0 / eligible, mean = kDraws * p;
    const double statistic = (squares - eligible * mean * mean) / (mean * (1.0 - p));
    CHECK(std::abs(statistic - (eligible - 1.0)) < 4.42 * std::sqrt(2.0 * eligible));
}

}  // namespace
