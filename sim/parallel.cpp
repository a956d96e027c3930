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

using Work = Team::Work;

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

/// Items that a thread takes of `left` of `n`. Many items (blocks): large runs first, so that a thread mostly meets the
/// same rows again next month; few (regions): one by one, since they differ in size.
std::size_t cut(const Schedule& schedule, std::size_t n, std::size_t left, std::size_t threads) noexcept {
    const auto guided = [&](std::size_t least) { return std::max(least, (left + threads - 1) / threads); };
    switch (schedule.kind) {
        case Schedule::Kind::guided:
            return guided(std::max(std::size_t{1}, schedule.run));
        case Schedule::Kind::runs:
            return schedule.run > 0 ? schedule.run : (n + threads - 1) / threads;
        case Schedule::Kind::by_length:
            break;
    }
    return n > kManyItems ? guided(1) : 1;
}

}  // namespace

/// The threads of one body. Thread 0 gives a loop out and works on it; the others sleep on `round_` in between.
///
/// A loop is over when its items are done, not when every thread has been there: one that wakes up late, because
/// another program has its processor, finds the loop closed and is not waited for.
class Team::Crew {
  public:
    /// Made inside the region whose threads it is of.
    explicit Crew(const Schedule& schedule)
        : threads_{static_cast<std::size_t>(omp_get_num_threads())}, level_{omp_get_level()}, schedule_{schedule} {}

    [[nodiscard]] std::size_t threads() const noexcept { return threads_; }
    [[nodiscard]] bool busy() const noexcept { return busy_; }
    /// Which of the threads this is, also within regions that a loop's work opens.
    [[nodiscard]] std::size_t here() const {
        const int thread = omp_get_ancestor_thread_num(level_);
        TF_EXPECT(thread >= 0);
        return static_cast<std::size_t>(thread);
    }

    /// Of thread 0: the body, to its end.
    void lead(const std::function<void(Team&)>& body, std::exception_ptr& error) {
        try {
            Team team{*this};
            body(team);
        } catch (...) {
            error = std::current_exception();
        }
        dismiss();
    }

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
            const std::size_t end = begin + std::min(n - begin, cut(schedule_, n, n - begin, threads_));
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
    const int level_;  // of the region
    const Schedule schedule_;
    LowestError error_;
    bool busy_ = false;  // written by thread 0 when no other has an item, read by whoever has one
    std::atomic<bool> over_{false};
    std::atomic<std::uint32_t> present_{static_cast<std::uint32_t>(threads_ - 1)};
    std::atomic<std::size_t> n_{0};
    std::atomic<const Work*> work_{nullptr};
    alignas(kLine) std::atomic<std::uint32_t> round_{0};  // of the loop given out last
    alignas(kLine) std::atomic<std::uint64_t> claim_{0};  // its round, and the first item nobody has taken
    alignas(kLine) std::atomic<std::uint32_t> left_{0};   // items not done
};

void with_team(const TeamOptions& options, const std::function<void(Team&)>& body) {
    const int wanted = options.threads > 0 ? options.threads : processors();
    if (wanted == 1) {
        Team alone;
        return body(alone);
    }
    std::exception_ptr error;
    std::optional<Team::Crew> crew;
#pragma omp parallel num_threads(wanted) default(shared)
    {
#pragma omp single
        crew.emplace(options.schedule);  // OpenMP may give fewer threads than wanted; all wait until it stands
        const auto thread = crew->here();
        if (thread == 0) {
            crew->lead(body, error);
        } else {
            crew->serve(thread);
        }
    }
    // OpenMP would keep the threads for a next region, spinning at first.
    omp_pause_resource(omp_pause_soft, omp_get_initial_device());
    if (error) std::rethrow_exception(error);
}

int processors() noexcept {
    return omp_get_num_procs();
}

std::size_t Team::threads() const noexcept {
    return crew_ == nullptr ? 1 : crew_->threads();
}

void Team::for_each(std::size_t n, const Work& work) {
    const std::size_t here = crew_ == nullptr ? 0 : crew_->here();
    if (crew_ != nullptr && n > 1 && !crew_->busy()) {
        TF_EXPECT(here == 0 && n <= kMostItems);
        return crew_->run(n, work);
    }
    LowestError error;
    run_items(work, 0, n, here, error);
    error.rethrow();
}

}  // namespace talentflow::sim
