// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "experiments/sweep/record_store.hpp"
#include "experiments/sweep/sweep_plan.hpp"
#include "sim/dataset.hpp"

namespace talentflow::experiments {

/// One number of a sweep: an output of a run, of one scenario or of an arm minus the base.
struct OutputValue {
    std::size_t run = 0, output = 0, scenario = 0;
    double value = 0;    // mean over members; NaN: none
    double luck_sd = 0;  // standard deviation over members; NaN with one
};

/// The scenarios of which an output has a row: all for a level, the arms for a difference.
[[nodiscard]] std::vector<std::size_t> scenarios_of(const SweepPlan& plan, std::size_t output);

/// Mean and spread over the members of a record that did not fail.
[[nodiscard]] OutputValue output_value(const SweepPlan& plan, const RunRecord& record, std::size_t output,
                                       std::size_t scenario);

/// Records by run; null: none is known.
using RunRecords = std::vector<const RunRecord*>;
[[nodiscard]] RunRecords records_by_run(const SweepPlan& plan, const KnownRecords& known);

/// What becomes of the constants of the base world, where a parameter is one that they were found with: "kept",
/// "refitted"; else "".
[[nodiscard]] std::string constants_word(const SweepPlan& plan);

/// The table of a sweep, one row a finished run, output and scenario (docs/sweeps.md): header
/// `run,output,as,arm,value,luck_sd,status,message,constants,base,role,luck,<parameters>`.
[[nodiscard]] std::string index_csv(const SweepPlan& plan, const RunRecords& records);

/// The same as a dataset: axes run and arm, each output and parameter a variable.
[[nodiscard]] sim::Dataset sweep_data(const SweepPlan& plan, const RunRecords& records);

/// Writes FOLDER/index.csv and FOLDER/sweep.h5, each appearing when it is whole. Errors: OutputError.
void write_tables(const SweepPlan& plan, const RunRecords& records, const std::filesystem::path& folder);

}  // namespace talentflow::experiments
