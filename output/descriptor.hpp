// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unistd.h>

#include <utility>

namespace talentflow::output {

/// Closes an open file when it goes; negative: there is none.
class Descriptor {
  public:
    explicit Descriptor(int descriptor = -1) noexcept : descriptor_{descriptor} {}
    Descriptor(Descriptor&& other) noexcept : descriptor_{other.release()} {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }

    [[nodiscard]] int get() const noexcept { return descriptor_; }
    [[nodiscard]] int release() noexcept { return std::exchange(descriptor_, -1); }

  private:
    int descriptor_;
};

}  // namespace talentflow::output
