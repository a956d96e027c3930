// SPDX-License-Identifier: Apache-2.0
#include "sim/parallel.hpp"

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

/// Sets the number of threads for one case.
struct Threads {
    explicit Threads(int n) { sim::set_threads(n); }
    Threads(const Threads&) = delete;
    Threads& operator=(const Threads&) = delete;
    ~Threads() { sim::set_threads(0); }
};

TEST_CASE("parallel: every item is done once, on a thread that exists", "[sim][parallel]") {
    for (const int n : {1, 2, 3, 8}) {
        const Threads threads{n};
        CHECK(sim::threads() == n);
        std::vector<unsigned char> done(10000, 0), known(10000, 0);
        sim::for_each_parallel(done.size(), [&](std::size_t i, std::size_t thread) {
            ++done[i];
            known[i] = thread < static_cast<std::size_t>(n) ? 1 : 0;
        });
        CHECK(done == std::vector<unsigned char>(10000, 1));
        CHECK(known == std::vector<unsigned char>(10000, 1));
    }
}

TEST_CASE("parallel: nothing to do is fine", "[sim][parallel]") {
    bool called = false;
    sim::for_each_parallel(0, [&](std::size_t, std::size_t) { called = true; });
    CHECK_FALSE(called);
    CHECK(sim::ordered_sum(0, [](std::size_t) { return 1.0; }) == 0.0);
}

TEST_CASE("parallel: the exception of the lowest item is the one thrown", "[sim][parallel]") {
    for (const int n : {1, 2, 3, 8}) {
        const Threads threads{n};
        for (int round = 0; round < 20; ++round) {
            std::string caught;
            try {
                sim::for_each_parallel(1000, [](std::size_t i, std::size_t) {
                    if (i % 100 == 37) throw std::runtime_error{"item " + std::to_string(i)};
                });
            } catch (const std::runtime_error& error) {
                caught = error.what();
            }
            REQUIRE(caught == "item 37");
        }
    }
}

TEST_CASE("parallel: an exception ends only its own item", "[sim][parallel]") {
    const Threads threads{3};
    std::vector<unsigned char> done(500, 0);
    CHECK_THROWS_AS(sim::for_each_parallel(done.size(),
                                           [&](std::size_t i, std::size_t) {
                                               if (i == 250) throw std::logic_error{"one"};
                                               done[i] = 1;
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
        const Threads threads{n};
        CHECK(sim::ordered_sum(parts.size(), [&](std::size_t i) { return parts[i]; }) == expected);
    }
}

TEST_CASE("blocks: rows are cut every 4,096", "[sim][parallel]") {
    CHECK(sim::n_blocks(0) == 0);
    CHECK(sim::n_blocks(1) == 1);
    CHECK(sim::n_blocks(4096) == 1);
    CHECK(sim::n_blocks(4097) == 2);
}

}  // namespace
