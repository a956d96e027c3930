// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/dataset.hpp"

/// Writes every number of a dataset to the standard output, in no particular order: a line `<name> <kind> <shape>
/// <bytes>`, then so many bytes. tests/guarantees/dataset_hash.py makes of them the hash that output/data_hash.hpp
/// describes.
void write_numbers(const talentflow::sim::Dataset& data);
