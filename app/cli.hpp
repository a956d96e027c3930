// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/terminal.hpp"
#include "sim/error.hpp"

namespace talentflow::app {

/// Reads the command line and runs the command it names.
///
/// `--help` and `--version` print to `io.out` and are ok. Errors: ScenarioError for what the
/// command line gets wrong, with the nearest known word; whatever the command throws.
[[nodiscard]] ExitCode run_command_line(int argc, const char* const* argv, const Io& io);

}  // namespace talentflow::app
