// SPDX-License-Identifier: Apache-2.0
#include "output/trial.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <exception>
#include <system_error>

#include "sim/error.hpp"

namespace talentflow::output {

namespace {

// The child dies quietly: no handler of the parent, no message of the C library, no core file.
void hush() {
    for (const int signal : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGALRM})
        std::signal(signal, SIG_DFL);
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    const int null = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (null >= 0) ::dup2(null, STDERR_FILENO);
}

}  // namespace

Trial try_in_child(const std::function<void()>& action, unsigned seconds) {
    const pid_t child = ::fork();
    if (child < 0) {
        throw OutputError{"cannot start a process (" + std::generic_category().message(errno) +
                          "); try again"};
    }
    if (child == 0) {
        hush();
        ::alarm(seconds);
        try {
            action();
        } catch (const std::exception&) {
            // An error in words is no crash: the parent will meet it again.
        }
        ::_exit(0);
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? Trial::survived : Trial::crashed;
}

}  // namespace talentflow::output
