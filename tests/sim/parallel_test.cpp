// SPDX-License-Identifier: Apache-2.0
#include "sim/parallel.hpp"

#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/sequence.hpp"

// No assertion stands inside a parallel region: workers write flags, the case reads them.

namespace {

using namespace talentflow;

TEST_CASE("parallel: every item is done once, on a thread that exists", "[sim][parallel]") {
    for (const int n : {1, 2, 3, 8}) {
        std::vector<unsigned char> done(10000, 0), known(10000, 0);
        std::size_t seen = 0;
        sim::with_team({.threads = n}, [&](sim::Team& team) {
            seen = team.threads();
            team.for_each(done.size(), [&](std::size_t i, std::size_t thread) {
                ++done[i];
                known[i] = thread < static_cast<std::size_t>(n) ? 1 : 0;
            });
        });
        CHECK(seen == static_cast<std::size_t>(n));
        CHECK(done == std::vector<unsigned char>(10000, 1));
        CHECK(known == std::vector<unsigned char>(10000, 1));
    }
}

TEST_CASE("parallel: many short loops in a row, more threads than processors", "[sim][parallel]") {
    // What a late thread could spoil: work of the loop before, or of one that is not there yet.
    std::vector<std::size_t> counts(7, 0);
    bool exact = true;
    sim::with_team({.threads = 8}, [&](sim::Team& team) {
        for (std::size_t loop = 0; loop < 20000; ++loop) {
            const std::size_t n = loop % 7 + 1;
            team.for_each(n, [&, loop](std::size_t i, std::size_t) { counts[i] += loop; });
            exact = exact && counts[0] == (loop + 1) * loop / 2;
        }
    });
    CHECK(exact);
    // Item i is in every loop with i < loop % 7 + 1.
    std::vector<std::size_t> expected(7, 0);
    for (std::size_t loop = 0; loop < 20000; ++loop)
        for (std::size_t i = 0; i <= loop % 7; ++i) expected[i] += loop;
    CHECK(counts == expected);
}

TEST_CASE("parallel: a late thread takes nothing of the next loop as of the last", "[sim][parallel]") {
    // A loop of few items, then one of many: a word of the first, still in the hand of a late thread, would fit the
    // second.
    std::vector<std::size_t> done(64, 0);
    std::size_t wrong = 0;
    sim::with_team({.threads = 4}, [&](sim::Team& team) {
        for (int loop = 0; loop < 30000; ++loop) {
            team.for_each(2, [](std::size_t, std::size_t) {});
            std::fill(done.begin(), done.end(), 0);
            team.for_each(done.size(), [&](std::size_t i, std::size_t) { ++done[i]; });
            wrong +=
                static_cast<std::size_t>(std::count_if(done.begin(), done.end(), [](std::size_t n) { return n != 1; }));
        }
    });
    CHECK(wrong == 0);
}

TEST_CASE("parallel: a team of one runs items in order on this thread", "[sim][parallel]") {
    sim::Team alone;
    CHECK(alone.threads() == 1);
    std::vector<std::size_t> order;
    alone.for_each(5, [&](std::size_t i, std::size_t thread) { order.push_back(10 * thread + i); });
    CHECK(order == std::vector<std::size_t>{0, 1, 2, 3, 4});
}

TEST_CASE("parallel: a loop inside a loop runs in order on the thread that meets it", "[sim][parallel]") {
    for (const int n : {1, 2, 3}) {
        std::vector<std::vector<std::size_t>> inner(6);
        std::vector<unsigned char> elsewhere(6, 0);
        sim::with_team({.threads = n}, [&](sim::Team& team) {
            team.for_each(inner.size(), [&](std::size_t i, std::size_t outer) {
                team.for_each(4, [&](std::size_t j, std::size_t thread) {
                    inner[i].push_back(j);
                    if (thread != outer) elsewhere[i] = 1;
                });
            });
        });
        CHECK(inner == std::vector<std::vector<std::size_t>>(6, {0, 1, 2, 3}));
        CHECK(elsewhere == std::vector<unsigned char>(6, 0));
    }
}

TEST_CASE("parallel: a team inside a team has one thread, and the outer one still shares", "[sim][parallel]") {
    std::size_t inside = 0;
    std::vector<unsigned char> done(1000, 0), inner(6, 0);
    sim::with_team({.threads = 3}, [&](sim::Team& outer) {
        sim::with_team({.threads = 8}, [&](sim::Team& team) {
            inside = team.threads();
            outer.for_each(done.size(), [&](std::size_t i, std::size_t) { ++done[i]; });
        });
        outer.for_each(inner.size(), [&](std::size_t i, std::size_t thread) {
            sim::with_team({.threads = 2}, [&](sim::Team&) {  // who asks the outer team is still known by number
                outer.for_each(1, [&](std::size_t, std::size_t here) { inner[i] = here == thread ? 1 : 0; });
            });
        });
    });
    CHECK(inside == 1);
    CHECK(done == std::vector<unsigned char>(1000, 1));
    CHECK(inner == std::vector<unsigned char>(6, 1));
}

TEST_CASE("parallel: teams side by side have threads of their own", "[sim][parallel]") {
    std::vector<std::vector<std::size_t>> counts(2, std::vector<std::size_t>(1000, 0));
    std::vector<std::size_t> threads(2, 0);
    const auto run = [&](std::size_t which) {
        sim::with_team({.threads = 2}, [&](sim::Team& team) {
            threads[which] = team.threads();
            for (int loop = 0; loop < 500; ++loop)
                team.for_each(counts[which].size(), [&](std::size_t i, std::size_t) { ++counts[which][i]; });
        });
    };
    std::thread other{run, std::size_t{1}};
    run(0);
    other.join();
    CHECK(threads == std::vector<std::size_t>{2, 2});
    CHECK(counts == std::vector<std::vector<std::size_t>>(2, std::vector<std::size_t>(1000, 500)));
}

TEST_CASE("parallel: however a loop is cut, every item is done once", "[sim][parallel]") {
    using Kind = sim::Schedule::Kind;
    const auto most = std::numeric_limits<std::size_t>::max();
    for (const auto& schedule :
         {sim::Schedule{}, sim::Schedule{Kind::runs, 0}, sim::Schedule{Kind::runs, 7}, sim::Schedule{Kind::runs, most},
          sim::Schedule{Kind::guided, 0}, sim::Schedule{Kind::guided, 5}, sim::Schedule{Kind::guided, most}}) {
        for (const std::size_t n : {std::size_t{2}, std::size_t{63}, std::size_t{1001}}) {
            std::vector<unsigned char> done(n, 0);
            sim::with_team({.threads = 3, .schedule = schedule},
                           [&](sim::Team& team) { team.for_each(n, [&](std::size_t i, std::size_t) { ++done[i]; }); });
            CHECK(done == std::vector<unsigned char>(n, 1));
        }
    }
}

TEST_CASE("parallel: equal shares are runs of items on one thread", "[sim][parallel]") {
    std::vector<std::size_t> on(9, 0);
    sim::with_team({.threads = 3, .schedule = {sim::Schedule::Kind::runs, 0}}, [&](sim::Team& team) {
        team.for_each(on.size(), [&](std::size_t i, std::size_t thread) { on[i] = thread; });
    });
    for (std::size_t i = 0; i < on.size(); ++i) CHECK(on[i] == on[i / 3 * 3]);
}

TEST_CASE("parallel: what the body throws ends the team and comes out", "[sim][parallel]") {
    for (const int n : {1, 3}) {
        const auto throws = [](sim::Team&) { throw std::logic_error{"of the body"}; };
        CHECK_THROWS_AS(sim::with_team({.threads = n}, throws), std::logic_error);
    }
}

TEST_CASE("parallel: waiting threads sleep", "[sim][parallel]") {
    // Three threads wait a third of a second for the body: together they may use a hundredth of it.
    const auto processor_seconds = [] {
        timespec used{};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
        return static_cast<double>(used.tv_sec) + 1e-9 * static_cast<double>(used.tv_nsec);
    };
    double used = 0.0;
    sim::with_team({.threads = 4}, [&](sim::Team& team) {
        team.for_each(100, [](std::size_t, std::size_t) {});
        const double before = processor_seconds();
        timespec third{.tv_sec = 0, .tv_nsec = 333'000'000};
        nanosleep(&third, nullptr);
        used = processor_seconds() - before;
    });
    CHECK(used < 0.01);
}

TEST_CASE("parallel: nothing to do is fine", "[sim][parallel]") {
    bool called = false;
    sim::with_team({.threads = 2},
                   [&](sim::Team& team) { team.for_each(0, [&](std::size_t, std::size_t) { called = true; }); });
    CHECK_FALSE(called);
    sim::Team alone;
    CHECK(alone.ordered_sum(0, [](std::size_t) { return 1.0; }) == 0.0);
}

TEST_CASE("parallel: the exception of the lowest item is the one thrown", "[sim][parallel]") {
    for (const int n : {1, 2, 3, 8}) {
        std::vector<std::string> caught;
        sim::with_team({.threads = n}, [&](sim::Team& team) {
            for (int round = 0; round < 20; ++round) {
                try {
                    team.for_each(1000, [](std::size_t i, std::size_t) {
                        if (i % 100 == 37) throw std::runtime_error{"item " + std::to_string(i)};
                    });
                } catch (const std::runtime_error& error) {
                    caught.emplace_back(error.what());
                }
            }
        });
        CHECK(caught == std::vector<std::string>(20, "item 37"));
    }
}

TEST_CASE("parallel: an exception ends only its own item", "[sim][parallel]") {
    std::vector<unsigned char> done(500, 0);
    const auto body = [&](sim::Team& team) {
        team.for_each(done.size(), [&](std::size_t i, std::size_t) {
            if (i == 250) throw std::logic_error{"one"};
            done[i] = 1;
        });
    };
    CHECK_THROWS_AS(sim::with_team({.threads = 3}, body), std::logic_error);
    std::vector<unsigned char> expected(500, 1);
    expected[250] = 0;
    CHECK(done == expected);
}

TEST_CASE("ordered sum: equal to the last bit for 1, 2, 3 and 8 threads", "[sim][parallel]") {
    test::Sequence sequence{71};
    std::vector<double> parts;
    for (int i = 0; i < 5000; ++i) {
        parts.push_back(std::ldexp(sequence.between(-1.0, 1.0), static_cast<int>(sequence.below(60))));
    }
    double expected = 0.0;
    for (const double x : parts) expected += x;
    for (const int n : {1, 2, 3, 8}) {
        double sum = 0.0;
        sim::with_team({.threads = n}, [&](sim::Team& team) {
            sum = team.ordered_sum(parts.size(), [&](std::size_t i) { return parts[i]; });
        });
        CHECK(sum == expected);
    }
}

TEST_CASE("blocks: rows are cut every 4,096", "[sim][parallel]") {
    CHECK(sim::n_blocks(0) == 0);
    CHECK(sim::n_blocks(1) == 1);
    CHECK(sim::n_blocks(4096) == 1);
    CHECK(sim::n_blocks(4097) == 2);
}

}  // namespace
