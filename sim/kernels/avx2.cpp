// SPDX-License-Identifier: Apache-2.0
#include <immintrin.h>

#include "sim/kernels/kernels.hpp"
#include "sim/math.hpp"

namespace talentflow::sim::kernels {

namespace {

using Wide = uint64_t __attribute__((vector_size(32)));
constexpr size_t kWideLanes = 4, kPhiloxGroups = 2;

inline Wide multiply_words(Wide a, Wide b) {
    return reinterpret_cast<Wide>(_mm256_mul_epu32(reinterpret_cast<__m256i>(a), reinterpret_cast<__m256i>(b)));
}
inline Wide widen(const uint32_t* words) {
    return reinterpret_cast<Wide>(_mm256_cvtepu32_epi64(_mm_loadu_si128(reinterpret_cast<const __m128i*>(words))));
}
inline void narrow(Wide a, uint32_t* words) {
    const __m256i even = _mm256_setr_epi32(0, 2, 4, 6, 0, 2, 4, 6);
    const __m256i low = _mm256_permutevar8x32_epi32(reinterpret_cast<__m256i>(a), even);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(words), _mm256_castsi256_si128(low));
}
inline float multiply_add(float a, float b, float c) {
    return __builtin_fmaf(a, b, c);
}

}  // namespace

#include "sim/kernels/body.inc"

const Kernels avx2 = all_kernels("avx2");

}  // namespace talentflow::sim::kernels
