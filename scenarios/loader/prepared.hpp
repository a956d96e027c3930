// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "models/world/world.hpp"
#include "scenarios/loader/pipeline.hpp"
#include "scenarios/loader/report.hpp"
#include "scenarios/loader/scenario.hpp"
#include "scenarios/loader/tree.hpp"

namespace talentflow::scenarios {

/// A scenario whose files have been read and merged once, to be resolved many times with other settings: what a sweep
/// runs. Several threads may resolve one at a time.
class PreparedScenario {
  public:
    /// Reads `file` with everything it extends and lays `settings` on it. Empty if it could not be read; what is wrong
    /// is reported.
    [[nodiscard]] static std::optional<PreparedScenario> read(const std::filesystem::path& file,
                                                              const std::vector<Setting>& settings, Report& report);

    /// Checked, completed and bound with these settings; sound only if nothing was reported.
    [[nodiscard]] Resolved resolve(const std::vector<Setting>& settings, Report& report) const;
    /// The scenario as it stands. Errors: reported.
    [[nodiscard]] Scenario scenario(Report& report) const;
    /// The world with these settings. Errors: ScenarioError with everything that is wrong.
    [[nodiscard]] models::World world(const std::vector<Setting>& settings) const;

    /// Whether a setting of `path` finds what it is for: the lever, fund or title that it names, of which scenarios
    /// that are held against each other have different ones. True for all other paths.
    [[nodiscard]] bool has(const std::string& path) const;
    /// The merged values that everything else follows from, in one line, without remarks on them: equal texts give
    /// equal worlds.
    [[nodiscard]] std::string identity() const;
    [[nodiscard]] const std::vector<std::filesystem::path>& files() const noexcept { return files_; }

  private:
    Node merged_;
    std::vector<std::filesystem::path> files_;
};

}  // namespace talentflow::scenarios
