// SPDX-License-Identifier: Apache-2.0
// The unit of every speed ratio: the monthly migration choice as one would write it in an
// afternoon, in plain C++ with an array of structs, OpenMP and one Mersenne twister per thread. It
// keeps none of the engine's promises: another number of threads gives other people. Not to be made
// faster; a faster unit would make old ratios incomparable.
//
// Rules: every month a person considers with probability 0.05; who does draws a multinomial logit
// over all regions,
//
//   V(j) = wage(j, tier, field) + amenity(j) - 0.8 ln(1 + residents(j) / capacity(j)) - c (1 +
//   distance(home, j))
//
// where the last term, with the personal moving cost c, is absent at home.
//
// Usage: naive_choice [AGENTS [REGIONS [MONTHS [SEED]]]]; threads by OMP_NUM_THREADS. Prints one
// line of JSON.
#include <omp.h>
#include <sys/resource.h>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <random>
#include <vector>

#include "tests/bench/options.hpp"
#include "tests/support/sequence.hpp"

namespace {

constexpr double kConsider = 0.05;
constexpr double kCrowding = 0.8;
constexpr int kTiers = 4, kFields = 8;
constexpr std::uint64_t kTableSeed = 12345;  // one world for every run

struct Person {
    int region, age_months, tier, field;
    double moving_cost;
};

/// Utilities of order one; the same numbers in every run with as many regions.
struct World {
    int regions;
    std::vector<double> wage, amenity, distance,
        capacity;  // [region, tier, field], [region], [from, to], [region]

    World(int n, std::int64_t people) : regions{n} {
        talentflow::test::Sequence sequence{kTableSeed};
        for (int j = 0; j < n; ++j) {
            for (int tier = 0; tier < kTiers; ++tier) {
                for (int field = 0; field < kFields; ++field) wage.push_back(0.5 + sequence.unit() + 0.25 * tier);
            }
        }
        for (int j = 0; j < n; ++j) amenity.push_back(0.5 * sequence.unit());
        for (int from = 0; from < n; ++from) {
            for (int to = 0; to < n; ++to) {
                const double far = 0.5 + 1.5 * sequence.unit();  // drawn for the diagonal too
                distance.push_back(from == to ? 0.0 : far);
            }
        }
        for (int j = 0; j < n; ++j) {
            capacity.push_back(static_cast<double>(people) / n * (0.5 + sequence.unit()));
        }
    }
};

using Uniform = std::uniform_real_distribution<double>;
using Counts = std::vector<std::int64_t>;

std::vector<Person> populate(std::int64_t n, int regions, std::mt19937_64& random) {
    std::vector<Person> people(static_cast<std::size_t>(n));
    Uniform uniform{0.0, 1.0};
    for (auto& person : people) {
        person.region = static_cast<int>(random() % static_cast<unsigned>(regions));
        person.age_months = 240 + static_cast<int>(random() % 480);
        person.tier = static_cast<int>(random() % kTiers);
        person.field = static_cast<int>(random() % kFields);
        person.moving_cost = 0.5 + uniform(random);
    }
    return people;
}

/// The region that this person now lives in.
int choose(const Person& person, const World& world, const std::vector<double>& crowding, std::vector<double>& weight,
           std::mt19937_64& random) {
    const int n = world.regions, home = person.region;
    double total = 0.0;
    for (int j = 0; j < n; ++j) {
        const double cost = j == home ? 0.0 : person.moving_cost * (1.0 + world.distance[home * n + j]);
        const double v =
            world.wage[(j * kTiers + person.tier) * kFields + person.field] + world.amenity[j] - crowding[j] - cost;
        weight[j] = std::exp(v);
        total += weight[j];
    }
    double left = Uniform{0.0, 1.0}(random)*total;
    int chosen = 0;
    while (chosen < n - 1 && left >= weight[chosen]) left -= weight[chosen++];
    return chosen;
}

/// One month of everybody; returns who went from where to where.
Counts step(std::vector<Person>& people, const World& world, const std::vector<double>& crowding,
            std::vector<std::mt19937_64>& random) {
    const int n = world.regions;
    Counts flow(static_cast<std::size_t>(n) * n, 0);
#pragma omp parallel
    {
        Counts own(flow.size(), 0);
        std::vector<double> weight(n);
        Uniform uniform{0.0, 1.0};
        auto& mine = random[omp_get_thread_num()];
#pragma omp for schedule(static)
        for (std::int64_t i = 0; i < static_cast<std::int64_t>(people.size()); ++i) {
            Person& person = people[i];
            const int from = person.region;
            if (uniform(mine) < kConsider) person.region = choose(person, world, crowding, weight, mine);
            ++own[from * n + person.region];
            ++person.age_months;
        }
#pragma omp critical
        for (std::size_t k = 0; k < flow.size(); ++k) flow[k] += own[k];
    }
    return flow;
}

}  // namespace

int main(int argc, char** argv) {
    using talentflow::bench::seconds;
    using talentflow::bench::whole;
    const auto n = whole(argc, argv, 1, "agents", 1000000, 1, 2000000000);
    const auto regions = static_cast<int>(whole(argc, argv, 2, "regions", 5, 1, 64));
    const auto months = static_cast<int>(whole(argc, argv, 3, "months", 120, 1, 12000));
    const auto seed = static_cast<std::uint64_t>(whole(argc, argv, 4, "seed", 1, 0, 1000000000));

    const double begun = seconds();
    const World world{regions, n};
    const int threads = omp_get_max_threads();
    std::vector<std::mt19937_64> random;
    for (int t = 0; t < threads; ++t) random.emplace_back(seed * 1000 + static_cast<std::uint64_t>(t));
    auto people = populate(n, regions, random[0]);
    Counts residents(regions, 0);
    for (const auto& person : people) ++residents[person.region];
    std::vector<Counts> flows, stocks;

    const double started = seconds();
    for (int month = 0; month < months; ++month) {
        std::vector<double> crowding;
        for (int j = 0; j < regions; ++j) {
            crowding.push_back(kCrowding * std::log1p(static_cast<double>(residents[j]) / world.capacity[j]));
        }
        const Counts flow = step(people, world, crowding, random);
        for (int to = 0; to < regions; ++to) {
            residents[to] = 0;
            for (int from = 0; from < regions; ++from) residents[to] += flow[from * regions + to];
        }
        flows.push_back(flow);
        stocks.push_back(residents);
    }
    const double ended = seconds();

    std::int64_t moves = 0;
    for (const auto& flow : flows) {
        for (int k = 0; k < regions * regions; ++k) moves += k / regions == k % regions ? 0 : flow[k];
    }
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const double agent_months = static_cast<double>(n) * months;
    std::printf(
        "{\"program\": \"naive_choice\", \"agents\": %lld, \"regions\": %d, \"months\": %d, "
        "\"threads\": %d, "
        "\"seed\": %llu, \"setup_seconds\": %.4f, \"loop_seconds\": %.4f, "
        "\"agent_months_per_second\": %.0f, "
        "\"moves_per_agent_month\": %.6f, \"peak_rss_bytes\": %lld, \"final_shares\": [",
        static_cast<long long>(n), regions, months, threads, static_cast<unsigned long long>(seed), started - begun,
        ended - started, agent_months / (ended - started), static_cast<double>(moves) / agent_months,
        static_cast<long long>(used.ru_maxrss) * 1024);
    for (int j = 0; j < regions; ++j) {
        std::printf("%s%.5f", j > 0 ? ", " : "", static_cast<double>(stocks.back()[j]) / static_cast<double>(n));
    }
    std::printf("]}\n");
}
