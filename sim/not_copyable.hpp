// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace talentflow::sim {

/// Base of what runs rather than holds: it points to a state elsewhere, which a copy would share. Copy the state.
class NotCopyable {
  public:
    NotCopyable(const NotCopyable&) = delete;
    NotCopyable& operator=(const NotCopyable&) = delete;

  protected:
    NotCopyable() noexcept = default;
    ~NotCopyable() = default;
};

}  // namespace talentflow::sim
