// SPDX-License-Identifier: Apache-2.0
#include <immintrin.h>

#include "sim/kernels/kernels.hpp"
#include "sim/math.hpp"

namespace talentflow::sim::kernels {

namespace {

using Wide = uint64_t __attribute__((vector_size(16)));
constexpr size_t kWideLanes = 2, kPhiloxGroups = 2;

inline Wide multiply_words(Wide a, Wide b) {
    return reinterpret_cast<Wide>(_mm_mul_epu32(reinterpret_cast<__m128i>(a), reinterpret_cast<__m128i>(b)));
}
inline Wide widen(const uint32_t* words) {
    return Wide{words[0], words[1]};
}
inline void narrow(Wide a, uint32_t* words) {
    words[0] = static_cast<uint32_t>(a[0]);
    words[1] = static_cast<uint32_t>(a[1]);
}
inline float multiply_add(float a, float b, float c) {
    return a * b + c;
}

}  // namespace

#include "sim/kernels/body.inc"

const Kernels baseline = all_kernels("baseline");

}  // namespace talentflow::sim::kernels
