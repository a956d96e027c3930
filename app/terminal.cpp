// SPDX-License-Identifier: Apache-2.0
#include "app/terminal.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

namespace talentflow::app {

namespace {

std::string_view environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view{} : std::string_view{value};
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

}  // namespace talentflow::app
