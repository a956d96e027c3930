// SPDX-License-Identifier: Apache-2.0
#include "app/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>

#include "sim/contract.hpp"
#include "sim/printable.hpp"

namespace talentflow::app {

namespace {

struct Range {
    char32_t first, last;
};

// Annex 11 classes W and F, neighbouring blocks joined.
constexpr std::array<Range, 19> kWide{{{0x1100, 0x115F},
                                       {0x231A, 0x231B},
                                       {0x2329, 0x232A},
                                       {0x23E9, 0x23EC},
                                       {0x25FD, 0x25FE},
                                       {0x2614, 0x2615},
                                       {0x2E80, 0x303E},
                                       {0x3041, 0x33FF},
                                       {0x3400, 0x4DBF},
                                       {0x4E00, 0x9FFF},
                                       {0xA000, 0xA4CF},
                                       {0xA960, 0xA97F},
                                       {0xAC00, 0xD7A3},
                                       {0xF900, 0xFAFF},
                                       {0xFE10, 0xFE19},
                                       {0xFE30, 0xFE6F},
                                       {0xFF00, 0xFF60},
                                       {0xFFE0, 0xFFE6},
                                       {0x1F300, 0x3FFFD}}};
constexpr std::array<Range, 5> kCombining{
    {{0x0300, 0x036F}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}}};

template <std::size_t N>
bool contains(const std::array<Range, N>& ranges, char32_t c) {
    return std::any_of(ranges.begin(), ranges.end(), [c](const Range& r) { return r.first <= c && c <= r.last; });
}

/// The character at the start of `text` and its number of bytes; a stray byte is one character.
std::pair<char32_t, std::size_t> first_character(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
    const char32_t lead = byte(0);
    std::size_t n = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (n == 1 || n > text.size()) return {lead, 1};
    char32_t code = lead & (0xFFU >> (n + 1));
    for (std::size_t i = 1; i < n; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return {lead, 1};
        code = (code << 6U) | (byte(i) & 0x3FU);
    }
    return {code, n};
}

std::size_t width_of(char32_t c) {
    if (contains(kCombining, c)) return 0;
    return contains(kWide, c) ? 2 : 1;
}

std::string group_digits(std::string digits) {
    for (std::size_t from_end = 3; from_end < digits.size(); from_end += 4)
        digits.insert(digits.size() - from_end, 1, ',');
    return digits;
}

}  // namespace

std::size_t display_width(std::string_view utf8) {
    std::size_t width = 0;
    while (!utf8.empty()) {
        const auto [code, n] = first_character(utf8);
        width += width_of(code);
        utf8.remove_prefix(n);
    }
    return width;
}

std::string padded(std::string_view text, std::size_t width, Align align) {
    const std::size_t own = display_width(text);
    const std::string fill(width > own ? width - own : 0, ' ');
    return align == Align::left ? std::string{text} + fill : fill + std::string{text};
}

std::string with_thousands(double value) {
    if (!std::isfinite(value)) return "-";
    const double rounded = std::round(value);
    const auto digits = group_digits(fmt::format("{:.0f}", std::fabs(rounded)));
    return fmt::format("{}{}", rounded < 0 ? "-" : "", digits);
}

std::string signed_thousands(double value) {
    const auto text = with_thousands(value);
    return fmt::format("{}{}", std::isfinite(value) && std::round(value) > 0 ? "+" : "", text);
}

std::string wrapped(std::string_view text, std::size_t width, std::string_view indent) {
    std::string out, word;
    std::size_t column = 0, word_width = 0;
    bool blank = false;  // a blank waits before the word
    const auto flush = [&] {
        if (word.empty()) return;
        if (column > 0 && column + (blank ? 1 : 0) + word_width > width) {
            out += '\n';
            out += indent;
            column = display_width(indent);
        } else if (blank && column > 0) {
            out += ' ';
            ++column;
        }
        out += word;
        column += word_width;
        word.clear();
        word_width = 0;
        blank = false;
    };
    while (!text.empty()) {
        const auto [code, n] = first_character(text);
        if (code == U' ' || code == U'\n') {
            flush();
            blank = true;
        } else {
            if (width_of(code) == 2) flush();  // may break before every wide character
            word += sim::printable(text.substr(0, n));
            word_width += width_of(code);
        }
        text.remove_prefix(n);
    }
    flush();
    return out;
}

void Table::add_row(std::vector<std::string> cells) {
    TF_EXPECT(cells.size() == columns_.size());
    // Names are the scenario's, or a stranger's: a line break in one would forge a row.
    for (auto& cell : cells) cell = sim::printable(cell);
    rows_.push_back({std::move(cells), false});
}

void Table::add_spaced_row(std::vector<std::string> cells) {
    add_row(std::move(cells));
    rows_.back().spaced = true;
}

std::string Table::line(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) const {
    std::string out = " ";
    for (std::size_t c = 0; c < cells.size(); ++c)
        out += fmt::format("{}{}", c == 0 ? " " : "  ", padded(cells[c], widths[c], columns_[c].align));
    const auto end = out.find_last_not_of(' ');
    return out.substr(0, end == std::string::npos ? 0 : end + 1) + "\n";
}

std::string Table::text() const {
    std::vector<std::size_t> widths;
    std::vector<std::string> headings;
    std::size_t total = 0;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
        std::size_t width = display_width(columns_[c].heading);
        for (const auto& row : rows_) width = std::max(width, display_width(row.cells[c]));
        widths.push_back(width);
        headings.push_back(columns_[c].heading);
        total += width + (c == 0 ? 0 : 2);
    }
    constexpr std::size_t kLongestRule = 118;  // a last column of sentences may run on
    std::string out = line(headings, widths) + "  ";
    out += std::string(std::min(total, kLongestRule), '-') + "\n";
    for (const auto& row : rows_) {
        if (row.spaced && &row != &rows_.front()) out += "\n";
        out += line(row.cells, widths);
    }
    return out;
}

std::string Table::markdown() const {
    const auto row_of = [](const std::vector<std::string>& cells) {
        std::string line = "|";
        for (const auto& cell : cells) {
            line += ' ';
            for (const char c : cell) line += c == '|' || c == '*' || c == '_' ? std::string{'\\', c} : std::string{c};
            line += " |";
        }
        return line + '\n';
    };
    std::vector<std::string> headings;
    std::string rule = "|";
    for (const auto& column : columns_) {
        headings.push_back(column.heading);
        rule += column.align == Align::right ? "--:|" : "---|";
    }
    std::string out = row_of(headings) + rule + '\n';
    for (const auto& row : rows_) out += row_of(row.cells);
    return out;
}

}  // namespace talentflow::app
