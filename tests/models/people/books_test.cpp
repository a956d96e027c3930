// SPDX-License-Identifier: Apache-2.0
#include "models/people/books.hpp"

#include <cstdint>
#include <string>

#include "sim/error.hpp"
#include "sim/parallel.hpp"
#include "tests/support/alone.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/catch.hpp"

namespace {

using namespace talentflow;
using models::Books;
using models::CompiledWorld;
using models::EntryReason;
using models::ExitReason;

constexpr std::uint16_t kBirth = 2256;
constexpr models::RegionIndex kHere = 0_region, kThere = 1_region;

models::StatusWord resident(std::size_t region, std::size_t tier = 1,
                            models::Employment work = models::Employment::employed) {
    models::StatusWord who;
    who.set_region(models::RegionIndex{region});
    who.set_tier(models::TierIndex{tier});
    who.set_employment(work);
    return who;
}

/// Ten residents of each of two regions, employed in their own field and tier.
models::Population twenty() {
    models::Population people{{.n_regions = 2}};
    people.resize(20);
    for (std::size_t row = 0; row < 20; ++row) {
        people.status[row] = resident(row / 10);
        people.id[row] = row;
        people.birth[row] = kBirth;
        people.post[row] = models::HeldPost::of(models::RegionIndex{row / 10}, 1_tier, 0_field);
    }
    return people;
}

/// Births and posts are counted where they matter.
models::World limited_posts_and_ages() {
    auto world = test::tiny_world({2, 2, 1});
    world.modules.posts = models::ModuleState::active;
    world.modules.demography = models::ModuleState::active;
    return world;
}

struct Counted {
    models::World world = limited_posts_and_ages();
    CompiledWorld compiled{world};
    models::Population people = twenty();
    test::Books books;

    explicit Counted(sim::Team& team) : books{team, compiled} {
        books.count(people);
        books.open_month();
    }
    [[nodiscard]] std::string close() {
        books.absorb();
        try {
            books.close_month(world.start);
        } catch (const ModelError& error) {
            return error.what();
        }
        return "";
    }
    [[nodiscard]] models::Tally& tally() { return books.tally(0); }
};

TEST_CASE("books: count people, work and births from nothing", "[models][books]") {
    sim::Team team;
    const Counted c{team};
    CHECK(c.books.total() == 20);
    CHECK(c.books.residents(kHere) == 10);
    CHECK(c.books.unemployed_in(kThere) == 0);
    CHECK(c.books.filled()[c.compiled.cell(kHere, 1_tier, 0_field)] == 10);
    CHECK(c.books.by_birth()[kThere * sim::Month::kMonths + kBirth] == 10);
}

TEST_CASE("books: a month of every kind of event balances", "[models][books]") {
    sim::Team team;
    Counted c{team};
    c.tally().enter(resident(kHere, 1, models::Employment::unemployed), kBirth, EntryReason::graduate);
    c.tally().leave(resident(kThere), kBirth, ExitReason::death);
    c.tally().vacate(resident(kThere), models::HeldPost::of(kThere, 1_tier, 0_field));
    c.tally().move(resident(kHere), kThere, true);
    c.tally().move_birth(kBirth, kHere, kThere);
    c.tally().promote(resident(kThere), 0_tier, models::HeldPost::of(kHere, 1_tier, 0_field));
    c.tally().vacate(resident(kThere, 0), models::HeldPost::of(kHere, 1_tier, 0_field));
    c.tally().hire(resident(kThere, 0), models::HeldPost::of(kThere, 0_tier, 0_field));
    CHECK(c.close().empty());
    CHECK(c.books.total() == 20);
    CHECK(c.books.residents(kHere) == 10);
    CHECK(c.books.residents(kThere) == 10);
    CHECK(c.books.unemployed_in(kHere) == 1);
    CHECK(c.books.stock()[c.compiled.cell(kThere, 0_tier, 0_field)] == 1);
    CHECK(c.books.flows().returned[kThere * 2 + 1] == 1);
    CHECK(c.books.filled()[c.compiled.cell(kThere, 0_tier, 0_field)] == 1);
    CHECK(c.books.filled()[c.compiled.cell(kThere, 1_tier, 0_field)] == 9);
    CHECK(c.books.by_birth()[kHere * sim::Month::kMonths + kBirth] == 10);
    CHECK(c.books.by_birth()[kThere * sim::Month::kMonths + kBirth] == 10);
}

TEST_CASE("books: who works elsewhere is counted at work there and at home here", "[models][books]") {
    sim::Team team;
    Counted c{team};
    const auto person = resident(kHere);
    c.tally().vacate(person, models::HeldPost::of(kHere, 1_tier, 0_field));
    c.tally().take(person, models::HeldPost::of(kThere, 1_tier, 0_field));
    CHECK(c.close().empty());
    CHECK(c.books.residents(kHere) == 10);
    CHECK(c.books.workers()[c.compiled.cell(kHere, 1_tier, 0_field)] == 9);
    CHECK(c.books.workers()[c.compiled.cell(kThere, 1_tier, 0_field)] == 11);
    CHECK(c.books.commuters()[kHere * 2 + kThere] == 1);
    CHECK(c.books.commuters()[kThere * 2 + kHere] == 0);
    auto moved = person;
    c.tally().vacate(person, models::HeldPost::of(kThere, 1_tier, 0_field));
    c.tally().move(person, kThere, false);
    c.tally().move_birth(kBirth, kHere, kThere);
    moved.set_region(kThere);
    c.tally().take(moved, models::HeldPost::of(kThere, 1_tier, 0_field));
    CHECK(c.close().empty());
    CHECK(c.books.commuters()[kHere * 2 + kThere] == 0);
    CHECK(c.books.workers()[c.compiled.cell(kThere, 1_tier, 0_field)] == 11);
}

TEST_CASE("books: a person who appears from nowhere is named with month, region and tier", "[models][books]") {
    sim::Team team;
    Counted c{team};
    c.tally().flows.entries[(kHere * 2 + 1) * models::kEntryReasons] += 1;
    const auto message = c.close();
    const std::string region = c.compiled.region(kHere).id;
    CHECK(message.find("2018-01: books of " + region + " tier t1 do not balance: 10 before") != std::string::npos);
    CHECK(message.find("1 entries") != std::string::npos);
}

TEST_CASE("books: a move that only the flow table knows is refused", "[models][books]") {
    sim::Team team;
    Counted c{team};
    c.tally().flows.od[(kHere * 2 + kThere) * 2 + 1] += 1;
    CHECK(c.close().find("flow table: 1 out, 0 in") != std::string::npos);
}

TEST_CASE("books: a move that the flow table misses is refused", "[models][books]") {
    sim::Team team;
    Counted c{team};
    c.tally().move(resident(kHere), kThere, false);
    c.tally().flows.od[(kHere * 2 + kThere) * 2 + 1] -= 1;
    CHECK_FALSE(c.close().empty());
}

TEST_CASE("books: a rise that is not booked is refused", "[models][books]") {
    sim::Team team;
    Counted c{team};
    c.tally().promote(resident(kHere), 0_tier, models::HeldPost::of(kHere, 1_tier, 0_field));
    c.tally().flows.promoted[(kHere * 2 + 1) * 2] = 0;
    CHECK_FALSE(c.close().empty());
}

TEST_CASE("books: a fresh count finds what was not booked", "[models][books]") {
    sim::Team team;
    Counted c{team};
    CHECK_NOTHROW(c.books.recount(c.people, c.world.start));
    SECTION("a move") {
        c.people.status[3].set_region(kThere);
    }
    SECTION("a lost post") {
        c.people.status[3].set_employment(models::Employment::unemployed);
    }
    SECTION("another post") {
        c.people.post[3] = models::HeldPost::of(kHere, 0_tier, 0_field);
    }
    SECTION("another birth") {
        c.people.birth[3] = kBirth + 1;
    }
    SECTION("a death") {
        c.people.release(3);
    }
    CHECK_THROWS_AS(c.books.recount(c.people, c.world.start), ModelError);
}

TEST_CASE("books: what several threads tally adds up", "[models][books]") {
    sim::with_team({.threads = 3}, [](sim::Team& team) {
        Counted c{team};
        c.books.tally(0).move(resident(kHere), kThere, false);
        c.books.tally(1).move(resident(kThere), kHere, false);
        c.books.tally(2).move(resident(kHere), kThere, false);
        CHECK(c.close().empty());
        CHECK(c.books.residents(kThere) == 11);
        CHECK(c.books.flows().od[(kHere * 2 + kThere) * 2 + 1] == 2);
        c.books.absorb();  // nothing is added twice
        CHECK(c.books.residents(kThere) == 11);
    });
}

TEST_CASE("books: a new month starts its flows at zero from the stocks it finds", "[models][books]") {
    sim::Team team;
    Counted c{team};
    c.tally().move(resident(kHere), kThere, false);
    REQUIRE(c.close().empty());
    c.books.open_month();
    CHECK(c.books.flows().moved_in[c.compiled.cell(kThere, 1_tier, 0_field)] == 0);
    CHECK(c.close().empty());
    CHECK(c.books.residents(kThere) == 11);
}

}  // namespace
