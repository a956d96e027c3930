// SPDX-License-Identifier: Apache-2.0
#include "sim/kernels/kernels.hpp"

#include "sim/math.hpp"

namespace talentflow::sim::kernels {

#include "sim/kernels/body.inc"

const Kernels avx2{"avx2", race_body, monthly_words_body, words_of_body, philox_body, flag_body};

}  // namespace talentflow::sim::kernels
