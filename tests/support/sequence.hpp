// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace talentflow::test {

/// Generated inputs: a fixed sequence that has nothing to do with the program's own draws (SplitMix64, Steele et al.
/// 2014). State its seed with INFO so that a failure can be repeated.
class Sequence {
  public:
    explicit Sequence(std::uint64_t seed) : state_{seed} {}

    [[nodiscard]] std::uint64_t bits() {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    /// In [0, 1).
    [[nodiscard]] double unit() { return static_cast<double>(bits() >> 11) * 0x1.0p-53; }
    [[nodiscard]] double between(double low, double high) { return low + (high - low) * unit(); }
    [[nodiscard]] std::size_t below(std::size_t n) { return static_cast<std::size_t>(bits() % n); }
    [[nodiscard]] std::uint32_t word() { return static_cast<std::uint32_t>(bits() >> 32); }

    template <class T>
    void permute(std::vector<T>& items) {
        for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(i)]);
    }

  private:
    std::uint64_t state_;
};

}  // namespace talentflow::test
