// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <ostream>
#include <string>

#include "app/progress.hpp"
#include "app/terminal.hpp"
#include "experiments/sweep/session.hpp"

namespace talentflow::app {

/// Tells how far a sweep is: runs finished and failed, how many a second, time left. A bar redrawn at most 10 times a
/// second and cleared at the end, or lines at most every 5 s and one at the end, or JSON lines at most once a second.
class SweepProgressReporter {
  public:
    using Clock = std::function<double()>;  // seconds, never backwards

    SweepProgressReporter(std::ostream& err, ProgressMode mode, Language language, Clock clock);
    SweepProgressReporter(const SweepProgressReporter&) = delete;
    SweepProgressReporter& operator=(const SweepProgressReporter&) = delete;
    /// Clears the bar, however the sweep ended.
    ~SweepProgressReporter();

    void update(const experiments::SweepProgress& progress);
    /// The last word, also if nothing was to be done.
    void end(const experiments::SweepProgress& progress);

  private:
    [[nodiscard]] std::string words(const experiments::SweepProgress& progress) const;
    [[nodiscard]] std::string json(const experiments::SweepProgress& progress) const;
    void show(const experiments::SweepProgress& progress);

    std::ostream& err_;
    ProgressMode mode_;
    Language language_;
    Clock clock_;
    double started_, last_shown_;
    bool bar_is_shown_ = false;
};

}  // namespace talentflow::app
