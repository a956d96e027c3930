// SPDX-License-Identifier: Apache-2.0
#include "sim/parallel.hpp"

#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/sequence.hpp"

// No assertion stands inside a parallel region: workers write flags, the case reads them.

namespace {

using namespace talentflow;

TEST_CASE("parallel: every item is done once, on a thread that exists", "[sim][parallel]") {
    for (const int n : {1, 2, 3, 8}) {
        std::vector<unsigned char> done(10000, 0), known(10000, 0);
        int seen = 0;
        sim::with_team(n, [&] {
            seen = sim::threads();
            sim::for_each_parallel(done.size(), [&](std::size_t i, std::size_t thread) {
                ++done[i];
                known[i] = thread < static_cast<std::size_t>(n) ? 1 : 0;
            });
        });
        CHECK(seen == n);
        CHECK(done == std::vector<unsigned char>(10000, 1));
        CHECK(known == std::vector<unsigned char>(10000, 1));
    }
}

TEST_CASE("parallel: many short loops in a row, more threads than processors", "[sim][parallel]") {
    // What a late thread could spoil: work of the loop before, or of one that is not there yet.
    std::vector<std::size_t> counts(7, 0);
    bool exact = true;
    sim::with_team(8, [&] {
        for (std::size_t loop = 0; loop < 20000; ++loop) {
            const std::size_t n = loop % 7 + 1;
            sim::for_each_parallel(n, [&, loop](std::size_t i, std::size_t) { counts[i] += loop; });
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
    sim::with_team(4, [&] {
        for (int loop = 0; loop < 30000; ++loop) {
            sim::for_each_parallel(2, [](std::size_t, std::size_t) {});
            std::fill(done.begin(), done.end(), 0);
            sim::for_each_parallel(done.size(), [&](std::size_t i, std::size_t) { ++done[i]; });
            wrong +=
                static_cast<std::size_t>(std::count_if(done.begin(), done.end(), [](std::size_t n) { return n != 1; }));
        }
    });
    CHECK(wrong == 0);
}

TEST_CASE("parallel: without a team, and inside a loop, items come in order on this thread", "[sim][parallel]") {
    CHECK(sim::threads() == 1);
    std::vector<std::size_t> order;
    sim::for_each_parallel(5, [&](std::size_t i, std::size_t thread) { order.push_back(10 * thread + i); });
    CHECK(order == std::vector<std::size_t>{0, 1, 2, 3, 4});

    std::vector<std::vector<std::size_t>> inner(6);
    sim::with_team(3, [&] {
        sim::for_each_parallel(inner.size(), [&](std::size_t i, std::size_t) {
            sim::for_each_parallel(4,
                                   [&, i](std::size_t j, std::size_t thread) { inner[i].push_back(10 * thread + j); });
        });
    });
    CHECK(inner == std::vector<std::vector<std::size_t>>(6, {0, 1, 2, 3}));
}

TEST_CASE("parallel: a team inside a team is the outer one", "[sim][parallel]") {
    int inside = 0;
    sim::with_team(3, [&] { sim::with_team(8, [&] { inside = sim::threads(); }); });
    CHECK(inside == 3);
    CHECK(sim::threads() == 1);
}

TEST_CASE("parallel: what the body throws ends the team and comes out", "[sim][parallel]") {
    for (const int n : {1, 3}) {
        CHECK_THROWS_AS(sim::with_team(n, [] { throw std::logic_error{"of the body"}; }), std::logic_error);
        CHECK(sim::threads() == 1);
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
    sim::with_team(4, [&] {
        sim::for_each_parallel(100, [](std::size_t, std::size_t) {});
        const double before = processor_seconds();
        timespec third{.tv_sec = 0, .tv_nsec = 333'000'000};
        nanosleep(&third, nullptr);
        used = processor_seconds() - before;
    });
    CHECK(used < 0.01);
}

TEST_CASE("parallel: nothing to do is fine", "[sim][parallel]") {
    bool called = false;
    sim::with_team(2, [&] { sim::for_each_parallel(0, [&](std::size_t, std::size_t) { called = true; }); });
    CHECK_FALSE(called);
    CHECK(sim::ordered_sum(0, [](std::size_t) { return 1.0; }) == 0.0);
}

TEST_CASE("parallel: the exception of the lowest item is the one thrown", "[sim][parallel]") {
    for (const int n : {1, 2, 3, 8}) {
        std::vector<std::string> caught;
        sim::with_team(n, [&] {
            for (int round = 0; round < 20; ++round) {
                try {
                    sim::for_each_parallel(1000, [](std::size_t i, std::size_t) {
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
    CHECK_THROWS_AS(sim::with_team(3,
                                   [&] {
                                       sim::for_each_parallel(done.size(), [&](std::size_t i, std::size_t) {
                                           if (i == 250) throw std::logic_error{"one"};
                                           done[i] = 1;
                                       });
                                   }),
                    std::logic_error);
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
        sim::with_team(n, [&] { sum = sim::ordered_sum(parts.size(), [&](std::size_t i) { return parts[i]; }); });
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
