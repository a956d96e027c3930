// SPDX-License-Identifier: Apache-2.0
#include <immintrin.h>

#include "sim/kernels/kernels.hpp"
#include "sim/math.hpp"

namespace talentflow::sim::kernels {

namespace {

using Wide = uint64_t __attribute__((vector_size(64)));
constexpr size_t kWideLanes = 8, kPhiloxGroups = 4;

inline Wide multiply_words(Wide a, Wide b) {
    return reinterpret_cast<Wide>(_mm512_mul_epu32(reinterpret_cast<__m512i>(a), reinterpret_cast<__m512i>(b)));
}
inline Wide widen(const uint32_t* words) {
    return reinterpret_cast<Wide>(_mm512_cvtepu32_epi64(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(words))));
}
inline void narrow(Wide a, uint32_t* words) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(words), _mm512_cvtepi64_epi32(reinterpret_cast<__m512i>(a)));
}
inline float multiply_add(float a, float b, float c) {
    return __builtin_fmaf(a, b, c);
}

}  // namespace

#include "sim/kernels/body.inc"

const Kernels avx512 = all_kernels("avx512");

}  // namespace talentflow::sim::kernels
