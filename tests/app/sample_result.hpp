// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/run/simulate.hpp"
#include "models/world/world.hpp"

namespace talentflow::tests {

/// Three regions (suining, tongnan, chengdu; the first two are group "suitong"), tiers D and E, two
/// fields, two members, three times; numbers small enough to add up by hand. One lever, one fund.
struct SampleRun {
    models::World world;
    models::RunResult result;
};
[[nodiscard]] SampleRun sample_run();

}  // namespace talentflow::tests
