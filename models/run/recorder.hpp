// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "models/month/talent_model.hpp"
#include "models/run/known_sample.hpp"
#include "models/run/recorded.hpp"
#include "sim/dataset.hpp"

namespace talentflow::models {

/// Fills the result of a run, month by month (cohorts with the last). Regions, levers and funds are in the order of the
/// scenario file; counts are persons (agents x persons per agent).
class Recorder {
  public:
    /// Declares axes and variables of a run with `replicates` members, numbered from `first_member`, and months + 1
    /// times.
    Recorder(const World& world, sim::Dataset& data, int first_member = 0);

    /// The state at time `t` (0: after burn-in) and the flows of the month that ended then (none at 0).
    void record(std::size_t member, std::size_t t, const TalentModel& model);
    /// A member goes on from where it has been recorded to.
    void restore(std::size_t member, const Recorded& past);

  private:
    void declare_axes(int first_member);
    void declare_people();
    void declare_work();
    void declare_policy();
    void declare_indices();
    void declare_cohorts();
    void declare_picked();
    [[nodiscard]] bool has_kind(const std::string& kind) const;
    void record_stocks(std::size_t at, const TalentModel& model);
    void record_flows(std::size_t at, const TalentModel& model);
    void record_work(std::size_t at, const TalentModel& model);
    void record_policy(std::size_t at, const TalentModel& model, bool flows);
    void record_awareness(std::size_t at, const TalentModel& model);
    void record_ties(std::size_t at, const TalentModel& model);
    void record_picked(std::size_t at, const TalentModel& model);
    void record_indices(std::size_t at, bool flows, const TalentModel& model);
    void record_structure_match(std::size_t at, const TalentModel& model);
    void record_net_brain_gain(std::size_t at);
    void record_theil(std::size_t at, const CompiledWorld& world);
    void record_cohorts(std::size_t member, const TalentModel& model);
    /// Residents of a place of the `region` axis, by tier, as the result has them.
    [[nodiscard]] std::vector<std::int64_t> residents_by_tier(std::size_t at, std::size_t region) const;

    const World* world_;
    sim::Dataset* data_;
    std::size_t n_times_;
    std::int64_t scale_;  // persons per agent
    KnownSample known_;
};

}  // namespace talentflow::models
