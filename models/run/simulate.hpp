// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "models/run/recorded.hpp"
#include "models/world/world.hpp"
#include "sim/archive.hpp"
#include "sim/dataset.hpp"
#include "sim/draws.hpp"
#include "sim/kernel_choice.hpp"
#include "sim/parallel.hpp"

namespace talentflow::models {

class TalentModel;
struct MonthState;

/// A member at the end of a month, with what the result holds of it so far: goes on as if it had never stopped.
struct MemberState {
    MemberState(MonthState month, Recorded past);
    MemberState(const MemberState&);
    MemberState(MemberState&&) noexcept;
    MemberState& operator=(const MemberState&) = delete;
    MemberState& operator=(MemberState&&) noexcept;
    ~MemberState();

    std::unique_ptr<MonthState> month;
    Recorded past;
};
[[nodiscard]] sim::Month month_of(const MemberState& member) noexcept;
/// models::renumbered of a member, in place.
void renumber_member(MemberState& member, const World& from, const World& to);
/// Writes a member's state, or reads it. Errors of reading: StateError where it is not one of `world`.
void write_member(sim::StateSink& sink, MonthState& month, Recorded& past);
[[nodiscard]] MemberState read_member(sim::StateSource& source, const World& world);

/// Where a run stands, told after every month of every member.
struct Progress {
    int member = 0;
    int members = 1;
    int months_done = 0;   // of this member, burn-in included
    int months_total = 0;  // of one member, burn-in included
    std::int64_t agents = 0;
};

struct RunOptions {
    int threads = 0;  // at most; 0: as many as the machine offers. A world too small for them gets fewer
    /// Test switch: so many threads, however small the world.
    bool exact_threads = false;
    sim::Schedule schedule{};  // of loops over people
    /// The instruction set of batches of draws.
    const sim::kernels::Kernels* kernels = &sim::kernels::fastest();
    /// Test switch: look at every person every month; the result must not change by a byte.
    bool look_every_month = false;
    /// Called after every month; returning false stops the run with `Interrupted`.
    std::function<bool(const Progress&)> keep_going;
    /// The run has the members first_member, first_member + 1, ..., as many as the world has replicates; each is the
    /// same whichever run it belongs to (G4). Comparisons run scenario after scenario for one member at a time.
    int first_member = 0;
    /// Shown the state of each member at time 0 and after every later month, `t` as on the result's time axis: for what
    /// the result does not hold, such as where each person is. The model may be read during the call only.
    std::function<void(int member, std::size_t t, const TalentModel& model)> observe;
    /// Shown the state of each member, counted from 0, at the end of each of these months, burn-in included (the month
    /// of the state says which); what is shown may be written or copied during the call only.
    std::vector<sim::Month> keep_at;
    std::function<void(int nth, MonthState& month, Recorded& past)> keep;
    /// Where each member goes on from; empty: all begin at the beginning. The world's past must be the state's
    /// (scenarios::Past), its levers may be others (models/month/renumber.hpp).
    std::function<MemberState(int nth)> resume;
    /// Draws of another future, after the month that all members go on from.
    sim::Future future;
};

/// A cell of the shortage list (紧缺目录): posts that stay open.
struct Shortage {
    FileRegion region;
    TierIndex tier;
    FieldIndex field;
    double vacancies = 0;           // persons, mean over members
    double vacancy_rate = 0;        // of positions
    double oldest_open_months = 0;  // months since the pool was last full
};

struct RunResult {
    sim::Dataset data;                 // every output variable; attributes are added by the caller
    std::int64_t agents_at_start = 0;  // agents alive at time 0, first member
    std::int64_t agent_months = 0;     // living agents at the start of each month, burn-in included, all members
    int threads = 1;                   // that worked on it
    double loop_seconds = 0;           // monthly loop only, all members
    double setup_seconds = 0;          // synthesis and tables, all members
    std::vector<Shortage> shortages;   // of the last month, most severe first
};

/// Runs every member of a scenario: burn-in, then `world.months` months.
///
/// The result does not depend on threads, on their schedule, on the instruction set or on the number of members (G1,
/// G2, G4). Errors: ModelError if the books of a month do not balance; Interrupted if `keep_going` says so.
[[nodiscard]] RunResult simulate(const World& world, const RunOptions& options);

}  // namespace talentflow::models
