// SPDX-License-Identifier: Apache-2.0
// The one place of the program that has threads beside those of a run: which thread does a run, and when it ends, has
// no influence on any result (the rows of a sweep are put in order afterwards).
#include "experiments/sweep/workers.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <queue>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace talentflow::experiments {

namespace {

/// What workers and the thread that waits for them share.
class Exchange {
  public:
    explicit Exchange(const Workers& workers) : workers_{workers}, active_{workers.n} {}

    /// Of a worker. No more than one finished run a worker waits to be taken: what is asked for then is not far behind.
    void serve() {
        while (const auto run = next()) {
            auto record = workers_.work(*run);
            std::unique_lock lock{mutex_};
            finished_.push(std::move(record));
            changed_.notify_one();
            room_.wait(lock, [&] { return stopped_ || finished_.size() <= static_cast<std::size_t>(workers_.n); });
        }
        const std::lock_guard lock{mutex_};
        --active_;
        changed_.notify_one();
    }

    /// A finished record; none if nothing came within a tick. False: all workers have ended and nothing is left.
    bool wait(std::optional<RunRecord>& record) {
        std::unique_lock lock{mutex_};
        changed_.wait_for(lock, std::chrono::duration<double>(workers_.tick_seconds),
                          [&] { return !finished_.empty() || active_ == 0; });
        record.reset();
        if (finished_.empty()) return active_ > 0;
        record = std::move(finished_.front());
        finished_.pop();
        room_.notify_one();
        return true;
    }

    /// So many workers could not be started.
    void miss(int workers) {
        const std::lock_guard lock{mutex_};
        active_ -= workers;
    }

    void stop() {
        const std::lock_guard lock{mutex_};
        stopped_ = true;
        room_.notify_all();
    }

  private:
    std::optional<std::size_t> next() {
        const std::lock_guard lock{mutex_};
        if (stopped_) return std::nullopt;
        return workers_.next();
    }

    const Workers& workers_;
    std::mutex mutex_;
    std::condition_variable changed_, room_;
    std::queue<RunRecord> finished_;
    int active_;
    bool stopped_ = false;
};

}  // namespace

Spread spread_over(int threads, std::size_t runs, double bytes, double memory) {
    Spread spread;
    spread.workers = std::max(1, threads);
    if (memory > 0 && bytes > 0)
        spread.workers = std::min(spread.workers, static_cast<int>(std::min(memory / bytes, 1e6)));
    spread.workers = std::min(spread.workers, static_cast<int>(std::min<std::size_t>(runs, 1'000'000)));
    spread.workers = std::max(1, spread.workers);
    spread.threads = std::max(1, threads / spread.workers);
    return spread;
}

void Workers::run() const {
    Exchange exchange{*this};
    std::vector<std::thread> threads;
    for (int i = 0; i < n; ++i) {
        try {
            threads.emplace_back([&exchange] { exchange.serve(); });
        } catch (const std::system_error&) {  // no more threads to be had: those that there are do it
            if (threads.empty()) throw;
            exchange.miss(n - i);
            break;
        }
    }
    std::exception_ptr error;
    std::optional<RunRecord> record;
    while (exchange.wait(record)) {
        try {
            if (!error && record) take(std::move(*record));
            if (!error && !go_on()) exchange.stop();
        } catch (...) {  // the runs under way end first
            error = std::current_exception();
            exchange.stop();
        }
    }
    for (auto& thread : threads) thread.join();
    if (error) std::rethrow_exception(error);
}

}  // namespace talentflow::experiments
