// SPDX-License-Identifier: Apache-2.0
#include "sim/parallel.hpp"

#include <cstdlib>
#include <exception>

#include <omp.h>

namespace talentflow::sim {

void set_threads(int threads) {
    omp_set_num_threads(threads > 0 ? threads : omp_get_num_procs());
    if (std::getenv("OMP_SCHEDULE") == nullptr) omp_set_schedule(omp_sched_dynamic, 1);
}

int threads() noexcept { return omp_get_max_threads(); }

void for_each_parallel(std::size_t n, const std::function<void(std::size_t, std::size_t)>& work) {
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
