// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace talentflow::output {

/// What a child may take: wall-clock seconds (0: any), bytes of memory beyond those of this process at the
/// start, bytes of its answer.
struct ChildLimits {
    unsigned seconds;
    std::size_t memory;
    std::size_t answer;
};

/// Sends bytes to the parent, in the child.
using Send = std::function<void(std::string_view)>;
/// Fills `n` bytes at `into` with what the child sent, in the parent; false if there is no more.
using Receive = std::function<bool(char* into, std::size_t n)>;

/// Runs `action` in a child process and `consume` here while it sends. True if `consume` returned
/// true, took the whole answer, and the child ended well within its limits. Whatever happens to the
/// child's memory, this process keeps its own. Errors: OutputError if no child can be started.
[[nodiscard]] bool stream_from_child(const std::function<void(const Send&)>& action,
                                     const std::function<bool(const Receive&)>& consume, const ChildLimits& limits);

/// The bytes that `action` computes in a child process; empty if the child crashes, throws, takes
/// over `seconds` (0: it may take its time) or gives over `max_bytes`. Errors: as stream_from_child.
[[nodiscard]] std::optional<std::string> compute_in_child(const std::function<std::string()>& action, unsigned seconds,
                                                          std::size_t max_bytes);

}  // namespace talentflow::output
