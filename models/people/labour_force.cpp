// SPDX-License-Identifier: Apache-2.0
#include "models/people/labour_force.hpp"

#include <algorithm>
#include <array>

#include "models/people/life_course.hpp"

namespace talentflow::models {

namespace {

// Ages in months between which anybody may be at work (methods 3.6, 7).
constexpr int kYoungestAtWork = 18 * 12, kOldestAtWork = 66 * 12;

}  // namespace

std::vector<std::vector<double>> labour_force_path(const CompiledWorld& world, const Population& population,
                                                   const Books& books) {
    // Expected survivors by region, class and birth, with graduates, without moves and rest of world (methods 3.6).
    const auto& p = world.parameters();
    std::vector<std::vector<double>> path(world.n_regions);
    std::vector<std::array<double, 3>> share(world.n_regions, {0, 0, 0});
    std::vector<std::array<double, 3>> count(world.n_regions, {0, 0, 0});
    for (std::size_t row = 0; row < population.n_rows(); ++row) {
        const auto who = population.status[row];
        if (!who.empty()) count[who.region()][static_cast<std::size_t>(retirement_class(who))] += 1.0;
    }
    for (const RegionIndex r : world.regions()) {
        const double all = std::max(1.0, count[r][0] + count[r][1] + count[r][2]);
        for (std::size_t i = 0; i < 3; ++i) share[r][i] = count[r][i] / all;
    }
    for (const RegionIndex r : world.regions()) {
        std::vector<double> alive(sim::Month::kMonths, 0.0);
        double force = 0.0;
        for (int b = 0; b < sim::Month::kMonths; ++b) {
            alive[static_cast<std::size_t>(b)] =
                static_cast<double>(books.by_birth()[r * sim::Month::kMonths + static_cast<std::size_t>(b)]);
            force += alive[static_cast<std::size_t>(b)];
        }
        const double start = std::max(1.0, force);
        const double entrants = world.region(r).graduates_per_year * p.graduates_entering_share /
                                world.persons_per_agent / kGraduationMonths;
        for (sim::Month now = world.start; now < world.end; now = now + 1) {
            path[r].push_back(force / start);
            force = 0.0;
            for (int b = now.index() - kOldestAtWork; b < now.index() - kYoungestAtWork; ++b) {
                double& n = alive[static_cast<std::size_t>(b)];
                if (n <= 0.0) continue;
                n *= 1.0 - death_probability(p, now.index() - b);
                for (std::size_t i = 0; i < 3; ++i) {
                    // Each class leaves in its own month; what is left is the share of classes still at work.
                    if (retirement_month(sim::Month{b}, static_cast<RetirementClass>(i)) != now) continue;
                    double left = 0.0;
                    for (std::size_t j = 0; j < 3; ++j) {
                        if (retirement_month(sim::Month{b}, static_cast<RetirementClass>(j)) >= now)
                            left += share[r][j];
                    }
                    if (left > 0.0) n *= std::max(0.0, 1.0 - share[r][i] / left);
                }
                force += n;
            }
            if (graduation_month(now)) {
                for (int age = kEntryAgeMonths; age < kEntryAgeMonths + kGraduateAgeSpread; ++age) {
                    alive[static_cast<std::size_t>(now.index() - age)] +=
                        entrants / static_cast<double>(kGraduateAgeSpread);
                }
                force += entrants;
            }
        }
        path[r].push_back(force / start);
    }
    return path;
}

}  // namespace talentflow::models
