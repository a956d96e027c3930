// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>

#include "app/commands.hpp"
#include "app/terminal.hpp"
#include "models/run/simulate.hpp"
#include "sim/calendar.hpp"

namespace talentflow::app {

enum class ProgressMode { bar, plain, json, none };

/// What `--progress auto|plain|json|none` means here: `auto` is a bar on a terminal and plain lines
/// elsewhere; `--quiet` silences all.
/// Errors: ScenarioError for another word.
[[nodiscard]] ProgressMode progress_mode(const CommonOptions& common, const Io& io);

/// Tells how far a run is: a bar redrawn at most 10 times a second and cleared at the end, or lines
/// at most every 5 s and one at the end, or JSON lines at most 10 times a second.
class ProgressReporter {
  public:
    /// What `member` of `members` counts: members of one scenario, or runs of a comparison.
    enum class Counts { members, runs };
    struct Settings {
        ProgressMode mode = ProgressMode::plain;
        Language language = Language::en;
        sim::Month first_month;  // of the burn-in
        Counts counts = Counts::members;
    };
    using Clock = std::function<double()>;  // seconds, never backwards

    ProgressReporter(std::ostream& err, Settings settings, Clock clock);
    ProgressReporter(const ProgressReporter&) = delete;
    ProgressReporter& operator=(const ProgressReporter&) = delete;
    /// Clears the bar, however the run ended.
    ~ProgressReporter();

    /// Called after every month of every member.
    void update(const models::Progress& progress);
    /// Takes the bar away; later updates would draw it again.
    void clear();

  private:
    [[nodiscard]] std::string bar(const models::Progress& progress) const;
    [[nodiscard]] std::string plain_line(const models::Progress& progress) const;
    [[nodiscard]] std::string json_line(const models::Progress& progress) const;
    [[nodiscard]] double seconds_left(double share) const;
    [[nodiscard]] sim::Month month(const models::Progress& progress) const;
    [[nodiscard]] std::string_view counted(Language language) const;

    std::ostream& err_;
    Settings settings_;
    Clock clock_;
    double started_;
    double last_shown_;
    double first_update_ = -1;
    double share_at_first_ = 0;
    std::int64_t agent_months_ = 0;  // since the first update
    bool bar_is_shown_ = false;
};

/// 65 -> "1:05", 3700 -> "1:01:40".
[[nodiscard]] std::string clock_text(double seconds);

/// 12345678 -> "12.3 M", 5400 -> "5.4 k".
[[nodiscard]] std::string short_number(double value);

}  // namespace talentflow::app
