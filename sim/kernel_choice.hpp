// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/kernels/kernels.hpp"

namespace talentflow::sim::kernels {

/// Kernels of the instruction sets that this build has and this processor can run, fastest first; the last are plain
/// C++. All give the same results to the bit.
[[nodiscard]] std::vector<const Kernels*> usable();

/// The first of them.
[[nodiscard]] const Kernels& fastest();

}  // namespace talentflow::sim::kernels
