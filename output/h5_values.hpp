// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "output/h5_handle.hpp"
#include "sim/dataset.hpp"

namespace talentflow::output {

/// HDF5's type in memory for the number types of a run file.
template <class T>
[[nodiscard]] H5Ref memory_type() {
    if constexpr (std::is_same_v<T, std::int32_t>) return H5Ref::predefined(H5T_NATIVE_INT32);
    if constexpr (std::is_same_v<T, std::int64_t>) return H5Ref::predefined(H5T_NATIVE_INT64);
    if constexpr (std::is_same_v<T, std::uint64_t>) return H5Ref::predefined(H5T_NATIVE_UINT64);
    if constexpr (std::is_same_v<T, double>) return H5Ref::predefined(H5T_NATIVE_DOUBLE);
}

/// The same on disk: little-endian whatever the machine.
template <class T>
[[nodiscard]] H5Ref disk_type() {
    if constexpr (std::is_same_v<T, std::int32_t>) return H5Ref::predefined(H5T_STD_I32LE);
    if constexpr (std::is_same_v<T, std::int64_t>) return H5Ref::predefined(H5T_STD_I64LE);
    if constexpr (std::is_same_v<T, std::uint64_t>) return H5Ref::predefined(H5T_STD_U64LE);
    if constexpr (std::is_same_v<T, double>) return H5Ref::predefined(H5T_IEEE_F64LE);
}

/// The text type of datasets and of attributes that are not ASCII: variable-length UTF-8.
/// Fixed-length text in a dataset crashes netCDF-C up to 4.9.0.
[[nodiscard]] H5Type utf8_type(const H5Place& place);

/// Text in ASCII has a fixed length, as netCDF writes an NC_CHAR: CF wants it so, and NCO crashes
/// on variable-length `cell_methods`. Whole numbers are int32 where they fit.
void write_attribute(H5Ref object, const std::string& name, const sim::Dataset::Attribute& value, const H5Place& place);
/// A number in the type of its dataset, as `_FillValue` must be.
template <class T>
void write_number(H5Ref object, const std::string& name, T value, const H5Place& place);
/// ASCII texts as rows of single letters, as netCDF writes an NC_CHAR array.
void write_letters(H5Ref dataset, const std::vector<std::string>& texts, std::size_t length, const H5Place& place);
void write_strings(H5Ref dataset, const std::vector<std::string>& texts, const H5Place& place);

/// Names of the attributes in order of creation.
[[nodiscard]] std::vector<std::string> attribute_names(H5Ref object, const H5Place& place);
/// Names of the links of the root group in order of creation (by name if the order was lost in a
/// copy).
[[nodiscard]] std::vector<std::string> link_names(H5Ref file, const H5Place& place);
/// Empty if there is none of that name or it is not one text or number.
[[nodiscard]] std::optional<sim::Dataset::Attribute> read_attribute(H5Ref object, const std::string& name,
                                                                    const H5Place& place);
/// A text attribute, or "" if there is none.
[[nodiscard]] std::string read_text(H5Ref object, const std::string& name, const H5Place& place);
/// All strings of a dataset of variable length. Errors: OutputError if they are others or cannot be
/// read.
[[nodiscard]] std::vector<std::string> read_strings(H5Ref dataset, const H5Place& place);
/// Lengths of the axes; empty for a scalar.
[[nodiscard]] std::vector<hsize_t> read_extent(H5Ref dataset, const H5Place& place);

}  // namespace talentflow::output
