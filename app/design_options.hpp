// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "app/commands.hpp"
#include "app/terminal.hpp"

namespace CLI {
class App;
}

/// The words of `design` and `sensitivity` (those of the other commands: cli.cpp).
namespace talentflow::app {

struct DesignCommands {
    DesignArguments design;
    SensitivityArguments sensitivity;
};

/// Makes a command with the options that all have: name, help, example, and what it does once its words have been read.
using MakeCommand = std::function<CLI::App&(const std::string& name, const std::string& help,
                                            const std::string& example, std::function<ExitCode()> action)>;

/// The arguments, options and `io` outlive the commands.
void add_design_commands(const MakeCommand& make, DesignCommands& arguments, const CommonOptions& common, const Io& io);

}  // namespace talentflow::app
