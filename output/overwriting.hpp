// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace talentflow::output {

enum class Replace { no, yes };

/// By what a file that this program wrote is known again, without reading it whole and without
/// trusting what is in it.
struct FileMark {
    std::string what;     // with its article, for messages: "a result"
    std::string begin;    // its first bytes, behind a byte order mark if there is one
    bool sealed = false;  // ends with the line of output/file_seal.hpp
};

/// Results of runs and comparisons.
[[nodiscard]] FileMark result_mark();

/// What a writer may do to what is there already: replace nothing, or only what carries `mark`; and
/// never `inputs`, the files that the same command reads.
struct Overwriting {
    // Not explicit: most callers say no more than whether they replace a result.
    Overwriting(Replace may_replace = Replace::no, FileMark of = result_mark(),
                std::vector<std::filesystem::path> read = {})
        : replace{may_replace}, mark{std::move(of)}, inputs{std::move(read)} {}

    Replace replace;
    FileMark mark;
    std::vector<std::filesystem::path> inputs;
};

/// Whether the open file begins and ends as `mark` says. Errors: std::system_error if it cannot be
/// read.
[[nodiscard]] bool carries(int descriptor, const FileMark& mark);

/// The file of `inputs` that `file` is, by device and inode with links followed; nullptr if none.
[[nodiscard]] const std::filesystem::path* input_at(const std::filesystem::path& file,
                                                    const std::vector<std::filesystem::path>& inputs);

/// Refuses a target that is one of the files read. Errors: ScenarioError, as the command line is at
/// fault.
void refuse_input(const std::filesystem::path& file, const std::vector<std::filesystem::path>& inputs);

/// Refuses to replace `target`, which exists, if it is not this program's own. An empty file holds
/// nothing to lose and may go. Errors: OutputError.
void refuse_foreign(const std::filesystem::path& target, const FileMark& mark);

}  // namespace talentflow::output
