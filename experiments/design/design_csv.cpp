// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <iterator>

#include <fmt/format.h>

#include "experiments/design/csv.hpp"
#include "experiments/design/design.hpp"
#include "experiments/design/messages.hpp"
#include "scenarios/loader/number.hpp"
#include "sim/error.hpp"
#include "sim/printable.hpp"

namespace talentflow::experiments {

namespace {

constexpr std::array<std::string_view, 4> kOwn{"run", "base", "role", "luck"};
constexpr std::string_view kPoint = "point", kTrajectory = "trajectory:";

/// Reads the file row by row; what stands where is checked as it comes.
class Reader {
  public:
    Reader(std::string_view text, const std::string& name) : rows_{text, name}, name_{sim::printable(name)} {}

    Design read() {
        read_header();
        while (rows_.next()) read_row();
        if (design_.n_rows() == 0) throw ScenarioError{messages::kNoRows(name_)};
        if (design_.n_rows() % rows_of_base() != 0) throw ScenarioError{messages::kCutShort(rows_.where())};
        finish();
        return std::move(design_);
    }

  private:
    [[nodiscard]] std::size_t n_factors() const { return design_.factors.size(); }
    [[nodiscard]] std::size_t first() const { return foreign_ ? 0 : kOwn.size(); }
    /// Rows of one base point or trajectory.
    [[nodiscard]] std::size_t rows_of_base() const {
        if (design_.kind == DesignKind::sobol) return n_factors() + 3;
        return design_.kind == DesignKind::morris ? n_factors() + 1 : 1;
    }
    [[nodiscard]] double value(std::size_t row, std::size_t f) const { return design_.values[row * n_factors() + f]; }

    void read_header();
    void read_path(std::size_t cell);
    void read_row();
    void read_own_cells(std::size_t row);
    void expect(std::size_t cell, const std::string& wanted) const;
    void check_role(std::size_t row) const;
    void check_step(std::size_t row) const;
    void check_b(std::size_t row, std::size_t begin) const;
    void check_values(std::size_t row, std::size_t like, std::optional<std::size_t> but) const;
    void check_value(std::size_t row, std::size_t like, std::size_t f) const;
    [[nodiscard]] std::optional<std::size_t> factor_of(std::string_view path) const;
    [[nodiscard]] std::size_t count(std::size_t cell) const;
    void finish();

    CsvRows rows_;
    std::string name_;
    bool foreign_ = false;
    Design design_{DesignKind::list, 1, 0, {}, {}, {}, {}, {}};
};

void Reader::read_header() {
    if (!rows_.next()) throw ScenarioError{messages::kNoRows(name_)};
    const auto& cells = rows_.cells();
    foreign_ = cells.size() < kOwn.size() || !std::equal(kOwn.begin(), kOwn.end(), cells.begin());
    for (std::size_t c = first(); c < cells.size(); ++c) read_path(c);
    if (design_.factors.empty()) throw ScenarioError{messages::kOfDesign(messages::kNoFactors())};
}

void Reader::read_path(std::size_t cell) {
    const auto& path = rows_.cells()[cell];
    const auto at = rows_.where(cell);
    if (path.empty()) throw ScenarioError{messages::kEmptyName(at)};
    if (csv_number(path)) throw ScenarioError{messages::kNumbersForNames(at)};
    if (std::find(kOwn.begin(), kOwn.end(), path) != kOwn.end())
        throw ScenarioError{messages::kHeader(at, sim::printable(path))};
    if (const auto other = factor_of(path))
        throw ScenarioError{messages::kPathTwice(at, sim::printable(path), std::to_string(first() + *other + 1))};
    Factor factor;
    factor.path = path;
    design_.factors.push_back(std::move(factor));
}

std::optional<std::size_t> Reader::factor_of(std::string_view path) const {
    const auto& factors = design_.factors;
    const auto found = std::find_if(factors.begin(), factors.end(), [&](const Factor& f) { return f.path == path; });
    if (found == factors.end()) return std::nullopt;
    return static_cast<std::size_t>(std::distance(factors.begin(), found));
}

std::size_t Reader::count(std::size_t cell) const {
    const auto& text = rows_.cells()[cell];
    const auto value = csv_count(text);
    if (!value || *value > UINT32_MAX) throw ScenarioError{messages::kNoCount(rows_.where(cell), sim::printable(text))};
    return *value;
}

void Reader::read_row() {
    const auto& cells = rows_.cells();
    const auto row = design_.n_rows();
    if (cells.size() != first() + n_factors())
        throw ScenarioError{
            messages::kCells(rows_.where(), std::to_string(cells.size()), std::to_string(first() + n_factors()))};
    if (row == kMostDesignRows || design_.values.size() + n_factors() > kMostDesignValues)
        throw ScenarioError{messages::kOfDesign(
            messages::kTooLarge(fmt::format("more than {}", row), std::to_string(n_factors()),
                                std::to_string(kMostDesignRows), std::to_string(kMostDesignValues)))};
    for (std::size_t c = first(); c < cells.size(); ++c) {
        const auto number = csv_number(cells[c]);
        if (!number) throw ScenarioError{messages::kNoNumber(rows_.where(c), sim::printable(cells[c]))};
        design_.values.push_back(*number);
    }
    if (foreign_) {
        design_.base.push_back(static_cast<std::uint32_t>(row));
        design_.role.emplace_back(kPoint);
        design_.luck.push_back(0);
    } else {
        read_own_cells(row);
    }
}

void Reader::read_own_cells(std::size_t row) {
    if (row == 0) {
        const std::string_view role = rows_.cells()[2];
        if (role == "A") design_.kind = DesignKind::sobol;
        if (role.substr(0, kTrajectory.size()) == kTrajectory) design_.kind = DesignKind::morris;
    }
    expect(0, std::to_string(row));
    expect(1, std::to_string(row / rows_of_base()));
    design_.base.push_back(static_cast<std::uint32_t>(count(1)));
    design_.role.push_back(rows_.cells()[2]);
    design_.luck.push_back(static_cast<std::uint32_t>(count(3)));
    check_role(row);
}

void Reader::expect(std::size_t cell, const std::string& wanted) const {
    const auto& found = rows_.cells()[cell];
    if (found != wanted) throw ScenarioError{messages::kOrder(rows_.where(cell), sim::printable(found), wanted)};
}

/// That the row is what make_design would have written there.
void Reader::check_role(std::size_t row) const {
    const auto j = row / rows_of_base(), i = row % rows_of_base(), begin = row - i;
    if (design_.kind == DesignKind::morris) {
        if (i > 0) return check_step(row);
        return expect(2, fmt::format("trajectory:{}:start", j));
    }
    if (design_.kind != DesignKind::sobol) return expect(2, std::string{kPoint});
    const auto luck_row = n_factors() + 1;
    const bool of_b = i >= luck_row;
    expect(3, std::to_string(2 * j + (of_b ? 1 : 0)));
    if (i == 0) return expect(2, "A");
    if (i > luck_row) return check_b(row, begin);
    expect(2, "AB:" + (of_b ? std::string{"luck"} : design_.factors[i - 1].path));
    check_values(row, begin, of_b ? std::nullopt : std::optional{i - 1});
}

/// A row of a trajectory but the first: one factor, that did not change before, differs from the row above.
void Reader::check_step(std::size_t row) const {
    const auto k = row / rows_of_base(), begin = row - row % rows_of_base();
    const auto start = fmt::format("trajectory:{}:", k);
    const auto& role = design_.role.back();
    const auto f = role.compare(0, start.size(), start) == 0 ? factor_of(std::string_view{role}.substr(start.size()))
                                                             : std::nullopt;
    const auto rows_before = design_.role.begin() + static_cast<std::ptrdiff_t>(begin);
    if (!f || std::find(rows_before, design_.role.end() - 1, role) != design_.role.end() - 1)
        throw ScenarioError{messages::kOrder(rows_.where(2), sim::printable(role), start + "PATH")};
    check_values(row, row - 1, f);
}

/// The last row of a base point: what each AB took from it.
void Reader::check_b(std::size_t row, std::size_t begin) const {
    expect(2, "B");
    for (std::size_t f = 0; f < n_factors(); ++f) check_value(row, begin + 1 + f, f);
}

void Reader::check_values(std::size_t row, std::size_t like, std::optional<std::size_t> but) const {
    for (std::size_t f = 0; f < n_factors(); ++f) {
        if (f != but) check_value(row, like, f);
    }
}

void Reader::check_value(std::size_t row, std::size_t like, std::size_t f) const {
    if (value(row, f) <= value(like, f) && value(row, f) >= value(like, f)) return;
    const auto cell = kOwn.size() + f;
    throw ScenarioError{messages::kOrder(rows_.where(cell), sim::printable(rows_.cells()[cell]),
                                         scenarios::format_number(value(like, f)))};
}

void Reader::finish() {
    design_.n = design_.n_rows() / rows_of_base();
    for (std::size_t f = 0; f < n_factors(); ++f) {
        auto& factor = design_.factors[f];
        factor.low = factor.high = value(0, f);
        for (std::size_t row = 1; row < design_.n_rows(); ++row) {
            factor.low = std::min(factor.low, value(row, f));
            factor.high = std::max(factor.high, value(row, f));
        }
    }
}

}  // namespace

std::string design_csv(const Design& design) {
    std::string text = fmt::format("{}", fmt::join(kOwn, ","));
    for (const auto& factor : design.factors) text += ',' + csv_cell(factor.path);
    text += '\n';
    const auto n_factors = design.factors.size();
    for (std::size_t row = 0; row < design.n_rows(); ++row) {
        fmt::format_to(std::back_inserter(text), "{},{},{},{}", row, design.base[row], csv_cell(design.role[row]),
                       design.luck[row]);
        for (std::size_t f = 0; f < n_factors; ++f)
            text += ',' + scenarios::format_number(design.values[row * n_factors + f]);
        text += '\n';
    }
    return text;
}

Design read_design_csv(std::string_view text, const std::string& name) {
    return Reader{text, name}.read();
}

}  // namespace talentflow::experiments
