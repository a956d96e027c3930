// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace talentflow::experiments {

/// Bytes that a line of a CSV may have: some hundred thousand numbers.
inline constexpr std::size_t kMostLineBytes = std::size_t{1} << 22U;

/// The rows of a CSV one after the other (RFC 4180; also lines that end in LF alone, and a byte order mark in front).
/// Empty lines are passed over. The stream outlives the reader; no more than a row of it is held.
class CsvRows {
  public:
    /// `name` of the stream in messages.
    CsvRows(std::istream& stream, const std::string& name);

    /// Reads the next row; false at the end.
    /// Errors: ScenarioError for a quote that is not closed or is followed by text, and for too long a line;
    /// OutputError if the stream breaks.
    bool next();
    /// Of the row that was read. They hold until the next one is read.
    [[nodiscard]] const std::vector<std::string>& cells() const noexcept { return cells_; }
    /// "design.csv:12:3" of a cell of that row, without a number "design.csv:12".
    [[nodiscard]] std::string where(std::optional<std::size_t> cell = std::nullopt) const;

  private:
    bool read_line();
    std::size_t read_cell(std::size_t i, std::size_t at);
    std::size_t read_quoted(std::string& cell, std::size_t at);

    std::istream& stream_;
    std::string name_;
    std::vector<char> buffer_;
    std::string_view line_text_;  // of buffer_, without its end
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
