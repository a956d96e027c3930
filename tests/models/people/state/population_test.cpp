// SPDX-License-Identifier: Apache-2.0
#include "models/people/state/population.hpp"

#include <cstdint>
#include <vector>

#include "sim/error.hpp"
#include "sim/parallel.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/indices.hpp"
#include "tests/support/sequence.hpp"

namespace {

using namespace talentflow;
using models::Columns;
using models::MaskColumn;
using models::Population;

constexpr Columns kEverything{
    .n_regions = 8, .awareness = true, .ties = true, .accreditation = true, .courses = true, .postings = true};

models::StatusWord somebody() {
    models::StatusWord w;
    w.set_employment(models::Employment::employed);
    return w;
}

TEST_CASE("mask column: holds every region of worlds of 1 to 64 regions", "[sim][population]") {
    for (const std::size_t n : {1U, 7U, 8U, 9U, 16U, 17U, 32U, 33U, 64U}) {
        INFO(n << " regions");
        const std::uint64_t all = n == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << n) - 1;
        MaskColumn column{n};
        column.resize(100);
        test::Sequence sequence{n};
        std::vector<std::uint64_t> truth(100, 0);
        for (int i = 0; i < 1000; ++i) {
            const std::size_t row = sequence.below(100);
            truth[row] = i % 5 == 0 ? all : sequence.bits() & all;
            column.set(row, truth[row]);
        }
        for (std::size_t row = 0; row < 100; ++row) REQUIRE(column.get(row) == truth[row]);
    }
}

TEST_CASE("mask column: absent, it reads as empty and swallows writes", "[sim][population]") {
    MaskColumn none;
    none.resize(10);
    none.set(3, 7);
    CHECK(none.get(3) == 0);
}

TEST_CASE("population: accredited tiers of all regions do not disturb each other", "[sim][population]") {
    for (const std::size_t n : {1U, 8U, 11U, 64U}) {
        INFO(n << " regions");
        Population people{{.n_regions = n, .awareness = false, .ties = false, .accreditation = true}};
        people.resize(20);
        test::Sequence sequence{60 + n};
        std::vector<std::size_t> truth(20 * n, 0);
        for (int i = 0; i < 2000; ++i) {
            const std::size_t row = sequence.below(20), region = sequence.below(n), tier = sequence.below(8);
            truth[row * n + region] = tier;
            people.set_accredited(row, models::RegionIndex{region}, tier);
        }
        for (std::size_t row = 0; row < 20; ++row) {
            for (std::size_t r = 0; r < n; ++r)
                REQUIRE(people.accredited(row, models::RegionIndex{r}) == truth[row * n + r]);
        }
    }
}

TEST_CASE("population: without the column nobody is accredited", "[sim][population]") {
    Population people{{.n_regions = 8}};
    people.resize(2);
    people.set_accredited(1, 3_region, 2);
    CHECK(people.accredited(1, 3_region) == 0);
}

TEST_CASE("population: a new row is empty and a released one is used again, last first", "[sim][population]") {
    Population people{kEverything};
    CHECK(people.acquire(sim::PersonId{101}) == 0);
    CHECK(people.acquire(sim::PersonId{102}) == 1);
    CHECK(people.acquire(sim::PersonId{103}) == 2);
    CHECK(people.n_rows() == 3);
    for (std::size_t row = 0; row < 3; ++row) people.status[row] = somebody();
    people.release(0);
    people.release(1);
    CHECK(people.status[0].empty());
    CHECK(people.acquire(sim::PersonId{104}) == 1);
    CHECK(people.acquire(sim::PersonId{105}) == 0);
    CHECK(people.acquire(sim::PersonId{106}) == 3);
    CHECK_FALSE(people.status[2].empty());
}

TEST_CASE("population: a released row keeps no card, accreditation, contract, course or secondment",
          "[sim][population]") {
    Population people{kEverything};
    const auto row = people.acquire(sim::PersonId{107});
    people.status[row] = somebody();
    people.cards.set(row, 0xFF);
    people.contract[row] = 17;
    people.course[row] = 3;
    people.posting[row] = 4;
    for (std::size_t r = 0; r < 8; ++r) people.set_accredited(row, models::RegionIndex{r}, 5);
    people.release(row);
    REQUIRE(people.acquire(sim::PersonId{108}) == row);
    CHECK(people.cards.get(row) == 0);
    CHECK(people.contract[row] == models::kNoRow);
    CHECK(people.course[row] == 0);
    CHECK(people.posting[row] == 0);
    for (std::size_t r = 0; r < 8; ++r) CHECK(people.accredited(row, models::RegionIndex{r}) == 0);
}

TEST_CASE("population: growing keeps what is there", "[sim][population]") {
    Population people{kEverything};
    people.resize(3);
    people.status[2] = somebody();
    people.id[2] = 99;
    people.known.set(2, 0x5A);
    people.ties_of(2)[7] = 201;
    people.set_accredited(2, 7_region, 4);
    people.resize(5000);
    for (std::uint64_t i = 0; i < 5000; ++i) static_cast<void>(people.acquire(sim::PersonId{1000 + i}));
    CHECK(people.n_rows() == 10000);
    CHECK(people.status[2].bits() == somebody().bits());
    CHECK(people.person(2) == sim::PersonId{99});
    CHECK(people.known.get(2) == 0x5A);
    CHECK(people.ties_of(2)[7] == 201);
    CHECK(people.accredited(2, 7_region) == 4);
    CHECK(people.status[9999].empty());
    CHECK(people.contract[9999] == models::kNoRow);
    CHECK((people.course[9999] == 0 && people.posting[9999] == 0));
}

TEST_CASE("population: ids follow from the base of a block, but for the scattered rows", "[sim][population]") {
    Population people{kEverything};
    constexpr std::size_t kRows = sim::kBlockRows + 10;
    people.resize(kRows);
    // The ids of one region run to row 4,000, those of the next from there on.
    for (std::size_t row = 0; row < kRows; ++row) people.id[row] = row < 4000 ? 500 + row : 90000 + row;
    people.find_scattered();
    std::vector<std::uint32_t> rows;
    CHECK(people.block_base(0) == sim::PersonId{500});
    CHECK(people.block_base(1) == sim::PersonId{90000 + sim::kBlockRows});
    people.scattered_rows(0, rows);
    CHECK(rows.size() == sim::kBlockRows - 4000);
    CHECK(rows.front() == 4000);
    CHECK_FALSE(people.scattered(1));
    // Even the first row of a block may be reused: the base stays.
    for (const std::uint32_t row : {std::uint32_t{0}, static_cast<std::uint32_t>(sim::kBlockRows)}) {
        people.status[row] = somebody();
        people.release(row);
        REQUIRE(people.acquire(sim::PersonId{7}) == row);
        CHECK(people.scattered(row / sim::kBlockRows));
        people.scattered_rows(row / sim::kBlockRows, rows);
        CHECK(rows.front() == 0);
    }
    CHECK(people.block_base(0) == sim::PersonId{500});
    // Appended rows belong to a block like all others.
    const auto row = people.acquire(sim::PersonId{90000 + kRows});
    CHECK(row == kRows);
    people.scattered_rows(1, rows);
    CHECK(rows == std::vector<std::uint32_t>{0});
}

TEST_CASE("population: it never shrinks", "[sim][population]") {
    Population people{kEverything};
    people.resize(3);
    CHECK_THROWS_AS(people.resize(2), BugError);
}

TEST_CASE("population: columns not asked for take no room", "[sim][population]") {
    Population people{{.n_regions = 8}};
    people.resize(10);
    CHECK(people.contract.empty());
    CHECK((people.course.empty() && people.posting.empty()));
    CHECK(people.id.size() == 10);
    CHECK(people.bytes_per_person() == 18 + 2 + 1);  // residence and origin, each a column
}

TEST_CASE("population: a person takes 46 bytes in a world of eight regions with everything on", "[sim][population]") {
    CHECK(Population{kEverything}.bytes_per_person() == 46);
    // Wide worlds: the room of methods 1.2 is 41 + 1.7 a region, in whole words.
    for (const std::size_t n : {16U, 32U, 64U}) {
        const Population people{{.n_regions = n, .awareness = true, .ties = true, .accreditation = true}};
        CHECK(static_cast<double>(people.bytes_per_person()) < 49.0 + 1.7 * static_cast<double>(n));
    }
}

TEST_CASE("population: neighbours in the record do not disturb each other", "[sim][population]") {
    Population people{kEverything};
    people.resize(50);
    test::Sequence sequence{3};
    std::vector<std::uint16_t> since(50);
    std::vector<std::uint64_t> known(50);
    for (std::size_t row = 0; row < 50; ++row) {
        since[row] = static_cast<std::uint16_t>(sequence.bits());
        known[row] = sequence.bits() & 0xFFU;
        people.resident_since[row] = since[row];
        people.known_since[row] = static_cast<std::uint16_t>(since[row] + 1);
        people.ties_since[row] = static_cast<std::uint16_t>(since[row] + 2);
        people.origin[row] = models::RegionIndex{row};
        people.known.set(row, known[row]);
        for (std::size_t r = 0; r < 8; ++r) people.ties_of(row)[r] = static_cast<std::uint8_t>(row + r);
    }
    for (std::size_t row = 0; row < 50; ++row) {
        CHECK(people.resident_since[row] == since[row]);
        CHECK(people.known_since[row] == static_cast<std::uint16_t>(since[row] + 1));
        CHECK(people.ties_since[row] == static_cast<std::uint16_t>(since[row] + 2));
        CHECK(people.origin[row] == row);
        CHECK(people.known.get(row) == known[row]);
        CHECK(people.ties_of(row)[7] == row + 7);
    }
}

}  // namespace
