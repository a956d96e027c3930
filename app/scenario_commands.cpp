// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/command_text.hpp"
#include "app/commands.hpp"
#include "app/machine.hpp"
#include "app/messages.hpp"
#include "app/table.hpp"
#include "app/warnings.hpp"
#include "experiments/sweep/sweep_plan.hpp"
#include "output/provenance.hpp"
#include "scenarios/loader/scenario.hpp"
#include "sim/printable.hpp"

namespace talentflow::app {

namespace {

using Json = nlohmann::ordered_json;

std::string dumped(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

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

/// Errors: ScenarioError if a --set has no path or no value.
scenarios::Setting setting_of(const Change& change) {
    if (change.option == "--seed") return {"random.seed", change.text};
    if (change.option == "--replicates") return {"random.replicates", change.text};
    if (change.option == "--months") return {"time.months", change.text};
    const auto equals = change.text.find('=');
    if (equals == 0 || equals == std::string::npos)
        throw ScenarioError{messages::kNoPathAndValue(sim::printable(change.text))};
    return {change.text.substr(0, equals), change.text.substr(equals + 1)};
}

/// Warns of a sound scenario that this machine cannot run; another one may.
void add_memory_warning(const std::string& file, std::vector<scenarios::Diagnostic>& problems) {
    const auto is_error = [](const auto& d) { return d.severity == scenarios::Severity::error; };
    if (file == "-" || std::any_of(problems.begin(), problems.end(), is_error)) return;
    try {
        const auto world = scenarios::load_scenario(file).world;
        const auto problem = memory_problem(world);
        if (!problem) return;
        scenarios::Diagnostic warning;
        warning.file = sim::printable(file);
        warning.severity = scenarios::Severity::warning;
        warning.problem = *problem;
        warning.suggestion = memory_advice(world);
        problems.push_back(std::move(warning));
    } catch (const ScenarioError&) {  // a package or a comparison
    }
}

}  // namespace

scenarios::Scenario load(const ScenarioArguments& arguments) {
    scenarios::LoadOptions options;
    options.quick_look = arguments.quick;
    options.without_levers = arguments.without_levers;
    for (const auto& change : arguments.changes) options.settings.push_back(setting_of(change));
    return scenarios::load_scenario(arguments.file, options);
}

ExitCode check(const CheckArguments& arguments, const CommonOptions& common, const Io& io) {
    auto worst = ExitCode::ok;
    Json list = Json::array();
    for (const auto& file : arguments.files) {
        try {
            const bool sweep = file != "-" && scenarios::is_sweep_file(file);
            auto problems = sweep ? experiments::sweep_problems(file) : scenarios::check_file(file);
            if (arguments.strict)
                for (auto& problem : problems) problem.severity = scenarios::Severity::error;
            add_memory_warning(file, problems);  // another machine may run it: never an error of the file
            std::size_t errors = 0, warnings = 0;
            for (auto& problem : problems) {
                const bool is_warning = problem.severity == scenarios::Severity::warning;
                ++(is_warning ? warnings : errors);
                list.push_back(diagnostic_json(problem));
                if (!common.json && !(is_warning && common.quiet)) io.err << scenarios::to_string(problem) << '\n';
            }
            if (errors > 0 && worst == ExitCode::ok) worst = ExitCode::bad_input;
            if (errors > 0 || common.json || common.quiet) continue;
            const auto name = sim::printable(file);
            if (warnings > 0)
                io.out << messages::kOkWith.in(common.language, name, warning_count(warnings, common.language)) << '\n';
            else
                io.out << name << ": ok\n";
        } catch (const OutputError& error) {  // the other files are still checked
            io.err << "error: " << sim::printable(error.what()) << '\n';
            worst = ExitCode::input_output;
        }
    }
    if (common.json) io.out << dumped(list);
    return worst;
}

ExitCode show(const ShowArguments& arguments, const CommonOptions& common, const Io& io) {
    const auto scenario = load(arguments.scenario);
    print_warnings(scenario.warnings, common, io);
    if (!arguments.other.empty()) {
        const auto other = scenarios::load_scenario(arguments.other);
        const auto difference = scenarios::diff(scenario, other);
        if (common.json) {
            io.out << dumped({{"a", arguments.scenario.file}, {"b", arguments.other}, {"diff", difference}});
        } else if (difference.empty()) {
            if (!common.quiet) io.err << "the two scenarios say the same\n";
        } else {
            io.out << difference << (difference.back() == '\n' ? "" : "\n");
        }
        return ExitCode::ok;
    }
    if (common.json)
        io.out << dumped({{"scenario", scenario.world.name},
                          {"sha256", output::sha256(without_comments(scenario.resolved_yaml))},
                          {"warnings", warnings_json(scenario.warnings)},
                          {"yaml", scenario.resolved_yaml}});
    else
        io.out << scenario.resolved_yaml;
    return ExitCode::ok;
}

ExitCode parameters(const ParametersArguments& arguments, const CommonOptions& common, const Io& io) {
    const auto rows = scenarios::parameter_rows();
    if (common.json)
        io.out << dumped(parameters_json(rows));
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
