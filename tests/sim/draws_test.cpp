// SPDX-License-Identifier: Apache-2.0
#include "sim/draws.hpp"

#include <Random123/philox.h>

#include <cstdint>
#include <set>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/sequence.hpp"
#include "tests/support/statistics.hpp"

namespace {

using namespace talentflow;
using sim::Draws;
using sim::Month;
using sim::PersonId;
using sim::Purpose;

const PersonId kPerson = PersonId::of(0x12345, Month::of(2017, 12), 77);
const Month kMonth = Month::of(2018, 6);

TEST_CASE("draws: an address is counter (index, id high, month and purpose, number) under the member's key",
          "[sim][draws]") {
    const Draws draws{42, 3};
    const auto key = draws.key();
    const philox4x32_ctr_t counter{
        {kPerson.index(), kPerson.high(), static_cast<std::uint32_t>(kMonth.index()) * 256U + 15U, 9U}};
    const auto expected = philox4x32_R(10, counter, philox4x32_key_t{{key[0], key[1]}});
    const auto words = draws.words(kPerson, kMonth, Purpose::application_rank, 9);
    for (std::size_t i = 0; i < 4; ++i) CHECK(words[i] == expected.v[i]);
}

TEST_CASE("draws: a member's key depends on seed and member only", "[sim][draws]") {
    // Members are independent of how many there are: the key of member 3 is what it is (G4).
    CHECK(Draws(42, 3).key() == Draws(42, 3).key());
    std::set<std::array<std::uint32_t, 2>> keys;
    for (std::uint64_t seed = 0; seed < 8; ++seed) {
        for (std::uint32_t member = 0; member < 8; ++member) keys.insert(Draws(seed, member).key());
    }
    for (std::uint64_t bit = 0; bit < 64; ++bit) keys.insert(Draws(std::uint64_t{1} << bit, 99).key());
    CHECK(keys.size() == 128);
}

TEST_CASE("draws: asking again, in any order, gives the same words", "[sim][draws]") {
    const Draws draws{1, 0};
    const auto first = draws.words(kPerson, kMonth, Purpose::contact, 5);
    static_cast<void>(draws.words(kPerson, kMonth, Purpose::score, 5));
    const Draws again{1, 0};
    CHECK(again.words(kPerson, kMonth, Purpose::contact, 5) == first);
}

TEST_CASE("draws: every part of the address matters", "[sim][draws]") {
    const Draws draws{1, 0};
    std::set<sim::Words> words;
    words.insert(draws.words(kPerson, kMonth, Purpose::contact, 5));
    words.insert(draws.words(kPerson, kMonth, Purpose::contact, 6));
    words.insert(draws.words(kPerson, kMonth, Purpose::score, 5));
    words.insert(draws.words(kPerson, kMonth + 1, Purpose::contact, 5));
    words.insert(draws.words(PersonId{kPerson.bits() + 1}, kMonth, Purpose::contact, 5));
    words.insert(draws.words(PersonId::of(0x12346, Month::of(2017, 12), 77), kMonth, Purpose::contact, 5));
    words.insert(draws.words(PersonId::of(0x12345, Month::of(2018, 1), 77), kMonth, Purpose::contact, 5));
    words.insert(Draws(1, 1).words(kPerson, kMonth, Purpose::contact, 5));
    words.insert(Draws(2, 0).words(kPerson, kMonth, Purpose::contact, 5));
    CHECK(words.size() == 9);
}

TEST_CASE("draws: four consecutive draws share one call", "[sim][draws]") {
    const Draws draws{7, 0};
    for (std::uint32_t i = 0; i < 16; ++i) {
        const auto words = draws.words(kPerson, kMonth, Purpose::contact, i / 4);
        CHECK(draws.word_of_four(kPerson, kMonth, Purpose::contact, i) == words[i % 4]);
    }
}

TEST_CASE("draws: the monthly word of a person is a lane of a call shared by four neighbours", "[sim][draws]") {
    const Draws draws{7, 0};
    const std::uint64_t high = std::uint64_t{kPerson.high()} << 32;
    const auto four = draws.words(PersonId{high | 5}, kMonth, Purpose::monthly_bytes);  // of ids 20..23
    for (std::uint32_t i = 0; i < 4; ++i) CHECK(draws.monthly_word(PersonId{high | (20 + i)}, kMonth) == four[i]);
    const auto next = draws.words(PersonId{high | 6}, kMonth, Purpose::monthly_bytes);
    CHECK(draws.monthly_word(PersonId{high | 24}, kMonth) == next[0]);
}

TEST_CASE("draws: a uniform is strictly inside (0, 1)", "[sim][draws]") {
    CHECK(sim::to_uniform(0U) == 0x1.0p-33);
    CHECK(sim::to_uniform(0xffffffffU) == 1.0 - 0x1.0p-33);
    CHECK(sim::to_uniform(std::uint8_t{0}, 0U) == 0x1.0p-41);
    CHECK(sim::to_uniform(std::uint8_t{255}, 0xffffffffU) == 1.0 - 0x1.0p-41);
}

TEST_CASE("draws: another future has the same past, and other words after it", "[sim][draws]") {
    const Draws own{5, 3};
    const auto future = [](Month after, std::uint32_t luck) {
        return Draws{5, 3, sim::kernels::fastest(), {after, luck}};
    };
    const Draws other = future(kMonth, 7), same = future(kMonth, 7), third = future(kMonth, 8),
                none = future(kMonth, 0);
    const auto first = PersonId::of(2, kMonth - 30, 9);
    for (const Month month : {Month{0}, kMonth - 300, kMonth - 1, kMonth}) {
        CHECK(other.words(first, month, Purpose::choice_race) == own.words(first, month, Purpose::choice_race));
        CHECK(other.monthly_word(first, month) == own.monthly_word(first, month));
    }
    for (const Month month : {kMonth + 1, kMonth + 500, Month{Month::kMonths - 1}}) {
        const auto words = other.words(first, month, Purpose::take_up, 4);
        CHECK(words != own.words(first, month, Purpose::take_up, 4));
        CHECK(words != third.words(first, month, Purpose::take_up, 4));
        CHECK(words == same.words(first, month, Purpose::take_up, 4));
        CHECK(none.words(first, month, Purpose::take_up, 4) == own.words(first, month, Purpose::take_up, 4));
        CHECK(other.monthly_word(first, month) != own.monthly_word(first, month));
    }
    // No two futures and months share an address.
    std::set<std::uint32_t> addresses;
    for (const std::uint32_t luck : {0U, 1U, 2U, sim::Future::kMost}) {
        const Draws draws = future(Month{-1}, luck);
        for (int month = 0; month < Month::kMonths; month += 13) {
            addresses.insert(draws.address(Month{month}, Purpose::choice_race));
        }
    }
    CHECK(addresses.size() == std::size_t{4} * ((Month::kMonths + 12) / 13));
}

TEST_CASE("draws: the leading byte bounds a uniform from both sides", "[sim][draws]") {
    test::Sequence sequence{11};
    bool inside = true;
    for (int i = 0; i < 100000; ++i) {
        const auto byte = static_cast<std::uint8_t>(sequence.below(256));
        const std::uint32_t word = i % 3 == 0 ? 0U : (i % 3 == 1 ? 0xffffffffU : sequence.word());
        const double u = sim::to_uniform(byte, word);
        inside = inside && byte / 256.0 < u && u < (byte + 1) / 256.0;
    }
    CHECK(inside);
}

TEST_CASE("draws: uniforms of persons fill 100 equal bins evenly", "[sim][draws][statistical]") {
    // Odds of a false alarm 1e-5.
    const Draws draws{2018, 0};
    std::vector<std::int64_t> counts(100, 0);
    for (std::uint32_t i = 0; i < 200000; ++i) {
        const double u = draws.uniform(PersonId::of(1, kMonth, i), kMonth, Purpose::take_up);
        ++counts[static_cast<std::size_t>(u * 100.0)];
    }
    CHECK(test::chi_square(counts, std::vector<double>(100, 0.01)) < test::most_chi_square(99));
}

}  // namespace
