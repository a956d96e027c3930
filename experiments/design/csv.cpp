// SPDX-License-Identifier: Apache-2.0
#include "experiments/design/csv.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "experiments/design/messages.hpp"
#include "sim/error.hpp"
#include "sim/printable.hpp"

namespace talentflow::experiments {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view without_blanks(std::string_view cell) {
    while (!cell.empty() && (cell.front() == ' ' || cell.front() == '\t')) cell.remove_prefix(1);
    while (!cell.empty() && (cell.back() == ' ' || cell.back() == '\t')) cell.remove_suffix(1);
    return cell;
}

template <class T>
std::optional<T> whole_cell(std::string_view cell) {
    const auto text = without_blanks(cell);
    T value{};
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    if (text.empty() || read.ec != std::errc{} || read.ptr != end) return std::nullopt;
    return value;
}

}  // namespace

CsvRows::CsvRows(std::istream& stream, const std::string& name)
    : stream_{stream}, name_{sim::printable(name)}, buffer_(kMostLineBytes + 1) {}

/// The next line of the file, which need not be the end of a row; false at the end.
bool CsvRows::read_line() {
    stream_.getline(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    if (stream_.bad()) throw OutputError{messages::kUnreadable(name_)};
    const auto read = static_cast<std::size_t>(stream_.gcount());
    if (read == 0) return false;
    if (stream_.fail()) throw ScenarioError{messages::kLongLine(fmt::format("{}:{}", name_, next_line_))};
    line_text_ = {buffer_.data(), stream_.eof() ? read : read - 1};  // the line break is counted, not stored
    if (line_text_.ends_with('\r')) line_text_.remove_suffix(1);
    if (next_line_ == 1 && line_text_.starts_with(kByteOrderMark)) line_text_.remove_prefix(kByteOrderMark.size());
    ++next_line_;
    return true;
}

bool CsvRows::next() {
    std::size_t line = 0;
    do {
        line = next_line_;
        if (!read_line()) return false;
    } while (line_text_.empty());
    line_ = line;
    columns_.clear();
    for (std::size_t i = 0, at = 0;; ++i, ++at) {  // over the comma
        columns_.push_back(at + 1);
        if (cells_.size() <= i) cells_.emplace_back();
        at = read_cell(i, at);
        if (at == line_text_.size()) break;
    }
    cells_.resize(columns_.size());
    return true;
}

/// Reads the cell that begins at `at`; returns where it ends.
std::size_t CsvRows::read_cell(std::size_t i, std::size_t at) {
    cells_[i].clear();
    if (line_text_.substr(at, 1) != "\"") {
        const auto end = std::min(line_text_.find(',', at), line_text_.size());
        cells_[i].assign(line_text_.substr(at, end - at));
        return end;
    }
    const auto end = read_quoted(cells_[i], at + 1);
    if (end < line_text_.size() && line_text_[end] != ',') throw ScenarioError{messages::kAfterQuote(where(i))};
    return end;
}

std::size_t CsvRows::read_quoted(std::string& cell, std::size_t at) {
    for (;; ++at) {
        if (at == line_text_.size()) {  // a line break within the quotes
            if (cell.size() > kMostLineBytes || !read_line())
                throw ScenarioError{messages::kOpenQuote(where(columns_.size() - 1))};
            cell += '\n';
            at = static_cast<std::size_t>(-1);
        } else if (line_text_[at] != '"') {
            cell += line_text_[at];
        } else if (line_text_.substr(at + 1, 1) == "\"") {
            cell += line_text_[++at];
        } else {
            return at + 1;
        }
    }
}

std::string CsvRows::where(std::optional<std::size_t> cell) const {
    if (!cell) return fmt::format("{}:{}", name_, line_);
    return fmt::format("{}:{}:{}", name_, line_, columns_.at(*cell));
}

std::string csv_cell(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string{text};
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::optional<double> csv_number(std::string_view cell) {
    const auto value = whole_cell<double>(cell);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<std::size_t> csv_count(std::string_view cell) {
    return whole_cell<std::size_t>(cell);
}

}  // namespace talentflow::experiments
