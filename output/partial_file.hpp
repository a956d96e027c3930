// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

#include "output/descriptor.hpp"
#include "output/overwriting.hpp"

namespace talentflow::output {

/// The first bytes of a partial file until its own take their place: what a killed process leaves
/// never looks like a result, and is known again.
inline constexpr std::string_view kUnfinished = "talentflow is writing this file, or was killed when it did.\n";

/// A new file beside its target, locked for this process and empty.
struct PartialFile {
    std::filesystem::path path;
    Descriptor descriptor;
};

/// Makes `target` + ".partial" and locks it, which claims the target's name. What a killed process
/// left under that name is removed; what belongs to somebody else (another user, a second link, no
/// ordinary file, other content, an input) is not touched, and the partial is called ".partial-2"
/// and so on. Nothing is followed or waited for. Errors: OutputError if another process holds the
/// name, or no file can be made.
[[nodiscard]] PartialFile open_partial(const std::filesystem::path& target, const Overwriting& overwriting);

/// Notes a partial file for remove_noted_partials. What is beyond the few places is not noted.
void note_partial(const std::filesystem::path& path) noexcept;
void forget_partial(const std::filesystem::path& path) noexcept;

/// Removes the partial files that are noted: for a handler of a signal that ends the process. Calls
/// nothing that a handler may not call.
void remove_noted_partials() noexcept;

/// Whether `path` still names the open file.
[[nodiscard]] bool still_names(const std::filesystem::path& path, int descriptor);

/// Removes `path` if it is what a killed process left and nobody holds it.
void remove_abandoned(const std::filesystem::path& path, const FileMark& mark);

/// The folder in which `file` stands.
[[nodiscard]] std::filesystem::path folder_of(const std::filesystem::path& file);

/// Brings new and removed names to the disk. Some file systems cannot do that for a folder; that is
/// no failure.
void sync_folder(const std::filesystem::path& folder) noexcept;

/// OutputError: `target` cannot be written because `action` failed with `error` of <cerrno>.
[[noreturn]] void fail_to_write(const std::filesystem::path& target, std::string_view action, int error);

}  // namespace talentflow::output
