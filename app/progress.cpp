// SPDX-License-Identifier: Apache-2.0
#include "app/progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "app/table.hpp"
#include "sim/error.hpp"

namespace talentflow::app {

namespace {

constexpr double kBarInterval = 0.1;    // s: 10 Hz
constexpr double kPlainInterval = 5.0;  // s
constexpr int kBarCells = 24;
constexpr const char* kClearLine = "\r\033[K";

double share_done(const models::Progress& p) {
    const double total = static_cast<double>(p.members) * p.months_total;
    if (!(total > 0)) return 1;
    return (static_cast<double>(p.member) * p.months_total + p.months_done) / total;
}

bool is_last(const models::Progress& p) {
    return p.member + 1 == p.members && p.months_done >= p.months_total;
}

}  // namespace

ProgressMode progress_mode(const CommonOptions& common, const Io& io) {
    const auto& word = common.progress;
    if (word == "auto" || word == "plain" || word == "json" || word == "none") {
        if (common.quiet || word == "none") return ProgressMode::none;
        if (word == "json") return ProgressMode::json;
        return word == "auto" && io.err_is_terminal ? ProgressMode::bar : ProgressMode::plain;
    }
    throw ScenarioError{"error: --progress: '" + word + "' is not auto, plain, json or none"};
}

std::string clock_text(double seconds) {
    const auto whole = static_cast<long long>(std::max(0.0, std::ceil(seconds)));
    const auto h = whole / 3600, m = whole / 60 % 60, s = whole % 60;
    return h > 0 ? fmt::format("{}:{:02}:{:02}", h, m, s) : fmt::format("{}:{:02}", m, s);
}

std::string short_number(double value) {
    if (value >= 1e9) return fmt::format("{:.1f} G", value / 1e9);
    if (value >= 1e6) return fmt::format("{:.1f} M", value / 1e6);
    if (value >= 1e3) return fmt::format("{:.1f} k", value / 1e3);
    return fmt::format("{:.0f}", value);
}

ProgressReporter::ProgressReporter(std::ostream& err, Settings settings, Clock clock)
    : err_{err}, settings_{settings}, clock_{std::move(clock)}, started_{clock_()} {
    last_shown_ = started_;
    if (settings_.mode != ProgressMode::bar) return;
    err_ << pick(settings_.language, "building the population", "正在生成人口") << std::flush;
    bar_is_shown_ = true;
}

ProgressReporter::~ProgressReporter() {
    clear();
}

void ProgressReporter::clear() {
    if (!bar_is_shown_) return;
    err_ << kClearLine << std::flush;
    bar_is_shown_ = false;
}

void ProgressReporter::update(const models::Progress& progress) {
    if (settings_.mode == ProgressMode::none) return;
    const double now = clock_();
    if (first_update_ < 0) {  // the time before it went into building the population
        first_update_ = now;
        share_at_first_ = share_done(progress);
    } else {
        agent_months_ += progress.agents;
    }
    const double interval = settings_.mode == ProgressMode::plain ? kPlainInterval : kBarInterval;
    const bool last = is_last(progress);
    if (!last && now - last_shown_ < interval) return;
    last_shown_ = now;
    if (settings_.mode == ProgressMode::bar) {
        if (last) return clear();
        err_ << kClearLine << bar(progress) << std::flush;
        bar_is_shown_ = true;
    } else {
        err_ << (settings_.mode == ProgressMode::json ? json_line(progress) : plain_line(progress)) << '\n'
             << std::flush;
    }
}

double ProgressReporter::seconds_left(double share) const {
    const double done = share - share_at_first_;
    if (!(done > 0)) return std::nan("");
    return (last_shown_ - first_update_) / done * (1 - share);
}

sim::Month ProgressReporter::month(const models::Progress& progress) const {
    return settings_.first_month + std::max(0, progress.months_done - 1);
}

std::string_view ProgressReporter::counted(Language language) const {
    if (settings_.counts == Counts::runs) return pick(language, "run", "运行");
    return pick(language, "member", "重复");
}

std::string ProgressReporter::bar(const models::Progress& p) const {
    const double share = share_done(p);
    const auto full = static_cast<std::size_t>(share * kBarCells);
    const double elapsed = last_shown_ - first_update_;
    std::string text = fmt::format("[{}{}] {:3.0f} %  {}", std::string(full, '='),
                                   std::string(kBarCells - std::min<std::size_t>(full, kBarCells), ' '), 100 * share,
                                   sim::to_string(month(p)));
    if (p.members > 1) text += fmt::format("  {} {}/{}", counted(settings_.language), p.member + 1, p.members);
    text += fmt::format(fmt::runtime(pick(settings_.language, "  {} agents", "  主体 {}")),
                        with_thousands(static_cast<double>(p.agents)));
    if (elapsed > 0)
        text += fmt::format(fmt::runtime(pick(settings_.language, "  {} agent-months/s", "  {} 人月/秒")),
                            short_number(static_cast<double>(agent_months_) / elapsed));
    if (const double left = seconds_left(share); std::isfinite(left))
        text += fmt::format(fmt::runtime(pick(settings_.language, "  {} left", "  剩余 {}")), clock_text(left));
    return text;
}

std::string ProgressReporter::plain_line(const models::Progress& p) const {
    const double share = share_done(p);
    auto text =
        fmt::format(fmt::runtime(pick(settings_.language, "{:.0f} %: month {} of {} ({}), {} {} of {}, {} agents",
                                      "{:.0f} %：第 {}/{} 个月（{}），{} {}/{}，主体 {}")),
                    100 * share, p.months_done, p.months_total, sim::to_string(month(p)), counted(settings_.language),
                    p.member + 1, p.members, with_thousands(static_cast<double>(p.agents)));
    if (is_last(p)) return text;
    if (const double left = seconds_left(share); std::isfinite(left))
        text += fmt::format(fmt::runtime(pick(settings_.language, ", {} left", "，剩余 {}")), clock_text(left));
    return text;
}

std::string ProgressReporter::json_line(const models::Progress& p) const {
    const double share = share_done(p);
    const double elapsed = last_shown_ - first_update_;
    const double left = seconds_left(share);
    nlohmann::ordered_json json{{"event", "progress"},
                                {"share", share},
                                {settings_.counts == Counts::runs ? "run" : "member", p.member},
                                {settings_.counts == Counts::runs ? "runs" : "members", p.members},
                                {"month", p.months_done},
                                {"months", p.months_total},
                                {"calendar_month", sim::to_string(month(p))},
                                {"agents", p.agents}};
    if (elapsed > 0) json["agent_months_per_second"] = static_cast<double>(agent_months_) / elapsed;
    if (std::isfinite(left)) json["seconds_left"] = left;
    return json.dump();
}

}  // namespace talentflow::app
