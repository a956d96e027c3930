// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "experiments/design/design.hpp"

namespace talentflow::experiments {

/// One output of a finished sweep.
struct OutputSeries {
    std::string output, as,
        arm;                     // as in index.csv: id, level or difference, the arm ("" or the base's name where none)
    std::vector<double> values;  // [row of the design]; NaN where the run failed
};

/// What the folder of a finished sweep holds for indices.
struct SweepOutputs {
    Design design;
    std::vector<OutputSeries> series;  // in the order in which index.csv begins them
};

/// Reads design.csv and index.csv of a sweep's folder; of index.csv the columns run, output, as, arm, value, status
/// and, to see that the two belong together, role, luck and those of the factors. A row whose status is not "ok" has no
/// value. Errors: OutputError if a file cannot be read; ScenarioError if one is missing, damaged, of another sweep, or
/// a run is missing.
[[nodiscard]] SweepOutputs read_sweep_outputs(const std::filesystem::path& folder);

}  // namespace talentflow::experiments
