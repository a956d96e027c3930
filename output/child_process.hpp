// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

namespace talentflow::output {

/// The bytes that `action` computes in a child process; empty if the child crashes, throws, takes
/// over `seconds` (0: it may take its time) or gives over `max_bytes`. Whatever happens to the
/// child's memory, this process keeps its own. Errors: OutputError if no child can be started.
[[nodiscard]] std::optional<std::string> compute_in_child(
    const std::function<std::string()>& action, unsigned seconds, std::size_t max_bytes);

}  // namespace talentflow::output
