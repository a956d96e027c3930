// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "experiments/sweep/record.hpp"
#include "experiments/sweep/sweep_plan.hpp"
#include "models/run/simulate.hpp"
#include "models/world/world.hpp"

namespace talentflow::experiments {

/// Runs the points of a sweep, one at a time for each thread that asks: base and arms with the point's values and the
/// members of its luck, reduced to the outputs at once.
class PointRunner {
  public:
    struct Options {
        int threads = 1;             // of each run
        bool exact_threads = false;  // of models::RunOptions
        /// Shown every whole result before it is reduced, with the world that it is of; several threads may call it at
        /// a time.
        std::function<void(std::size_t run, std::size_t scenario, const models::World&, models::RunResult&)> keep;
    };
    /// `plan` outlives this.
    PointRunner(const SweepPlan& plan, Options options);

    /// The record of a run; what goes wrong with it is in the record. Throws nothing.
    [[nodiscard]] RunRecord run(std::size_t run);

  private:
    using Values = std::vector<double>;  // [output][member] of one scenario

    [[nodiscard]] Values values_of(std::size_t run, std::size_t scenario, std::string& remark);
    [[nodiscard]] Values simulated(std::size_t run, std::size_t scenario, std::string& remark);
    void refit(models::World& world, std::size_t run, std::string& remark) const;
    [[nodiscard]] std::string told(const char* what) const;

    const SweepPlan& plan_;
    Options options_;
    std::vector<std::pair<std::string, std::string>> names_;  // of the scenarios' files: seen from here, and to tell
    std::mutex mutex_;
    std::unordered_map<std::string, Values> known_;  // of scenarios that not every parameter changes
};

}  // namespace talentflow::experiments
