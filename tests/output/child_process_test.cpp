// SPDX-License-Identifier: Apache-2.0
#include "output/child_process.hpp"

#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

#include "tests/support/catch.hpp"

using talentflow::output::compute_in_child;

TEST_CASE("child_process: brings back what the child computed", "[output]") {
    const std::string large(3'000'000, 'x');  // more than a pipe holds
    CHECK(compute_in_child([&] { return large + "end"; }, 30, 4'000'000) == large + "end");
    CHECK(compute_in_child([] { return std::string{}; }, 30, 10) == std::string{});
}

TEST_CASE("child_process: a child that dies, throws, hangs or talks on brings nothing", "[output]") {
    CHECK_FALSE(compute_in_child([]() -> std::string { std::abort(); }, 30, 10));
    CHECK_FALSE(compute_in_child([]() -> std::string { throw std::runtime_error{"no"}; }, 30, 10));
    CHECK_FALSE(compute_in_child([] { return std::string(1'000'000, 'x'); }, 30, 1000));
    const auto hang = []() -> std::string {
        for (;;) ::pause();
    };
    CHECK_FALSE(compute_in_child(hang, 1, 10));
}
