// SPDX-License-Identifier: Apache-2.0
#include "output/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <limits>
#include <system_error>

#include "sim/error.hpp"

namespace talentflow::output {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kPipeBytes = 1024 * 1024;  // fewer changes between the two processes
constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();

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

// Address space of this process; 0 where the system does not say.
std::size_t address_space() {
    std::FILE* file = std::fopen("/proc/self/statm", "re");
    if (file == nullptr) return 0;
    unsigned long pages = 0;
    const bool read = std::fscanf(file, "%lu", &pages) == 1;
    std::fclose(file);
    return read ? pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)) : 0;
}

// A parent may itself be large, so the limit counts from what the child begins with.
void limit_memory(std::size_t bytes) {
    if (bytes == kNoLimit) return;
    const std::size_t start = address_space();
    rlimit limit{};
    if (start == 0 || ::getrlimit(RLIMIT_AS, &limit) != 0) return;
    limit.rlim_cur = std::min<rlim_t>(start + bytes, limit.rlim_cur);
    ::setrlimit(RLIMIT_AS, &limit);
}

void write_all(int out, std::string_view rest) {
    while (!rest.empty()) {
        const ::ssize_t n = ::write(out, rest.data(), rest.size());
        if (n < 0 && errno != EINTR) ::_exit(1);
        if (n > 0) rest.remove_prefix(static_cast<std::size_t>(n));
    }
}

[[noreturn]] void run_child(const std::function<void(const Send&)>& action, const ChildLimits& limits, int out,
                            pid_t parent) {
    hush(parent);
    limit_memory(limits.memory);
    ::alarm(limits.seconds);
    try {
        action([out](std::string_view bytes) { write_all(out, bytes); });
    } catch (const std::exception&) {
        ::_exit(1);
    }
    ::_exit(0);
}

/// The end of the pipe that is read, until the deadline.
class Answer {
  public:
    Answer(int in, const ChildLimits& limits)
        : in_{in},
          left_{limits.answer},
          deadline_{limits.seconds == 0 ? Clock::time_point::max()
                                        : Clock::now() + std::chrono::seconds{limits.seconds}} {}

    bool receive(char* into, std::size_t n) {
        if (n > left_) return false;
        left_ -= n;
        while (n > 0) {
            const std::size_t got = read_some(into, n);
            if (got == 0) return false;
            into += got;
            n -= got;
        }
        return true;
    }
    /// True if the child has closed its end and sent nothing more.
    bool at_end() {
        char byte = 0;
        return read_some(&byte, 1) == 0 && !late_;
    }

  private:
    /// As poll takes it: -1 is for ever.
    [[nodiscard]] int milliseconds_left() const {
        if (deadline_ == Clock::time_point::max()) return -1;
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline_ - Clock::now());
        return static_cast<int>(std::max<std::int64_t>(0, left.count()));
    }
    std::size_t read_some(char* into, std::size_t n) {
        for (;;) {
            pollfd one{in_, POLLIN, 0};
            const int left = milliseconds_left();
            late_ = left == 0;
            if (late_) return 0;
            if (::poll(&one, 1, left) <= 0) continue;
            const ::ssize_t got = ::read(in_, into, n);
            if (got >= 0) return static_cast<std::size_t>(got);
            if (errno != EINTR) return 0;
        }
    }

    int in_;
    std::size_t left_;
    Clock::time_point deadline_;
    bool late_ = false;
};

[[noreturn]] void refuse() {
    throw OutputError{"cannot start a process (" + std::generic_category().message(errno) + "); try again"};
}

/// Ends and buries the child, whatever happens here.
class Child {
  public:
    Child(pid_t id, int in) : id_{id}, in_{in} {}
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() {
        if (id_ < 0) return;
        ::kill(id_, SIGKILL);
        (void)ended_well();
    }
    [[nodiscard]] int in() const noexcept { return in_; }
    bool ended_well() {
        ::close(in_);  // a child that still writes ends now
        int status = 0;
        while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
        }
        id_ = -1;
        return WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }

  private:
    pid_t id_;
    int in_;
};

}  // namespace

bool stream_from_child(const std::function<void(const Send&)>& action,
                       const std::function<bool(const Receive&)>& consume, const ChildLimits& limits) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) refuse();
    ::fcntl(ends[1], F_SETPIPE_SZ, kPipeBytes);  // where that is allowed
    const pid_t parent = ::getpid();
    const pid_t id = ::fork();
    if (id < 0) {
        const int error = errno;
        ::close(ends[0]);
        ::close(ends[1]);
        errno = error;
        refuse();
    }
    if (id == 0) {
        ::close(ends[0]);  // or the child would wait for a reader in itself
        run_child(action, limits, ends[1], parent);
    }
    ::close(ends[1]);
    Child child{id, ends[0]};
    Answer answer{child.in(), limits};
    const bool whole = consume([&](char* into, std::size_t n) { return answer.receive(into, n); }) && answer.at_end();
    return whole && child.ended_well();
}

std::optional<std::string> compute_in_child(const std::function<std::string()>& action, unsigned seconds,
                                            std::size_t max_bytes) {
    std::string bytes;
    const auto send = [&](const Send& out) {
        const std::string result = action();
        const std::size_t n = result.size();
        out({reinterpret_cast<const char*>(&n), sizeof n});
        out(result);
    };
    const auto take = [&](const Receive& in) {
        std::size_t n = 0;
        if (!in(reinterpret_cast<char*>(&n), sizeof n) || n > max_bytes) return false;
        bytes.resize(n);
        return in(bytes.data(), n);
    };
    const std::size_t most = max_bytes > kNoLimit - sizeof most ? kNoLimit : max_bytes + sizeof most;
    if (!stream_from_child(send, take, {seconds, kNoLimit, most})) return std::nullopt;
    return bytes;
}

}  // namespace talentflow::output
