// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "app/command_text.hpp"
#include "app/commands.hpp"
#include "app/json_output.hpp"
#include "app/messages.hpp"
#include "app/table.hpp"
#include "app/warnings.hpp"
#include "scenarios/loader/scenario.hpp"
#include "sim/printable.hpp"

namespace talentflow::app {

namespace {

using Json = nlohmann::ordered_json;

/// RFC 4180: in double quotes if needed, quotes doubled.
std::string csv_cell(const std::string& text) {
    if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
    std::string out = "\"";
    for (const char c : text) out += c == '"' ? std::string{"\"\""} : std::string{c};
    return out + "\"";
}

std::string optional_number(const std::optional<double>& value) {
    return value ? fmt::format("{}", *value) : std::string{};
}

std::string parameters_csv(const std::vector<scenarios::ParameterRow>& rows) {
    std::string out = "path,symbol,unit,default,low,high,scale,evidence,source,help\n";
    for (const auto& row : rows)
        out += fmt::format("{},{},{},{},{},{},{},{},{},{}\n", csv_cell(row.path), csv_cell(row.symbol),
                           csv_cell(row.unit), row.default_value, optional_number(row.low), optional_number(row.high),
                           row.scale, row.evidence, csv_cell(row.source), csv_cell(row.help));
    return out;
}

Json parameters_json(const std::vector<scenarios::ParameterRow>& rows) {
    Json list = Json::array();
    for (const auto& row : rows) {
        Json one{{"path", row.path}, {"symbol", row.symbol}, {"unit", row.unit}, {"default", row.default_value}};
        one["bounds"] = {row.bound_low, row.bound_high};
        one["range"] = row.low && row.high ? Json{*row.low, *row.high} : Json{};
        one["scale"] = row.scale;
        one["evidence"] = row.evidence;
        one["source"] = row.source;
        one["help"] = row.help;
        list.push_back(std::move(one));
    }
    return list;
}

std::string parameters_text(const std::vector<scenarios::ParameterRow>& rows) {
    Table table{{{"path", Align::left},
                 {"symbol", Align::left},
                 {"unit", Align::left},
                 {"default", Align::right},
                 {"range", Align::left},
                 {"scale", Align::left},
                 {"evidence", Align::left},
                 {"what it is", Align::left}}};
    for (const auto& row : rows)
        table.add_row({row.path, row.symbol, row.unit, fmt::format("{}", row.default_value),
                       row.low && row.high ? fmt::format("{} to {}", *row.low, *row.high) : "", row.scale, row.evidence,
                       row.help});
    return table.text() + "\nSources: talentflow parameters --csv, column source.\n";
}

}  // namespace

scenarios::Setting setting_of(const Change& change) {
    if (change.option == "--seed") return {"random.seed", change.text};
    if (change.option == "--replicates") return {"random.replicates", change.text};
    if (change.option == "--months") return {"time.months", change.text};
    const auto equals = change.text.find('=');
    if (equals == 0 || equals == std::string::npos)
        throw ScenarioError{messages::kNoPathAndValue(sim::printable(change.text))};
    return {change.text.substr(0, equals), change.text.substr(equals + 1)};
}

scenarios::Scenario load(const ScenarioArguments& arguments, scenarios::LoadOptions options) {
    options.quick_look = arguments.quick;
    options.without_levers = arguments.without_levers;
    for (const auto& change : arguments.changes) options.settings.push_back(setting_of(change));
    return scenarios::load_scenario(arguments.file, options);
}

ExitCode show(const ShowArguments& arguments, const CommonOptions& common, const Io& io) {
    scenarios::LoadOptions options;
    options.structure = common.json;
    const auto scenario = load(arguments.scenario, std::move(options));
    print_warnings(scenario.warnings, common, io);
    if (!arguments.other.empty()) {
        const auto other = scenarios::load_scenario(arguments.other);
        const auto difference = scenarios::diff(scenario, other);
        if (common.json) {
            print_json(io,
                       {{"a", arguments.scenario.file},
                        {"b", arguments.other},
                        {"b_scenario_sha256", scenario_sha256(other)},
                        {"diff", difference}},
                       scenario_facts(scenario, arguments.scenario.changes));
        } else if (difference.empty()) {
            if (!common.quiet) io.err << "the two scenarios say the same\n";
        } else {
            io.out << difference << (difference.back() == '\n' ? "" : "\n");
        }
        return ExitCode::ok;
    }
    if (common.json)
        print_json(io,
                   {{"scenario", scenario.world.name},
                    {"sha256", scenario_sha256(scenario)},
                    {"warnings", warnings_json(scenario.warnings)},
                    {"yaml", scenario.resolved_yaml},
                    {"values", Json::parse(scenario.structure)}},
                   scenario_facts(scenario, arguments.scenario.changes));
    else
        io.out << scenario.resolved_yaml;
    return ExitCode::ok;
}

ExitCode parameters(const ParametersArguments& arguments, const CommonOptions& common, const Io& io) {
    const auto rows = scenarios::parameter_rows();
    if (common.json)
        print_json(io, {{"parameters", parameters_json(rows)}});
    else
        io.out << (arguments.csv ? parameters_csv(rows) : parameters_text(rows));
    return ExitCode::ok;
}

ExitCode schema(const CommonOptions& /*common*/, const Io& io) {
    const auto text = scenarios::json_schema();
    io.out << text << (!text.empty() && text.back() == '\n' ? "" : "\n");
    return ExitCode::ok;
}

}  // namespace talentflow::app
