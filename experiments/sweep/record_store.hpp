// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include "experiments/sweep/record.hpp"
#include "output/descriptor.hpp"

namespace talentflow::experiments {

/// Records of a sweep's folder, from all its files, by key: of two that did not fail they are equal, and one that did
/// not fail counts before one that did.
struct KnownRecords {
    std::unordered_map<std::string, RunRecord> by_key;
    std::vector<std::string> notes;  // damaged lines; files that are being written

    [[nodiscard]] const RunRecord* find(const std::string& key) const;
};

/// Reads every file FOLDER/records/*.records. A line that is damaged is left out, with a note.
/// Errors: OutputError for a file that cannot be read; ScenarioError for records of another identity, or for two
/// successful records of one key that differ.
[[nodiscard]] KnownRecords read_records(const std::filesystem::path& folder, const std::string& identity);

/// Files of records that a process is adding to.
[[nodiscard]] std::vector<std::filesystem::path> files_being_written(const std::filesystem::path& folder);

/// The file to which one process adds its finished runs. What is written survives the process; what is synced, the
/// machine.
class RecordWriter {
  public:
    /// Opens FOLDER/records/NAME.records, locks it against other processes and cuts back what a killed one left
    /// unfinished. Errors: OutputError if another process holds it or it cannot be written; ScenarioError if it is of
    /// another identity.
    RecordWriter(const std::filesystem::path& folder, const std::string& name, const std::string& identity);

    /// Errors: OutputError if the line cannot be written whole; the file then ends with the line before.
    void append(const RunRecord& record);
    /// Brings everything to the disk. Errors: OutputError.
    void sync();
    [[nodiscard]] const std::vector<std::string>& notes() const noexcept { return notes_; }
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

  private:
    void cut_back(const std::string& identity);
    void write_line(const std::string& line);

    std::filesystem::path path_;
    output::Descriptor file_;
    std::size_t size_ = 0;  // of whole lines
    bool dirty_ = false;
    std::vector<std::string> notes_;
};

}  // namespace talentflow::experiments
