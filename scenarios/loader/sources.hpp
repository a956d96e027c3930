// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/loader/report.hpp"
#include "scenarios/loader/source_text.hpp"
#include "scenarios/loader/tree.hpp"

namespace talentflow::scenarios {

/// Reads a scenario file with everything it extends and every package, and merges them.
///
/// Order, later wins: what the file extends, its packages, its own keys. A file that is reached
/// twice (a diamond) is laid down once, at its first place, so that it never undoes what was built
/// on it. A file that is missing, a cycle of files, and a package with other keys than a package
/// may hold are reported where they are named. Empty if a file could not be parsed. Errors:
/// OutputError if `file` itself cannot be read. `files`, if given, gets every file that was read.
[[nodiscard]] std::optional<Node> read_merged(const std::filesystem::path& file, Report& report,
                                              std::vector<std::filesystem::path>* files = nullptr);

/// The same for a text that stands alone; `extends` and `packages` are relative to the working
/// folder.
[[nodiscard]] std::optional<Node> read_merged(SourceText source, Report& report);

/// The keys a package may hold.
[[nodiscard]] bool is_package_key(const std::string& key);

}  // namespace talentflow::scenarios
