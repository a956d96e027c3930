// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace talentflow::app {

/// Seconds of a clock that never goes backwards, for durations.
[[nodiscard]] inline double seconds_now() {
    using Clock = std::chrono::steady_clock;
    return std::chrono::duration<double>(Clock::now().time_since_epoch()).count();
}

}  // namespace talentflow::app
