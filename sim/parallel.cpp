// SPDX-License-Identifier: Apache-2.0
#include "sim/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <optional>
#include <utility>

#include <omp.h>

#include "sim/contract.hpp"

namespace talentflow::sim {

namespace {

using Work = std::function<void(std::size_t, std::size_t)>;

constexpr int kSpins = 100;  // a few microseconds: a loop that ends at once is not worth a sleep
constexpr std::size_t kManyItems = 64;
constexpr std::size_t kMostItems = 0xFFFFFFFFU;  // of a loop: what half a word counts
constexpr std::size_t kLine = 64;                // bytes of a cache line

/// Sleeps until `value` is no longer `old`; returns what it is then.
std::uint32_t wait_while(const std::atomic<std::uint32_t>& value, std::uint32_t old) noexcept {
    for (int i = 0; i < kSpins; ++i) {
        const std::uint32_t now = value.load(std::memory_order_acquire);
        if (now != old) return now;
#if defined(__x86_64__) || defined(__i386__)
        __builtin_ia32_pause();
#endif
    }
    value.wait(old, std::memory_order_acquire);
    return value.load(std::memory_order_acquire);
}

/// Errors of one loop: the one of the lowest item is kept.
class LowestError {
  public:
    void keep(std::size_t item) {
        const std::lock_guard lock{mutex_};
        if (error_ && item > item_) return;
        item_ = item;
        error_ = std::current_exception();
    }
    void rethrow() {
        if (error_) std::rethrow_exception(std::exchange(error_, nullptr));
    }

  private:
    std::mutex mutex_;
    std::size_t item_ = 0;
    std::exception_ptr error_;
};

void run_items(const Work& work, std::size_t begin, std::size_t end, std::size_t thread, LowestError& error) {
    for (std::size_t i = begin; i < end; ++i) {
        try {
            work(i, thread);
        } catch (...) {
            error.keep(i);
        }
    }
}

/// How many items a thread takes at once. Many items (blocks): large runs first, so that a thread mostly meets the
/// same rows again next month; few (regions): one by one, since they differ in size. Results do not depend on it.
class Cut {
  public:
    Cut() {
        int chunk = 0;
        omp_get_schedule(&kind_, &chunk);
        kind_ = static_cast<omp_sched_t>(static_cast<unsigned>(kind_) & 0x7FFFFFFFU);  // without "monotonic"
        chunk_ = static_cast<std::size_t>(std::max(0, chunk));
        asked_ = kind_ != omp_sched_dynamic || chunk_ > 1;  // else it is what OpenMP says where nobody asked
    }
    [[nodiscard]] std::size_t size(std::size_t n, std::size_t left, std::size_t threads) const noexcept {
        if (!asked_) return n > kManyItems ? guided(left, threads, 1) : 1;
        if (kind_ == omp_sched_guided) return guided(left, threads, std::max(std::size_t{1}, chunk_));
        return chunk_ > 0 ? chunk_ : (n + threads - 1) / threads;
    }

  private:
    [[nodiscard]] static std::size_t guided(std::size_t left, std::size_t threads, std::size_t least) noexcept {
        return std::max(least, (left + threads - 1) / threads);
    }

    omp_sched_t kind_ = omp_sched_dynamic;
    std::size_t chunk_ = 0;
    bool asked_ = false;
};

/// The threads of one body. Thread 0 gives a loop out and works on it; the others sleep on `round_` in between.
///
/// A loop is over when its items are done, not when every thread has been there: one that wakes up late, because
/// another program has its processor, finds the loop closed and is not waited for.
class Team {
  public:
    explicit Team(int threads) : threads_{static_cast<std::size_t>(threads)} {}

    [[nodiscard]] std::size_t threads() const noexcept { return threads_; }
    [[nodiscard]] bool busy() const noexcept { return busy_; }

    /// Of thread 0.
    void run(std::size_t n, const Work& work) {
        busy_ = true;
        const std::uint32_t round = round_.load(std::memory_order_relaxed) + 1;
        // Closed before the loop is described: a late thread that reads the new description with the old word in hand
        // would otherwise take an item of this loop as one of the last.
        claim_.store(std::uint64_t{round} << 32 | kMostItems, std::memory_order_relaxed);
        n_.store(n, std::memory_order_release);
        work_.store(&work, std::memory_order_release);
        left_.store(static_cast<std::uint32_t>(n), std::memory_order_relaxed);
        claim_.store(std::uint64_t{round} << 32, std::memory_order_release);
        round_.exchange(round);  // a full barrier: whoever goes to sleep now sees it or is seen
        round_.notify_all();
        take_part(round, 0);
        for (std::uint32_t left = left_.load(std::memory_order_acquire); left != 0;) left = wait_while(left_, left);
        busy_ = false;
        error_.rethrow();
    }

    /// Of every other thread: works until `dismiss`.
    void serve(std::size_t thread) noexcept {
        for (std::uint32_t round = 0; !over_.load(std::memory_order_acquire);) {
            round = wait_while(round_, round);
            take_part(round, thread);
        }
        present_.fetch_sub(1, std::memory_order_release);
        present_.notify_one();
    }

    /// Of thread 0: ends `serve`, and sleeps until all have left it.
    void dismiss() noexcept {
        over_.store(true, std::memory_order_release);
        round_.fetch_add(1, std::memory_order_release);
        round_.notify_all();
        for (std::uint32_t n = present_.load(std::memory_order_acquire); n != 0;) n = wait_while(present_, n);
    }

  private:
    /// Takes items of loop `round` until none is left.
    void take_part(std::uint32_t round, std::size_t thread) noexcept {
        std::uint64_t claim = claim_.load(std::memory_order_acquire);
        while (claim >> 32 == round) {
            // These are of this round if the claim succeeds: thread 0 changes them only when all items are done, and
            // closes the word first.
            const std::size_t n = n_.load(std::memory_order_acquire);
            const Work* work = work_.load(std::memory_order_acquire);
            const std::size_t begin = claim & kMostItems;
            if (begin >= n) return;
            const std::size_t end = std::min(n, begin + cut_.size(n, n - begin, threads_));
            const std::uint64_t next = std::uint64_t{round} << 32 | end;
            if (!claim_.compare_exchange_weak(claim, next, std::memory_order_acq_rel, std::memory_order_acquire)) {
                continue;
            }
            run_items(*work, begin, end, thread, error_);
            const auto done = static_cast<std::uint32_t>(end - begin);
            if (left_.fetch_sub(done, std::memory_order_acq_rel) == done && thread != 0) left_.notify_one();
            claim = claim_.load(std::memory_order_acquire);
        }
    }

    const std::size_t threads_;
    const Cut cut_;
    LowestError error_;
    bool busy_ = false;  // thread 0's
    std::atomic<bool> over_{false};
    std::atomic<std::uint32_t> present_{static_cast<std::uint32_t>(threads_ - 1)};
    std::atomic<std::size_t> n_{0};
    std::atomic<const Work*> work_{nullptr};
    alignas(kLine) std::atomic<std::uint32_t> round_{0};  // of the loop given out last
    alignas(kLine) std::atomic<std::uint64_t> claim_{0};  // its round, and the first item nobody has taken
    alignas(kLine) std::atomic<std::uint32_t> left_{0};   // items not done
};

// The team in whose body this thread runs: set by with_team alone, for the time of the body.
thread_local Team* current = nullptr;

void run_body(Team& team, const std::function<void()>& body, std::exception_ptr& error) {
    current = &team;
    try {
        body();
    } catch (...) {
        error = std::current_exception();
    }
    current = nullptr;
    team.dismiss();
}

}  // namespace

void with_team(int threads, const std::function<void()>& body) {
    const int wanted = threads > 0 ? threads : processors();
    if (current != nullptr || wanted == 1) return body();
    std::exception_ptr error;
    std::optional<Team> team;
#pragma omp parallel num_threads(wanted) default(shared)
    {
#pragma omp single
        team.emplace(omp_get_num_threads());  // OpenMP may give fewer than wanted; all wait until it stands
        const auto thread = static_cast<std::size_t>(omp_get_thread_num());
        if (thread == 0) {
            run_body(*team, body, error);
        } else {
            team->serve(thread);
        }
    }
    // OpenMP would keep the threads for a next region, spinning at first.
    omp_pause_resource(omp_pause_soft, omp_get_initial_device());
    if (error) std::rethrow_exception(error);
}

int processors() noexcept {
    return omp_get_num_procs();
}

int threads() noexcept {
    return current == nullptr ? 1 : static_cast<int>(current->threads());
}

void for_each_parallel(std::size_t n, const Work& work) {
    if (current != nullptr && n > 1 && !current->busy()) {
        TF_EXPECT(n <= kMostItems);
        return current->run(n, work);
    }
    LowestError error;
    run_items(work, 0, n, 0, error);
    error.rethrow();
}

}  // namespace talentflow::sim
