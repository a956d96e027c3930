// SPDX-License-Identifier: Apache-2.0
#include "sim/batches.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/sequence.hpp"

// Cases tagged [isa] run once for each instruction set (tests/sim/CMakeLists.txt).

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

TEST_CASE("batches: the instruction set asked for is the one in use", "[sim][batches][isa]") {
    const char* asked = std::getenv("TALENTFLOW_ISA");
    const std::string used = sim::instruction_set();
    if (asked != nullptr) {
        CHECK(used == asked);
    } else {
        CHECK((used == "baseline" || used == "avx2" || used == "avx512"));
    }
}

TEST_CASE("batches: monthly words of consecutive ids equal those asked one by one", "[sim][batches][isa]") {
    const Draws draws{7, 0};
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

TEST_CASE("batches: monthly words of scattered ids equal those asked one by one", "[sim][batches][isa]") {
    const Draws draws{8, 0};
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

TEST_CASE("batches: four words of many persons equal those asked one by one", "[sim][batches][isa]") {
    const Draws draws{9, 0};
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

TEST_CASE("batches: words of addresses of their own equal those asked one by one", "[sim][batches][isa]") {
    const Draws draws{10, 0};
    test::Sequence sequence{83};
    sim::DrawBatch batch;
    std::vector<std::uint32_t> out, expected;
    std::vector<sim::Words> words;
    for (int i = 0; i < 333; ++i) {
        const PersonId who{sequence.bits()};
        const Month month{static_cast<int>(sequence.below(4000))};
        const auto purpose = static_cast<sim::Purpose>(1 + sequence.below(26));
        const auto index = static_cast<std::uint32_t>(sequence.below(300));
        batch.add(who, month, purpose, index);
        words.push_back(draws.words(who, month, purpose, index));
    }
    for (std::size_t w = 0; w < 4; ++w) {
        for (const auto& four : words) expected.push_back(four[w]);
    }
    sim::words(draws, batch, out);
    CHECK(out == expected);
}

/// The rule of flag_rows, one person.
bool flagged(std::uint32_t word, sim::StatusWord who, std::uint16_t birth, const sim::FlagBounds& bounds) {
    if (!who.employed() || who.graduate() || who.after_contract()) return true;
    if (bounds.retire_birth > 0 && birth <= bounds.retire_birth) return true;
    for (std::size_t b = 0; b < 4; ++b) {
        if (static_cast<std::int32_t>((word >> (8 * b)) & 0xFFU) <= bounds.byte[b]) return true;
    }
    return false;
}

/// People of whom two in three are usual, the rest as chance has it: unemployed, flagged or nobody.
struct Rows {
    std::vector<sim::StatusWord> status;
    std::vector<std::uint16_t> birth;
};
Rows some_rows(std::size_t n, test::Sequence& sequence) {
    Rows rows;
    for (std::size_t i = 0; i < n; ++i) {
        sim::StatusWord who{sequence.word()};
        if (i % 3 != 0) {
            who.set_employment(sim::Employment::employed);
            who.set_graduate(false);
            who.set_after_contract(false);
        } else {
            who.set_employment(static_cast<sim::Employment>(sequence.below(3)));
        }
        rows.status.push_back(who);
        rows.birth.push_back(static_cast<std::uint16_t>(1700 + sequence.below(600)));
    }
    return rows;
}

const std::vector<sim::FlagBounds> kBounds{{{-1, -1, -1, -1}, 0}, {{8, 3, 0, 1}, 2000}, {{255, -1, -1, -1}, 0},
                                           {{-1, -1, -1, 0}, 65535}, {{-1, 200, -1, -1}, 1800}, {{-1, -1, 0, -1}, 0}};

TEST_CASE("batches: rows are flagged by the bytes, by an unusual status and by age", "[sim][batches][isa]") {
    test::Sequence sequence{83};
    for (const auto& bounds : kBounds) {
        for (const std::size_t n : {0U, 1U, 15U, 16U, 17U, 63U, 64U, 65U, 4096U}) {
            const auto people = some_rows(n, sequence);
            std::vector<std::uint32_t> words;
            std::vector<std::uint32_t> expected, rows(3, 0xEEEEEEEEU);
            std::vector<std::uint8_t> scratch;
            for (std::size_t i = 0; i < n; ++i) {
                words.push_back(sequence.word());
                if (flagged(words[i], people.status[i], people.birth[i], bounds)) {
                    expected.push_back(static_cast<std::uint32_t>(i));
                }
            }
            rows.resize(sim::flag_rows(n, words.data(), people.status.data(), people.birth.data(), bounds, scratch,
                                       rows));
            REQUIRE(rows == expected);
        }
    }
}

TEST_CASE("batches: rows of consecutive ids are flagged by their own words", "[sim][batches][isa]") {
    const Draws draws{11, 0};
    test::Sequence sequence{84};
    sim::EventScratch scratch;
    std::vector<std::uint32_t> rows, words;
    for (const auto& bounds : kBounds) {
        for (const std::uint32_t from : {0U, 1U, 2U, 3U, 1021U}) {
            for (const std::size_t n : {0U, 1U, 2U, 15U, 61U, 62U, 63U, 64U, 65U, 128U, 4096U}) {
                INFO(n << " ids from " << from);
                const auto people = some_rows(n, sequence);
                const auto first = PersonId::of(9, kMonth, from);
                std::vector<std::uint32_t> expected, expected_words;
                for (std::size_t i = 0; i < n; ++i) {
                    const auto word = draws.monthly_word(PersonId{first.bits() + i}, kMonth);
                    if (!flagged(word, people.status[i], people.birth[i], bounds)) continue;
                    expected.push_back(static_cast<std::uint32_t>(i));
                    expected_words.push_back(word);
                }
                const std::size_t count = sim::event_rows(draws, kMonth, first, n, people.status.data(),
                                                          people.birth.data(), bounds, scratch, rows, words);
                REQUIRE(std::vector<std::uint32_t>(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count)) ==
                        expected);
                REQUIRE(std::vector<std::uint32_t>(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(count)) ==
                        expected_words);
            }
        }
    }
}

}  // namespace
