// SPDX-License-Identifier: Apache-2.0
// parallel.hpp where there is no OpenMP: one thread.
#include <exception>

#include "sim/parallel.hpp"

namespace talentflow::sim {

void with_team(const TeamOptions& /*options*/, const std::function<void(Team&)>& body) {
    Team alone;
    body(alone);
}

int processors() noexcept {
    return 1;
}

std::size_t Team::threads() const noexcept {
    return 1;
}

void Team::for_each(std::size_t n, const Work& work) {
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
