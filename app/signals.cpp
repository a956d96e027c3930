// SPDX-License-Identifier: Apache-2.0
#include "app/signals.hpp"

#include <csignal>

namespace talentflow::app {

namespace {

// A signal handler can reach nothing but a global of this type.
volatile std::sig_atomic_t stop_flag = 0;

extern "C" void raise_stop_flag(int /*signal*/) {
    stop_flag = 1;
}

}  // namespace

void catch_stop_signals() {
    struct sigaction action {};
    action.sa_handler = raise_stop_flag;
    sigemptyset(&action.sa_mask);
    // SA_RESETHAND: the second signal meets the default action.
    action.sa_flags = static_cast<int>(SA_RESETHAND) | SA_RESTART;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

bool stop_requested() noexcept {
    return stop_flag != 0;
}

}  // namespace talentflow::app
