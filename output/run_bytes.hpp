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

/// The dataset in such bytes. Errors: OutputError naming `place`.
[[nodiscard]] sim::Dataset dataset_from_bytes(const std::string& bytes, const H5Place& place);

/// The content of `file` if its hash vouches for it. If another program changed it and dropped the
/// hash, a child process reads it and writes its dataset anew, and the content is what the child
/// wrote: HDF5 1.10 can corrupt the memory of a process that reads damaged bytes. Errors:
/// OutputError if it cannot be read, is no HDF5 file, or is damaged.
[[nodiscard]] std::string load_run_bytes(const std::filesystem::path& file, const H5Place& place);

}  // namespace talentflow::output
