// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/dataset.hpp"

namespace talentflow::output {

enum class Replace { no, yes };

/// Fails early, before a long run: OutputError if `file` exists and `replace` is no, is a
/// directory, or its folder cannot be created or written. Creates missing parent folders. Leaves no
/// file behind.
void check_writable(const std::filesystem::path& file, Replace replace);

/// Writes `data` as one HDF5 file that is also valid netCDF-4 (docs/output-format.md).
///
/// The file is written whole to `file` + ".partial", closed, fsynced and renamed, so a killed
/// process never leaves a file that looks complete. Equal data give equal bytes. Errors:
/// OutputError with file, variable and the library's own message; the partial file is removed.
void write_run_file(const sim::Dataset& data, const std::filesystem::path& file, Replace replace);

/// Reads a run file back. Errors: OutputError if it cannot be opened, is no run file, is damaged,
/// or has a newer major result format than this program writes.
[[nodiscard]] sim::Dataset read_run_file(const std::filesystem::path& file);

enum class ByteOrderMark { no, yes };

/// One tidy CSV per variable (axes as columns, ids and names, value last), UTF-8.
/// Errors: OutputError if the folder cannot be made or a file exists and `replace` is no; nothing
/// is then written. Returns the files written.
std::vector<std::filesystem::path> export_csv(const sim::Dataset& data,
                                              const std::filesystem::path& folder,
                                              ByteOrderMark bom, Replace replace);

}  // namespace talentflow::output
