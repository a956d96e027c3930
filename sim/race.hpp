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

/// A nested-logit choice as a race (methods 3.4):
///
///   E_a = -ln u_a,  m = min over a of E_a x inverse_weight[a],  inverse_weight = exp(-v_a) (infinity: unknown)
///   stay if and only if  ln E_0 - V_stay <= rho ln m + (1 - rho) ln W - ln b(U)
///   b(U) = sin(rho pi U)^rho sin((1 - rho) pi U)^(1 - rho) / sin(pi U);  rho = 1 uses neither U nor W
///
/// Exactly a two-level nested logit draw; raising v_a can only switch a person to a. Returns the alternative or kStay.
/// Draws: one word per alternative, then one of staying, then (rho < 1) U and W; four words a call.
/// Most races need not be run: sim/screen.hpp.
[[nodiscard]] std::uint8_t race(const Draws& draws, PersonId person, Month month, const double* inverse_weight,
                                std::size_t n_alternatives, double v_stay, double rho) noexcept;

}  // namespace talentflow::sim
