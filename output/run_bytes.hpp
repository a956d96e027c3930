// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "output/h5_handle.hpp"
#include "sim/dataset.hpp"

namespace talentflow::output {

// The two directions between a dataset and the bytes of a run file, without any disk.

/// The HDF5 bytes of `data`, without the hash behind them. Errors: OutputError naming `place`.
[[nodiscard]] std::string run_file_bytes(const sim::Dataset& data, const H5Place& place);

/// The dataset in such bytes, in whatever layout they have (layout_problem). HDF5 1.10 can corrupt
/// the memory of a process that reads bytes made for it, hash or not: only for a process of which
/// nothing else is expected. Errors: OutputError naming `place`.
[[nodiscard]] sim::Dataset dataset_from_bytes(const std::string& bytes, const H5Place& place);

/// The content of `file` without its hash. Another program that changed the file dropped the hash.
/// Errors: OutputError if it cannot be read, is no HDF5 file, or does not match its hash.
[[nodiscard]] std::string load_run_bytes(const std::filesystem::path& file, const H5Place& place);

}  // namespace talentflow::output
