// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "models/policy/policy_field.hpp"
#include "models/world/world.hpp"

namespace talentflow::models {

/// What the levers of a world can reach over a run: every lever writes every month in which it may act, whether or not
/// its fund can pay. Processes that must fix something at the start ask for it. Draws: none.
struct PolicyReach {
    /// [Entry]: some lever writes it in some month.
    std::vector<unsigned char> written;

    [[nodiscard]] bool writes(Entry entry) const noexcept { return written[static_cast<std::size_t>(entry)] != 0; }
};
[[nodiscard]] PolicyReach policy_reach(const World& world);

}  // namespace talentflow::models
