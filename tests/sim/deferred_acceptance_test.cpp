// SPDX-License-Identifier: Apache-2.0
#include "sim/deferred_acceptance.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <vector>

#include "sim/error.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sequence.hpp"

namespace {

using namespace talentflow;
using sim::Application;

/// A market that owns its columns.
struct Owned {
    std::vector<std::uint64_t> uids;
    std::vector<std::uint32_t> first{0};
    std::vector<Application> applications;
    std::vector<std::int64_t> capacity;

    void add(std::uint64_t uid, const std::vector<Application>& wishes) {
        uids.push_back(uid);
        applications.insert(applications.end(), wishes.begin(), wishes.end());
        first.push_back(static_cast<std::uint32_t>(applications.size()));
    }
    [[nodiscard]] std::vector<std::uint32_t> clear() const {
        return sim::deferred_acceptance({uids, first, applications, capacity});
    }
    [[nodiscard]] std::vector<Application> wishes(std::size_t i) const {
        return {applications.begin() + first[i], applications.begin() + first[i + 1]};
    }
};

// The textbook's match (V21): tests/verification/published_test.cpp.

/// Applicants with up to 5 different pools each, scores of few values so that uids decide many ties.
Owned random_market(std::size_t n, std::size_t pools, std::size_t scores, std::uint64_t seed) {
    test::Sequence sequence{seed};
    Owned market;
    for (std::size_t p = 0; p < pools; ++p) market.capacity.push_back(static_cast<std::int64_t>(sequence.below(150)));
    for (std::size_t i = 0; i < n; ++i) {
        std::vector<Application> wishes;
        const std::size_t length = sequence.below(6);
        while (wishes.size() < length) {
            const auto pool = static_cast<std::uint32_t>(sequence.below(pools));
            const bool there = std::any_of(wishes.begin(), wishes.end(), [&](const auto& w) { return w.pool == pool; });
            if (!there) wishes.push_back({pool, static_cast<std::int64_t>(sequence.below(scores))});
        }
        market.add(sequence.bits(), wishes);
    }
    return market;
}

struct Worst {
    std::int64_t taken = 0;
    std::int64_t score = 0;
    std::uint64_t uid = 0;
};

/// The least wanted person each pool holds, and how many it holds.
std::vector<Worst> worst_held(const Owned& market, const std::vector<std::uint32_t>& matched) {
    std::vector<Worst> worst(market.capacity.size());
    for (std::size_t i = 0; i < market.uids.size(); ++i) {
        if (matched[i] == sim::kUnmatched) continue;
        const auto& w = market.applications[market.first[i] + matched[i]];
        auto& pool = worst[w.pool];
        const bool lower = w.score != pool.score ? w.score < pool.score : market.uids[i] > pool.uid;
        if (pool.taken++ == 0 || lower) pool.score = w.score, pool.uid = market.uids[i];
    }
    return worst;
}

/// Applicants and pools who would both rather have each other.
std::int64_t blocking_pairs(const Owned& market, const std::vector<std::uint32_t>& matched) {
    const auto worst = worst_held(market, matched);
    std::int64_t pairs = 0;
    for (std::size_t i = 0; i < market.uids.size(); ++i) {
        const std::uint32_t until = std::min(matched[i], market.first[i + 1] - market.first[i]);
        for (std::uint32_t a = 0; a < until; ++a) {
            const auto& w = market.applications[market.first[i] + a];
            const auto& pool = worst[w.pool];
            if (market.capacity[w.pool] <= 0) continue;
            const bool room = pool.taken < market.capacity[w.pool];
            const bool wanted = w.score != pool.score ? w.score > pool.score : market.uids[i] < pool.uid;
            if (room || wanted) ++pairs;
        }
    }
    return pairs;
}

TEST_CASE("deferred acceptance: no blocking pair and no pool over its capacity among 100,000 and 1,000 (V21)",
          "[sim][matching]") {
    const auto market = random_market(100000, 1000, 50, 41);
    const auto matched = market.clear();
    CHECK(blocking_pairs(market, matched) == 0);
    std::int64_t taken = 0;
    bool within = true;
    const auto worst = worst_held(market, matched);
    for (std::size_t p = 0; p < worst.size(); ++p) {
        within = within && worst[p].taken <= market.capacity[p];
        taken += worst[p].taken;
    }
    CHECK(within);
    CHECK(taken > 50000);
}

TEST_CASE("deferred acceptance: the order of applicants does not matter (V21)", "[sim][matching]") {
    const auto market = random_market(20000, 200, 7, 42);
    const auto matched = market.clear();
    std::vector<std::size_t> order(market.uids.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    test::Sequence sequence{43};
    for (int round = 0; round < 3; ++round) {
        sequence.permute(order);
        Owned other;
        other.capacity = market.capacity;
        for (const std::size_t i : order) other.add(market.uids[i], market.wishes(i));
        const auto again = other.clear();
        bool equal = true;
        for (std::size_t j = 0; j < order.size(); ++j) equal = equal && again[j] == matched[order[j]];
        CHECK(equal);
    }
}

TEST_CASE("deferred acceptance: no applicant does better in any other stable match of small markets",
          "[sim][matching]") {
    // Applicant-optimal: compared with every stable match, found by trying all.
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        INFO("seed " << seed);
        test::Sequence sequence{seed};
        Owned market;
        market.capacity = {1, 1, 2};
        for (std::uint64_t i = 0; i < 4; ++i) {
            std::vector<std::uint32_t> pools{0, 1, 2};
            sequence.permute(pools);
            std::vector<Application> wishes;
            for (const auto p : pools) wishes.push_back({p, static_cast<std::int64_t>(sequence.below(3))});
            market.add(i, wishes);
        }
        const auto best = market.clear();
        std::vector<std::uint32_t> trial(4);
        for (std::uint32_t code = 0; code < 256; ++code) {
            for (std::uint32_t i = 0; i < 4; ++i) {
                const std::uint32_t rank = (code >> (2 * i)) & 3U;
                trial[i] = rank == 3 ? sim::kUnmatched : rank;
            }
            const auto worst = worst_held(market, trial);
            const bool fits = std::equal(worst.begin(), worst.end(), market.capacity.begin(),
                                         [](const Worst& w, std::int64_t c) { return w.taken <= c; });
            if (!fits || blocking_pairs(market, trial) != 0) continue;
            for (std::size_t i = 0; i < 4; ++i) REQUIRE(best[i] <= trial[i]);
        }
    }
}

TEST_CASE("deferred acceptance: equal scores go to the smaller uid", "[sim][matching]") {
    Owned market;
    market.capacity = {1};
    market.add(9, {{0, 5}});
    market.add(3, {{0, 5}});
    CHECK(market.clear() == std::vector<std::uint32_t>{sim::kUnmatched, 0});
}

TEST_CASE("deferred acceptance: nobody is matched to a pool without room", "[sim][matching]") {
    Owned market;
    market.capacity = {0, -3, 1};
    market.add(1, {{0, 9}, {1, 9}, {2, 1}});
    market.add(2, {});
    CHECK(market.clear() == std::vector<std::uint32_t>{2, sim::kUnmatched});
    CHECK(Owned{}.clear().empty());
}

TEST_CASE("deferred acceptance: a pool that does not exist is a bug", "[sim][matching]") {
    Owned market;
    market.capacity = {1};
    market.add(1, {{1, 0}});
    CHECK_THROWS_AS(market.clear(), BugError);
    const std::vector<std::uint32_t> too_short{0};
    CHECK_THROWS_AS(sim::deferred_acceptance({market.uids, too_short, market.applications, market.capacity}), BugError);
}

}  // namespace
