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

/// Runs `body` on this thread; parallel loops inside it are shared with `threads` - 1 others (0: as many as the machine
/// offers), which sleep while there is no loop. Inside another team, `body` simply runs. Errors: what `body` throws.
///
/// OpenMP makes the threads and says where they run (OMP_PROC_BIND, OMP_PLACES) and how loops are cut (OMP_SCHEDULE).
/// Waiting is ours: OpenMP's own waits spin for milliseconds, which a busy neighbour turns into minutes (ADR 0012).
/// Built without OpenMP (TALENTFLOW_OPENMP=OFF) there is one thread, whatever is asked for.
void with_team(int threads, const std::function<void()>& body);

/// Processors that OpenMP offers this process.
[[nodiscard]] int processors() noexcept;

/// Threads of the team in whose body this is called; 1 outside.
[[nodiscard]] int threads() noexcept;

/// Runs `work(i, thread)` for i in [0, n) on the team's threads, in any order; outside a team, and for a loop inside a
/// loop, in ascending order on this thread. An exception ends only its own item; afterwards the one of the lowest i is
/// thrown.
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
