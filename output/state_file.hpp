// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "output/atomic_file.hpp"
#include "output/overwriting.hpp"

namespace talentflow::output {

/// This program in a saved state: "talentflow 0.1.0 (commit 0123abc)".
[[nodiscard]] std::string this_program();

/// What a saved state says of itself, readable without its columns. Texts are UTF-8; `command` and `scenario` mean
/// nothing to this module.
struct StateHeader {
    std::string program = this_program();
    std::string month;      // YYYY-MM, the end of which this is
    std::string past_hash;  // hexadecimal SHA-256 of everything resolved up to that month
    std::string command;    // what was asked for, as JSON
    std::string scenario;   // resolved text
    std::uint32_t members = 1;

    friend bool operator==(const StateHeader&, const StateHeader&) = default;
};

/// A column: `bytes` of numbers or records of `width` bytes.
struct StatePart {
    std::string name;
    std::size_t width = 1;
    std::uint64_t bytes = 0;

    friend bool operator==(const StatePart&, const StatePart&) = default;
};

/// Files that may be replaced by a saved state: saved states.
[[nodiscard]] FileMark state_mark();

/// Writes a saved state, one part after the other, however long that takes.
///
///     StateFileWriter out{claim(file, {Replace::no, state_mark(), inputs}), header};
///     out.begin_part("member 0/people/birth", 2);
///     out.write(column.data(), 2 * column.size());
///     out.end_part();
///     out.finish();
///
/// Takes some 5 MiB of memory whatever the state. The file appears under its name when `finish` returns and not before;
/// without it nothing is left. Equal contents give equal bytes, however they were cut into writes (with the same zstd).
/// Errors: OutputError with the system's reason, and nothing was changed; BugError if calls come in another order, a
/// name comes twice or is not of 1 to 255 printable ASCII characters, or the header holds no month, no hash or no
/// member.
class StateFileWriter {
  public:
    StateFileWriter(AtomicFile claimed, const StateHeader& header);
    StateFileWriter(StateFileWriter&&) noexcept;
    ~StateFileWriter();

    /// `width` (1 to 255): bytes of one number or record, whose bytes are stored apart. A hint: it changes no value;
    /// the columns of people take a quarter less.
    void begin_part(std::string_view name, std::size_t width = 1);
    void write(const void* bytes, std::size_t n);
    void end_part();
    /// Publishes the file. Returns the hash that a reader gives as StateFile::sha256.
    std::string finish();

  private:
    struct Work;
    std::unique_ptr<Work> work_;
};

class StatePartReader;

/// A saved state that is there. The constructor checks everything but the pieces of columns; these are checked when
/// they are read, before any byte of them is handed on.
///
/// A file may come from a stranger: no content of it crashes or hangs this, and it takes memory for 16 MiB of header
/// and 16 MiB of index at most (docs/adr/0013-saved-states.md). A hash proves no good will, so what is read must be
/// judged before it is used. Errors: ScenarioError if the file is not there or is no whole and undamaged state of this
/// format, naming the program that wrote it if that is known; OutputError if the system cannot read it.
class StateFile {
  public:
    explicit StateFile(const std::filesystem::path& file);
    StateFile(StateFile&&) noexcept;
    ~StateFile();

    [[nodiscard]] const StateHeader& header() const noexcept;
    /// In the order in which they were written.
    [[nodiscard]] std::vector<StatePart> parts() const;
    /// Hash of everything, the contents included: what a result names as its origin.
    [[nodiscard]] std::string sha256() const;

    /// Refuses a state that another version or commit wrote, whose people may live by other rules. Errors:
    /// ScenarioError.
    void require_this_program() const;
    /// Reads all of the file, so that damage shows before a long run and not in its middle.
    void verify() const;
    /// Errors: ScenarioError if there is no such part. The reader must not outlive this.
    [[nodiscard]] StatePartReader open(std::string_view part) const;
    /// Says that `part` holds what it should not. Throws ScenarioError.
    [[noreturn]] void refuse(std::string_view part, std::string_view problem) const;

  private:
    friend class StatePartReader;
    struct Content;
    std::unique_ptr<Content> content_;
};

/// Reads one part from its begin to its end; holds 3 MiB at most. A small file may say that it holds 400 GB: compare
/// part().bytes with what is expected before taking memory for it.
class StatePartReader {
  public:
    StatePartReader(StatePartReader&&) noexcept;
    ~StatePartReader();

    [[nodiscard]] const StatePart& part() const noexcept;
    [[nodiscard]] std::uint64_t left() const noexcept;
    /// The next `n` bytes, each of them checked. Errors: ScenarioError if there are fewer or they are damaged.
    void read(void* into, std::size_t n);
    /// Errors: ScenarioError if something is left.
    void finish() const;

  private:
    friend class StateFile;
    struct Work;
    explicit StatePartReader(std::unique_ptr<Work> work);
    std::unique_ptr<Work> work_;
};

}  // namespace talentflow::output
