// SPDX-License-Identifier: Apache-2.0
#include "sim/exponential.hpp"

namespace talentflow::sim {

LeastExponential::LeastExponential() noexcept {
    for (std::size_t byte = 0; byte < least_.size(); ++byte) {
        // Rounded down: no uniform of this byte has a smaller -ln u.
        least_[byte] = -math::log((static_cast<double>(byte) + 1.0) / 256.0) * (1.0 - 1e-12);
    }
}

void exponentials(const kernels::Kernels& kernels, const std::vector<std::uint32_t>& words, std::size_t n,
                  std::vector<double>& out) {
    if (out.size() < n) out.resize(n);
    kernels.exponentials(words.data(), n, out.data());
}

}  // namespace talentflow::sim
