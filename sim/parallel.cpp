// SPDX-License-Identifier: Apache-2.0
#include "sim/parallel.hpp"

#include <cstdlib>
#include <exception>

#include <omp.h>

namespace talentflow::sim {

namespace {

constexpr std::size_t kManyItems = 64;

}  // namespace

void set_threads(int threads) {
    omp_set_num_threads(threads > 0 ? threads : omp_get_num_procs());
}

int threads() noexcept { return omp_get_max_threads(); }

void for_each_parallel(std::size_t n, const std::function<void(std::size_t, std::size_t)>& work) {
    // Many blocks: large runs first, so that a thread meets the same rows again next month; few items (regions): one by
    // one, since they differ in size. Results do not depend on it.
    static const bool asked = std::getenv("OMP_SCHEDULE") != nullptr;
    if (!asked) omp_set_schedule(n > kManyItems ? omp_sched_guided : omp_sched_dynamic, 1);
    std::exception_ptr error;
    std::size_t error_item = n;
    const auto items = static_cast<std::int64_t>(n);
#pragma omp parallel for schedule(runtime)
    for (std::int64_t i = 0; i < items; ++i) {
        const auto item = static_cast<std::size_t>(i);
        try {
            work(item, static_cast<std::size_t>(omp_get_thread_num()));
        } catch (...) {
#pragma omp critical(talentflow_error)
            if (item < error_item) {
                error_item = item;
                error = std::current_exception();
            }
        }
    }
    if (error) std::rethrow_exception(error);
}

}  // namespace talentflow::sim
