// SPDX-License-Identifier: Apache-2.0
// Each phase of the month on ten people, without the others.
#include <algorithm>
#include <cstdint>
#include <vector>

#include "models/month/commit.hpp"
#include "models/month/end_of_month.hpp"
#include "models/month/open_month.hpp"
#include "models/month/outsiders.hpp"
#include "models/month/propose.hpp"
#include "models/month/resolve.hpp"
#include "tests/support/builders.hpp"
#include "tests/support/bytes.hpp"
#include "tests/support/catch.hpp"

namespace {

using namespace talentflow;
using models::ModuleState;

/// Ten people of one region and another region without any; nothing is on but what a test asks for.
struct Ten {
    models::World world;
    models::MonthState state;
    sim::Team team;
    models::Processes processes;
    models::MonthLists lists;
    models::Scratch scratch{1};
    sim::Month now;

    explicit Ten(models::World w, std::int64_t people = 10)
        : world{with(std::move(w), people)}, processes{team, world, {}, state}, now{world.start} {
        processes.populate(state);
        models::open_month(processes, state, now, lists);
        lists.proposals.resize(1);
        lists.proposals[0].clear();
        lists.first_seeker = {0, 0};
    }
    static models::World with(models::World world, std::int64_t people) {
        test::add_people(world, 0_in_file, people);
        return world;
    }
    [[nodiscard]] models::RegionIndex other() const { return processes.world.inner_of[1_in_file]; }
    [[nodiscard]] models::RegionIndex home() const { return processes.world.inner_of[0_in_file]; }
    void propose() { models::Propose{processes, state, lists}.block(0, now, scratch[0]); }
    void commit() {
        models::Commit commit{processes, state, lists, scratch};
        if (processes.asks.nothing_scarce) commit.block(0, now, processes.people.books.tally(0), scratch[0]);
        commit.everybody(now);
    }
};

models::World two_places() {
    return test::tiny_world({2, 1, 1});
}

TEST_CASE("propose: nobody changes, and everybody who must move is on a list", "[models][month]") {
    auto world = two_places();
    world.overrides.transition = {{0.0, 1.0}, {1.0, 0.0}};
    Ten ten{std::move(world)};
    auto before = test::bytes_of(ten.state.people);
    ten.propose();
    CHECK(test::bytes_of(ten.state.people) == before);
    const auto& out = ten.lists.proposals[0];
    REQUIRE(out.moves.size() == 10);
    CHECK(std::all_of(out.moves.begin(), out.moves.end(), [&](const auto& move) { return move.to == ten.other(); }));
    CHECK(out.exits.empty());
    CHECK(out.seekers.empty());
}

TEST_CASE("propose: where nobody can have an event, every list is empty", "[models][month]") {
    Ten ten{two_places()};
    ten.propose();
    const auto& out = ten.lists.proposals[0];
    CHECK(out.moves.empty());
    CHECK(out.exits.empty());
    CHECK(out.separations.empty());
    CHECK(out.promotions.empty());
    CHECK(out.seekers.empty());
}

TEST_CASE("propose: a table of exits sends everybody on the list of exits, for that reason", "[models][month]") {
    auto world = two_places();
    world.overrides.exit_probability = 1.0;
    Ten ten{std::move(world)};
    ten.propose();
    const auto& exits = ten.lists.proposals[0].exits;
    REQUIRE(exits.size() == 10);
    CHECK(exits[0].reason == models::ExitReason::other);
}

models::World with_posts() {
    auto world = two_places();
    world.modules.posts = ModuleState::active;
    world.modules.clearing = ModuleState::active;
    world.parameters.posts_open_share = 0.0;
    world.overrides.contact_probability = 1.0;
    return world;
}

/// Somebody who looks for a post in the other place and moves for it alone.
models::Seeker seeker(const Ten& ten, std::uint32_t row) {
    models::Seeker s;
    s.person = ten.state.people.person(row);
    s.row = row;
    s.home = ten.home();
    s.target = ten.other();
    s.experience_years = 8;
    return s;
}

TEST_CASE("resolve: three posts for five seekers go to three of them", "[models][month]") {
    auto world = with_posts();
    world.overrides.posts = {{1_in_file, 0_tier, 0_field, 3}};
    Ten ten{std::move(world)};
    for (std::uint32_t i = 0; i < 5; ++i) ten.lists.seekers.push_back(seeker(ten, i));
    models::resolve(ten.processes, ten.now, ten.lists);
    REQUIRE(ten.lists.placements.size() == 5);
    CHECK(std::count_if(ten.lists.placements.begin(), ten.lists.placements.end(),
                        [](const auto& p) { return p.hired; }) == 3);
}

TEST_CASE("resolve: without posts everybody finds the own kind", "[models][month]") {
    Ten ten{two_places()};
    ten.lists.seekers.assign(4, seeker(ten, 0));
    models::resolve(ten.processes, ten.now, ten.lists);
    REQUIRE(ten.lists.placements.size() == 4);
    CHECK(ten.lists.placements[3].hired);
}

TEST_CASE("commit: moves, exits and separations happen, and are counted once", "[models][month]") {
    Ten ten{two_places()};
    auto& out = ten.lists.proposals[0];
    out.moves = {{0, ten.other()}, {1, ten.other()}};
    out.exits = {{2, models::ExitReason::death}};
    out.separations = {3};
    ten.commit();
    const auto& people = ten.state.people;
    CHECK(people.status[0].region() == ten.other());
    CHECK(people.status[1].region() == ten.other());
    CHECK(people.status[2].empty());
    CHECK(people.status[3].employment() == models::Employment::unemployed);
    CHECK(people.status[4].region() == ten.home());
    const auto& books = ten.processes.people.books;
    CHECK(books.residents(ten.home()) == 7);
    CHECK(books.residents(ten.other()) == 2);
    CHECK(books.unemployed_in(ten.home()) == 1);
    CHECK(books.flows().od[ten.home() * 2 + ten.other()] == 2);
    CHECK(books.total() == 9);
}

TEST_CASE("commit: who is placed elsewhere moves and holds the post, who is not stays", "[models][month]") {
    auto world = with_posts();
    world.overrides.posts = {{1_in_file, 0_tier, 0_field, 1}};
    Ten ten{std::move(world)};
    ten.lists.seekers = {seeker(ten, 0), seeker(ten, 1)};
    ten.lists.first_seeker = {0, 2};
    ten.lists.placements = {{true, 0_tier, 0_field}, {false, 0_tier, 0_field}};
    ten.commit();
    const auto& people = ten.state.people;
    CHECK(people.status[0].region() == ten.other());
    CHECK(people.post[0].region() == ten.other());
    CHECK(people.status[1].region() == ten.home());
    const auto pool = ten.processes.world.cell(ten.other(), 0_tier, 0_field);
    CHECK(ten.processes.people.books.filled()[pool] == 1);
    CHECK(ten.processes.vacancies(pool) == 0);
}

TEST_CASE("commit: an empty month changes nobody", "[models][month]") {
    Ten ten{two_places()};
    auto before = test::bytes_of(ten.state.people);
    ten.commit();
    CHECK(test::bytes_of(ten.state.people) == before);
}

TEST_CASE("end of month: books that do not balance stop the run", "[models][month]") {
    Ten ten{two_places()};
    ten.commit();
    CHECK_NOTHROW(models::end_of_month(ten.processes, ten.state, ten.now));
    ++ten.state.books.stocks.people[0];
    CHECK_THROWS_AS(models::end_of_month(ten.processes, ten.state, ten.now), ModelError);
}

TEST_CASE("end of month: a pool with an open post counts its months", "[models][month]") {
    auto world = with_posts();
    world.overrides.posts = {{1_in_file, 0_tier, 0_field, 1}};
    Ten ten{std::move(world)};
    const auto pool = ten.processes.world.cell(ten.other(), 0_tier, 0_field);
    ten.commit();
    models::end_of_month(ten.processes, ten.state, ten.now);
    CHECK(ten.state.open_months[pool] == 1);
    CHECK(ten.state.open_months[ten.processes.world.cell(ten.home(), 0_tier, 0_field)] == 0);
}

TEST_CASE("newcomers: without demography nobody outside is asked", "[models][month]") {
    Ten ten{two_places()};
    ten.lists.proposals[0].seekers = {seeker(ten, 3)};
    models::propose_newcomers(ten.processes, ten.now, ten.lists, ten.scratch);
    REQUIRE(ten.lists.seekers.size() == 1);
    CHECK(ten.lists.seekers[0].row == 3);
    CHECK(ten.lists.immigrants.empty());
}

}  // namespace
