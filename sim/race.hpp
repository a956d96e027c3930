// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "sim/draws.hpp"

namespace talentflow::sim {

/// Stay: no alternative won the race.
inline constexpr std::uint8_t kStay = 0xFF;
inline constexpr std::size_t kMaxAlternatives = 65;  // 64 regions and the rest of the world

/// A batch of nested-logit choices as races (methods 3.4), one per person, structure of arrays.
///
///   E_a = -ln u_a,  m = min over a of E_a x inverse_weight[a],  inverse_weight = exp(-v_a) (infinity: unknown)
///   stay if and only if  ln E_0 - V_stay <= rho ln m + (1 - rho) ln W - ln b(U)
///   b(U) = sin(rho pi U)^rho sin((1 - rho) pi U)^(1 - rho) / sin(pi U);  rho = 1 uses neither U nor W
///
/// Exactly a two-level nested logit draw; raising v_a can only switch a person to a.
/// Draws: one word per alternative, then one of staying, then (rho < 1) U and W; four words a call.
struct RaceBatch {
    std::size_t n = 0;               // persons
    std::size_t n_alternatives = 0;
    const std::uint32_t* index = nullptr;  // [n] low word of the person id
    const std::uint32_t* high = nullptr;   // [n] high word
    std::array<std::uint32_t, 2> key{};
    std::uint32_t address = 0;       // Draws::address(month, choice_race)
    const double* inverse_weight = nullptr;  // [alternative * stride + person]
    std::size_t stride = 0;
    const double* v_stay = nullptr;  // [n]
    double rho = 1.0;
    std::uint8_t* choice = nullptr;  // [n] out: alternative or kStay
};

/// The scalar twin: one person. Equal bits to the batch kernels (tests/sim/race_test.cpp).
[[nodiscard]] std::uint8_t race(const Draws& draws, PersonId person, Month month,
                                const double* inverse_weight, std::size_t n_alternatives,
                                double v_stay, double rho) noexcept;

/// Runs a batch with the fastest instruction set of this processor, or the one that TALENTFLOW_ISA
/// (baseline, avx2, avx512) asks for.
void race(const RaceBatch& batch);

}  // namespace talentflow::sim
