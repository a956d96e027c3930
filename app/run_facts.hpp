// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/world/world.hpp"
#include "sim/calendar.hpp"

namespace talentflow::app {

/// What the closing table and `--json` tell of a run besides its numbers. None of it is stored in
/// the result: clock times and thread counts would make equal runs differ.
struct RunFacts {
    std::string scenario;
    models::Name title;
    std::string output;       // path of the result
    std::string data_sha256;  // of its numbers (output/data_hash.hpp); for --json alone
    sim::Month start;
    int months = 0;
    int burn_in_months = 0;
    int members = 1;
    std::uint64_t seed = 0;
    std::int64_t agents = 0;  // at time 0, first member
    double persons_per_agent = 1;
    std::int64_t agent_months = 0;
    double loop_seconds = 0;
    double wall_seconds = 0;
    long long peak_rss_bytes = 0;
    std::uint32_t luck = 0;           // of branch --luck
    std::vector<std::string> states;  // files of run --state-at
    int threads = 1;
    models::Name definition;  // who counts as talent here
    bool quick_look = false;
};

/// Agent-months per second of the monthly loop; 0 if it took no measurable time.
[[nodiscard]] inline double agent_months_per_second(const RunFacts& facts) noexcept {
    return facts.loop_seconds > 0 ? static_cast<double>(facts.agent_months) / facts.loop_seconds : 0;
}

/// The sentence that says who is counted: census talents of the base world, of another census
/// world, or a made-up population.
[[nodiscard]] models::Name talent_definition(const models::World& world);

}  // namespace talentflow::app
