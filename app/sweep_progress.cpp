// SPDX-License-Identifier: Apache-2.0
#include "app/sweep_progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "app/messages.hpp"
#include "app/table.hpp"

namespace talentflow::app {

namespace {

constexpr double kBarInterval = 0.1;    // s
constexpr double kJsonInterval = 1.0;   // s
constexpr double kPlainInterval = 5.0;  // s
constexpr std::size_t kBarCells = 24;
constexpr const char* kClearLine = "\r\033[K";

std::string counted(std::size_t n) {
    return with_thousands(static_cast<double>(n));
}

}  // namespace

SweepProgressReporter::SweepProgressReporter(std::ostream& err, ProgressMode mode, Language language, Clock clock)
    : err_{err},
      mode_{mode},
      language_{language},
      clock_{std::move(clock)},
      started_{clock_()},
      last_shown_{started_} {}

SweepProgressReporter::~SweepProgressReporter() {
    if (bar_is_shown_) err_ << kClearLine << std::flush;
}

void SweepProgressReporter::update(const experiments::SweepProgress& progress) {
    if (mode_ == ProgressMode::none) return;
    const double interval = mode_ == ProgressMode::bar    ? kBarInterval
                            : mode_ == ProgressMode::json ? kJsonInterval
                                                          : kPlainInterval;
    if (clock_() - last_shown_ >= interval) show(progress);
}

void SweepProgressReporter::end(const experiments::SweepProgress& progress) {
    if (bar_is_shown_) err_ << kClearLine << std::flush;
    bar_is_shown_ = false;
    if (mode_ == ProgressMode::plain || mode_ == ProgressMode::json) show(progress);
}

void SweepProgressReporter::show(const experiments::SweepProgress& progress) {
    last_shown_ = clock_();
    if (mode_ == ProgressMode::json) {
        err_ << json(progress) << '\n' << std::flush;
    } else if (mode_ == ProgressMode::plain) {
        err_ << words(progress) << '\n' << std::flush;
    } else {
        const auto full = progress.runs == 0 ? kBarCells : kBarCells * progress.done() / progress.runs;
        err_ << kClearLine << '[' << std::string(full, '=') << std::string(kBarCells - std::min(full, kBarCells), ' ')
             << "] " << words(progress) << std::flush;
        bar_is_shown_ = true;
    }
}

std::string SweepProgressReporter::words(const experiments::SweepProgress& p) const {
    if (p.to_audit > 0) return messages::kAuditing.in(language_, counted(p.audited), counted(p.to_audit));
    auto text = messages::kRunsOf.in(language_, counted(p.done()), counted(p.runs));
    if (p.failed > 0) text += messages::kRunsFailed.in(language_, counted(p.failed));
    const double elapsed = last_shown_ - started_;
    if (p.finished == 0 || !(elapsed > 0)) return text;
    const double rate = static_cast<double>(p.finished) / elapsed;
    text += messages::kRunsPerSecond.in(language_, fmt::format("{:.3g}", rate));
    if (const auto left = p.runs - std::min(p.runs, p.done()); left > 0)
        text += messages::kTimeLeft.in(language_, clock_text(static_cast<double>(left) / rate));
    return text;
}

std::string SweepProgressReporter::json(const experiments::SweepProgress& p) const {
    nlohmann::ordered_json json{{"event", "progress"},    {"runs", p.runs},     {"known", p.known},
                                {"finished", p.finished}, {"failed", p.failed}, {"to_audit", p.to_audit},
                                {"audited", p.audited}};
    const double elapsed = last_shown_ - started_;
    if (p.finished > 0 && elapsed > 0) {
        const double rate = static_cast<double>(p.finished) / elapsed;
        json["runs_per_second"] = rate;
        json["seconds_left"] = static_cast<double>(p.runs - std::min(p.runs, p.done())) / rate;
    }
    return json.dump();
}

}  // namespace talentflow::app
