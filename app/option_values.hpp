// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "app/commands.hpp"

namespace CLI {
class App;
}

/// What the parser of the command line lets through or does not tell.
namespace talentflow::app {

/// The changes of a scenario among a command's words, in their order there.
[[nodiscard]] std::vector<Change> changes_of(const CLI::App& command);

/// Errors: ScenarioError if any option or name was given an empty text, or an option another option as its value, as an
/// unset variable of the shell leaves them.
void refuse_unset_values(const CLI::App& app);

/// `--output=` followed by another word, of which the parser would take that word for the value, and `-o=x.h5`, of
/// which it would take "=x.h5". Errors: ScenarioError.
void refuse_bare_equals(int argc, const char* const* argv);

}  // namespace talentflow::app
