// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "output/descriptor.hpp"
#include "output/overwriting.hpp"

namespace talentflow::output {

/// Where a result named `file` will really be written: links are followed, missing parent folders
/// are made. Errors: ScenarioError if it is one of the files read; OutputError if it names no file,
/// is anything but a regular file, or exists and must not be replaced.
[[nodiscard]] std::filesystem::path prepare_target(const std::filesystem::path& file, const Overwriting& overwriting);

/// A name that is claimed, and a file that appears under it only when it is complete.
///
/// From the start to the end of this object no other process of this program can write `target`.
/// Bytes go to a partial file beside it (open_partial); `finish` brings them to the disk, `publish`
/// renames. A killed process leaves at most the partial, and the next writer removes that. A file
/// that is replaced hands on its mode, and its owner where the system allows it; a reader that
/// holds it open keeps reading it. Errors: OutputError with the system's reason; the destructor
/// removes the partial.
class AtomicFile {
  public:
    /// `target` comes from prepare_target. OutputError if another process is writing the same file.
    AtomicFile(std::filesystem::path target, Overwriting overwriting);
    AtomicFile(AtomicFile&& other) noexcept;
    AtomicFile& operator=(AtomicFile&&) = delete;
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;
    ~AtomicFile();

    void write(std::string_view bytes);
    /// Brings everything to the disk; nothing can be written afterwards, the name stays claimed.
    void settle();
    /// Settles and closes the partial, for many files at once: their names are no longer claimed.
    void finish();
    /// Settles if need be, then renames. What appeared meanwhile is replaced by the same rules.
    void publish();
    /// In a child process, which would hold the claim when the parent is killed.
    void close_in_child() noexcept { descriptor_ = Descriptor{}; }
    [[nodiscard]] const std::filesystem::path& target() const noexcept { return target_; }

  private:
    [[noreturn]] void fail(std::string_view action, int error) const;
    void write_through(std::string_view bytes);
    void remove_partial() const noexcept;
    void keep_mode() const;
    void keep_owner() const;
    void rename_partial() const;

    std::filesystem::path target_;
    Overwriting overwriting_;
    std::filesystem::path partial_;  // empty once published or moved from
    Descriptor descriptor_;
    std::string head_;  // the first bytes, held back until the rest is written
    bool settled_ = false;
};

/// Prepares and claims `file`. Errors: as of prepare_target and AtomicFile.
[[nodiscard]] AtomicFile claim(const std::filesystem::path& file, const Overwriting& overwriting);

}  // namespace talentflow::output
