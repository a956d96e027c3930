// SPDX-License-Identifier: Apache-2.0
#include "experiments/compare/words.hpp"

#include <fmt/format.h>

#include <array>
#include <string>

namespace talentflow::experiments {

namespace {

constexpr std::array<const char*, 12> kMonths{"January", "February", "March",     "April",   "May",      "June",
                                              "July",    "August",   "September", "October", "November", "December"};

models::Name lever_words(const Arm& arm) {
    const auto n = arm.levers.size();
    if (n == 0) return {"without any lever", "不含任何政策措施"};
    return {fmt::format("with {} lever{}", n, n == 1 ? "" : "s"), fmt::format("含 {} 项政策措施", n)};
}

}  // namespace

models::Name end_of_month(sim::Month month) {
    return {fmt::format("end of {} {}", kMonths[static_cast<std::size_t>(month.month_of_year() - 1)], month.year()),
            fmt::format("{}年{}月末", month.year(), month.month_of_year())};
}

models::Name arm_words(const Arm& arm) {
    const auto levers = lever_words(arm);
    return {fmt::format("{} ({}, {})", arm.title.en, arm.source, levers.en),
            fmt::format("{}（{}，{}）", arm.title.zh, arm.source, levers.zh)};
}

models::Name base_words(const Comparison& c) {
    return c.base.is_none() ? c.base.title : arm_words(c.base);
}

}  // namespace talentflow::experiments
