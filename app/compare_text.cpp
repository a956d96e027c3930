// SPDX-License-Identifier: Apache-2.0
#include "app/compare_text.hpp"

#include <fmt/format.h>

#include "app/compare_tables.hpp"
#include "app/quick_look_words.hpp"
#include "app/table.hpp"
#include "experiments/compare/words.hpp"
#include "sim/printable.hpp"

namespace talentflow::app {

namespace {

using experiments::Quantity;
using Rows = CompareTables::Rows;

constexpr std::size_t kLineWidth = 100;

class Writer {
  public:
    Writer(const experiments::Comparison& c, const CompareFacts& facts, Language language, Headings headings)
        : c_{c}, facts_{facts}, headings_{headings}, tables_{c, language}, language_{language} {}

    [[nodiscard]] std::string text() const {
        std::string out = header();
        for (std::size_t a = 0; a < c_.arms.size(); ++a) out += arm(a);
        for (std::size_t h = 0; h < c_.layout->horizons.size(); ++h) {
            out += heading(say("All arms, ", "各方案比较，") + when(h) +
                           say(": additional people living there", "：常住人数差异（人）"));
            out += tables_.overview(h);
        }
        return out;
    }

  private:
    [[nodiscard]] std::string say(std::string_view en, std::string_view zh) const { return tables_.say(en, zh); }
    [[nodiscard]] std::string bold(const std::string& text) const {
        return headings_ == Headings::bold ? fmt::format("\033[1m{}\033[0m", text) : text;
    }
    [[nodiscard]] std::string marked(const std::string& text) const {
        if (!c_.quick_look) return text;
        return text + say(" [", "【") + quick_look_words(language_) + say("]", "】");
    }
    /// A heading and, under it, what the intervals of its table are: tables are copied one by one.
    [[nodiscard]] std::string heading(const std::string& text) const {
        return fmt::format("\n{}\n  {}\n", bold(marked(text)), intervals());
    }
    [[nodiscard]] std::string intervals() const {
        const auto assumptions = say(experiments::kAssumptions, experiments::kAssumptionsZh);
        if (c_.members == 1)
            return say("luck: not identified with one member; ", "随机误差：仅一次重复，无法识别；") + assumptions;
        return fmt::format(fmt::runtime(say("luck: 95 % t interval of the paired differences of {} members; ",
                                            "随机误差：{} 次重复配对差异的 95% t 区间；")),
                           c_.members) +
               assumptions;
    }
    [[nodiscard]] std::string when(std::size_t horizon) const {
        const auto words = experiments::end_of_month(c_.layout->horizons[horizon]);
        return say(words.en, words.zh);
    }

    [[nodiscard]] std::string header() const;
    [[nodiscard]] std::string arm(std::size_t a) const;

    const experiments::Comparison& c_;
    const CompareFacts& facts_;
    Headings headings_;
    CompareTables tables_;
    Language language_;
};

std::string Writer::header() const {
    const auto& l = *c_.layout;
    const auto first = sim::to_string(l.start), last = sim::to_string(l.start + (l.months - 1));
    std::string out = bold(marked(say("Comparison of policies", "政策比较"))) + "\n";
    out += language_ == Language::zh
               ? fmt::format("{} 至 {}（此前预热 {} 个月）；重复 {} 次，随机种子 {}；每个主体代表 {} 人\n", first, last,
                             c_.burn_in_months, c_.members, c_.seed, c_.persons_per_agent)
               : fmt::format(
                     "{} to {} (after {} months of burn-in); {} member{}, seed {}; {} "
                     "person{} an agent\n",
                     first, last, c_.burn_in_months, c_.members, c_.members == 1 ? "" : "s", c_.seed,
                     c_.persons_per_agent, c_.persons_per_agent > 1 ? "s" : "");
    const auto base = experiments::base_words(c_);
    out += say("base: ", "基准：") + sim::printable(say(base.en, base.zh)) + "\n";
    for (const auto& one : c_.arms) {
        const auto words = experiments::arm_words(one);
        out += fmt::format("{} {}{}{}\n", say("arm", "方案"), sim::printable(one.id), say(": ", "："),
                           sim::printable(say(words.en, words.zh)));
    }
    out += wrapped(say(facts_.definition.en, facts_.definition.zh), kLineWidth, "") + "\n";
    out += wrapped(say("Differences under stated assumptions, not a forecast: arm minus base, the "
                       "same people with the same luck in both. Flows and money are sums since ",
                       "在所列假设下的差异，不是预测：方案减基准，两者中同一个人的随机数相同。流量"
                       "与支出自 ") +
                       first + say(".", " 起累计。"),
                   kLineWidth, "") +
           "\n";
    out += intervals() + "\n";
    if (c_.who.empty())
        out += wrapped(say("Result files do not say who is where: give the scenarios instead to see "
                           "who stayed, came and left.",
                           "结果文件不含个人去向；如需查看谁留下、前来、离开，请改用情景文件比较。"),
                       kLineWidth, "") +
               "\n";
    return out;
}

std::string Writer::arm(std::size_t a) const {
    std::string out;
    const auto id = sim::printable(c_.arms[a].id);
    const auto start = sim::to_string(c_.layout->start);
    for (std::size_t h = 0; h < c_.layout->horizons.size(); ++h) {
        const experiments::Cell at{a, h};
        const auto title = [&](std::string_view en, std::string_view zh) {
            return heading(id + say(", ", "，") + when(h) + say(": ", "：") + say(en, zh));
        };
        const auto since = [&](std::string_view en, std::string_view zh) {
            return heading(id + say(", ", "，") + when(h) + say(": ", "：") +
                           fmt::format(fmt::runtime(say(en, zh)), start));
        };
        const auto add = [&](const std::string& heading_of, std::vector<Quantity> quantities, Rows rows) {
            const auto table = tables_.people(at, quantities, rows);
            if (!table.empty()) out += heading_of + table;
        };
        add(title("living there and working there, persons", "常住与在岗（人）"), {Quantity::living, Quantity::working},
            Rows::tiers);
        add(title("flexible full-time equivalents", "柔性引才（折合全时）"), {Quantity::flexible_fte}, Rows::totals);
        add(since("moves of home since {}, persons (inside a group they cancel)",
                  "{} 以来的迁移（人，组内迁移相互抵消）"),
            {Quantity::arrivals, Quantity::departures}, Rows::totals);
        add(since("entered and left the world since {}, persons", "{} 以来的进入与退出（人）"),
            {Quantity::entries, Quantity::exits}, Rows::totals);
        if (!c_.who.empty()) {
            out += title(
                "who differs, person by person (one who takes a post changes what others find: the "
                "effect is the net)",
                "逐人比较（一人得岗会改变他人的机会，效果以净额为准）");
            out += tables_.who(at);
        }
        out += since("cost per additional person, spending since {}", "{} 以来每净增一人的支出");
        out += tables_.costs(at);
    }
    out += heading(id + say(": spending by year and payer, CNY, administration included, arm minus base",
                            "：分年份、分出资方支出（万元，含管理费用），方案减基准"));
    out += tables_.spending(a);
    return out;
}

}  // namespace

std::string compare_text(const experiments::Comparison& c, const CompareFacts& facts, Language language,
                         Headings headings) {
    return Writer{c, facts, language, headings}.text();
}

}  // namespace talentflow::app
