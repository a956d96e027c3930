// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "models/world/world.hpp"

/// How large a run of a world is, told from the scenario alone: before anything is allocated.
namespace talentflow::models {

/// Agents at the start: those listed, the number asked for, or the talents of all regions at so many persons an agent.
[[nodiscard]] std::int64_t expected_agents(const World& world);

/// About the memory that a run takes at its peak, in bytes: rows of people with what grows beside them, the result, and
/// a base. Measured runs took 0.8 to 1.2 times as much (size.cpp).
[[nodiscard]] double expected_bytes(const World& world);

/// Rows that a population can have: its lists number them with 32 bits.
inline constexpr std::int64_t kMostAgents = 4'000'000'000;

/// Threads that are of use for so many agents, at most `wanted` (0: as many as the machine offers). Below some tens of
/// thousands of agents a thread costs more in waking it than it takes off the others.
[[nodiscard]] int useful_threads(int wanted, std::int64_t agents) noexcept;

}  // namespace talentflow::models
