// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "app/sensitivity_report.hpp"

namespace talentflow::app {

namespace {

using Json = nlohmann::ordered_json;
using experiments::Sensitivity;

Json figure_json(const experiments::Figure& figure) {
    return {{"value", figure.value}, {"low", figure.low}, {"high", figure.high}};
}

Json factors_json(const Sensitivity& found) {
    const auto& names = experiments::measures(found.method);
    Json list = Json::array();
    for (const auto& factor : found.factors) {
        Json one{{"path", factor.path}, {"group", factor.group}};
        for (std::size_t m = 0; m < names.size(); ++m) one[std::string{names[m]}] = figure_json(factor.figures[m]);
        list.push_back(std::move(one));
    }
    return list;
}

Json earlier_json(const Sensitivity& found) {
    const auto& names = experiments::measures(found.method);
    Json list = Json::array();
    for (const auto& earlier : found.earlier) {
        Json one{{"n", earlier.n}, {"factors", Json::array()}};
        for (std::size_t f = 0; f < earlier.values.size(); ++f) {
            Json factor{{"path", found.factors[f].path}};
            for (std::size_t m = 0; m < names.size(); ++m) factor[std::string{names[m]}] = earlier.values[f][m];
            one["factors"].push_back(std::move(factor));
        }
        list.push_back(std::move(one));
    }
    return list;
}

/// Paths group by group, the strongest first.
Json groups_json(const Sensitivity& found) {
    Json groups = Json::array();
    for (const auto& factor : found.factors) {
        while (groups.size() < factor.group) groups.push_back(Json::array());
        groups[factor.group - 1].push_back(factor.path);
    }
    return groups;
}

}  // namespace

Json sensitivity_json(const SensitivityReport& report) {
    const auto& design = report.sweep.design;
    Json json{{"folder", report.folder},
              {"design", {{"kind", experiments::word(design.kind)}, {"n", design.n}, {"rows", design.n_rows()}}},
              {"level", experiments::kIndexLevel},
              {"resamples", experiments::kResamples},
              {"outputs", Json::array()}};
    for (std::size_t s = 0; s < report.found.size(); ++s) {
        const auto& series = report.sweep.series[s];
        const auto& found = report.found[s];
        Json one{{"output", series.output},
                 {"as", series.as},
                 {"arm", series.arm},
                 {"method", experiments::word(found.method)},
                 {"n", found.n},
                 {"left_out", found.left_out},
                 {"mean", found.mean},
                 {"sd", found.sd},
                 {"varies", found.varies}};
        if (found.method == experiments::Method::rank_regression && found.varies) one["r2"] = found.r2;
        one["factors"] = factors_json(found);
        one["not_told_apart"] = groups_json(found);
        one["earlier"] = earlier_json(found);
        json["outputs"].push_back(std::move(one));
    }
    return json;
}

}  // namespace talentflow::app
