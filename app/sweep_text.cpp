// SPDX-License-Identifier: Apache-2.0
#include "app/sweep_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/messages.hpp"
#include "app/table.hpp"
#include "sim/printable.hpp"

namespace talentflow::app {

namespace {

using experiments::SweepPlan;

/// Four significant digits: a table is to be read; index.csv has every digit.
std::string short_value(double value) {
    if (!std::isfinite(value)) return "-";
    return std::abs(value) >= 1000 ? with_thousands(value) : fmt::format("{:.4g}", value);
}

double middle(const std::vector<double>& sorted) {
    const std::size_t n = sorted.size();
    return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
}

}  // namespace

std::vector<OutputSummary> summarise_outputs(const SweepPlan& plan, const experiments::RunRecords& records) {
    std::vector<OutputSummary> all;
    for (std::size_t o = 0; o < plan.sweep.outputs.size(); ++o) {
        const auto& output = plan.sweep.outputs[o];
        for (const std::size_t s : experiments::scenarios_of(plan, o)) {
            std::vector<double> values;
            for (const auto* record : records) {
                if (record == nullptr || !record->ok()) continue;
                const double value = experiments::output_value(plan, *record, o, s).value;
                if (std::isfinite(value)) values.push_back(value);
            }
            const bool difference = output.as == scenarios::OutputAs::difference;
            OutputSummary summary{output.id, difference ? "difference" : "level", plan.sweep.scenarios[s].id,
                                  output.units, values.size()};
            std::sort(values.begin(), values.end());
            if (!values.empty()) {
                summary.low = values.front();
                summary.high = values.back();
                summary.median = middle(values);
                for (const double value : values) summary.mean += value / static_cast<double>(values.size());
            }
            all.push_back(std::move(summary));
        }
    }
    return all;
}

std::string constants_words(const SweepPlan& plan, Language language) {
    if (!plan.sweep.constants_depend) return {};
    return plan.sweep.constants == scenarios::Constants::refit ? messages::kConstantsRefitted.in(language)
                                                               : messages::kConstantsKept.in(language);
}

std::string sweep_text(const SweepPlan& plan, const std::vector<OutputSummary>& outputs, Language language) {
    const auto say = [&](std::string_view en, std::string_view zh) { return std::string{pick(language, en, zh)}; };
    const auto& title = language == Language::zh ? plan.sweep.title.zh : plan.sweep.title.en;
    std::string text = sim::printable(title.empty() ? plan.sweep.name : title) + "\n\n";
    Table table{{{say("output", "输出"), Align::left},
                 {say("as", "类型"), Align::left},
                 {say("scenario", "情景"), Align::left},
                 {say("unit", "单位"), Align::left},
                 {say("runs", "运行数")},
                 {say("lowest", "最小")},
                 {say("median", "中位数")},
                 {say("highest", "最大")}}};
    for (const auto& o : outputs) {
        const bool difference = o.as == "difference";
        const auto cell = [&](double value) { return o.runs > 0 ? short_value(value) : std::string{"-"}; };
        table.add_row({o.output, difference ? say("arm minus base", "方案减基准") : say("level", "水平"), o.arm,
                       o.units, with_thousands(static_cast<double>(o.runs)), cell(o.low), cell(o.median),
                       cell(o.high)});
    }
    text += table.text();
    if (const auto words = constants_words(plan, language); !words.empty())
        text += "\n" + wrapped(words, 100, "") + "\n";
    return text;
}

nlohmann::ordered_json outputs_json(const std::vector<OutputSummary>& outputs) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& o : outputs) {
        nlohmann::ordered_json one{
            {"output", o.output}, {"as", o.as}, {"arm", o.arm}, {"units", o.units}, {"runs", o.runs}};
        if (o.runs > 0) {
            one["lowest"] = o.low;
            one["median"] = o.median;
            one["highest"] = o.high;
            one["mean"] = o.mean;
        }
        list.push_back(std::move(one));
    }
    return list;
}

}  // namespace talentflow::app
