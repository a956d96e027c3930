// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "output/h5_handle.hpp"

namespace talentflow::output {

// HDF5 works in memory only; ordinary code reads and writes the bytes. HDF5 1.10 cannot be trusted
// to give up cleanly when a disk is full (it tries again at exit), and its locks would keep a
// notebook and a run apart.

/// A new, empty file: creation order kept, no times, readable by every HDF5 since 1.8.
[[nodiscard]] H5File create_in_memory(const H5Place& place);

/// The bytes of a file made by create_in_memory, as they would stand on a disk.
[[nodiscard]] std::string image_of(const H5File& file, const H5Place& place);

/// Opens such bytes for reading. Errors: OutputError if HDF5 does not take them for a file.
[[nodiscard]] H5File open_image(const std::string& bytes, const H5Place& place);

}  // namespace talentflow::output
