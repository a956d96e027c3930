// SPDX-License-Identifier: Apache-2.0
#include "sim/screen.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/sequence.hpp"

namespace {

using namespace talentflow;
using sim::Draws;
using sim::Month;
using sim::PersonId;

const Month kMonth = Month::of(2019, 3);
constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct Batch {
    std::size_t alternatives = 0;
    sim::PersonBatch persons;
    std::vector<double> weights, stay;  // weights: [person * alternatives + alternative]
};

/// People with utilities within +-`range`; every `unknown`-th weight is infinite (0: none).
Batch random_batch(std::size_t n, std::size_t alternatives, std::size_t unknown, double range,
                   test::Sequence& sequence) {
    Batch b;
    b.alternatives = alternatives;
    for (std::size_t i = 0; i < n; ++i) {
        b.persons.add(PersonId{sequence.bits()});
        b.stay.push_back(sequence.between(-range / 2, range));
        for (std::size_t a = 0; a < alternatives; ++a) {
            const double weight = std::exp(sequence.between(-range, range));
            b.weights.push_back(unknown == 0 || sequence.below(unknown) != 0 ? weight : kInfinity);
        }
    }
    return b;
}

struct Verdicts {
    std::vector<std::uint8_t> screened, exact;
    std::vector<std::uint64_t> rivals;
    std::size_t undecided = 0;
};

Verdicts judge(const Batch& b, const Draws& draws, double rho) {
    Verdicts v;
    sim::Screening screening;
    const std::size_t n = b.persons.size();
    screening.resize(n, b.alternatives);
    screening.use_tables({screening.own_rows()});
    for (std::size_t i = 0; i < n; ++i) {
        screening.set_stay(i, static_cast<float>(b.stay[i]));
        screening.set_offset(0, i, screening.own_offset(i));
        for (std::size_t a = 0; a < b.alternatives; ++a) {
            screening.own_row(i)[a] = static_cast<float>(b.weights[i * b.alternatives + a]);
        }
    }
    screening.run(draws, kMonth, b.persons, rho, true);
    for (std::size_t i = 0; i < n; ++i) {
        v.screened.push_back(screening.verdict(i));
        v.rivals.push_back(screening.rivals(i));
        v.undecided += screening.verdict(i) == sim::kUndecided ? 1U : 0U;
        v.exact.push_back(sim::race(draws, b.persons.person(i), kMonth, b.weights.data() + i * b.alternatives,
                                    b.alternatives, b.stay[i], rho));
    }
    return v;
}

void require_agreement(const Verdicts& v) {
    for (std::size_t i = 0; i < v.exact.size(); ++i) {
        if (v.screened[i] != sim::kUndecided) REQUIRE(v.screened[i] == v.exact[i]);
        // Whoever wins the exact race is among the rivals.
        if (v.exact[i] < 64) REQUIRE(((v.rivals[i] >> v.exact[i]) & 1U) == 1);
    }
}

TEST_CASE("screen: every verdict is that of the exact race", "[sim][screen]") {
    const auto* kernels = GENERATE(from_range(sim::kernels::usable()));
    INFO(kernels->name);
    const Draws draws{5, 0, *kernels};
    test::Sequence sequence{31};
    for (const double rho : {1.0, 0.9999, 0.7, 0.4, 0.05}) {
        for (const std::size_t n : {0U, 1U, 63U, 64U, 65U, 2000U}) {
            for (const std::size_t alternatives : {1U, 2U, 3U, 4U, 5U, 9U, 33U, 65U}) {
                for (const double range : {0.5, 3.0, 9.0, 200.0}) {
                    INFO("rho " << rho << ", " << n << " people, " << alternatives << " alternatives, +-" << range);
                    require_agreement(judge(random_batch(n, alternatives, 4, range, sequence), draws, rho));
                }
            }
        }
    }
}

TEST_CASE("screen: of a million races like the model's, fewer than one in 500 stay undecided", "[sim][screen]") {
    const auto* kernels = GENERATE(from_range(sim::kernels::usable()));
    INFO(kernels->name);
    const Draws draws{6, 0, *kernels};
    test::Sequence sequence{32};
    const auto verdicts = judge(random_batch(1000000, 8, 3, 3.0, sequence), draws, 0.7);
    require_agreement(verdicts);
    CHECK(verdicts.undecided < 2000);
}

TEST_CASE("screen: weights may be products of rows of tables", "[sim][screen]") {
    const auto* kernels = GENERATE(from_range(sim::kernels::usable()));
    INFO(kernels->name);
    const Draws draws{10, 0, *kernels};
    test::Sequence sequence{36};
    for (const std::size_t alternatives : {1U, 5U, 8U, 9U, 65U}) {
        const std::size_t stride = (alternatives + 7) / 8 * 8;
        std::vector<float> base, factor;
        for (std::size_t i = 0; i < 20 * stride; ++i) base.push_back(static_cast<float>(sequence.between(0.1, 4.0)));
        for (std::size_t i = 0; i < 30 * stride; ++i) factor.push_back(static_cast<float>(sequence.between(0.1, 4.0)));
        auto batch = random_batch(500, alternatives, 0, 1.0, sequence);
        sim::Screening screening;
        screening.resize(500, alternatives);
        screening.use_tables({base.data(), factor.data()});
        for (std::size_t i = 0; i < 500; ++i) {
            const std::size_t at_base = sequence.below(20) * stride, at_factor = sequence.below(30) * stride;
            screening.set_offset(0, i, at_base);
            screening.set_offset(1, i, at_factor);
            screening.set_stay(i, static_cast<float>(batch.stay[i]));
            for (std::size_t a = 0; a < alternatives; ++a) {
                batch.weights[i * alternatives + a] = static_cast<double>(base[at_base + a] * factor[at_factor + a]);
            }
        }
        screening.run(draws, kMonth, batch.persons, 0.7, false);
        const auto rows = judge(batch, draws, 0.7);
        for (std::size_t i = 0; i < 500; ++i) REQUIRE(screening.verdict(i) == rows.screened[i]);
    }
}

TEST_CASE("screen: equal alternatives are told apart by their draws alone", "[sim][screen]") {
    const auto* kernels = GENERATE(from_range(sim::kernels::usable()));
    INFO(kernels->name);
    const Draws draws{7, 0, *kernels};
    test::Sequence sequence{33};
    auto batch = random_batch(50000, 6, 0, 3.0, sequence);
    for (auto& weight : batch.weights) weight = 1.0;
    for (auto& v : batch.stay) v = -20.0;  // everyone goes
    require_agreement(judge(batch, draws, 1.0));
}

TEST_CASE("screen: who knows no place stays, without a doubt", "[sim][screen]") {
    const auto* kernels = GENERATE(from_range(sim::kernels::usable()));
    INFO(kernels->name);
    const Draws draws{8, 0, *kernels};
    test::Sequence sequence{34};
    auto batch = random_batch(200, 6, 0, 3.0, sequence);
    for (auto& weight : batch.weights) weight = kInfinity;
    for (auto& v : batch.stay) v = -20.0;
    for (const double rho : {1.0, 0.5}) {
        const auto verdicts = judge(batch, draws, rho);
        CHECK(verdicts.screened == std::vector<std::uint8_t>(200, sim::kStay));
        CHECK(verdicts.exact == verdicts.screened);
    }
}

TEST_CASE("screen: weights beyond single precision are left to the exact race", "[sim][screen]") {
    const auto* kernels = GENERATE(from_range(sim::kernels::usable()));
    INFO(kernels->name);
    const Draws draws{9, 0, *kernels};
    test::Sequence sequence{35};
    for (const double rho : {1.0, 0.6}) {
        for (const double range : {90.0, 300.0, 650.0}) {
            require_agreement(judge(random_batch(20000, 4, 3, range, sequence), draws, rho));
        }
    }
}

}  // namespace
