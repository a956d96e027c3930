// SPDX-License-Identifier: Apache-2.0
#include "app/summary_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

#include "app/quick_look_words.hpp"
#include "app/table.hpp"
#include "sim/printable.hpp"

namespace talentflow::app {

namespace {

constexpr std::size_t kLineWidth = 100;
constexpr std::size_t kShortagesShown = 10;
constexpr double kCnyPerWan = 1e4;

std::string name_of(const models::Name& name, const std::string& id, Language language) {
    const auto& text = language == Language::zh ? name.zh : name.en;
    return sim::printable(text.empty() ? id : text);
}

std::string name_of(const sim::Label& label, Language language) {
    return name_of(models::Name{label.name_en, label.name_zh}, label.id, language);
}

enum class Sign { plain, shown };

std::string cell(const std::optional<Figure>& figure, std::size_t members, Sign sign = Sign::plain) {
    if (!figure) return "-";
    const double step = members > 1 ? rounding_step(figure->sd) : 1;
    const double mean = std::round(figure->mean / step) * step;
    auto text = sign == Sign::shown ? signed_thousands(mean) : with_thousands(mean);
    if (members > 1 && figure->sd > 0) text += " ±" + with_thousands(std::ceil(figure->sd / step) * step);
    return text;
}

std::optional<Figure> total(const std::optional<ByTier>& heads) {
    if (!heads) return std::nullopt;
    return heads->total;
}

std::optional<Figure> tier(const std::optional<ByTier>& heads, std::size_t k) {
    if (!heads || k >= heads->tiers.size()) return std::nullopt;
    return heads->tiers[k];
}

bool nonzero(const std::optional<Figure>& figure) {
    return figure && (std::fabs(figure->mean) > 0 || figure->sd > 0);
}

/// The texts of the table in one language, and its emphasis.
class Writer {
  public:
    Writer(const RunFacts& facts, const Summary& summary, Language language, Headings headings)
        : facts_{facts}, summary_{summary}, language_{language}, headings_{headings} {}

    [[nodiscard]] std::string say(std::string_view en, std::string_view zh) const {
        return std::string{pick(language_, en, zh)};
    }
    [[nodiscard]] std::string bold(const std::string& text) const {
        return headings_ == Headings::bold ? fmt::format("\033[1m{}\033[0m", text) : text;
    }
    [[nodiscard]] std::string heading(std::string_view en, std::string_view zh) const {
        return fmt::format("\n{}\n", bold(marked(say(en, zh))));
    }
    /// `heading` with the words of a quick look, as tables are copied one by one.
    [[nodiscard]] std::string marked(const std::string& heading) const {
        if (!facts_.quick_look) return heading;
        return heading + say(" [", "【") + quick_look_words(language_) + say("]", "】");
    }

    [[nodiscard]] std::string header() const;
    [[nodiscard]] std::string resolution() const;
    [[nodiscard]] std::string places(const std::vector<PlaceSummary>& places) const;
    [[nodiscard]] std::string levers() const;
    [[nodiscard]] std::string funds() const;
    [[nodiscard]] std::string shortages() const;

  private:
    [[nodiscard]] std::string money(const std::optional<Figure>& cny) const {
        if (!cny || language_ == Language::en) return cell(cny, summary_.members);
        return cell(Figure{cny->mean / kCnyPerWan, cny->sd / kCnyPerWan}, summary_.members);
    }

    const RunFacts& facts_;
    const Summary& summary_;
    Language language_;
    Headings headings_;
};

std::string Writer::header() const {
    const auto title = name_of(facts_.title, facts_.scenario, language_);
    std::string out = bold(marked(title)) + "\n";
    const auto last = facts_.start + (facts_.months - 1);
    out += language_ == Language::zh ? fmt::format(
                                           "{} 至 {}，共 {} 个月（此前预热 {} 个月）；重复 {} 次，随机种子 {}；期初 {} "
                                           "个主体，每个代表 {} 人\n",
                                           sim::to_string(facts_.start), sim::to_string(last), facts_.months,
                                           facts_.burn_in_months, facts_.members, facts_.seed,
                                           with_thousands(static_cast<double>(facts_.agents)), facts_.persons_per_agent)
                                     : fmt::format(
                                           "{} to {}, {} months (after {} of burn-in); {} member{}, seed {}; "
                                           "{} agents at the start, {} person{} each\n",
                                           sim::to_string(facts_.start), sim::to_string(last), facts_.months,
                                           facts_.burn_in_months, facts_.members, facts_.members == 1 ? "" : "s",
                                           facts_.seed, with_thousands(static_cast<double>(facts_.agents)),
                                           facts_.persons_per_agent, facts_.persons_per_agent > 1 ? "s" : "");
    out += wrapped(say(facts_.definition.en, facts_.definition.zh), kLineWidth, "") + "\n";
    out +=
        say("Results under the stated assumptions, not a forecast; a policy's effect is the "
            "difference to a run without it.",
            "结果以所列假设为前提，不是预测；政策效果须与未实施该政策的运行相比较。");
    out += "\n";
    out += resolution();
    if (summary_.members > 1)
        out +=
            say("Mean over members ± standard deviation between them (luck only), rounded to what "
                "it supports.\n",
                "数字为各次重复的均值 ± 标准差（仅随机误差），按其精度取整。\n");
    return out;
}

/// What a quick look rounds to and leaves out.
std::string Writer::resolution() const {
    if (!facts_.quick_look) return {};
    std::string ids;
    for (const auto& tier : summary_.hidden_tiers) ids += (ids.empty() ? std::string{} : say(", ", "、")) + tier.id;
    auto text = fmt::format(fmt::runtime(say("One agent stands for {} persons: small numbers are mostly luck.\n",
                                             "每个主体代表 {} 人，较小的数字主要是随机误差。\n")),
                            facts_.persons_per_agent);
    if (!ids.empty())
        text += fmt::format(fmt::runtime(say("Tiers below that resolution ({}) are within the totals, not shown.\n",
                                             "低于此分辨率的层次（{}）计入合计，不单列。\n")),
                            ids);
    return text;
}

std::string Writer::places(const std::vector<PlaceSummary>& places) const {
    using Heads = std::optional<ByTier> PlaceSummary::*;
    struct Column {
        Heads heads;
        Sign sign;
    };
    std::vector<Column> columns;
    std::vector<Table::Column> headings{{say("place, tier", "地区、层次"), Align::left}};
    const auto add = [&](Heads heads, std::string_view en, std::string_view zh, Sign sign) {
        if (std::none_of(places.begin(), places.end(),
                         [&](const PlaceSummary& place) { return (place.*heads).has_value(); }))
            return;  // the result lacks the variable
        columns.push_back({heads, sign});
        headings.push_back({say(en, zh), Align::right});
    };
    add(&PlaceSummary::stock_start, "start", "期初", Sign::plain);
    add(&PlaceSummary::stock_end, "end", "期末", Sign::plain);
    add(&PlaceSummary::change, "change", "变化", Sign::shown);
    add(&PlaceSummary::arrivals, "moved in", "迁入", Sign::plain);
    add(&PlaceSummary::departures, "moved out", "迁出", Sign::plain);
    add(&PlaceSummary::net_moves, "net moves", "净迁入", Sign::shown);
    add(&PlaceSummary::entries, "entries", "进入", Sign::plain);
    add(&PlaceSummary::exits, "exits", "退出", Sign::plain);
    add(&PlaceSummary::promoted, "tier change", "层次变动", Sign::shown);

    Table table{std::move(headings)};
    const bool by_tier = summary_.tiers.size() + summary_.hidden_tiers.size() > 1;
    for (const auto& place : places) {
        std::vector<std::string> total_line{name_of(place.name, place.id, language_)};
        for (const auto& column : columns)
            total_line.push_back(cell(total(place.*column.heads), summary_.members, column.sign));
        if (by_tier)
            table.add_spaced_row(std::move(total_line));
        else
            table.add_row(std::move(total_line));
        for (std::size_t k = 0; by_tier && k < summary_.tiers.size(); ++k) {
            std::vector<std::string> line{"  " + summary_.tiers[k].id};
            bool anybody = false;
            for (const auto& column : columns) {
                const auto figure = tier(place.*column.heads, k);
                anybody = anybody || nonzero(figure);
                line.push_back(cell(figure, summary_.members, column.sign));
            }
            if (anybody) table.add_row(std::move(line));
        }
    }
    return table.text();
}

std::string Writer::levers() const {
    Table table{{{say("lever", "政策措施"), Align::left},
                 {say("claims", "申领")},
                 {say("approved", "批准")},
                 {say("paid", "兑付")},
                 {say("spending, CNY", "支出（万元）")},
                 {say("of which paid by", "出资方"), Align::left}}};
    for (const auto& lever : summary_.levers) {
        std::string payers;
        for (const auto& payer : lever.payers)
            payers += fmt::format("{}{}{}{}", payers.empty() ? "" : ", ", name_of(payer.name, payer.id, language_),
                                  lever.payers.size() > 1 ? " " : "",
                                  lever.payers.size() > 1 ? money(payer.cny) : std::string{});
        table.add_row({name_of(lever.name, lever.id, language_), cell(lever.claims, summary_.members),
                       cell(lever.approved, summary_.members), cell(lever.paid, summary_.members),
                       money(lever.spending_cny), payers});
    }
    auto text = table.empty() ? std::string{} : table.text();
    for (const auto& lever : summary_.hidden_levers)
        text += fmt::format(fmt::runtime(say("  Not shown, for tiers below the resolution only: {}\n",
                                             "  不单列（只面向低于分辨率的层次）：{}\n")),
                            name_of(lever, language_));
    return text;
}

std::string Writer::funds() const {
    Table table{{{say("fund", "资金"), Align::left},
                 {say("appropriation", "拨款")},
                 {say("payments", "兑付支出")},
                 {say("administration", "管理费用")},
                 {say("clawback", "违约退回")},
                 {say("balance at end", "期末结余")}}};
    for (const auto& fund : summary_.funds)
        table.add_row({name_of(fund.name, fund.id, language_), money(fund.appropriation_cny), money(fund.payments_cny),
                       money(fund.administration_cny), money(fund.clawback_cny), money(fund.balance_cny)});
    return table.text();
}

std::string Writer::shortages() const {
    Table table{{{say("region", "地区"), Align::left},
                 {say("field", "领域"), Align::left},
                 {say("tier", "层次"), Align::left},
                 {say("open posts", "空缺岗位")},
                 {say("vacancy rate", "空缺率")},
                 {say("open for, months", "空缺月数")}}};
    const auto n = std::min(kShortagesShown, summary_.shortages.size());
    for (std::size_t i = 0; i < n; ++i) {
        const auto& cell_of = summary_.shortages[i];
        table.add_row({name_of(cell_of.region, language_), name_of(cell_of.field, language_), cell_of.tier.id,
                       with_thousands(cell_of.vacancies),
                       cell_of.rate_is_meaningful() ? fmt::format("{:.0f} %", 100 * cell_of.vacancy_rate) : "-",
                       with_thousands(cell_of.oldest_open_months)});
    }
    return table.text();
}

}  // namespace

double rounding_step(double sd) {
    if (!(sd > 1)) return 1;
    return std::pow(10.0, std::floor(std::log10(sd)));
}

std::string summary_text(const RunFacts& facts, const Summary& summary, Language language, Headings headings) {
    const Writer writer{facts, summary, language, headings};
    std::string out = writer.header();
    out += writer.heading("Talent by region and tier, persons", "各地区各层次人才（人）");
    out += writer.places(summary.regions);
    if (!summary.groups.empty()) {
        out += writer.heading("Groups of regions, persons; moves inside a group cancel",
                              "地区组合（人），组内迁移相互抵消");
        out += writer.places(summary.groups);
    }
    if (!summary.levers.empty() || !summary.hidden_levers.empty()) {
        out += writer.heading("Levers, whole period", "政策措施（全期）");
        out += writer.levers();
    }
    if (!summary.funds.empty()) {
        out += writer.heading("Funds, CNY, whole period", "资金（万元，全期）");
        out += writer.funds();
    }
    if (!summary.shortages.empty()) {
        const auto least = with_thousands(kLeastPeopleForRate * facts.persons_per_agent);
        out += writer.heading(fmt::format("Shortage list, last month (no rate below {} posts)", least),
                              fmt::format("紧缺目录（期末月份；岗位不足 {} 个不列比率）", least));
        out += writer.shortages();
    }
    return out;
}

}  // namespace talentflow::app
