// SPDX-License-Identifier: Apache-2.0
#include "app/signals.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <csignal>
#include <initializer_list>

#include "output/partial_file.hpp"

namespace talentflow::app {

namespace {

// A signal handler can reach nothing but a global of this type.
volatile std::sig_atomic_t stop_flag = 0;

extern "C" void raise_stop_flag(int signal) {
    if (stop_flag != 0) {  // the second one: the default action, when this handler returns
        output::remove_noted_partials();
        std::signal(signal, SIG_DFL);
        std::raise(signal);
    }
    stop_flag = 1;
}

}  // namespace

void prepare_streams() {
    std::signal(SIGXFSZ, SIG_IGN);
    std::signal(SIGPIPE, SIG_IGN);
    // A file opened later would take the number of a closed stream, and messages would go into it.
    // Not for writing: output that cannot go anywhere is still an error.
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(stream, F_GETFD) == -1) (void)::open("/dev/null", O_RDONLY);
    }
}

bool output_has_no_reader() noexcept {
    pollfd stream{STDOUT_FILENO, POLLOUT, 0};
    return ::poll(&stream, 1, 0) == 1 && (stream.revents & POLLERR) != 0;
}

void catch_stop_signals() {
    struct sigaction action {};
    action.sa_handler = raise_stop_flag;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction before {};
        sigaction(signal, nullptr, &before);
        if (before.sa_handler != SIG_IGN) sigaction(signal, &action, nullptr);  // nohup stays in force
    }
}

bool stop_requested() noexcept {
    return stop_flag != 0;
}

}  // namespace talentflow::app
