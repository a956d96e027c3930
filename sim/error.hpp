// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>

namespace talentflow {

/// Process exit codes (docs/reproducibility.md): who is wrong decides which.
enum class ExitCode : int {
    ok = 0,
    some_runs_failed = 1,
    bad_input = 2,
    input_output = 3,
    model_refused = 4,
    bug = 70,
    interrupted = 130,
};

/// Root of every exception the program throws on purpose; caught once, in app/main.cpp.
class Error : public std::runtime_error {
  public:
    Error(ExitCode code, const std::string& message) : std::runtime_error{message}, code_{code} {}
    [[nodiscard]] ExitCode exit_code() const noexcept { return code_; }

  private:
    ExitCode code_;
};

/// The caller's code broke a contract.
class BugError : public Error {
  public:
    explicit BugError(const std::string& message) : Error{ExitCode::bug, message} {}
};

/// The scenario or the command line is wrong; the message holds every diagnostic found, one a line.
class ScenarioError : public Error {
  public:
    explicit ScenarioError(const std::string& message) : Error{ExitCode::bad_input, message} {}
};

/// A file could not be read or written: names file, dataset and the library's own reason.
class OutputError : public Error {
  public:
    explicit OutputError(const std::string& message) : Error{ExitCode::input_output, message} {}
};

/// A saved state is damaged, of another version, or of another world.
class StateError : public Error {
  public:
    explicit StateError(const std::string& message) : Error{ExitCode::bad_input, message} {}
};

/// The model cannot go on (books do not balance, no equilibrium): names month, region and values.
class ModelError : public Error {
  public:
    explicit ModelError(const std::string& message) : Error{ExitCode::model_refused, message} {}
};

/// The user pressed Ctrl-C; nothing half-written is left.
class Interrupted : public Error {
  public:
    explicit Interrupted(const std::string& message) : Error{ExitCode::interrupted, message} {}
};

}  // namespace talentflow
