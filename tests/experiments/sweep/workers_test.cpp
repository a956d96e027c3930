// SPDX-License-Identifier: Apache-2.0
#include "experiments/sweep/workers.hpp"

#include <atomic>
#include <set>
#include <stdexcept>

#include "tests/support/catch.hpp"

using namespace talentflow::experiments;

namespace {

Workers counting(int n, std::size_t runs, std::set<std::size_t>& taken, std::size_t& at) {
    Workers workers;
    workers.n = n;
    workers.tick_seconds = 0.001;
    workers.next = [&at, runs]() -> std::optional<std::size_t> {
        return at < runs ? std::optional{at++} : std::nullopt;
    };
    workers.work = [](std::size_t run) {
        RunRecord record;
        record.run = run;
        return record;
    };
    workers.take = [&taken](const RunRecord& record) { taken.insert(record.run); };
    workers.go_on = [] { return true; };
    return workers;
}

}  // namespace

TEST_CASE("workers: every run is done once, by however many", "[experiments][sweep]") {
    for (const int n : {1, 2, 7}) {
        std::set<std::size_t> taken;
        std::size_t at = 0;
        counting(n, 100, taken, at).run();
        CHECK(taken.size() == 100);
    }
}

TEST_CASE("workers: asked to stop, they end the runs under way and begin none", "[experiments][sweep]") {
    std::set<std::size_t> taken;
    std::size_t at = 0;
    auto workers = counting(3, 100000, taken, at);
    workers.go_on = [&taken] { return taken.size() < 10; };
    workers.run();
    CHECK(taken.size() >= 10);
    CHECK(taken.size() == at);
    CHECK(at < 100000);
}

TEST_CASE("workers: an error of the taker comes out when all have ended", "[experiments][sweep]") {
    std::set<std::size_t> taken;
    std::size_t at = 0;
    auto workers = counting(2, 100000, taken, at);
    workers.take = [](const RunRecord&) { throw std::runtime_error{"full"}; };
    CHECK_THROWS_WITH(workers.run(), "full");
    CHECK(at < 100000);
}

TEST_CASE("spread_over: as many runs side by side as memory and runs allow", "[experiments][sweep]") {
    const auto spread = [](int threads, std::size_t runs, double bytes, double memory) {
        const auto found = spread_over(threads, runs, bytes, memory);
        return std::pair{found.workers, found.threads};
    };
    CHECK(spread(8, 100, 1e9, 64e9) == std::pair{8, 1});
    CHECK(spread(8, 100, 10e9, 45e9) == std::pair{4, 2});
    CHECK(spread(8, 100, 10e9, 5e9) == std::pair{1, 8});
    CHECK(spread(8, 3, 1e9, 64e9) == std::pair{3, 2});
    CHECK(spread(8, 100, 1e9, 0) == std::pair{8, 1});
    CHECK(spread(1, 0, 0, 0) == std::pair{1, 1});
}
