// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace talentflow::app {

/// Columns a UTF-8 text takes on a terminal: 2 for East Asian wide and full-width characters, 0 for
/// combining marks, 1 for all others and for each byte that is not UTF-8.
///
/// Source: Unicode Standard Annex 11 (East Asian Width), classes W and F, in ranges.
[[nodiscard]] std::size_t display_width(std::string_view utf8);

enum class Align { left, right };

/// `text` filled with spaces to `width` columns of the terminal; never cut.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width, Align align);

/// 1234567.4 -> "1,234,567"; rounded half away from zero; "-" for what is not finite.
[[nodiscard]] std::string with_thousands(double value);

/// Like with_thousands, with "+" in front of what is above zero.
[[nodiscard]] std::string signed_thousands(double value);

/// `text` broken at spaces (or between wide characters) into lines of at most `width` columns, each
/// but the first after `indent`.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t width, std::string_view indent);

/// Rows under headings, aligned by what the eye sees rather than by bytes.
class Table {
  public:
    struct Column {
        std::string heading;
        Align align = Align::right;
    };

    explicit Table(std::vector<Column> columns) : columns_{std::move(columns)} {}
    /// One cell a column (BugError otherwise).
    void add_row(std::vector<std::string> cells);
    /// The same, set off from the rows around it by a blank line above.
    void add_spaced_row(std::vector<std::string> cells);
    [[nodiscard]] bool empty() const noexcept { return rows_.empty(); }
    /// Heading, rule and rows, each line after two spaces, no trailing blanks.
    [[nodiscard]] std::string text() const;
    /// Heading and rows as a table of Markdown.
    [[nodiscard]] std::string markdown() const;

  private:
    struct Row {
        std::vector<std::string> cells;
        bool spaced = false;
    };
    [[nodiscard]] std::string line(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) const;

    std::vector<Column> columns_;
    std::vector<Row> rows_;
};

}  // namespace talentflow::app
