// SPDX-License-Identifier: Apache-2.0
// Micro cases of the hot kernels, one thread, data that stays in the cache. Rates are items
// (persons, draws, applicants) per second; TALENTFLOW_ISA chooses the instruction set, which the
// report's context names.
#include <benchmark/benchmark.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string_view>
#include <vector>

#include "models/people/state/event_rows.hpp"
#include "sim/batches.hpp"
#include "sim/deferred_acceptance.hpp"
#include "sim/draws.hpp"
#include "sim/kernel_choice.hpp"
#include "sim/parallel.hpp"
#include "sim/quantiles.hpp"
#include "sim/race.hpp"
#include "sim/screen.hpp"
#include "tests/support/sequence.hpp"

namespace {

using namespace talentflow;
using sim::Draws;
using sim::kBlockRows;
using sim::Month;
using sim::PersonId;
using test::Sequence;

const Month kMonth = Month::of(2019, 3);
constexpr std::size_t kPeople = 4096;
constexpr std::uint32_t kUid = 9;

/// Those that TALENTFLOW_ISA names, else the fastest.
const sim::kernels::Kernels& chosen() {
    const char* name = std::getenv("TALENTFLOW_ISA");
    for (const auto* kernels : sim::kernels::usable())
        if (name == nullptr || std::string_view{name} == kernels->name) return *kernels;
    std::cerr << "kernels_bench: TALENTFLOW_ISA: this processor lacks " << name << '\n';
    std::exit(2);
}

sim::PersonBatch scattered_people(std::size_t n, Sequence& sequence) {
    sim::PersonBatch people;
    for (std::size_t i = 0; i < n; ++i) people.add(PersonId{sequence.bits()});
    return people;
}

void count_items(benchmark::State& state, std::size_t a_round) {
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(a_round));
}

void philox_one(benchmark::State& state) {
    const Draws draws{1, 0, chosen()};
    std::uint32_t i = 0;
    for (auto _ : state) {
        const auto person = PersonId::of(kUid, kMonth, i++);
        benchmark::DoNotOptimize(draws.words(person, kMonth, sim::Purpose::event_tails));
    }
    count_items(state, 1);
}
BENCHMARK(philox_one);

void words_of_scattered_people(benchmark::State& state) {
    const Draws draws{1, 0, chosen()};
    Sequence sequence{1};
    const auto people = scattered_people(kPeople, sequence);
    std::vector<std::uint32_t> out;
    for (auto _ : state) {
        sim::words(draws, kMonth, sim::Purpose::event_tails, people, out);
        benchmark::DoNotOptimize(out.data());
        benchmark::ClobberMemory();
    }
    count_items(state, kPeople);
}
BENCHMARK(words_of_scattered_people);

/// Persons, months, purposes and indices of their own, as for what is looked up later.
void words_of_scattered_addresses(benchmark::State& state) {
    const Draws draws{1, 0, chosen()};
    Sequence sequence{7};
    sim::DrawBatch batch;
    for (std::size_t i = 0; i < kPeople; ++i) {
        batch.add(draws, PersonId{sequence.bits()}, Month{static_cast<int>(sequence.below(4000))},
                  sim::Purpose::awareness_value, static_cast<std::uint32_t>(sequence.below(8)));
    }
    std::vector<std::uint32_t> out;
    for (auto _ : state) {
        sim::words(draws, batch, out);
        benchmark::DoNotOptimize(out.data());
        benchmark::ClobberMemory();
    }
    count_items(state, kPeople);
}
BENCHMARK(words_of_scattered_addresses);

/// The monthly pre-filter of one block; the argument bounds the first byte, so (argument + 1) / 256
/// of the rows pass.
void events_of_a_block(benchmark::State& state) {
    const Draws draws{1, 0, chosen()};
    models::StatusWord usual{0};
    usual.set_employment(models::Employment::employed);
    const std::vector<models::StatusWord> status(kBlockRows, usual);
    const std::vector<std::uint16_t> birth(kBlockRows, 2000);
    auto bounds = models::no_events();
    for (auto& below : bounds.consider_below[0]) below = static_cast<std::uint32_t>(state.range(0));
    bounds.clock = 2360;
    // By age the births are read too, as in a world with demography.
    bounds.ages_matter = static_cast<std::uint32_t>(state.range(1));
    models::EventRows events;
    for (auto _ : state) {
        models::find_events(draws, kMonth, PersonId::of(kUid, kMonth, 0), kBlockRows, status.data(), birth.data(),
                            bounds, events);
        benchmark::DoNotOptimize(events.rows.data());
        benchmark::ClobberMemory();
    }
    const std::size_t found = events.n;
    state.counters["share_of_rows"] = static_cast<double>(found) / static_cast<double>(kBlockRows);
    count_items(state, kBlockRows);
}
BENCHMARK(events_of_a_block)->ArgNames({"below", "ages"})->Args({0, 0})->Args({4, 1})->Args({13, 0})->Args({26, 0});

/// Utilities of order one around staying: about as many movers as in the model's worlds.
struct Races {
    std::size_t alternatives;
    sim::PersonBatch people;
    std::vector<double> weights, stay;

    Races(std::size_t n, std::size_t n_alternatives, Sequence& sequence)
        : alternatives{n_alternatives}, people{scattered_people(n, sequence)} {
        for (std::size_t i = 0; i < n; ++i) {
            stay.push_back(sequence.between(2.0, 4.0));
            for (std::size_t a = 0; a < n_alternatives; ++a) weights.push_back(std::exp(sequence.between(-1.0, 2.0)));
        }
    }
};

/// Arguments: alternatives, rho in hundredths.
void race_one_by_one(benchmark::State& state) {
    const Draws draws{1, 0, chosen()};
    Sequence sequence{2};
    const Races races{kPeople, static_cast<std::size_t>(state.range(0)), sequence};
    const double rho = static_cast<double>(state.range(1)) / 100.0;
    for (auto _ : state) {
        for (std::size_t i = 0; i < kPeople; ++i) {
            benchmark::DoNotOptimize(sim::race(draws, races.people.person(i), kMonth,
                                               races.weights.data() + i * races.alternatives, races.alternatives,
                                               races.stay[i], rho));
        }
    }
    count_items(state, kPeople);
}
BENCHMARK(race_one_by_one)->ArgNames({"alternatives", "rho_percent"})->ArgsProduct({{5, 8, 12}, {100, 70}});

void count_undecided(benchmark::State& state, const sim::Screening& screening) {
    std::size_t undecided = 0;
    for (std::size_t i = 0; i < kPeople; ++i) undecided += screening.verdict(i) == sim::kUndecided ? 1U : 0U;
    state.counters["undecided_share"] = static_cast<double>(undecided) / static_cast<double>(kPeople);
    count_items(state, kPeople);
}

/// Each person has a row of weights; arguments as above.
void screening_of_rows(benchmark::State& state) {
    const Draws draws{1, 0, chosen()};
    Sequence sequence{2};
    const Races races{kPeople, static_cast<std::size_t>(state.range(0)), sequence};
    const double rho = static_cast<double>(state.range(1)) / 100.0;
    sim::Screening screening;
    screening.resize(kPeople, races.alternatives);
    screening.use_tables({screening.own_rows()});
    for (std::size_t i = 0; i < kPeople; ++i) {
        screening.set_stay(i, static_cast<float>(races.stay[i]));
        screening.set_offset(0, i, screening.own_offset(i));
        for (std::size_t a = 0; a < races.alternatives; ++a) {
            const double weight = races.weights[i * races.alternatives + a];
            screening.own_row(i)[a] = static_cast<float>(weight);
        }
    }
    for (auto _ : state) screening.run(draws, kMonth, races.people, rho, false);
    count_undecided(state, screening);
}
BENCHMARK(screening_of_rows)->ArgNames({"alternatives", "rho_percent"})->ArgsProduct({{5, 8, 12}, {100, 70}});

/// Weights are products of rows of three shared tables, as in worlds without personal terms.
void screening_of_tables(benchmark::State& state) {
    constexpr std::size_t kRows = 160;
    const Draws draws{1, 0, chosen()};
    Sequence sequence{3};
    const auto alternatives = static_cast<std::size_t>(state.range(0));
    const std::size_t stride = (alternatives + 7) / 8 * 8;
    const Races races{kPeople, alternatives, sequence};
    std::array<std::vector<float>, 3> table;
    for (auto& one : table) {
        for (std::size_t i = 0; i < kRows * stride; ++i) one.push_back(static_cast<float>(sequence.between(0.7, 2.0)));
    }
    sim::Screening screening;
    screening.resize(kPeople, alternatives);
    screening.use_tables({table[0].data(), table[1].data(), table[2].data()});
    for (std::size_t i = 0; i < kPeople; ++i) {
        screening.set_stay(i, static_cast<float>(races.stay[i]));
        for (std::size_t t = 0; t < 3; ++t) screening.set_offset(t, i, sequence.below(kRows) * stride);
    }
    for (auto _ : state) screening.run(draws, kMonth, races.people, 1.0, false);
    count_undecided(state, screening);
}
BENCHMARK(screening_of_tables)->ArgName("alternatives")->Arg(5)->Arg(8)->Arg(12);

/// Arguments: applicants, applications of each; 560 pools (8 regions, 5 tiers, 14 fields) with room
/// for half of them.
void clearing(benchmark::State& state) {
    constexpr std::size_t kPools = 560;
    const auto n = static_cast<std::size_t>(state.range(0)), each = static_cast<std::size_t>(state.range(1));
    Sequence sequence{4};
    std::vector<std::uint64_t> uids;
    std::vector<std::uint32_t> first{0};
    std::vector<sim::Application> applications;
    for (std::size_t i = 0; i < n; ++i) {
        uids.push_back(sequence.bits());
        for (std::size_t a = 0; a < each; ++a) {
            applications.push_back(
                {static_cast<std::uint32_t>(sequence.below(kPools)), static_cast<std::int64_t>(sequence.below(1000))});
        }
        first.push_back(static_cast<std::uint32_t>(applications.size()));
    }
    const std::vector<std::int64_t> capacity(kPools, static_cast<std::int64_t>(n / 2 / kPools));
    const sim::Market market{uids, first, applications, capacity};
    for (auto _ : state) benchmark::DoNotOptimize(sim::deferred_acceptance(market));
    count_items(state, n);
}
BENCHMARK(clearing)->ArgNames({"applicants", "applications"})->Args({20000, 3})->Args({200000, 3});

void binomial_by_inversion(benchmark::State& state) {
    Sequence sequence{5};
    std::vector<double> u;
    for (std::size_t i = 0; i < kPeople; ++i) u.push_back(sequence.unit());
    const auto n = static_cast<int>(state.range(0));
    for (auto _ : state) {
        for (const double x : u) benchmark::DoNotOptimize(sim::binomial_quantile(n, 0.97, x));
    }
    count_items(state, kPeople);
}
BENCHMARK(binomial_by_inversion)->ArgName("n")->Arg(5)->Arg(25)->Arg(150);

void binomial_from_a_known_start(benchmark::State& state) {
    Sequence sequence{5};
    std::vector<double> u;
    for (std::size_t i = 0; i < kPeople; ++i) u.push_back(sequence.unit());
    const auto n = static_cast<int>(state.range(0));
    const double start = sim::binomial_start(n, 0.97);
    for (auto _ : state) {
        for (const double x : u) {
            benchmark::DoNotOptimize(sim::binomial_quantile(n, 0.97, x, start));
        }
    }
    count_items(state, kPeople);
}
BENCHMARK(binomial_from_a_known_start)->ArgName("n")->Arg(5)->Arg(25)->Arg(150);

void poisson_by_table(benchmark::State& state) {
    const sim::PoissonTable table{25.0};
    Sequence sequence{6};
    std::vector<std::uint32_t> words;
    for (std::size_t i = 0; i < kPeople; ++i) words.push_back(sequence.word());
    for (auto _ : state) {
        for (const auto word : words) benchmark::DoNotOptimize(table.quantile(word));
    }
    count_items(state, kPeople);
}
BENCHMARK(poisson_by_table);

}  // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    benchmark::AddCustomContext("instruction_set", chosen().name);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
}
