// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "models/world/world.hpp"

namespace talentflow::app {

/// What the table and `--json` tell of a comparison besides its numbers. None of it is stored in
/// the file: clock times and thread counts would make equal comparisons differ.
struct CompareFacts {
    std::string output;       // path of the file; empty: none was asked for
    std::string data_sha256;  // of the numbers that the file holds, or would (output/data_hash.hpp)
    models::Name definition;  // who counts as talent here
    double wall_seconds = 0;
    long long peak_rss_bytes = 0;
    int threads = 1;
    bool runs_scenarios = false;  // else it compares result files
};

}  // namespace talentflow::app
