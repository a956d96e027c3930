// SPDX-License-Identifier: Apache-2.0
// parallel.hpp where there is no OpenMP: one thread.
#include <exception>

#include "sim/parallel.hpp"

namespace talentflow::sim {

void with_team(int /*threads*/, const std::function<void()>& body) {
    body();
}

int processors() noexcept {
    return 1;
}

int threads() noexcept {
    return 1;
}

void for_each_parallel(std::size_t n, const std::function<void(std::size_t, std::size_t)>& work) {
    std::exception_ptr first;
    for (std::size_t i = 0; i < n; ++i) {
        try {
            work(i, 0);
        } catch (...) {
            if (!first) first = std::current_exception();
        }
    }
    if (first) std::rethrow_exception(first);
}

}  // namespace talentflow::sim
