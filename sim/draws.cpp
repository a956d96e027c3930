// SPDX-License-Identifier: Apache-2.0
#include "sim/draws.hpp"

namespace talentflow::sim {

Draws::Draws(std::uint64_t seed, std::uint32_t replicate, const kernels::Kernels& kernels, Future future) noexcept
    : key_{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)},
      kernels_{&kernels},
      turn_{own_address(future.after + 1, Purpose{0})},
      luck_{future.luck << kLuckShift} {
    // The member's key is itself a draw, so members 0..n-1 do not depend on n (G4).
    const auto derived = block(replicate, 0, 0, 0x74666c77U);
    key_ = {derived[0], derived[1]};
}

}  // namespace talentflow::sim
