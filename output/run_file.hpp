// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "output/atomic_file.hpp"
#include "output/overwriting.hpp"
#include "sim/dataset.hpp"

namespace talentflow::output {

/// Writes `data` as one HDF5 file that is also valid netCDF-4 (docs/output-format.md) under the
/// name that `claimed` holds, and publishes it.
///
/// HDF5 works in a child process: what it does when memory ends costs nothing here. A killed
/// process never leaves a file that looks complete. Equal data give equal bytes. Errors:
/// OutputError with file, variable and the library's own message; the partial file is removed.
void write_run_file(const sim::Dataset& data, AtomicFile& claimed);

/// The same in one step: claims `file` and writes it.
void write_run_file(const sim::Dataset& data, const std::filesystem::path& file, const Overwriting& overwriting);

/// Reads a run file back. Errors: OutputError if it cannot be opened, is no run file, is damaged,
/// or has a newer major result format than this program writes.
[[nodiscard]] sim::Dataset read_run_file(const std::filesystem::path& file);

enum class ByteOrderMark { no, yes };

/// One tidy CSV per variable (axes as columns, ids and names, value last), UTF-8, and a codebook,
/// variables.csv, which is there if and only if the folder holds the tables of one result, whole.
///
/// With Replace::yes the tables of an earlier export go, also those that `data` does not have;
/// nothing else in the folder is touched. Errors: ScenarioError if a table would replace one of
/// `inputs`; OutputError if the folder cannot be made, another process writes tables into it, or a
/// file is in the way that must not be replaced; nothing is then written. Interrupted if
/// `keep_going`, asked before every table, says no. Returns the files written.
std::vector<std::filesystem::path> export_csv(const sim::Dataset& data, const std::filesystem::path& folder,
                                              ByteOrderMark bom, Replace replace,
                                              const std::vector<std::filesystem::path>& inputs = {},
                                              const std::function<bool()>& keep_going = {});

}  // namespace talentflow::output
