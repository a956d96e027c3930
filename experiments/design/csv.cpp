// SPDX-License-Identifier: Apache-2.0
#include "experiments/design/csv.hpp"

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

CsvRows::CsvRows(std::string_view text, const std::string& name) : text_{text}, name_{sim::printable(name)} {
    if (text_.substr(0, kByteOrderMark.size()) == kByteOrderMark) text_.remove_prefix(kByteOrderMark.size());
}

bool CsvRows::at_line_end() const noexcept {
    return at_ == text_.size() || text_[at_] == '\n' || text_.substr(at_, 2) == "\r\n";
}

bool CsvRows::next() {
    const auto end_line = [&] {
        at_ += at_ < text_.size() && text_[at_] == '\r' ? 2U : 1U;
        ++next_line_;
    };
    while (at_ < text_.size() && at_line_end()) end_line();
    if (at_ >= text_.size()) return false;
    line_ = next_line_;
    line_begin_ = at_;
    columns_.clear();
    for (std::size_t i = 0;; ++i) {
        columns_.push_back(at_ - line_begin_ + 1);
        if (cells_.size() <= i) cells_.emplace_back();
        read_cell(i);
        if (at_line_end()) break;
        ++at_;  // the comma
    }
    cells_.resize(columns_.size());
    end_line();
    return true;
}

void CsvRows::read_cell(std::size_t i) {
    cells_[i].clear();
    if (text_.substr(at_, 1) != "\"") {
        const auto begin = at_;
        while (!at_line_end() && text_[at_] != ',') ++at_;
        cells_[i].assign(text_.substr(begin, at_ - begin));
        return;
    }
    ++at_;
    read_quoted(cells_[i]);
    if (!at_line_end() && text_[at_] != ',') throw ScenarioError{messages::kAfterQuote(where(i))};
}

void CsvRows::read_quoted(std::string& cell) {
    for (; at_ < text_.size(); ++at_) {
        if (text_[at_] == '"') {
            ++at_;
            if (text_.substr(at_, 1) != "\"") return;
        } else if (text_[at_] == '\n') {
            ++next_line_;
        }
        cell += text_[at_];
    }
    throw ScenarioError{messages::kOpenQuote(where(columns_.size() - 1))};
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
