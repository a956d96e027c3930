// SPDX-License-Identifier: Apache-2.0
#include "output/child_process.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <exception>
#include <string_view>
#include <system_error>

#include "sim/error.hpp"

namespace talentflow::output {

namespace {

// The child dies quietly and with its parent: no handler of the parent, no message of the C
// library, no core file.
void hush(pid_t parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(1);
    for (const int signal : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGALRM, SIGPIPE}) {
        std::signal(signal, SIG_DFL);
    }
    // Ctrl-C reaches the whole group of processes: the parent decides what it means.
    for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, SIG_IGN);
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    const int null = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (null >= 0) ::dup2(null, STDERR_FILENO);
}

[[noreturn]] void run_child(const std::function<std::string()>& action, unsigned seconds, int out,
                            pid_t parent) {
    hush(parent);
    ::alarm(seconds);
    try {
        const std::string bytes = action();
        std::string_view rest = bytes;
        while (!rest.empty()) {
            const ::ssize_t n = ::write(out, rest.data(), rest.size());
            if (n < 0 && errno != EINTR) ::_exit(1);
            if (n > 0) rest.remove_prefix(static_cast<std::size_t>(n));
        }
    } catch (const std::exception&) {
        ::_exit(1);
    }
    ::_exit(0);
}

// False if there is more than `max_bytes`.
bool drain(int in, std::size_t max_bytes, std::string& bytes) {
    std::array<char, 65536> buffer{};
    for (;;) {
        const ::ssize_t n = ::read(in, buffer.data(), buffer.size());
        if (n == 0) return true;
        if (n < 0 && errno != EINTR) return false;
        if (n > 0) bytes.append(buffer.data(), static_cast<std::size_t>(n));
        if (bytes.size() > max_bytes) return false;
    }
}

[[noreturn]] void refuse() {
    throw OutputError{"cannot start a process (" + std::generic_category().message(errno) +
                      "); try again"};
}

}  // namespace

std::optional<std::string> compute_in_child(const std::function<std::string()>& action,
                                            unsigned seconds, std::size_t max_bytes) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) refuse();
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child < 0) {
        ::close(ends[0]);
        ::close(ends[1]);
        refuse();
    }
    if (child == 0) {
        ::close(ends[0]);  // or the child would wait for a reader in itself
        run_child(action, seconds, ends[1], parent);
    }
    ::close(ends[1]);
    std::string bytes;
    const bool whole = drain(ends[0], max_bytes, bytes);
    ::close(ends[0]);  // a child that still writes ends now
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!whole || !WIFEXITED(status) || WEXITSTATUS(status) != 0) return std::nullopt;
    return bytes;
}

}  // namespace talentflow::output
