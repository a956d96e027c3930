// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace talentflow::scenarios {

/// What a problem means for the run: an error stops it, a warning is told and the run goes on.
enum class Severity { error, warning };

/// One problem of a scenario file, with its place and what to write instead.
struct Diagnostic {
    std::string file;
    int line = 0;            // from 1; 0: the file as a whole
    int column = 0;          // from 1
    std::string path;        // "levers.lqy-award.amount_cny"; may be empty
    std::string problem;     // lower case, the value as the user wrote it, units
    std::string suggestion;  // may be empty
    Severity severity = Severity::error;
};

/// `file:line:column: error: path: problem; suggestion` (or `warning:`), parts that are empty left out; always one line
/// that can be shown, whatever the names hold.
[[nodiscard]] std::string to_string(const Diagnostic& diagnostic);

/// The candidate nearest to `word` (Levenshtein distance, at most a third of its length), or "".
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace talentflow::scenarios
