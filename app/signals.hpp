// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace talentflow::app {

/// From now on the first Ctrl-C (SIGINT) or SIGTERM only raises a flag, so that the month can be
/// finished; a second one ends the process at once.
void catch_stop_signals();

/// Has a stop been asked for?
[[nodiscard]] bool stop_requested() noexcept;

}  // namespace talentflow::app
