// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/draws.hpp"
#include "sim/kernels/kernels.hpp"
#include "sim/math.hpp"

namespace talentflow::sim {

/// An exponential number of mean 1 from one word: E = -ln u. Races take the least of E_a / w_a: a wins with a chance in
/// proportion to its weight w_a.
[[nodiscard]] inline double exponential(std::uint32_t word) noexcept {
    return -math::log(to_uniform(word));
}

/// The same for many words, to the bit; `out` grows as needed.
void exponentials(const kernels::Kernels& kernels, const std::vector<std::uint32_t>& words, std::size_t n,
                  std::vector<double>& out);

/// Bounds from below of `exponential` by the leading byte of the word: a look instead of a logarithm where the number
/// comes too late anyway.
class LeastExponential {
  public:
    LeastExponential() noexcept;
    [[nodiscard]] double operator()(std::uint32_t word) const noexcept { return least_[word >> 24]; }

  private:
    std::array<double, 256> least_;
};

}  // namespace talentflow::sim
