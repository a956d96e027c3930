// SPDX-License-Identifier: Apache-2.0
#include "app/terminal.hpp"

#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <iostream>

namespace talentflow::app {

namespace {

constexpr int kMaxThreads = 1024;

std::string_view environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view{} : std::string_view{value};
}

int processors_allowed() {
    cpu_set_t set;
    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof set, &set) == 0) return std::max(1, CPU_COUNT(&set));
    return static_cast<int>(std::max(1L, sysconf(_SC_NPROCESSORS_ONLN)));
}

}  // namespace

Language language_of_environment() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const auto value = environment(name);
        if (!value.empty()) return value.substr(0, 2) == "zh" ? Language::zh : Language::en;
    }
    return Language::en;
}

Io standard_io() {
    const bool out = isatty(STDOUT_FILENO) != 0;
    const bool err = isatty(STDERR_FILENO) != 0;
    const bool plain = !environment("NO_COLOR").empty() || environment("TERM") == "dumb";
    return {.out = std::cout,
            .err = std::cerr,
            .out_is_terminal = out,
            .err_is_terminal = err && environment("TERM") != "dumb",
            .colour = out && !plain};
}

long long peak_memory_bytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<long long>(usage.ru_maxrss) * 1024;  // Linux counts in KiB
}

int n_threads(int requested) {
    if (requested > 0) return requested;
    const auto text = environment("OMP_NUM_THREADS");
    int value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem == std::errc{} && end != text.data() && value > 0)
        return std::min(value, kMaxThreads);
    return std::min(processors_allowed(), kMaxThreads);
}

}  // namespace talentflow::app
