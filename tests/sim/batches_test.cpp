// SPDX-License-Identifier: Apache-2.0
#include "sim/batches.hpp"
#include "sim/exponential.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/kernel_choice.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sequence.hpp"

namespace {

using namespace talentflow;
using sim::Draws;
using sim::Month;
using sim::PersonBatch;
using sim::PersonId;

const Month kMonth = Month::of(2019, 3);

PersonBatch scattered(std::size_t n, test::Sequence& sequence) {
    PersonBatch batch;
    for (std::size_t i = 0; i < n; ++i) batch.add(PersonId{sequence.bits()});
    return batch;
}

PersonId person(const PersonBatch& batch, std::size_t i) {
    return PersonId{(std::uint64_t{batch.high[i]} << 32) | batch.index[i]};
}

TEST_CASE("kernels: the plain ones are always there, and the fastest are those of draws that nobody says more of",
          "[sim][kernels]") {
    const auto all = sim::kernels::usable();
    CHECK(std::string{all.back()->name} == "scalar");
    CHECK(&sim::kernels::fastest() == all.front());
    CHECK(&Draws(7, 0).kernels() == all.front());
    CHECK(&Draws(7, 0, sim::kernels::scalar).kernels() == &sim::kernels::scalar);
}

TEST_CASE("batches: monthly words of consecutive ids equal those asked one by one", "[sim][batches]") {
    const auto* kernels = GENERATE(from_range(sim::kernels::usable()));
    INFO(kernels->name);
    const Draws draws{7, 0, *kernels};
    for (const std::uint32_t from : {0U, 1U, 2U, 3U, 4U, 1021U}) {
        for (const std::size_t n : {1U, 3U, 4U, 5U, 255U, 256U, 257U, 1000U}) {
            INFO(n << " ids from " << from);
            const auto first = PersonId::of(9, kMonth, from);
            std::vector<std::uint32_t> out(n + 8, 0xEEEEEEEEU), expected;
            const auto at = sim::monthly_words(draws, kMonth, first, n, out.data());
            for (std::uint32_t i = 0; i < n; ++i) {
                expected.push_back(draws.monthly_word(PersonId{first.bits() + i}, kMonth));
            }
            REQUIRE(at <= 3);
            const auto begin = out.begin() + static_cast<std::ptrdiff_t>(at);
            REQUIRE(std::vector<std::uint32_t>(begin, begin + static_cast<std::ptrdiff_t>(n)) == expected);
        }
    }
}

TEST_CASE("batches: monthly words of scattered ids equal those asked one by one", "[sim][batches]") {
    const auto* kernels = GENERATE(from_range(sim::kernels::usable()));
    INFO(kernels->name);
    const Draws draws{8, 0, *kernels};
    test::Sequence sequence{81};
    for (const std::size_t n : {0U, 1U, 63U, 64U, 65U, 500U}) {
        INFO(n << " ids");
        const auto batch = scattered(n, sequence);
        std::vector<std::uint32_t> out(n), expected;
        sim::monthly_words(draws, kMonth, batch, out.data());
        for (std::size_t i = 0; i < n; ++i) expected.push_back(draws.monthly_word(person(batch, i), kMonth));
        REQUIRE(out == expected);
    }
}

TEST_CASE("batches: four words of many persons equal those asked one by one", "[sim][batches]") {
    const auto* kernels = GENERATE(from_range(sim::kernels::usable()));
    INFO(kernels->name);
    const Draws draws{9, 0, *kernels, {kMonth - 1, 3}};
    test::Sequence sequence{82};
    for (const std::size_t n : {0U, 1U, 31U, 32U, 33U, 64U, 65U, 500U}) {
        INFO(n << " ids");
        const auto batch = scattered(n, sequence);
        std::vector<std::uint32_t> out, expected(4 * n);
        sim::words(draws, kMonth, sim::Purpose::event_tails, batch, out);
        for (std::size_t i = 0; i < n; ++i) {
            const auto words = draws.words(person(batch, i), kMonth, sim::Purpose::event_tails);
            for (std::size_t w = 0; w < 4; ++w) expected[w * n + i] = words[w];
        }
        REQUIRE(out == expected);
    }
}

TEST_CASE("batches: words of addresses of their own equal those asked one by one", "[sim][batches]") {
    const auto* kernels = GENERATE(from_range(sim::kernels::usable()));
    INFO(kernels->name);
    const Draws draws{10, 0, *kernels, {Month{2000}, 12}};
    test::Sequence sequence{83};
    sim::DrawBatch batch;
    std::vector<std::uint32_t> out, expected;
    std::vector<sim::Words> words;
    for (int i = 0; i < 333; ++i) {
        const PersonId who{sequence.bits()};
        const Month month{static_cast<int>(sequence.below(4000))};
        const auto purpose = static_cast<sim::Purpose>(1 + sequence.below(26));
        const auto index = static_cast<std::uint32_t>(sequence.below(300));
        batch.add(draws, who, month, purpose, index);
        words.push_back(draws.words(who, month, purpose, index));
    }
    for (std::size_t w = 0; w < 4; ++w) {
        for (const auto& four : words) expected.push_back(four[w]);
    }
    sim::words(draws, batch, out);
    CHECK(out == expected);
}

TEST_CASE("batches: exponential numbers are those of one by one, and bounded by their leading byte", "[sim][batches]") {
    const auto* kernels = GENERATE(from_range(sim::kernels::usable()));
    INFO(kernels->name);
    test::Sequence sequence{85};
    const sim::LeastExponential least;
    std::vector<std::uint32_t> words{0, 1, 0x7FFFFFFFU, 0x80000000U, 0xFFFFFFFEU, 0xFFFFFFFFU};
    for (int i = 0; i < 1000; ++i) words.push_back(sequence.word());
    for (const std::size_t n : {std::size_t{0}, std::size_t{1}, std::size_t{7}, std::size_t{17}, words.size()}) {
        std::vector<double> out;
        sim::exponentials(*kernels, words, n, out);
        for (std::size_t i = 0; i < n; ++i) {
            CHECK(out[i] == sim::exponential(words[i]));
            CHECK(out[i] >= least(words[i]));
        }
    }
}

}  // namespace
