// SPDX-License-Identifier: Apache-2.0
#include "sim/contract.hpp"

#include <string>

#include "sim/error.hpp"
#include "tests/support/catch.hpp"

namespace {

using namespace talentflow;

int checked(int x) {
    TF_EXPECT(x > 0);
    const int twice = 2 * x;
    TF_ENSURE(twice < 100);
    return twice;
}

std::string message_of(int x) {
    try {
        static_cast<void>(checked(x));
    } catch (const BugError& error) {
        return error.what();
    }
    return "";
}

TEST_CASE("contract: a kept one costs nothing", "[sim][contract]") {
    CHECK(checked(3) == 6);
}

TEST_CASE("contract: a broken one names condition, kind, file and line", "[sim][contract]") {
    const auto before = message_of(0);
    CHECK(before.find("precondition broken: x > 0") != std::string::npos);
    CHECK(before.find("contract_test.cpp:14:") != std::string::npos);
    CHECK(message_of(50).find("postcondition broken: twice < 100") != std::string::npos);
}

TEST_CASE("errors: each has the exit code that says who is wrong", "[sim][contract]") {
    CHECK(BugError{"x"}.exit_code() == ExitCode::bug);
    CHECK(ScenarioError{"x"}.exit_code() == ExitCode::bad_input);
    CHECK(OutputError{"x"}.exit_code() == ExitCode::input_output);
    CHECK(ModelError{"x"}.exit_code() == ExitCode::model_refused);
    CHECK(Interrupted{"x"}.exit_code() == ExitCode::interrupted);
    CHECK(std::string{ModelError{"2018-01: no"}.what()} == "2018-01: no");
}

}  // namespace
