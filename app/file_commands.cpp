// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <type_traits>
#include <variant>

#include "app/commands.hpp"
#include "app/json_output.hpp"
#include "app/quick_look_words.hpp"
#include "app/signals.hpp"
#include "app/table.hpp"
#include "app/warnings.hpp"
#include "output/data_hash.hpp"
#include "output/layout.hpp"
#include "output/quick_look.hpp"
#include "output/run_file.hpp"
#include "sim/dataset.hpp"
#include "sim/printable.hpp"

namespace talentflow::app {

namespace {

using Json = nlohmann::ordered_json;

std::string shape_text(const sim::Dataset& data, const sim::Variable& variable) {
    std::string out;
    for (const auto& name : variable.dims)
        out += fmt::format("{}{}={}", out.empty() ? "" : ", ", name, data.dimension(name).size());
    return out;
}

std::uintmax_t file_bytes(const std::string& file) {
    std::error_code ignored;
    const auto size = std::filesystem::file_size(file, ignored);
    return ignored ? 0 : size;
}

Json info_json(const std::string& file, const sim::Dataset& data) {
    Json json{{"file", file},
              {"file_bytes", file_bytes(file)},
              {"data_sha256", output::data_sha256(data)},
              {"quick_look", output::is_quick_look(data)},
              {"attributes", Json::object()},
              {"dimensions", Json::object()},
              {"coordinates", Json::object()},
              {"variables", Json::object()},
              {"texts", Json::object()}};
    if (output::is_quick_look(data)) json["notice"] = quick_look_notice();
    for (const auto& [name, value] : data.attributes()) {
        auto& target = json["attributes"][name];
        std::visit([&target](const auto& held) { target = held; }, value);
    }
    for (const auto& dimension : data.dimensions()) {
        Json one{
            {"size", dimension.size()}, {"long_name", dimension.long_name}, {"long_name_zh", dimension.long_name_zh}};
        if (!dimension.units.empty()) one["units"] = dimension.units;
        for (const auto& label : dimension.labels) one["ids"].push_back(label.id);
        json["dimensions"][dimension.name] = std::move(one);
    }
    for (const auto& coordinate : data.coordinates()) {
        Json one{
            {"dim", coordinate.dim}, {"long_name", coordinate.long_name}, {"long_name_zh", coordinate.long_name_zh}};
        if (!coordinate.units.empty()) one["units"] = coordinate.units;
        json["coordinates"][coordinate.name] = std::move(one);
    }
    for (const auto& variable : data.variables()) {
        Json one{{"dims", variable.dims},
                 {"shape", Json::array()},
                 {"type", output::stored_type(variable)},
                 {"units", variable.units},
                 {"long_name", variable.long_name},
                 {"long_name_zh", variable.long_name_zh},
                 {"definition", variable.definition}};
        for (const auto& name : variable.dims) one["shape"].push_back(data.dimension(name).size());
        json["variables"][variable.name] = std::move(one);
    }
    for (const auto& [name, text] : data.texts()) json["texts"][name] = {{"bytes", text.size()}};
    return json;
}

std::string attribute_text(const sim::Dataset::Attribute& value) {
    return std::visit(
        [](const auto& held) -> std::string {
            if constexpr (std::is_same_v<std::decay_t<decltype(held)>, std::string>) {
                std::string out;  // keep the lines of a comment under each other
                for (std::size_t at = 0; at <= held.size();) {
                    const auto end = std::min(held.find('\n', at), held.size());
                    out += (at > 0 ? "\n      " : "") + sim::printable(held.substr(at, end - at));
                    at = end + 1;
                }
                return out;
            } else {
                return fmt::format("{}", held);
            }
        },
        value);
}

std::string info_text(const std::string& file, const sim::Dataset& data, Language language) {
    std::string out =
        fmt::format("{}  ({} bytes)\n", sim::printable(file), with_thousands(static_cast<double>(file_bytes(file))));
    if (output::is_quick_look(data)) out += quick_look_words(language) + "\n";
    out += "data sha256: " + output::data_sha256(data) + "\n";
    out += "\nattributes\n";
    for (const auto& [name, value] : data.attributes())
        out += "  " + sim::printable(name) + ": " + attribute_text(value) + "\n";
    out += "\naxes\n";
    for (const auto& dimension : data.dimensions()) {
        std::string ids;
        for (const auto& label : dimension.labels) ids += (ids.empty() ? "" : " ") + label.id;
        if (ids.empty()) ids = dimension.units;
        out += fmt::format("  {} ({}): {}\n", sim::printable(dimension.name), dimension.size(),
                           wrapped(ids, 80, "      "));
    }
    for (const auto& coordinate : data.coordinates())
        out += fmt::format("  {} of {}: {}\n", sim::printable(coordinate.name), sim::printable(coordinate.dim),
                           sim::printable(coordinate.long_name));
    Table table{{{"variable", Align::left},
                 {"axes", Align::left},
                 {"type", Align::left},
                 {"unit", Align::left},
                 {"what it is", Align::left}}};
    for (const auto& variable : data.variables())
        table.add_row({variable.name, shape_text(data, variable), output::stored_type(variable), variable.units,
                       variable.long_name});
    out += "\nvariables\n" + table.text();
    for (const auto& [name, text] : data.texts())
        out += fmt::format("\ntext {} ({} bytes)\n", sim::printable(name),
                           with_thousands(static_cast<double>(text.size())));
    return out;
}

}  // namespace

ExitCode info(const InfoArguments& arguments, const CommonOptions& common, const Io& io) {
    refuse_standard_stream(arguments.file, "FILE");
    const auto data = output::read_run_file(arguments.file);
    if (common.json)
        print_json(io, info_json(arguments.file, data), scenario_facts(data));
    else
        io.out << info_text(arguments.file, data, common.language);
    return ExitCode::ok;
}

ExitCode export_tables(const ExportArguments& arguments, const CommonOptions& common, const Io& io) {
    refuse_standard_stream(arguments.file, "FILE");
    refuse_standard_stream(arguments.folder, "--csv");
    const auto data = output::read_run_file(arguments.file);
    catch_stop_signals();
    const auto files = output::export_csv(data, arguments.folder,
                                          arguments.no_bom ? output::ByteOrderMark::no : output::ByteOrderMark::yes,
                                          arguments.force ? output::Replace::yes : output::Replace::no,
                                          {arguments.file}, [] { return !stop_requested(); });
    if (common.json) {
        Json list = Json::array();
        for (const auto& file : files) list.push_back(file.string());
        Json json{{"files", list}, {"quick_look", output::is_quick_look(data)}};
        if (output::is_quick_look(data)) json["notice"] = quick_look_notice();
        print_json(io, json, scenario_facts(data));
    } else if (!common.quiet) {
        for (const auto& file : files) io.out << sim::printable(file.string()) << '\n';
        if (output::is_quick_look(data)) io.err << quick_look_words(common.language) << '\n';
    }
    return ExitCode::ok;
}

}  // namespace talentflow::app
