// SPDX-License-Identifier: Apache-2.0
// Plain C++ for any processor: one word at a time, no intrinsics.
#include "sim/kernels/kernels.hpp"
#include "sim/math.hpp"

namespace talentflow::sim::kernels {

namespace {

using Wide = uint64_t;
constexpr size_t kWideLanes = 1, kPhiloxGroups = 4;

inline Wide multiply_words(Wide a, Wide b) {
    return (a & 0xFFFFFFFFU) * (b & 0xFFFFFFFFU);
}
inline Wide widen(const uint32_t* words) {
    return words[0];
}
inline void narrow(Wide a, uint32_t* words) {
    words[0] = static_cast<uint32_t>(a);
}
inline float multiply_add(float a, float b, float c) {
    return a * b + c;
}

}  // namespace

#include "sim/kernels/body.inc"

const Kernels scalar = all_kernels("scalar");

}  // namespace talentflow::sim::kernels
