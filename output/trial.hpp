// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

namespace talentflow::output {

enum class Trial { survived, crashed };

/// Runs `action` in a child process and says whether the child lived to its end within `seconds`;
/// what it computes or throws is lost. HDF5 1.10 crashes on some damaged files, and no check of
/// ours can foresee all. Errors: OutputError if no child can be started.
[[nodiscard]] Trial try_in_child(const std::function<void()>& action, unsigned seconds);

}  // namespace talentflow::output
