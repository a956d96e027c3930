// SPDX-License-Identifier: Apache-2.0
#include "sim/batches.hpp"
#include "sim/exponential.hpp"

#include <algorithm>
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

enum class Event { none, open, certain };

/// The rule of find_events, one person.
Event event_of(std::uint32_t word, sim::StatusWord who, std::uint16_t birth, const sim::EventBounds& bounds) {
    if (who.empty()) return Event::none;
    const bool usual = who.employed() && !who.graduate() && !who.after_contract() && !who.fair_lately() && !who.away();
    const bool flags = who.graduate() || who.after_contract() || who.fair_lately() || who.away();
    const std::size_t set = usual ? 0 : (!flags && who.employment() == sim::Employment::unemployed ? 1 : 2);
    const std::uint32_t retire = bounds.retire_birth[!who.woman() ? 0 : (who.early_retirement() ? 2 : 1)];
    const auto byte = [&](unsigned b) { return (word >> (8 * b)) & 0xFFU; };
    bool rest = retire > 0 && birth <= retire;
    for (unsigned b = 1; b < 4; ++b) rest = rest || byte(b) < bounds.below[set][b];
    if (usual && !rest && byte(0) < bounds.certain_below) return Event::certain;
    const int age = std::max(0, static_cast<int>(bounds.clock) - birth);
    const std::size_t bin = bounds.ages_matter == 0 ? 0 : std::min<std::size_t>(63, static_cast<std::size_t>(age) / 16);
    return rest || byte(0) < bounds.consider_below[set][bin] ? Event::open : Event::none;
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
            who.set_fair_lately(false);
            who.set_away(false);
        } else {
            who.set_employment(static_cast<sim::Employment>(sequence.below(3)));
        }
        rows.status.push_back(who);
        rows.birth.push_back(static_cast<std::uint16_t>(1400 + sequence.below(1200)));
    }
    return rows;
}

/// Bounds of all kinds: nothing, everything, by age, retirement, certainty.
std::vector<sim::EventBounds> all_bounds(test::Sequence& sequence) {
    std::vector<sim::EventBounds> all(6, sim::no_events());
    for (auto& bounds : all) bounds.clock = 2500;
    for (std::size_t i = 1; i < all.size(); ++i) {
        auto& bounds = all[i];
        for (std::size_t set = 0; set < sim::EventBounds::kSets; ++set) {
            for (auto& below : bounds.below[set]) below = static_cast<std::uint16_t>(sequence.below(8));
            for (auto& below : bounds.consider_below[set]) below = static_cast<std::uint32_t>(10 + sequence.below(20));
        }
        bounds.ages_matter = i % 2 == 1 ? 1 : 0;
        for (auto& birth : bounds.retire_birth) {
            birth = i % 3 == 0 ? 0 : static_cast<std::uint32_t>(1400 + sequence.below(500));
        }
        bounds.certain_below = i > 2 ? 10 : 0;
    }
    for (auto& below : all[5].below[1]) below = 256;
    all[5].below[0][2] = 256;
    all[4].retire_birth[0] = 65535;
    all[4].retire_birth[1] = 0;
    return all;
}

struct Found {
    std::vector<std::uint32_t> rows, words, certain;
    bool operator==(const Found&) const = default;
};

Found found(const sim::EventRows& events) {
    const auto n = static_cast<std::ptrdiff_t>(events.n), certain = static_cast<std::ptrdiff_t>(events.n_certain);
    return {{events.rows.begin(), events.rows.begin() + n},
            {events.words.begin(), events.words.begin() + n},
            {events.certain.begin(), events.certain.begin() + certain}};
}

Found expected(const std::vector<std::uint32_t>& words, const Rows& people, const sim::EventBounds& bounds) {
    Found all;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto event = event_of(words[i], people.status[i], people.birth[i], bounds);
        if (event == Event::certain) all.certain.push_back(static_cast<std::uint32_t>(i));
        if (event != Event::open) continue;
        all.rows.push_back(static_cast<std::uint32_t>(i));
        all.words.push_back(words[i]);
    }
    return all;
}

TEST_CASE("batches: exponential numbers are those of one by one, and bounded by their leading byte",
          "[sim][batches][isa]") {
    test::Sequence sequence{85};
    const sim::LeastExponential least;
    std::vector<std::uint32_t> words{0, 1, 0x7FFFFFFFU, 0x80000000U, 0xFFFFFFFEU, 0xFFFFFFFFU};
    for (int i = 0; i < 1000; ++i) words.push_back(sequence.word());
    for (const std::size_t n : {std::size_t{0}, std::size_t{1}, std::size_t{7}, std::size_t{17}, words.size()}) {
        std::vector<double> out;
        sim::exponentials(words, n, out);
        for (std::size_t i = 0; i < n; ++i) {
            CHECK(out[i] == sim::exponential(words[i]));
            CHECK(out[i] >= least(words[i]));
        }
    }
}

TEST_CASE("batches: rows are found by the bits of a mask", "[sim][batches]") {
    test::Sequence sequence{86};
    const Rows people = some_rows(1000, sequence);
    sim::StatusWord mask, value;
    mask.set_employment(static_cast<sim::Employment>(3));
    value.set_employment(sim::Employment::unemployed);
    for (const std::size_t n :
         {std::size_t{0}, std::size_t{1}, std::size_t{63}, std::size_t{64}, std::size_t{65}, people.status.size()}) {
        std::vector<std::uint32_t> rows, expected;
        sim::find_rows(people.status.data(), n, mask, value, rows);
        for (std::size_t i = 0; i < n; ++i) {
            if (people.status[i].employment() == sim::Employment::unemployed)
                expected.push_back(static_cast<std::uint32_t>(i));
        }
        CHECK(rows == expected);
    }
}

TEST_CASE("batches: events are found by bytes, status and age", "[sim][batches][isa]") {
    test::Sequence sequence{84};
    sim::EventRows events;
    for (const auto& bounds : all_bounds(sequence)) {
        for (const std::size_t n : {0U, 1U, 15U, 16U, 17U, 63U, 64U, 65U, 4096U}) {
            const auto people = some_rows(n, sequence);
            std::vector<std::uint32_t> words;
            for (std::size_t i = 0; i < n; ++i) words.push_back(sequence.word());
            sim::find_events(n, words.data(), people.status.data(), people.birth.data(), bounds, events);
            REQUIRE(found(events) == expected(words, people, bounds));
        }
    }
}

TEST_CASE("batches: events of consecutive ids are found by their own words", "[sim][batches][isa]") {
    const Draws draws{11, 0};
    test::Sequence sequence{85};
    sim::EventRows events;
    for (const auto& bounds : all_bounds(sequence)) {
        for (const std::uint32_t from : {0U, 1U, 2U, 3U, 1021U}) {
            for (const std::size_t n : {0U, 1U, 2U, 15U, 61U, 62U, 63U, 64U, 65U, 128U, 4096U}) {
                INFO(n << " ids from " << from);
                const auto people = some_rows(n, sequence);
                const auto first = PersonId::of(9, kMonth, from);
                std::vector<std::uint32_t> words;
                for (std::size_t i = 0; i < n; ++i)
                    words.push_back(draws.monthly_word(PersonId{first.bits() + i}, kMonth));
                sim::find_events(draws, kMonth, first, n, people.status.data(), people.birth.data(), bounds, events);
                REQUIRE(found(events) == expected(words, people, bounds));
            }
        }
    }
}

}  // namespace
