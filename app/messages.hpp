// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/message.hpp"

/// What the command line says to people beside its tables (sim/message.hpp).
namespace talentflow::app::messages {

using sim::Message;

// Options.
inline constexpr Message<1> kEmptyValue{
    "error: {0}: the value is empty; write one (an unset variable of the shell leaves it empty), or leave the option "
    "out"};
inline constexpr Message<2> kShortWithEquals{
    "error: {0}=: a short option stands before its value without '='; write {0} {1}"};
inline constexpr Message<2> kLooksLikeOption{
    "error: {0}: the value '{1}' looks like an option; write the value (an unset variable of the shell leaves it out), "
    "or ./{1} for a file of that name"};
inline constexpr Message<1> kEmptyArgument{
    "error: {0}: the name is empty; write one (an unset variable of the shell leaves it empty)"};
inline constexpr Message<1> kNoPathAndValue{"error: --set: '{0}' has no path and value; write --set random.seed=7"};

// Size.
inline constexpr Message<3> kNeedsMemory{"needs about {0} of memory for {1} agents, and this process may use {2}"};
inline constexpr Message<0> kNeedLess{
    "let an agent stand for more persons (--set population.persons_per_agent=10), or ask for fewer agents or "
    "replicates"};
inline constexpr Message<0> kLowerCounts{"lower the counts of overrides.initial_agents, or ask for fewer replicates"};
inline constexpr Message<3> kTooLarge{"error: {0} {1}; {2}"};

// Calibration.
inline constexpr Message<1> kNoTargets{
    "error: calibrate: {0} has no target to fit: no region says net_migration_target_per_year; write one for each "
    "region "
    "whose net migration is known"};
inline constexpr Message<1> kNoChoice{
    "error: calibrate: in {0} nobody weighs places (the modules consideration and choice must be active, without "
    "overrides "
    "of either), so no constant changes who moves"};
inline constexpr Message<2> kNotConverged{
    "error: calibrate: after {0} rounds the targets are not met; nothing was written (--keep writes the constants all "
    "the "
    "same, and says so in them); more --rounds may help\n{1}"};
inline constexpr Message<3> kKeptUnconverged{
    "error: calibrate: after {0} rounds the targets are not met; {1} was written because of --keep, and says so\n{2}"};

// Warnings.
inline constexpr Message<1> kOneWarning{"{0} warning", "{0} 条警告"};
inline constexpr Message<1> kWarnings{"{0} warnings", "{0} 条警告"};
inline constexpr Message<2> kOkWith{"{0}: ok ({1})", "{0}：通过（{1}）"};
inline constexpr Message<4> kFundUsedUp{
    "the fund is used up in the first month in which it pays, {0}: of {1} CNY {2} CNY are left, and {3} claims wait or "
    "have lapsed",
    ""};
inline constexpr Message<0> kFundMore{"appropriate more, pay less or let fewer people claim", ""};
inline constexpr Message<1> kNoStream{"error: {0}: '-' stands for a scenario on the standard input only; name a file",
                                      ""};

}  // namespace talentflow::app::messages
