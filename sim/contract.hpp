// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace talentflow::sim::detail {

/// Throws BugError with the broken condition and its place.
[[noreturn]] void contract_broken(const char* kind, const char* condition, const char* file, int line);

}  // namespace talentflow::sim::detail

/// Contracts stay on in release builds: a broken one is a bug in the caller's code (exit 70).
#define TF_EXPECT(condition)      \
    (static_cast<bool>(condition) \
         ? void(0)                \
         : ::talentflow::sim::detail::contract_broken("precondition", #condition, __FILE__, __LINE__))
#define TF_ENSURE(condition)      \
    (static_cast<bool>(condition) \
         ? void(0)                \
         : ::talentflow::sim::detail::contract_broken("postcondition", #condition, __FILE__, __LINE__))
