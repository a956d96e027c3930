// SPDX-License-Identifier: Apache-2.0
#include <exception>
#include <filesystem>
#include <iostream>
#include <new>
#include <string>

#include "app/cli.hpp"
#include "app/outgoing_text.hpp"
#include "app/signals.hpp"
#include "app/terminal.hpp"
#include "sim/error.hpp"
#include "sim/printable.hpp"

namespace {

using talentflow::ExitCode;

int end_with(ExitCode code, const std::string& message) {
    // Diagnostics of scenario files say "error:" after their place; everything else is marked here.
    const bool of_scenario = code == ExitCode::bad_input && message.find("error: ") != std::string::npos;
    const bool marked = of_scenario || message.starts_with("error: ") || code == ExitCode::interrupted;
    // Only what is wrong with scenarios, the command line or the model comes in several lines, and names in it are
    // printable; a name in any other message must not forge a line.
    const bool lines = code == ExitCode::bad_input || code == ExitCode::model_refused;
    std::cerr << (marked ? "" : "error: ") << (lines ? message : talentflow::sim::printable(message))
              << (lines && message.ends_with('\n') ? "" : "\n");
    return static_cast<int>(code);
}

}  // namespace

/// The only place where an error becomes an exit code (docs/reproducibility.md).
int main(int argc, char** argv) {
    talentflow::app::prepare_streams();
    const std::string charset = talentflow::app::charset_of_environment();
    const talentflow::app::OutgoingText out{std::cout, charset}, err{std::cerr, charset};
    try {
        const auto code = talentflow::app::run_command_line(argc, argv, talentflow::app::standard_io());
        if (!std::cout.flush() && talentflow::app::output_has_no_reader())
            return static_cast<int>(ExitCode::input_output);  // `| head` wants no message
        if (!std::cout) return end_with(ExitCode::input_output, "cannot write to the standard output");
        return static_cast<int>(code);
    } catch (const talentflow::BugError& bug) {
        return end_with(ExitCode::bug,
                        std::string{bug.what()} + " (a bug in talentflow: please report it with the scenario)");
    } catch (const talentflow::Error& error) {
        return end_with(error.exit_code(), error.what());
    } catch (const std::filesystem::filesystem_error& error) {
        return end_with(ExitCode::input_output, error.what());
    } catch (const std::bad_alloc&) {
        return end_with(ExitCode::input_output, "out of memory; ask for fewer agents, regions or replicates");
    } catch (const std::exception& error) {
        return end_with(ExitCode::bug,
                        std::string{error.what()} + " (a bug in talentflow: please report it with the scenario)");
    }
}
