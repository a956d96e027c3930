// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

/// What the two reference programs share: whole numbers from the command line, and seconds.
namespace talentflow::bench {

/// Argument `at` as a whole number in [low, high], or `preset` when it is missing; anything else
/// ends the program (2).
inline std::int64_t whole(int argc, char** argv, int at, const char* name, std::int64_t preset, std::int64_t low,
                          std::int64_t high) {
    if (at >= argc) return preset;
    char* end = nullptr;
    const long long value = std::strtoll(argv[at], &end, 10);
    if (end == argv[at] || *end != '\0' || value < low || value > high) {
        std::fprintf(stderr, "%s: %s: '%s' is not a whole number from %lld to %lld\n", argv[0], name, argv[at],
                     static_cast<long long>(low), static_cast<long long>(high));
        std::exit(2);
    }
    return value;
}

/// Seconds of a clock that only runs forward.
inline double seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace talentflow::bench
