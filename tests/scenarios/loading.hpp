// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "scenarios/loader/pipeline.hpp"

namespace talentflow::scenarios::test {

/// Loads a text or file with the test's own lever kinds; what was found is in `problems`, sorted.
struct Loaded {
    Resolved resolved;
    std::vector<Diagnostic> problems;
};
[[nodiscard]] Loaded load_text(const std::string& text, const std::vector<Setting>& settings = {});
/// The same as `run --quick` reads it.
[[nodiscard]] Loaded load_quick_look(const std::string& text, const std::vector<Setting>& settings = {});
[[nodiscard]] Loaded load_file(const std::filesystem::path& file);

/// The first problem as one line, or "".
[[nodiscard]] std::string first_problem(const Loaded& loaded);

/// A folder of files that goes away with the object.
class Folder {
  public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    /// Writes a file (folders in `name` are made) and gives its path.
    std::filesystem::path write(const std::string& name, const std::string& text) const;
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

  private:
    std::filesystem::path path_;
};

/// The smallest world: two regions and one override.
[[nodiscard]] std::string small_world(const std::string& more = {});

}  // namespace talentflow::scenarios::test
