// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "sim/dataset.hpp"

namespace talentflow::tests {

struct SampleSize {
    int members = 5;
    int months = 120;  // times are one more
};

/// A result with every kind of axis, type and unit of a run file; readers.py and readers.R repeat
/// its formulas: integers are 7 i mod 100003, money is (12345 i mod 9999991) / 100, wages 5000 + i
/// / 7 with NaN at every 11th place, where i counts the cells in row-major order; cohort_present
/// has no value in the second of its two years.
[[nodiscard]] sim::Dataset sample(SampleSize size = {});

/// A fresh folder below the system's temporary folder, removed at the end.
class TempFolder {
  public:
    TempFolder();
    ~TempFolder();
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
    [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
    [[nodiscard]] std::size_t n_entries() const;

  private:
    std::filesystem::path path_;
};

[[nodiscard]] std::string read_bytes(const std::filesystem::path& file);
void write_bytes(const std::filesystem::path& file, const std::string& bytes);

/// Message of the OutputError that `action` throws; "no error" if it throws none.
template <class Action>
[[nodiscard]] std::string output_error(Action action);

/// Every part of two datasets is equal, doubles bit for bit.
[[nodiscard]] bool equal(const sim::Dataset& a, const sim::Dataset& b);

}  // namespace talentflow::tests

#include "sim/error.hpp"

template <class Action>
std::string talentflow::tests::output_error(Action action) {
    try {
        action();
    } catch (const OutputError& error) {
        return error.what();
    }
    return "no error";
}
