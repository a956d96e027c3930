// SPDX-License-Identifier: Apache-2.0
#include "sim/deferred_acceptance.hpp"

#include <algorithm>
#include <numeric>

#include "sim/contract.hpp"

namespace talentflow::sim {

namespace {

struct Held {
    std::int64_t score;
    std::uint64_t uid;
    std::uint32_t applicant;
};

/// Heap order that keeps the worst held applicant on top.
bool better(const Held& a, const Held& b) noexcept {
    return a.score != b.score ? a.score > b.score : a.uid < b.uid;
}

}  // namespace

std::vector<std::uint32_t> deferred_acceptance(const Market& market) {
    const std::size_t n = market.uids.size();
    TF_EXPECT(market.first.size() == n + 1);
    std::vector<std::uint32_t> matched(n, kUnmatched);
    std::vector<std::uint32_t> next(n, 0);
    std::vector<std::vector<Held>> held(market.capacity.size());

    // One proposer after the other, each chain of rejections to its end.
    for (std::size_t start = 0; start < n; ++start) {
        auto applicant = static_cast<std::uint32_t>(start);
        while (true) {
            const auto begin = market.first[applicant];
            if (begin + next[applicant] >= market.first[applicant + 1]) break;  // list exhausted
            const std::uint32_t choice = next[applicant]++;
            const Application& wish = market.applications[begin + choice];
            TF_EXPECT(wish.pool < market.capacity.size());
            const auto capacity = static_cast<std::size_t>(std::max<std::int64_t>(0, market.capacity[wish.pool]));
            if (capacity == 0) continue;
            auto& pool = held[wish.pool];
            const Held self{wish.score, market.uids[applicant], applicant};
            if (pool.size() < capacity) {
                pool.push_back(self);
                std::push_heap(pool.begin(), pool.end(), better);
                matched[applicant] = choice;
                break;
            }
            if (!better(self, pool.front())) continue;  // rejected: try the next pool
            std::pop_heap(pool.begin(), pool.end(), better);
            const std::uint32_t rejected = pool.back().applicant;
            pool.back() = self;
            std::push_heap(pool.begin(), pool.end(), better);
            matched[applicant] = choice;
            matched[rejected] = kUnmatched;
            applicant = rejected;
        }
    }
    return matched;
}

}  // namespace talentflow::sim
