// SPDX-License-Identifier: Apache-2.0
#include "experiments/sensitivity/sweep_outputs.hpp"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>
#include <limits>
#include <sstream>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "experiments/design/csv.hpp"
#include "experiments/design/messages.hpp"
#include "experiments/sensitivity/messages.hpp"
#include "scenarios/loader/number.hpp"
#include "sim/error.hpp"
#include "sim/printable.hpp"

namespace talentflow::experiments {

namespace fs = std::filesystem;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

std::string shown_path(const fs::path& path) {
    return sim::printable(path.string());
}

std::string text_of(const fs::path& folder, const char* name) {
    const auto path = folder / name;
    std::error_code error;
    if (!fs::exists(path, error)) throw ScenarioError{messages::kNoFile(shown_path(folder), name)};
    std::ifstream file{path, std::ios::binary};
    std::string text{std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
    if (!file.is_open() || file.bad())
        throw OutputError{fmt::format("error: {}: cannot be read: {}", shown_path(path), std::strerror(errno))};
    return text;
}

/// Reads index.csv against the design.
class IndexReader {
  public:
    IndexReader(std::string_view text, const std::string& name, const Design& design)
        : rows_{text, name}, design_{design} {
        if (!rows_.next()) throw ScenarioError{messages::kNoRows(sim::printable(name))};
        const auto& header = rows_.cells();
        n_cells_ = header.size();
        const auto column = [&](const std::string& wanted) {
            const auto found = std::find(header.begin(), header.end(), wanted);
            if (found == header.end()) throw ScenarioError{messages::kNoColumn(rows_.where(), sim::printable(wanted))};
            return static_cast<std::size_t>(std::distance(header.begin(), found));
        };
        at_ = {column("run"),   column("output"), column("as"),   column("arm"),
               column("value"), column("status"), column("role"), column("luck")};
        for (const auto& factor : design.factors) factors_.push_back(column(factor.path));
    }

    std::vector<OutputSeries> read() {
        while (rows_.next()) read_row();
        return std::move(series_);
    }

    /// Rows that each series has; none of them twice.
    [[nodiscard]] const std::vector<std::vector<bool>>& seen() const { return seen_; }

  private:
    struct Columns {
        std::size_t run, output, as, arm, value, status, role, luck;
    };

    void read_row() {
        if (rows_.cells().size() != n_cells_)
            throw ScenarioError{
                messages::kCells(rows_.where(), std::to_string(rows_.cells().size()), std::to_string(n_cells_))};
        const auto run = csv_count(cell(at_.run));
        if (!run) throw ScenarioError{messages::kNoCount(rows_.where(at_.run), sim::printable(cell(at_.run)))};
        if (*run >= design_.n_rows())
            throw ScenarioError{messages::kNoSuchRun(rows_.where(at_.run), std::to_string(*run))};
        check_belongs(*run);
        const auto s = series_of_row();
        if (seen_[s][*run]) throw ScenarioError{messages::kRunTwice(rows_.where(at_.run), std::to_string(*run))};
        seen_[s][*run] = true;
        if (cell(at_.status) == "ok") series_[s].values[*run] = number(at_.value);
    }

    [[nodiscard]] const std::string& cell(std::size_t column) const { return rows_.cells()[column]; }
    [[nodiscard]] double number(std::size_t column) const {
        const auto value = csv_number(cell(column));
        if (!value) throw ScenarioError{messages::kNoNumber(rows_.where(column), sim::printable(cell(column)))};
        return *value;
    }

    void check_belongs(std::size_t run) const {
        const auto differs = [&](std::size_t column, const std::string& what, const std::string& designed) {
            return ScenarioError{messages::kOtherRun(rows_.where(column), sim::printable(what),
                                                     sim::printable(cell(column)), sim::printable(designed))};
        };
        if (cell(at_.role) != design_.role[run]) throw differs(at_.role, "role", design_.role[run]);
        if (cell(at_.luck) != std::to_string(design_.luck[run]))
            throw differs(at_.luck, "luck", std::to_string(design_.luck[run]));
        for (std::size_t f = 0; f < factors_.size(); ++f) {
            const double designed = design_.values[run * factors_.size() + f], here = number(factors_[f]);
            if (here < designed || here > designed)
                throw differs(factors_[f], design_.factors[f].path, scenarios::format_number(designed));
        }
    }

    std::size_t series_of_row() {
        // Rows of a run stand together, so that the series is nearly always the one after the last.
        for (std::size_t k = 0; k < series_.size(); ++k) {
            const auto s = (next_ + k) % series_.size();
            if (series_[s].output == cell(at_.output) && series_[s].as == cell(at_.as) &&
                series_[s].arm == cell(at_.arm)) {
                next_ = s + 1;
                return s;
            }
        }
        series_.push_back(
            {cell(at_.output), cell(at_.as), cell(at_.arm), std::vector<double>(design_.n_rows(), kNone)});
        seen_.emplace_back(design_.n_rows(), false);
        return series_.size() - 1;
    }

    CsvRows rows_;
    const Design& design_;
    std::size_t n_cells_ = 0;
    Columns at_{};
    std::vector<std::size_t> factors_;  // columns
    std::vector<OutputSeries> series_;
    std::vector<std::vector<bool>> seen_;
    std::size_t next_ = 0;
};

}  // namespace

SweepOutputs read_sweep_outputs(const fs::path& folder) {
    std::error_code error;
    if (!fs::is_directory(folder, error)) throw ScenarioError{messages::kNoFolder(shown_path(folder))};
    const auto design_text = text_of(folder, "design.csv");
    SweepOutputs result{read_design_csv(design_text, (folder / "design.csv").string()), {}};
    const auto index_text = text_of(folder, "index.csv");
    IndexReader index{index_text, shown_path(folder / "index.csv"), result.design};
    result.series = index.read();
    if (result.series.empty()) throw ScenarioError{messages::kNoOutputs(shown_path(folder))};
    for (std::size_t s = 0; s < result.series.size(); ++s) {
        const auto& seen = index.seen()[s];
        const auto missing = std::count(seen.begin(), seen.end(), false);
        if (missing == 0) continue;
        const auto first = std::distance(seen.begin(), std::find(seen.begin(), seen.end(), false));
        throw ScenarioError{messages::kUnfinished(shown_path(folder), std::to_string(seen.size()),
                                                  std::to_string(missing), sim::printable(result.series[s].output),
                                                  std::to_string(first))};
    }
    return result;
}

}  // namespace talentflow::experiments
