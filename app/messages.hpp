// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/message.hpp"

/// What the command line says to people beside its tables.
namespace talentflow::app::messages {

using sim::Message;

inline constexpr Message<1> kOneWarning{"{0} warning", "{0} 条警告"};
inline constexpr Message<1> kWarnings{"{0} warnings", "{0} 条警告"};
inline constexpr Message<2> kOkWith{"{0}: ok ({1})", "{0}：通过（{1}）"};
inline constexpr Message<4> kFundUsedUp{
    "the fund is used up in the first month in which it pays, {0}: of {1} CNY {2} CNY are left, and {3} claims wait or have lapsed", ""};
inline constexpr Message<0> kFundMore{"appropriate more, pay less or let fewer people claim", ""};
inline constexpr Message<1> kNoStream{"error: {0}: '-' stands for a scenario on the standard input only; name a file", ""};

}  // namespace talentflow::app::messages
