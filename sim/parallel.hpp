// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <numeric>
#include <vector>

namespace talentflow::sim {

/// Rows per block: the unit of work, of proposals and of ordered sums, whatever the thread count.
inline constexpr std::size_t kBlockRows = 4096;

[[nodiscard]] constexpr std::size_t n_blocks(std::size_t n_rows) noexcept {
    return (n_rows + kBlockRows - 1) / kBlockRows;
}

/// How many threads later parallel loops use; 0 means as many as the machine offers.
void set_threads(int threads);
[[nodiscard]] int threads() noexcept;

/// Runs `work(i, thread)` for i in [0, n) on all threads, in any order (OMP_SCHEDULE decides; dynamic when
/// it is not set). An exception ends only its own item; afterwards the one of the lowest i is thrown.
void for_each_parallel(std::size_t n, const std::function<void(std::size_t, std::size_t)>& work);

/// Sum of `part(i)` over i in [0, n): parts are computed in parallel and added in the order of i, so the
/// result does not depend on threads.
template <class Part>
[[nodiscard]] double ordered_sum(std::size_t n, const Part& part) {
    std::vector<double> parts(n, 0.0);
    for_each_parallel(n, [&](std::size_t i, std::size_t) { parts[i] = part(i); });
    return std::accumulate(parts.begin(), parts.end(), 0.0);
}

}  // namespace talentflow::sim
