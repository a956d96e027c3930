// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <numeric>
#include <vector>

#include "sim/not_copyable.hpp"

namespace talentflow::sim {

/// Rows per block: the unit of work, of proposals and of ordered sums, whatever the thread count.
inline constexpr std::size_t kBlockRows = 4096;

[[nodiscard]] constexpr std::size_t n_blocks(std::size_t n_rows) noexcept {
    return (n_rows + kBlockRows - 1) / kBlockRows;
}

/// How many items of a loop a thread takes at once. Results do not depend on it.
struct Schedule {
    enum class Kind : std::uint8_t {
        by_length,  // many items (blocks) in large runs first, few (regions) one by one
        runs,       // `run` items; 0: the thread's equal share of all
        guided,     // the thread's equal share of what is left, at least `run`
    };
    Kind kind = Kind::by_length;
    std::size_t run = 0;

    friend bool operator==(const Schedule&, const Schedule&) = default;
};

struct TeamOptions {
    int threads = 0;  // 0: as many as the machine offers
    Schedule schedule{};
};

/// Threads that share loops: a value of one run, handed to whoever has a loop to share.
///
/// Loops are given out by the thread that runs the team's body (`with_team`), one at a time; a loop inside a loop runs
/// on the thread that meets it.
class Team : private NotCopyable {
  public:
    using Work = std::function<void(std::size_t i, std::size_t thread)>;

    /// One thread: the caller's.
    Team() noexcept = default;

    [[nodiscard]] std::size_t threads() const noexcept;

    /// Runs `work(i, thread)` for i in [0, n), thread < threads(), in any order; on one thread, and for a loop inside a
    /// loop, in ascending order. An exception ends only its own item; afterwards the one of the lowest i is thrown.
    void for_each(std::size_t n, const Work& work);

    /// Sum of `part(i)` over i in [0, n): parts are computed in parallel and added in the order of i, so the
    /// result does not depend on threads.
    template <class Part>
    [[nodiscard]] double ordered_sum(std::size_t n, const Part& part) {
        std::vector<double> parts(n, 0.0);
        for_each(n, [&](std::size_t i, std::size_t) { parts[i] = part(i); });
        return std::accumulate(parts.begin(), parts.end(), 0.0);
    }

  private:
    class Crew;
    friend void with_team(const TeamOptions& options, const std::function<void(Team&)>& body);
    explicit Team(Crew& crew) noexcept : crew_{&crew} {}

    Crew* crew_ = nullptr;  // none: one thread
};

/// Runs `body` on this thread with a team whose other threads sleep while there is no loop. Errors: what `body` throws.
///
/// OpenMP makes the threads and says where they run (OMP_PROC_BIND, OMP_PLACES). It may give fewer than asked for: in a
/// parallel region, another team's too, one. Waiting is ours: OpenMP's own waits spin for milliseconds, which a busy
/// neighbour turns into minutes (ADR 0012). Built without OpenMP (TALENTFLOW_OPENMP=OFF) there is one thread.
void with_team(const TeamOptions& options, const std::function<void(Team&)>& body);

/// Processors that OpenMP offers this process.
[[nodiscard]] int processors() noexcept;

}  // namespace talentflow::sim
