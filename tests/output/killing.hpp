// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace talentflow::tests {

/// Starts `write` in a child process and kills it after `seconds`; true if it was still at work.
template <class Write>
[[nodiscard]] bool killed_while(const Write& write, double seconds) {
    const pid_t child = ::fork();
    if (child == 0) {
        write();
        ::_exit(0);
    }
    ::usleep(static_cast<useconds_t>(seconds * 1e6));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status);
}

}  // namespace talentflow::tests
