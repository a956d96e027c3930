// SPDX-License-Identifier: Apache-2.0
#include "sim/race.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/sequence.hpp"

// Cases tagged [isa] run once for each instruction set (tests/sim/CMakeLists.txt).

namespace {

using namespace talentflow;
using sim::Draws;
using sim::Month;
using sim::PersonId;

const Month kMonth = Month::of(2019, 3);

struct Batch {
    std::size_t n = 0, alternatives = 0;
    std::vector<std::uint32_t> index, high;
    std::vector<double> weights, stay;  // weights: [alternative * n + person]
    std::vector<std::uint8_t> choice;
};

/// People with random utilities; every `unknown`-th weight is infinite.
Batch random_batch(std::size_t n, std::size_t alternatives, std::size_t unknown, test::Sequence& sequence) {
    Batch b;
    b.n = n;
    b.alternatives = alternatives;
    for (std::size_t i = 0; i < n; ++i) {
        b.index.push_back(sequence.word());
        b.high.push_back(sequence.word());
        b.stay.push_back(sequence.between(-3.0, 6.0));
    }
    for (std::size_t i = 0; i < n * alternatives; ++i) {
        const double weight = std::exp(sequence.between(-6.0, 6.0));
        const bool open = unknown == 0 || sequence.below(unknown) != 0;
        b.weights.push_back(open ? weight : std::numeric_limits<double>::infinity());
    }
    b.choice.assign(n, 0xEE);
    return b;
}

void run_batch(Batch& b, const Draws& draws, double rho) {
    sim::race({b.n, b.alternatives, b.index.data(), b.high.data(), draws.key(),
               Draws::address(kMonth, sim::Purpose::choice_race), b.weights.data(), b.n, b.stay.data(), rho,
               b.choice.data()});
}

std::vector<std::uint8_t> one_by_one(const Batch& b, const Draws& draws, double rho) {
    std::vector<std::uint8_t> choice;
    std::vector<double> mine(b.alternatives);
    for (std::size_t i = 0; i < b.n; ++i) {
        for (std::size_t a = 0; a < b.alternatives; ++a) mine[a] = b.weights[a * b.n + i];
        const PersonId person{(std::uint64_t{b.high[i]} << 32) | b.index[i]};
        choice.push_back(sim::race(draws, person, kMonth, mine.data(), b.alternatives, b.stay[i], rho));
    }
    return choice;
}

TEST_CASE("race: a batch equals its people one by one", "[sim][race][isa]") {
    const Draws draws{5, 0};
    test::Sequence sequence{21};
    for (const double rho : {1.0, 0.7, 0.4, 0.05}) {
        // Around one and two passes of the vector text, and up to the most alternatives there can be.
        for (const std::size_t n : {1U, 63U, 64U, 65U, 200U}) {
            for (const std::size_t alternatives : {1U, 2U, 3U, 4U, 9U, 65U}) {
                INFO("rho " << rho << ", " << n << " people, " << alternatives << " alternatives");
                auto batch = random_batch(n, alternatives, 4, sequence);
                run_batch(batch, draws, rho);
                REQUIRE(batch.choice == one_by_one(batch, draws, rho));
            }
        }
    }
}

TEST_CASE("race: a batch of 50,000 equals its people one by one", "[sim][race][isa]") {
    const Draws draws{6, 0};
    test::Sequence sequence{22};
    auto batch = random_batch(50000, 8, 3, sequence);
    run_batch(batch, draws, 0.7);
    CHECK(batch.choice == one_by_one(batch, draws, 0.7));
}

TEST_CASE("race: a batch may be a part of a wider table", "[sim][race][isa]") {
    const Draws draws{7, 0};
    test::Sequence sequence{23};
    auto whole = random_batch(300, 5, 3, sequence);
    run_batch(whole, draws, 0.7);
    std::vector<std::uint8_t> part(100, 0xEE);
    sim::race({100, 5, whole.index.data() + 150, whole.high.data() + 150, draws.key(),
               Draws::address(kMonth, sim::Purpose::choice_race), whole.weights.data() + 150, 300,
               whole.stay.data() + 150, 0.7, part.data()});
    CHECK(part == std::vector<std::uint8_t>(whole.choice.begin() + 150, whole.choice.begin() + 250));
}

TEST_CASE("race: who knows no place stays", "[sim][race][isa]") {
    const Draws draws{8, 0};
    test::Sequence sequence{24};
    auto batch = random_batch(200, 6, 0, sequence);
    for (auto& weight : batch.weights) weight = std::numeric_limits<double>::infinity();
    for (auto& v : batch.stay) v = -500.0;
    for (const double rho : {1.0, 0.5}) {
        run_batch(batch, draws, rho);
        CHECK(batch.choice == std::vector<std::uint8_t>(200, sim::kStay));
        CHECK(one_by_one(batch, draws, rho) == batch.choice);
    }
}

TEST_CASE("race: an empty batch touches nothing", "[sim][race][isa]") {
    sim::RaceBatch nobody;
    nobody.n_alternatives = 3;
    sim::race(nobody);
    CHECK(nobody.choice == nullptr);
}

}  // namespace
