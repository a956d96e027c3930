// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "output/atomic_file.hpp"

namespace talentflow::output {

/// A table without ".csv", and the first word of its heading, by which it is known again.
struct TableName {
    std::string name;
    std::string first_column;
};

/// A folder that holds the tables of one result: it is claimed from the start to the end, and all
/// tables get their names one after the other, the codebook variables.csv last.
///
/// From the first change on until the codebook is there, "variables.csv.unfinished" lists the
/// tables of before and of now: after a kill the folder has no codebook, and the next export knows
/// which tables it may replace. Tables of an earlier export are those that its codebook or that
/// list names and whose heading begins as it says.
class TableFolder {
  public:
    /// Errors: as of export_csv; nothing is changed then.
    TableFolder(std::filesystem::path folder, std::vector<TableName> tables, Replace replace,
                std::vector<std::filesystem::path> inputs);
    TableFolder(const TableFolder&) = delete;
    TableFolder& operator=(const TableFolder&) = delete;
    ~TableFolder();

    /// The file of table `i`, to be given back to `keep` when it is written.
    [[nodiscard]] AtomicFile open(std::size_t i);
    void keep(AtomicFile table);
    [[nodiscard]] AtomicFile& codebook() { return *codebook_; }
    /// Gives every table its name, removes those of the earlier export that are not among them.
    /// Returns the files, the codebook last.
    std::vector<std::filesystem::path> publish();

  private:
    using Known = std::map<std::string, std::string>;  // name to first column

    [[nodiscard]] std::filesystem::path file_of(const std::string& table) const;
    [[nodiscard]] std::filesystem::path journal() const;
    [[nodiscard]] Overwriting overwriting(FileMark mark) const;
    void read_earlier();
    void refuse_what_is_in_the_way() const;
    void write_journal();
    void remove_earlier() const;
    void publish_all();

    std::filesystem::path folder_;
    std::vector<TableName> tables_;
    Replace replace_;
    std::vector<std::filesystem::path> inputs_;
    Known earlier_;
    bool was_unfinished_ = false;
    bool journal_goes_ = false;  // with this object, as nothing in the folder was changed
    std::optional<AtomicFile> codebook_;
    std::vector<AtomicFile> files_;
};

}  // namespace talentflow::output
