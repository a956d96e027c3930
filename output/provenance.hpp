// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "output/sha256.hpp"
#include "sim/dataset.hpp"
#include "sim/draws.hpp"

namespace talentflow::output {

/// What made a result, as attributes and the text of the scenario. Nothing here depends on the
/// clock, the path of the output, the number of threads or display options, so that equal runs give
/// equal bytes.
struct Provenance {
    std::string title_en, title_zh;
    std::string scenario_yaml;  // resolved text
    std::string scenario_sha256;
    std::string command;  // without output path, thread count and display options
    std::uint64_t seed = 0;
    long long replicates = 1;
    sim::Future future = {};
};

/// Sets Conventions, title, source, comment (three lines of Python and of R that plot something),
/// talentflow_version, git_commit, build, seed, replicates, scenario_sha256, result_format, command
/// and the text `scenario_yaml` of `data`; of another future, luck and luck_after too.
void set_provenance(sim::Dataset& data, const Provenance& provenance);

/// The future that a result is of; the seed's own if it says none, or none that can be.
[[nodiscard]] sim::Future future_of(const sim::Dataset& data);

/// Version, commit and build of this program (from the generated build_info.hpp).
[[nodiscard]] std::string version();
[[nodiscard]] std::string git_commit();
[[nodiscard]] std::string build_description();

}  // namespace talentflow::output
