// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/kernels/kernels.hpp"

namespace talentflow::sim::kernels {

/// The kernels of the fastest instruction set of this processor, or of the one that TALENTFLOW_ISA (scalar, baseline,
/// avx2, avx512) names. Errors: ScenarioError if it is unknown or the processor lacks it.
[[nodiscard]] const Kernels& chosen();

}  // namespace talentflow::sim::kernels
