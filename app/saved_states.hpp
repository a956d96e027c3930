// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "app/commands.hpp"
#include "app/run_job.hpp"
#include "models/run/simulate.hpp"
#include "output/atomic_file.hpp"
#include "output/state_file.hpp"
#include "scenarios/loader/scenario.hpp"
#include "sim/calendar.hpp"

/// Saved states (G3): a run's members at the end of a month, in a file from which the run goes on or others branch off.
namespace talentflow::app {

/// Months out of "2019-12,2024-12", ascending and each once. Errors: ScenarioError naming the word that is no month, or
/// the month that this run does not simulate: it goes from the one after `begun` to its last.
[[nodiscard]] std::vector<sim::Month> read_state_months(const std::string& words, const models::World& world,
                                                        sim::Month begun);

/// Keeps the states of a run at given months, each in a file beside the result that appears when its last member has
/// passed.
class StateWriters {
  public:
    /// Claims NAME-YYYY-MM.state for each month, NAME as the result. Errors: as output::claim.
    StateWriters(const std::vector<sim::Month>& months, const RunJob& job, output::Replace replace);
    StateWriters(const StateWriters&) = delete;
    StateWriters& operator=(const StateWriters&) = delete;
    ~StateWriters();

    void hook_into(models::RunOptions& options);
    /// Files that stand under their names.
    [[nodiscard]] const std::vector<std::filesystem::path>& written() const noexcept { return written_; }
    void say_what_was_written(const CommonOptions& common, const Io& io) const;

  private:
    struct One;
    std::vector<std::unique_ptr<One>> all_;
    std::vector<std::filesystem::path> written_;
    int members_;
};

/// A state that is there.
class SavedState {
  public:
    /// Errors: ScenarioError if the file is no whole state of this program's, or holds more than this process may use.
    explicit SavedState(const std::string& file);

    [[nodiscard]] sim::Month month() const noexcept { return month_; }
    /// The command whose run was saved.
    [[nodiscard]] const std::string& command() const noexcept { return command_; }
    [[nodiscard]] std::string sha256() const { return file_->sha256(); }
    /// The scenario as it was resolved. Errors: ScenarioError if the state is not of that scenario.
    [[nodiscard]] const scenarios::Scenario& scenario() const noexcept { return scenario_; }

    /// Makes a run of `scenario`, whose past is that of the state, go on from it. This outlives the run.
    void go_on(models::RunOptions& options, const scenarios::Scenario& scenario) const;
    /// Errors: ScenarioError with the first value before the end of the state's month that `other` states differently.
    void refuse_other_past(const scenarios::Scenario& other, const std::string& name) const;

  private:
    std::string name_;
    std::unique_ptr<output::StateFile> file_;
    sim::Month month_;
    std::string command_;
    scenarios::Scenario scenario_;
};

}  // namespace talentflow::app
