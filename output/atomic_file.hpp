// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "output/run_file.hpp"

namespace talentflow::output {

/// Where a result named `file` will really be written: links are followed, missing parent folders
/// are made. Errors: OutputError if it names no file, exists and `replace` is no, or is anything
/// but a regular file.
[[nodiscard]] std::filesystem::path prepare_target(const std::filesystem::path& file,
                                                   Replace replace);

/// A file that appears under its name only when it is complete.
///
/// Bytes go to `target` + ".partial"; `finish` brings them to the disk, `publish` renames. A killed
/// process leaves at most the partial, and the next writer takes that over. A reader that holds an
/// older `target` open keeps reading the old one. Errors: OutputError with the system's reason; the
/// destructor removes the partial.
class AtomicFile {
  public:
    /// `target` comes from prepare_target. OutputError if another process is writing the same file.
    AtomicFile(std::filesystem::path target, Replace replace);
    AtomicFile(AtomicFile&& other) noexcept;
    AtomicFile& operator=(AtomicFile&&) = delete;
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;
    ~AtomicFile();

    void write(std::string_view bytes);
    /// Brings everything to the disk and closes the partial; nothing can be written afterwards.
    void finish();
    /// Finishes if need be, then renames. With Replace::no a file that appeared meanwhile is left
    /// alone.
    void publish();
    [[nodiscard]] const std::filesystem::path& target() const noexcept { return target_; }

  private:
    [[noreturn]] void fail(const std::string& action, int error) const;
    void open_partial();
    void rename_partial() const;

    std::filesystem::path target_;
    std::filesystem::path partial_;  // empty once published or moved from
    Replace replace_;
    int descriptor_ = -1;
};

}  // namespace talentflow::output
