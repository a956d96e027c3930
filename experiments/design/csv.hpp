// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace talentflow::experiments {

/// The rows of a CSV text one after the other (RFC 4180; also lines that end in LF alone, and a byte order mark in
/// front). Empty lines are passed over. The text outlives the reader.
class CsvRows {
  public:
    CsvRows(std::string_view text, const std::string& name);

    /// Reads the next row; false at the end. Errors: ScenarioError for a quote that is not closed or followed by text.
    bool next();
    /// Of the row that was read. They hold until the next one is read.
    [[nodiscard]] const std::vector<std::string>& cells() const noexcept { return cells_; }
    /// "design.csv:12:3" of a cell of that row, without a number "design.csv:12".
    [[nodiscard]] std::string where(std::optional<std::size_t> cell = std::nullopt) const;

  private:
    void read_cell(std::size_t i);
    void read_quoted(std::string& cell);
    [[nodiscard]] bool at_line_end() const noexcept;

    std::string_view text_;
    std::string name_;
    std::size_t at_ = 0;          // next byte
    std::size_t line_begin_ = 0;  // of the line that is read
    std::size_t line_ = 0, next_line_ = 1;
    std::vector<std::string> cells_;  // their memory is used again, row after row
    std::vector<std::size_t> columns_;
};

/// A cell as RFC 4180 wants it: in quotes if it holds a comma, a quote or a line break.
[[nodiscard]] std::string csv_cell(std::string_view text);

/// A finite decimal number, blanks around it allowed; none for anything else.
[[nodiscard]] std::optional<double> csv_number(std::string_view cell);

/// A whole number from 0 up; none for anything else.
[[nodiscard]] std::optional<std::size_t> csv_count(std::string_view cell);

}  // namespace talentflow::experiments
