// SPDX-License-Identifier: Apache-2.0
#include "app/compare_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/table.hpp"
#include "output/quick_look.hpp"
#include "sim/printable.hpp"

namespace talentflow::app {

namespace {

using experiments::Cell, experiments::Change, experiments::Cost, experiments::Estimate, experiments::kAllPayers,
    experiments::Quantity;

constexpr double kCnyPerWan = 1e4;
constexpr std::size_t kPlacesNamed = 4;  // of where people are otherwise

bool nonzero(const experiments::Reading& r) {
    return std::fabs(r.base) > 0 || std::fabs(r.arm) > 0;
}

/// What an interval supports: a tenth to a third of its half width, at least 1.
double luck_step(const experiments::Range& range) {
    const double half = (range.high - range.low) / 2;
    if (!(half > 1)) return 1;
    const double step = std::pow(10.0, std::floor(std::log10(half)));
    return std::max(1.0, half < 3 * step ? step / 10 : step);
}

/// `value` down or up to a multiple of `step`, or of a finer one where 0 would take its place: an
/// interval that leaves 0 out must not seem to reach it.
enum class Way { down, up };
double outwards(double value, double step, Way way) {
    constexpr double kDust = 1e-9;  // a rounding error must not widen it by a whole step
    for (;; step /= 10) {
        const double steps = way == Way::down ? std::floor(value / step + kDust) : std::ceil(value / step - kDust);
        const double rounded = steps * step;
        if (step <= 1 || std::fabs(rounded) > 0 || !(std::fabs(value) >= 1)) return rounded;
    }
}

/// In some member, at least.
bool differs(const Estimate& e) {
    return std::fabs(e.mean) > 0 || (e.luck && e.luck->low < e.luck->high);
}

}  // namespace

std::string CompareTables::name(const models::Name& name, const std::string& id) const {
    const auto& text = language_ == Language::zh ? name.zh : name.en;
    return sim::printable(text.empty() ? id : text);
}

std::string CompareTables::region(std::size_t r) const {
    if (r >= c_.regions.size()) return say("outside the world", "世界以外");
    return name({c_.regions[r].name_en, c_.regions[r].name_zh}, c_.regions[r].id);
}

bool CompareTables::is_hidden(std::size_t tier) const {
    return tier < c_.layout->tiers.size() && c_.layout->tiers[tier].id == output::kTiersNotShown;
}

double CompareTables::in_unit(double value, Unit unit) const {
    return unit == Unit::money && language_ == Language::zh ? value / kCnyPerWan : value;
}

double CompareTables::step(const Estimate& difference, Unit unit) const {
    if (!difference.luck) return 1;
    return luck_step({in_unit(difference.luck->low, unit), in_unit(difference.luck->high, unit)});
}

std::string CompareTables::level(double value, const Estimate& difference, Unit unit) const {
    const double by = step(difference, unit);
    return with_thousands(std::round(in_unit(value, unit) / by) * by);
}

std::string CompareTables::change(const Estimate& difference, Unit unit) const {
    const double by = step(difference, unit);
    return signed_thousands(std::round(in_unit(difference.mean, unit) / by) * by);
}

std::string CompareTables::range(const experiments::Range& range, double step) const {
    const double low = outwards(range.low, step, Way::down);
    const double high = outwards(range.high, step, Way::up);
    return fmt::format("{} {} {}", with_thousands(low), say("to", "至"), with_thousands(high));
}

std::string CompareTables::luck(const Estimate& difference, Unit unit) const {
    if (!difference.luck) return say(experiments::kOneMember, experiments::kOneMemberZh);
    return range({in_unit(difference.luck->low, unit), in_unit(difference.luck->high, unit)}, step(difference, unit));
}

std::string CompareTables::people(Cell at, const std::vector<Quantity>& quantities, Rows rows) const {
    const bool by_tier = rows == Rows::tiers && c_.layout->tiers.size() > 1;
    std::vector<Table::Column> columns{
        {by_tier ? say("place, tier", "地区、层次") : say("place", "地区"), Align::left}};
    for (const auto quantity : quantities) {
        const auto& spec = experiments::quantity_specs()[static_cast<std::size_t>(quantity)];
        columns.push_back({say(spec.en, spec.zh) + say(": base", "：基准")});
        columns.push_back({say("arm", "方案")});
        columns.push_back({say("difference", "差异")});
        columns.push_back({say("luck, 95 %", "随机误差 95%")});
    }
    Table table{std::move(columns)};
    const auto& l = *c_.layout;
    bool any = false;
    const auto add = [&](std::size_t place, std::size_t tier) {
        const bool total = tier == l.total();
        const auto& p = l.places[place];
        std::vector<std::string> line{total ? name(p.name, p.id) : "  " + l.tiers[tier].id};
        bool anybody = false, shown = false;
        for (const auto quantity : quantities) {
            const auto reading = experiments::people(c_, at, place, tier, quantity);
            if (!reading) {
                line.insert(line.end(), 4, "-");
                continue;
            }
            anybody = anybody || nonzero(*reading);
            shown = shown || total || differs(reading->difference);
            line.push_back(level(reading->base, reading->difference, Unit::persons));
            line.push_back(level(reading->arm, reading->difference, Unit::persons));
            line.push_back(change(reading->difference, Unit::persons));
            line.push_back(luck(reading->difference, Unit::persons));
        }
        any = any || anybody;
        if (total && by_tier)
            table.add_spaced_row(std::move(line));
        else if (shown)
            table.add_row(std::move(line));
    };
    for (std::size_t p = 0; p < l.places.size(); ++p) {
        add(p, l.total());
        for (std::size_t k = 0; by_tier && k < l.tiers.size(); ++k)
            if (!is_hidden(k)) add(p, k);
    }
    return any ? table.text() : std::string{};
}

/// The places with most of those people, and how many are in all others.
std::string CompareTables::elsewhere(Cell at, std::size_t place, Change change) const {
    std::vector<std::pair<Estimate, std::size_t>> found;
    for (std::size_t r = 0; r <= c_.regions.size(); ++r) {
        const auto n = experiments::changed(c_, at, place, change, c_.layout->total(), r);
        if (n.mean >= 0.5) found.emplace_back(n, r);  // the others would show as 0
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first.mean > b.first.mean; });
    std::string text;
    Estimate others;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const auto& [n, r] = found[i];
        if (i >= kPlacesNamed)
            others.mean += n.mean;
        else
            text +=
                fmt::format("{}{} {}", text.empty() ? "" : say(", ", "，"), region(r), level(n.mean, n, Unit::persons));
    }
    if (others.mean > 0) text += say(", elsewhere ", "，其他 ") + level(others.mean, others, Unit::persons);
    return text;
}

std::string CompareTables::who(Cell at) const {
    Table table{{{say("place", "地区"), Align::left},
                 {say("who", "人员"), Align::left},
                 {say("persons", "人数")},
                 {say("luck, 95 %", "随机误差 95%")},
                 {say("where they are otherwise", "否则所在地"), Align::left}}};
    const auto& l = *c_.layout;
    for (std::size_t p = 0; p < l.places.size(); ++p) {
        const auto title = name(l.places[p].name, l.places[p].id);
        const auto line = [&](const std::string& first, const std::string& what, const Estimate& count,
                              const std::string& where) {
            return std::vector<std::string>{first, what, level(count.mean, count, Unit::persons),
                                            luck(count, Unit::persons), where};
        };
        const auto of = [&](Change change) { return experiments::changed(c_, at, p, change, l.total()); };
        if (!differs(of(Change::stayed)) && !differs(of(Change::came)) && !differs(of(Change::left))) continue;
        table.add_spaced_row(line(title, say("stayed", "留下"), of(Change::stayed), elsewhere(at, p, Change::stayed)));
        table.add_row(line("", say("came", "前来"), of(Change::came), elsewhere(at, p, Change::came)));
        table.add_row(line("", say("left", "离开"), of(Change::left), elsewhere(at, p, Change::left)));
        for (const auto way : {experiments::Direction::higher, experiments::Direction::lower}) {
            const auto n = experiments::other_tier(c_, at, p, way);
            if (n.mean < 0.5) continue;
            const bool higher = way == experiments::Direction::higher;
            table.add_row(line("",
                               higher ? say("higher tier, same place", "同地、层次较高")
                                      : say("lower tier, same place", "同地、层次较低"),
                               n, say("here in both", "两者均在此地")));
        }
    }
    if (table.empty())
        return "  " + say("nobody: everyone is where they are in the base", "无人：所有人均与基准相同") + "\n";
    return table.text();
}

std::string CompareTables::spending(std::size_t arm) const {
    const auto& l = *c_.layout;
    const std::size_t last = l.n_years();
    const auto of = [&](std::size_t year, std::size_t payer) { return experiments::spending_in(c_, arm, year, payer); };
    std::vector<std::size_t> payers;
    for (std::size_t r = 0; r < l.n_regions; ++r)
        for (std::size_t y = 0; y < last; ++y)
            if (nonzero(of(y, r))) {
                payers.push_back(r);
                break;
            }
    std::vector<Table::Column> columns{{say("year", "年份"), Align::left}};
    for (const auto r : payers) columns.push_back({region(r)});
    columns.push_back({say("all payers", "全部出资方")});
    columns.push_back({say("luck, 95 %", "随机误差 95%")});
    Table table{std::move(columns)};
    for (std::size_t y = 0; y < last; ++y) {
        std::vector<std::string> line{fmt::format("{}", l.first_year() + static_cast<int>(y))};
        for (const auto r : payers) line.push_back(change(of(y, r).difference, Unit::money));
        const auto all = of(y, kAllPayers).difference;
        line.push_back(change(all, Unit::money));
        line.push_back(luck(all, Unit::money));
        table.add_row(std::move(line));
    }
    return table.text();
}

std::string CompareTables::cost(const Cost& cost, double additional) const {
    switch (cost.state) {
        case Cost::State::one_member:
        case Cost::State::open_sign:
            return say("not identified", "无法识别");
        case Cost::State::fewer_people:
            return say("fewer people", "人数减少");
        case Cost::State::identified:
            break;
    }
    if (!experiments::enough_for_rate(c_, additional)) return "-";
    const double by = luck_step(cost.luck);
    return with_thousands(std::round(cost.cny / by) * by);
}

std::string CompareTables::cost_luck(const Cost& cost, double additional) const {
    switch (cost.state) {
        case Cost::State::one_member:
            return say(experiments::kOneMember, experiments::kOneMemberZh);
        case Cost::State::open_sign:
            return say("additional people may be 0", "净增人数可能为 0");
        case Cost::State::fewer_people:
            return say("nobody additional", "无净增");
        case Cost::State::identified:
            break;
    }
    if (!experiments::enough_for_rate(c_, additional))
        return fmt::format(fmt::runtime(say("no rate below {} people", "不足 {} 人不列比率")),
                           with_thousands(experiments::kLeastPeopleForRate * c_.persons_per_agent));
    return range(cost.luck, luck_step(cost.luck));
}

std::string CompareTables::costs(Cell at) const {
    Table table{{{say("place", "地区"), Align::left},
                 {say("additional people", "净增人数")},
                 {say("luck, 95 %", "随机误差 95%")},
                 {say("CNY each, all payers", "每净增一人（元，全部出资方）")},
                 {say("luck, 95 %", "随机误差 95%")}}};
    const auto& l = *c_.layout;
    for (std::size_t p = 0; p < l.places.size(); ++p) {
        const auto heads = experiments::people(c_, at, p, l.total(), Quantity::living);
        const auto each = experiments::cost_per_person(c_, at, p);
        table.add_row({name(l.places[p].name, l.places[p].id), change(heads->difference, Unit::persons),
                       luck(heads->difference, Unit::persons), cost(each, heads->difference.mean),
                       cost_luck(each, heads->difference.mean)});
    }
    return table.text();
}

std::string CompareTables::overview(std::size_t horizon) const {
    std::vector<Table::Column> columns{{say("arm minus base", "方案减基准"), Align::left}};
    for (const auto& arm : c_.arms) {
        columns.push_back({arm.id});
        columns.push_back({say("luck, 95 %", "随机误差 95%")});
    }
    Table table{std::move(columns)};
    const auto& l = *c_.layout;
    const auto add = [&](const std::string& first, Unit unit, const auto& of) {
        std::vector<std::string> line{first};
        for (std::size_t a = 0; a < c_.arms.size(); ++a) {
            const Estimate difference = of(a);
            line.push_back(change(difference, unit));
            line.push_back(luck(difference, unit));
        }
        return line;
    };
    for (std::size_t p = 0; p < l.places.size(); ++p)
        table.add_row(add(name(l.places[p].name, l.places[p].id), Unit::persons, [&](std::size_t a) {
            return experiments::people(c_, {a, horizon}, p, l.total(), Quantity::living)->difference;
        }));
    table.add_spaced_row(
        add(say("spending, CNY, all payers", "支出（万元，全部出资方）"), Unit::money, [&](std::size_t a) {
            return experiments::spending(c_, {a, horizon}, kAllPayers).difference;
        }));
    return table.text();
}

}  // namespace talentflow::app
