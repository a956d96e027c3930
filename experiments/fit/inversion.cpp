// SPDX-License-Identifier: Apache-2.0
#include "experiments/fit/inversion.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "sim/dataset.hpp"

namespace talentflow::experiments {

namespace {

constexpr double kGain = 0.6;         // of the log miss taken back in a round (methods 3.14)
constexpr double kLargestStep = 1.0;  // utils in a round
constexpr double kFewMoves = 200;     // cells with fewer expected moves follow their tier
// A tier's stay constants stay within this of their mean over regions, so that a region whose moves are limited by
// something else is not held up by force (assumption).
constexpr double kSpread = 7.0;
// Where posts, not wishes, limit moves (tiers A and B) no constant reaches the target: wishes are not driven beyond
// this (assumption).
constexpr double kLeastStay = 3.0;

// A target counts as met within these (assumption, methods 3.14): rates of moving by a twentieth of themselves, net
// migration by 0.1 % of the stock a year; the constants of the base world miss theirs by at most 0.06 %.
constexpr double kShareTolerance = 0.05;
constexpr double kNetTolerance = 0.001;

double step(double target, double found) {
    const double floor = 1e-6 * std::max(target, 1e-12);
    return std::clamp(kGain * std::log(std::max(target, floor) / std::max(found, floor)), -kLargestStep, kLargestStep);
}

/// Yearly means over members and months of what the inversion aims at.
struct Measured {
    std::vector<std::vector<double>> out, stock;  // [region][tier] moves out a year; mean stock
    std::vector<double> in, left, arrived;        // [region]; [tier] to and from the rest of the world
    double mobility = 0;                          // realised moves per stock and year
};

Measured measure(const models::World& world, const sim::Dataset& data) {
    const std::size_t n = world.n_regions(), kk = world.n_tiers(), ff = world.n_fields();
    const auto times = static_cast<std::size_t>(world.months) + 1;
    Measured m;
    m.out.assign(n, std::vector<double>(kk, 0.0));
    m.stock = m.out;
    m.in.assign(n, 0.0);
    m.left.assign(kk, 0.0);
    m.arrived.assign(kk, 0.0);
    const auto& stock = data.values<std::int64_t>("stock");
    const auto& od = data.values<std::int64_t>("od_flow");
    const auto& exits = data.values<std::int64_t>("exits");
    const auto& entries = data.values<std::int64_t>("entries");
    const double years = static_cast<double>(world.months) / 12.0 * static_cast<double>(world.replicates);
    const double instants = static_cast<double>(times) * static_cast<double>(world.replicates);
    const auto of = [](const std::vector<std::int64_t>& counts, std::size_t i) {
        return static_cast<double>(counts[i]);
    };
    double moves = 0.0, people = 0.0;
    for (std::size_t at = 0; at < times * static_cast<std::size_t>(world.replicates); ++at) {
        for (std::size_t r = 0; r < n; ++r) {
            for (std::size_t k = 0; k < kk; ++k) {
                for (std::size_t f = 0; f < ff; ++f) {
                    const double here = of(stock, ((at * n + r) * kk + k) * ff + f) / instants;
                    m.stock[r][k] += here;
                    people += here;
                }
                for (std::size_t s = 0; s < n; ++s) {
                    const double flow = of(od, ((at * n + r) * n + s) * kk + k) / years;
                    m.out[r][k] += flow;
                    m.in[s] += flow;
                    moves += flow;
                }
                m.left[k] += of(exits, ((at * n + r) * kk + k) * 4 + 2) / years;
                m.arrived[k] += of(entries, ((at * n + r) * kk + k) * 3 + 1) / years;
            }
        }
    }
    m.mobility = moves / people;
    return m;
}

double sum(const std::vector<double>& values) {
    double total = 0.0;
    for (const double v : values) total += v;
    return total;
}

void correct_regions(models::World& world, const Measured& m, double mobility) {
    const std::size_t n = world.n_regions(), kk = world.n_tiers();
    std::vector<double> tier_out(kk, 0.0), tier_stock(kk, 0.0);
    for (std::size_t r = 0; r < n; ++r) {
        for (std::size_t k = 0; k < kk; ++k) {
            tier_out[k] += m.out[r][k];
            tier_stock[k] += m.stock[r][k];
        }
    }
    double mean_amenity = 0.0;
    for (std::size_t r = 0; r < n; ++r) {
        auto& region = world.regions[models::FileRegion{r}];
        const double stock = sum(m.stock[r]);
        // A place without a target keeps its amenity: what others gain or lose has to come from somewhere.
        if (const auto net = region.net_migration_target_per_year)
            region.amenity += step(sum(m.out[r]) + *net * stock, m.in[r]);
        mean_amenity += region.amenity / static_cast<double>(n);
        for (std::size_t k = 0; k < kk; ++k) {
            const bool few = m.stock[r][k] * mobility < kFewMoves;
            const double rate = few ? tier_out[k] / std::max(1.0, tier_stock[k]) : m.out[r][k] / m.stock[r][k];
            const bool none = tier_stock[k] * mobility < 1.0;
            // More movers than wanted: home must hold more.
            if (!none) region.stay_constant[k] -= step(mobility, rate);
        }
    }
    for (std::size_t k = 0; k < kk; ++k) {
        double mean = 0.0;
        for (std::size_t r = 0; r < n; ++r) {
            mean +=
                world.regions[models::FileRegion{r}].stay_constant[k] * m.stock[r][k] / std::max(1.0, tier_stock[k]);
        }
        for (auto& region : world.regions) {
            region.stay_constant[k] =
                std::max(kLeastStay, std::clamp(region.stay_constant[k], mean - kSpread, mean + kSpread));
        }
    }
    // Only differences of amenity between places matter to residents; the mean is taken to be 0.
    for (auto& region : world.regions) region.amenity -= mean_amenity;
}

void correct_rest_of_world(models::World& world, const Measured& m) {
    double stock = 0.0, left = 0.0, arrived = 0.0;
    std::vector<double> tier_stock(world.n_tiers(), 0.0);
    for (const auto& row : m.stock) {
        for (std::size_t k = 0; k < row.size(); ++k) {
            tier_stock[k] += row[k];
            stock += row[k];
        }
    }
    left = sum(m.left);
    arrived = sum(m.arrived);
    const double target = world.rest_of_world.leaving_per_year;
    for (std::size_t k = 0; k < world.n_tiers(); ++k) {
        const bool few = tier_stock[k] * target < kFewMoves;
        const double rate = few ? left / stock : m.left[k] / tier_stock[k];
        world.rest_of_world.utility[k] += step(target, rate);
        const double in = few ? arrived : m.arrived[k];
        const double out = few ? left : m.left[k];
        world.rest_of_world.stay_constant[k] -= step(out, in);
    }
}

std::string line(const models::World& world, const Measured& m, int round) {
    std::string text = fmt::format(
        "round {:2}: mobility {:.2f} %/y, leaving the world {:.2f} %/y, net", round, 100.0 * m.mobility,
        100.0 * sum(m.left) / [&] {
            double stock = 0.0;
            for (const auto& row : m.stock) stock += sum(row);
            return stock;
        }());
    for (std::size_t r = 0; r < world.n_regions(); ++r) {
        const double net = (m.in[r] - sum(m.out[r])) / std::max(1.0, sum(m.stock[r]));
        text += fmt::format(" {} {:+.2f} %", world.regions[models::FileRegion{r}].id, 100.0 * net);
    }
    return text + fmt::format(", arrivals/leavers {:.2f}", sum(m.arrived) / std::max(1.0, sum(m.left)));
}

/// What the round is off by more than a tolerance (methods 3.14).
std::vector<std::string> misses(const models::World& world, const Measured& m, double mobility_per_year) {
    std::vector<std::string> found;
    const auto off = [&](const std::string& what, double is, double target, double tolerance) {
        if (std::fabs(is - target) <= tolerance) return;
        found.push_back(fmt::format("{} is {:.3f} % a year, the target {:.3f} +- {:.3f}", what, 100.0 * is,
                                    100.0 * target, 100.0 * tolerance));
    };
    off("moves of home per talent", m.mobility, mobility_per_year, kShareTolerance * mobility_per_year);
    double stock = 0.0;
    for (std::size_t r = 0; r < world.n_regions(); ++r) {
        const double here = std::max(1.0, sum(m.stock[r]));
        stock += here;
        const auto& region = world.regions[models::FileRegion{r}];
        if (const auto net = region.net_migration_target_per_year)
            off("net migration of " + region.id, (m.in[r] - sum(m.out[r])) / here, *net, kNetTolerance);
    }
    const double leaving = world.rest_of_world.leaving_per_year;
    off("leaving the world", sum(m.left) / stock, leaving, kShareTolerance * leaving);
    off("arriving from outside", sum(m.arrived) / stock, sum(m.left) / stock, kShareTolerance * leaving);
    return found;
}

}  // namespace

bool has_targets(const models::World& world) {
    return std::any_of(world.regions.begin(), world.regions.end(),
                       [](const auto& region) { return region.net_migration_target_per_year.has_value(); });
}

bool constants_act(const models::World& world) {
    const auto& o = world.overrides;
    return world.modules.consideration == models::ModuleState::active &&
           world.modules.choice == models::ModuleState::active && o.transition.empty() && o.utility.empty();
}

InvertedConstants invert(models::World world, const InvertOptions& options) {
    world.levers.clear();
    world.funds.clear();
    InvertedConstants found;
    double wanted = options.mobility_per_year;
    for (int round = 1; round <= options.rounds; ++round) {
        const models::RunResult run = models::simulate(world, options.run);
        const Measured m = measure(world, run.data);
        found.log.push_back(line(world, m, round));
        if (options.tell) options.tell(found.log.back());
        if (round == options.rounds) found.misses = misses(world, m, options.mobility_per_year);
        if (round == options.rounds) break;
        // Cells that posts hold below the rate are made up for by the others.
        wanted *= std::exp(0.5 * std::log(options.mobility_per_year / std::max(1e-6, m.mobility)));
        wanted = std::clamp(wanted, 0.2 * options.mobility_per_year, 5.0 * options.mobility_per_year);
        correct_regions(world, m, wanted);
        correct_rest_of_world(world, m);
    }
    found.rounds = options.rounds;
    for (const auto& region : world.regions) {
        found.amenity.push_back(region.amenity);
        found.stay_constant.push_back(region.stay_constant);
    }
    found.rest_of_world_utility = world.rest_of_world.utility;
    found.rest_of_world_stay_constant = world.rest_of_world.stay_constant;
    return found;
}

}  // namespace talentflow::experiments
