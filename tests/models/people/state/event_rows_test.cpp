// SPDX-License-Identifier: Apache-2.0
#include "models/people/state/event_rows.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/sequence.hpp"

namespace {

using namespace talentflow;
using sim::Draws;
using sim::Month;
using sim::PersonId;

const Month kMonth = Month::of(2019, 3);

enum class Event { none, open, certain };

/// The rule of find_events, one person.
Event event_of(std::uint32_t word, models::StatusWord who, std::uint16_t birth, const models::EventBounds& bounds) {
    if (who.empty()) return Event::none;
    const bool usual = who.employed() && !who.graduate() && !who.after_contract() && !who.fair_lately() && !who.away();
    const bool flags = who.graduate() || who.after_contract() || who.fair_lately() || who.away();
    const std::size_t set = usual ? 0 : (!flags && who.employment() == models::Employment::unemployed ? 1 : 2);
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
    std::vector<models::StatusWord> status;
    std::vector<std::uint16_t> birth;
};
Rows some_rows(std::size_t n, test::Sequence& sequence) {
    Rows rows;
    for (std::size_t i = 0; i < n; ++i) {
        models::StatusWord who{sequence.word()};
        if (i % 3 != 0) {
            who.set_employment(models::Employment::employed);
            who.set_graduate(false);
            who.set_after_contract(false);
            who.set_fair_lately(false);
            who.set_away(false);
        } else {
            who.set_employment(static_cast<models::Employment>(sequence.below(3)));
        }
        rows.status.push_back(who);
        rows.birth.push_back(static_cast<std::uint16_t>(1400 + sequence.below(1200)));
    }
    return rows;
}

/// Bounds of all kinds: nothing, everything, by age, retirement, certainty.
std::vector<models::EventBounds> all_bounds(test::Sequence& sequence) {
    std::vector<models::EventBounds> all(6, models::no_events());
    for (auto& bounds : all) bounds.clock = 2500;
    for (std::size_t i = 1; i < all.size(); ++i) {
        auto& bounds = all[i];
        for (std::size_t set = 0; set < models::EventBounds::kSets; ++set) {
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

Found found(const models::EventRows& events) {
    const auto n = static_cast<std::ptrdiff_t>(events.n), certain = static_cast<std::ptrdiff_t>(events.n_certain);
    return {{events.rows.begin(), events.rows.begin() + n},
            {events.words.begin(), events.words.begin() + n},
            {events.certain.begin(), events.certain.begin() + certain}};
}

Found expected(const std::vector<std::uint32_t>& words, const Rows& people, const models::EventBounds& bounds) {
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

TEST_CASE("event rows: rows are found by the bits of a mask", "[models][event_rows]") {
    test::Sequence sequence{86};
    const Rows people = some_rows(1000, sequence);
    models::StatusWord mask, value;
    mask.set_employment(static_cast<models::Employment>(3));
    value.set_employment(models::Employment::unemployed);
    for (const std::size_t n :
         {std::size_t{0}, std::size_t{1}, std::size_t{63}, std::size_t{64}, std::size_t{65}, people.status.size()}) {
        std::vector<std::uint32_t> rows, expected;
        models::find_rows(people.status.data(), n, mask, value, rows);
        for (std::size_t i = 0; i < n; ++i) {
            if (people.status[i].employment() == models::Employment::unemployed)
                expected.push_back(static_cast<std::uint32_t>(i));
        }
        CHECK(rows == expected);
    }
}

TEST_CASE("event rows: events are found by bytes, status and age", "[models][event_rows]") {
    const auto* kernels = GENERATE(from_range(sim::kernels::usable()));
    INFO(kernels->name);
    test::Sequence sequence{84};
    models::EventRows events;
    for (const auto& bounds : all_bounds(sequence)) {
        for (const std::size_t n : {0U, 1U, 15U, 16U, 17U, 63U, 64U, 65U, 4096U}) {
            const auto people = some_rows(n, sequence);
            std::vector<std::uint32_t> words;
            for (std::size_t i = 0; i < n; ++i) words.push_back(sequence.word());
            models::find_events(*kernels, n, words.data(), people.status.data(), people.birth.data(), bounds, events);
            REQUIRE(found(events) == expected(words, people, bounds));
        }
    }
}

TEST_CASE("event rows: events of consecutive ids are found by their own words", "[models][event_rows]") {
    const auto* kernels = GENERATE(from_range(sim::kernels::usable()));
    INFO(kernels->name);
    const Draws draws{11, 0, *kernels};
    test::Sequence sequence{85};
    models::EventRows events;
    for (const auto& bounds : all_bounds(sequence)) {
        for (const std::uint32_t from : {0U, 1U, 2U, 3U, 1021U}) {
            for (const std::size_t n : {0U, 1U, 2U, 15U, 61U, 62U, 63U, 64U, 65U, 128U, 4096U}) {
                INFO(n << " ids from " << from);
                const auto people = some_rows(n, sequence);
                const auto first = PersonId::of(9, kMonth, from);
                std::vector<std::uint32_t> words;
                for (std::size_t i = 0; i < n; ++i)
                    words.push_back(draws.monthly_word(PersonId{first.bits() + i}, kMonth));
                models::find_events(draws, kMonth, first, n, people.status.data(), people.birth.data(), bounds, events);
                REQUIRE(found(events) == expected(words, people, bounds));
            }
        }
    }
}

}  // namespace
