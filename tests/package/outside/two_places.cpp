// SPDX-License-Identifier: Apache-2.0
// The lesson "Two places" (scenarios/lessons/two_regions.yaml) as a program of somebody else's: the world in C++, no
// file.
//
// `two_places` says who lives where; `two_places --numbers` writes every number of the result.
#include <cmath>
#include <cstdint>
#include <iostream>
#include <limits>
#include <string>

#include "models/run/simulate.hpp"
#include "models/world/world.hpp"
#include "numbers.hpp"
#include "sim/dataset.hpp"

namespace {

using namespace talentflow;

constexpr double kInSuining = 60000, kInTongnan = 40000;
constexpr double kLeaveSuining = 0.01, kLeaveTongnan = 0.005;  // chance a month
constexpr int kMonths = 24;

models::Region place(const std::string& id) {
    models::Region region;
    region.id = id;
    region.wage_cny_per_month = 6000;
    region.tier_counts.resize(1);
    region.stay_constant = {0};
    return region;
}

models::InitialAgents people(std::size_t region, double count) {
    models::InitialAgents agents;
    agents.region = models::FileRegion{region};
    agents.count = static_cast<std::int64_t>(count);
    return agents;
}

models::World two_places() {
    models::World world;
    world.name = "two-places";
    world.start = sim::Month::of(2018, 1);
    world.months = kMonths;
    world.seed = 1;
    world.tiers = {{.id = "E", .name = {}, .accredited = false}};
    world.tier_shares = {std::numeric_limits<double>::quiet_NaN()};  // the last tier is the rest
    world.tier_wage = {1};
    world.fields = {{.id = "general", .name = {}, .regulated = false}};
    world.field_wage = {1};
    world.relatedness.values = {{1}};
    world.regions = {place("suining"), place("tongnan")};
    world.distances = {{{}, {1, 1}}, {{1, 1}, {}}};
    world.rest_of_world.utility = world.rest_of_world.stay_constant = {0};
    world.parameters = models::default_parameters({"E"});
    world.overrides.initial_agents = {people(0, kInSuining), people(1, kInTongnan)};
    world.overrides.transition = {{1 - kLeaveSuining, kLeaveSuining}, {kLeaveTongnan, 1 - kLeaveTongnan}};
    return world;
}

/// Share of all in Suining that the flows lead to, and what is left of the distance from it after `months`.
double expected_in_suining(int months) {
    const double all = kInSuining + kInTongnan;
    const double balance = all * kLeaveTongnan / (kLeaveSuining + kLeaveTongnan);
    return balance + (kInSuining - balance) * std::pow(1 - kLeaveSuining - kLeaveTongnan, months);
}

}  // namespace

int main(int argc, char** argv) {
    const auto result = models::simulate(two_places(), {});
    if (argc == 2 && std::string{argv[1]} == "--numbers") {
        write_numbers(result.data);
        return 0;
    }

    // stock(member, time, region, tier, field), row-major; one member, tier and field.
    const auto& stock = result.data.values<std::int64_t>("stock");
    bool good = stock.size() == 2 * (kMonths + 1);
    for (std::size_t t = 0; good && t <= kMonths; ++t) {
        const auto suining = stock[2 * t], tongnan = stock[2 * t + 1];
        std::cout << t << ' ' << suining << ' ' << tongnan << '\n';
        good = suining + tongnan == 100000;
    }
    // Everybody moves by a chance of their own: the spread is that of so many coins, below 158 persons.
    const double expected = expected_in_suining(kMonths);
    good = good && std::abs(static_cast<double>(stock[2 * kMonths]) - expected) < 4 * 158;
    std::cout << "expected in Suining after " << kMonths << " months: " << expected << '\n';
    return good ? 0 : 1;
}
