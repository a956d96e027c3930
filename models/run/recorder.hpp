// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "models/month/talent_model.hpp"
#include "models/run/known_sample.hpp"
#include "models/run/recorded.hpp"
#include "models/run/result/variables.hpp"
#include "sim/dataset.hpp"
#include "sim/not_copyable.hpp"

namespace talentflow::models {

/// Fills the result of a run, month by month (cohorts with the last). Regions, levers and funds are in the order of the
/// scenario file; counts are persons (agents x persons per agent). What a variable is and what counts it:
/// models/run/result.
class Recorder : private sim::NotCopyable {
  public:
    /// Adds axes and variables of a run with `replicates` members, numbered from `first_member`, and months + 1
    /// times. `world` and `data` outlive this.
    Recorder(const World& world, sim::Dataset& data, int first_member = 0);

    /// The state at time `t` (0: after burn-in) and the flows of the month that ended then (none at 0).
    void record(std::size_t member, std::size_t t, const TalentModel& model);
    /// A member goes on from where it has been recorded to.
    void restore(std::size_t member, const Recorded& past);

  private:
    KnownSample known_;
    Variables variables_;
};

}  // namespace talentflow::models
