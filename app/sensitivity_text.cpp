// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/messages.hpp"
#include "app/sensitivity_report.hpp"
#include "app/table.hpp"
#include "sim/printable.hpp"

namespace talentflow::app {

namespace {

using experiments::FactorIndices, experiments::Figure, experiments::Method, experiments::Sensitivity;

constexpr std::size_t kLineWidth = 100;
constexpr double kWide = 0.2;    // interval of a total order that leaves much open
constexpr double kLittle = 0.7;  // of the variance of ranks: below it a monotone answer is a poor picture

class Writer {
  public:
    Writer(const SensitivityReport& report, Language language, Layout layout)
        : report_{report}, language_{language}, layout_{layout} {}

    [[nodiscard]] std::string text() const {
        std::string out = heading(1, say("Sensitivity of ", "敏感性分析：") + sim::printable(report_.folder));
        out += paragraph(runs() + say(" ", "") + legend());
        for (std::size_t s = 0; s < report_.found.size(); ++s) out += output(s);
        return out;
    }

  private:
    [[nodiscard]] std::string say(std::string_view en, std::string_view zh) const {
        return std::string{pick(language_, en, zh)};
    }
    [[nodiscard]] Method method() const { return experiments::method_of(report_.sweep.design); }
    [[nodiscard]] std::string heading(std::size_t depth, const std::string& words) const {
        if (layout_ == Layout::markdown) return std::string(depth, '#') + " " + words + "\n\n";
        return (depth > 1 ? "\n" : "") + (layout_ == Layout::terminal_bold ? "\033[1m" + words + "\033[0m" : words) +
               "\n";
    }
    [[nodiscard]] std::string paragraph(const std::string& words) const {
        return layout_ == Layout::markdown ? words + "\n\n" : wrapped(words, kLineWidth, "") + "\n";
    }
    [[nodiscard]] std::string units_word() const;
    [[nodiscard]] std::string runs() const;
    [[nodiscard]] std::string legend() const;
    [[nodiscard]] std::string output(std::size_t s) const;
    [[nodiscard]] std::string facts(const Sensitivity& found) const;
    [[nodiscard]] Table table(const Sensitivity& found) const;
    [[nodiscard]] std::string shown(double value) const;
    [[nodiscard]] std::string shown(const Figure& figure) const;
    [[nodiscard]] std::string not_told_apart(const Sensitivity& found) const;
    [[nodiscard]] std::string more_points(const Sensitivity& found) const;

    const SensitivityReport& report_;
    Language language_;
    Layout layout_;
};

std::string Writer::units_word() const {
    switch (method()) {
        case Method::sobol:
            return say("base points", "个基点");
        case Method::morris:
            return say("trajectories", "条轨迹");
        default:
            return say("points", "个点");
    }
}

std::string Writer::runs() const {
    const auto& design = report_.sweep.design;
    const auto n_factors = design.factors.size();
    const auto luck = method() == Method::sobol ? say(" and luck", "，另加随机误差") : "";
    return language_ == Language::zh
               ? fmt::format("{} {}，{} 个因子{}，共 {} 次运行。", with_thousands(static_cast<double>(design.n)),
                             units_word(), n_factors, luck, with_thousands(static_cast<double>(design.n_rows())))
               : fmt::format("{} {} of {} factor{}{}, {} runs.", with_thousands(static_cast<double>(design.n)),
                             units_word(), n_factors, n_factors == 1 ? "" : "s", luck,
                             with_thousands(static_cast<double>(design.n_rows())));
}

std::string Writer::legend() const {
    switch (method()) {
        case Method::sobol:
            return messages::kSobolLegend.in(language_) + messages::kIntervalLegend.in(language_);
        case Method::morris:
            return messages::kMorrisLegend.in(language_) + messages::kIntervalLegend.in(language_);
        default:
            return messages::kRankLegend.in(language_) + messages::kIntervalLegend.in(language_);
    }
}

std::string Writer::facts(const Sensitivity& found) const {
    auto text = language_ == Language::zh
                    ? fmt::format("均值 {:.6g}，标准差 {:.6g}。", found.mean, found.sd)
                    : fmt::format("Mean {:.6g}, standard deviation {:.6g}.", found.mean, found.sd);
    if (found.left_out > 0)
        text += language_ == Language::zh
                    ? fmt::format("因有运行失败或无值，略去 {} {}，使用 {}。", found.left_out, units_word(), found.n)
                    : fmt::format(" {} {} left out because a run of theirs failed or gave no value, {} used.",
                                  found.left_out, units_word(), found.n);
    if (!found.varies)
        return text + say(" The output does not vary, so there are no indices.", "该输出没有变化，因此没有指数。");
    if (found.method != Method::rank_regression) return text;
    text += language_ == Language::zh ? fmt::format("秩的 R2 为 {:.2f}。", found.r2)
                                      : fmt::format(" R2 of the ranks {:.2f}.", found.r2);
    if (found.r2 < kLittle)
        text += say(" The answer is not monotone, or factors interact: a sobol design would show it.",
                    "响应并非单调，或因子间有交互：sobol 设计可以揭示。");
    return text;
}

std::string Writer::shown(double value) const {
    const auto text = method() == Method::morris ? fmt::format("{:.4g}", value) : fmt::format("{:.3f}", value);
    return text == "-0.000" || text == "-0" ? text.substr(1) : text;
}

std::string Writer::shown(const Figure& figure) const {
    return fmt::format("{} [{}, {}]", shown(figure.value), shown(figure.low), shown(figure.high));
}

Table Writer::table(const Sensitivity& found) const {
    std::vector<Table::Column> columns{{say("group", "组")}, {say("factor", "因子"), Align::left}};
    const auto add = [&](std::string words) { columns.push_back({std::move(words)}); };
    std::size_t main = 0;
    switch (method()) {
        case Method::sobol:
            main = 1;
            for (const auto& words : {say("first order", "一阶指数"), say("total order", "总效应指数")}) add(words);
            break;
        case Method::morris:
            for (const auto* words : {"mu*", "mu", "sigma"}) add(words);
            break;
        default:
            add(say("coefficient", "系数"));
    }
    const auto main_word = columns[2 + main].heading;
    for (const auto& earlier : found.earlier)
        add(fmt::format(fmt::runtime(say("{} at {}", "{}（前 {}）")), main_word, earlier.n));
    Table table{columns};
    std::vector<std::size_t> order(found.factors.size());
    for (std::size_t f = 0; f < order.size(); ++f) order[f] = f;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const auto &one = found.factors[a], &other = found.factors[b];
        return std::pair{one.group, -one.strength.value} < std::pair{other.group, -other.strength.value};
    });
    for (const auto f : order) {
        const auto& factor = found.factors[f];
        std::vector<std::string> cells{std::to_string(factor.group),
                                       f < report_.sweep.design.factors.size() ? factor.path : say("luck", "随机误差")};
        for (const auto& figure : factor.figures) cells.push_back(shown(figure));
        for (const auto& earlier : found.earlier) cells.push_back(shown(earlier.values[f][main]));
        table.add_row(std::move(cells));
    }
    return table;
}

std::string Writer::not_told_apart(const Sensitivity& found) const {
    std::vector<std::string> groups;
    for (std::size_t g = 1; g <= found.factors.size(); ++g) {
        std::vector<std::string> paths;
        for (const auto& factor : found.factors)
            if (factor.group == g) paths.push_back(sim::printable(factor.path));
        if (paths.size() > 1) groups.push_back(fmt::format("{}", fmt::join(paths, say(", ", "、"))));
    }
    if (groups.empty()) return say("All factors are told apart.", "各因子均可区分。");
    return say("Not told apart: ", "无法区分：") + fmt::format("{}", fmt::join(groups, say("; ", "；"))) +
           say(".", "。");
}

std::string Writer::more_points(const Sensitivity& found) const {
    if (method() != Method::sobol) return {};
    double widest = 0;
    for (const auto& factor : found.factors) widest = std::max(widest, factor.strength.high - factor.strength.low);
    if (!(widest > kWide)) return {};
    return fmt::format(fmt::runtime(say(" The widest interval of a total order is {:.2f}: four times the base points "
                                        "would about halve it.",
                                        "总效应指数最宽的区间为 {:.2f}：基点增至四倍约可减半。")),
                       widest);
}

std::string Writer::output(std::size_t s) const {
    const auto& series = report_.sweep.series[s];
    const auto& found = report_.found[s];
    auto title = sim::printable(series.output);
    if (series.as == "difference") title += say(", difference", "，差异");
    if (!series.arm.empty()) title += say(", ", "，") + sim::printable(series.arm);
    auto out = heading(2, title) + paragraph(facts(found));
    if (!found.varies) return out;
    const auto rows = table(found);
    out += layout_ == Layout::markdown ? rows.markdown() + "\n" : rows.text();
    return out + paragraph(not_told_apart(found) + more_points(found));
}

}  // namespace

std::string sensitivity_text(const SensitivityReport& report, Language language, Layout layout) {
    return Writer{report, language, layout}.text();
}

}  // namespace talentflow::app
