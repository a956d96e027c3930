// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/commands.hpp"
#include "app/json_output.hpp"
#include "app/suggest.hpp"
#include "app/table.hpp"
#include "models/policy/lever.hpp"
#include "models/policy/policy_field.hpp"
#include "sim/printable.hpp"

namespace talentflow::app {

namespace {

using Json = nlohmann::ordered_json;
using models::LeverField;
using models::LeverFieldKind;
using models::LeverSpec;

std::string geography_keys(models::Geography geography) {
    switch (geography) {
        case models::Geography::for_regions:
            return "for";
        case models::Geography::at_regions:
            return "at";
        case models::Geography::between:
            return "between";
        case models::Geography::from_to:
            return "from_region, to_region";
    }
    return "";
}

std::string kind_word(const LeverField& field) {
    switch (field.kind) {
        case LeverFieldKind::number:
            return "number or path over time";
        case LeverFieldKind::tier_numbers:
            return "{tier: number}";
        case LeverFieldKind::text:
            return "word";
        case LeverFieldKind::text_list:
            return "list of words";
        case LeverFieldKind::region_list:
            return "list of regions";
        case LeverFieldKind::title_list:
            return "list of titles";
        case LeverFieldKind::flag:
            return "true or false";
    }
    return "";
}

bool is_numeric(const LeverField& field) {
    return field.kind == LeverFieldKind::number || field.kind == LeverFieldKind::tier_numbers;
}

bool has_range(const LeverField& field) {
    return field.range_low < field.range_high;
}

std::string default_text(const LeverField& field) {
    if (field.required) return "required";
    if (field.kind == LeverFieldKind::number) return fmt::format("{}", field.default_number);
    if (field.kind == LeverFieldKind::text) return field.default_text;
    if (field.kind == LeverFieldKind::flag) return "false";
    return "none";
}

constexpr double kExampleCny = 60000;

/// Money keys may be written in CNY, 10,000 CNY or 100,000,000 CNY; examples use the plain one.
std::string example_value(const LeverField& field) {
    switch (field.kind) {
        case LeverFieldKind::number: {
            if (field.example != 0) return fmt::format("{}", field.example);
            const double middle = has_range(field) ? 0.5 * (field.range_low + field.range_high)
                                                   : std::max(field.low, std::min(field.high, 1.0));
            return fmt::format("{}", field.required ? middle : field.default_number);
        }
        case LeverFieldKind::tier_numbers:
            return fmt::format("{{D: {}}}", has_range(field)      ? field.range_high
                                            : field.unit == "CNY" ? kExampleCny
                                                                  : field.low);
        case LeverFieldKind::text:
            return !field.default_text.empty() ? field.default_text
                   : field.choices.empty()     ? "word"
                                               : field.choices.front();
        case LeverFieldKind::text_list:
            return "[" + (field.choices.empty() ? "word" : field.choices.front()) + "]";
        case LeverFieldKind::region_list:
            return "[tongnan]";
        case LeverFieldKind::title_list:
            return "[suizhou-elite, tongnan-elite]";
        case LeverFieldKind::flag:
            return "true";
    }
    return "";
}

std::string example_yaml(const LeverSpec& spec) {
    std::string id = "my-" + spec.kind;
    std::replace(id.begin(), id.end(), '_', '-');
    std::string out = fmt::format("levers:\n  - id: {}\n    kind: {}\n", id, spec.kind);
    out += "    from: 2024-01\n";
    const auto usual = spec.geography.empty() ? std::string{} : geography_keys(spec.geography.front());
    if (usual == "for" || usual == "at") out += "    " + usual + ": [tongnan]\n";
    if (usual == "between") out += "    between: [suining, tongnan]\n";
    if (usual.rfind("from_region", 0) == 0) out += "    from_region: suining\n    to_region: tongnan\n";
    for (const auto geography : spec.geography) {
        if (geography == models::Geography::at_regions && usual != "at") out += "    at: [tongnan]\n";
    }
    if (spec.paid) out += "    paid_from: my-fund\n    admin_share: 0.05\n";
    // Optional keys without a default exclude each other more often than not: one is shown at work.
    bool works = false;
    for (const auto& field : spec.fields) works = works || field.required;
    for (const auto& field : spec.fields) {
        const bool idle = !field.required && default_text(field) == "none";
        const char* mark = idle && works ? "# " : "";
        const char* note = field.required || idle || field.example != 0 ? "" : "  # default";
        works = works || idle;
        out += fmt::format("    {}{}: {}{}\n", mark, field.name, example_value(field), note);
    }
    return out;
}

/// Without default and source the number is the scenario's, which states its own evidence.
std::string evidence_text(const LeverField& field) {
    if (field.source.empty() && (field.required || default_text(field) == "none")) return "stated by the scenario";
    const bool says_more = !field.source.empty() && field.source.rfind("assum", 0) != 0;
    return word(field.evidence) + (says_more ? "; " + field.source : "");
}

std::string figures_text(const LeverSpec& spec) {
    std::string out = "the documents' figures:\n";
    if (spec.figures.empty()) out += "  none printed\n";
    for (const auto& figure : spec.figures)
        out += "  " +
               wrapped(fmt::format("{} (document {}{}){}", figure.text_en, figure.document,
                                   figure.mechanism.empty() ? "" : ", " + figure.mechanism,
                                   figure.text_zh.empty() ? "" : " " + figure.text_zh),
                       94, "      ") +
               "\n";
    return out;
}

std::vector<std::string> words(const std::vector<models::Eligible>& keys) {
    std::vector<std::string> all;
    for (const auto key : keys) all.push_back(models::word(key));
    return all;
}

/// Modules that must not be none where the lever is used.
std::string modules_text(const LeverSpec& spec) {
    std::string out = fmt::format("{}", fmt::join(spec.needs, ", "));
    if (spec.needs_one_of.empty()) return out;
    return out + (out.empty() ? "" : "; ") + fmt::format("one of {}", fmt::join(spec.needs_one_of, ", "));
}

std::string spec_text(const LeverSpec& spec) {
    std::string out = fmt::format("{}  {}  {}  {}\n\n", spec.kind, spec.register_id, spec.name_en, spec.name_zh);
    out += "  " + wrapped(spec.help, 94, "  ") + "\n\n";
    out += "equation:  " + wrapped(spec.equation, 85, "           ") + "\n";
    out += "direction: " + wrapped(spec.direction.empty() ? "no evidence" : spec.direction, 85, "           ") + "\n";
    std::string places;
    for (const auto geography : spec.geography) places += (places.empty() ? "" : "; ") + geography_keys(geography);
    out += "geography: " + (places.empty() ? "none" : places) + "\n";
    out += std::string{"paid:      "} + (spec.paid ? "paid_from, admin_share" : "no") + "\n";
    out += "eligible:  " + (spec.reads.empty() ? "everyone" : fmt::format("{}", fmt::join(words(spec.reads), ", "))) +
           "\n";
    out += std::string{"exclusive: "} + (spec.claimed ? "set, rule" : "no") + "\n";
    const auto modules = modules_text(spec);
    if (!modules.empty()) out += "modules:   " + modules + "\n";
    out += "\n";
    if (!spec.fields.empty()) out += "parameters:\n";
    for (const auto& field : spec.fields) {
        out += fmt::format("  {}: {}", field.name, kind_word(field));
        if (is_numeric(field)) out += fmt::format(", {} [{}, {}]", field.unit, field.low, field.high);
        out += ", default " + default_text(field) + "\n";
        if (!field.help.empty()) out += "      " + wrapped(field.help, 90, "      ") + "\n";
        if (!field.choices.empty()) out += fmt::format("      one of {}\n", fmt::join(field.choices, ", "));
        if (has_range(field))
            out += fmt::format("      range for sensitivity {} to {}\n", field.range_low, field.range_high);
        if (field.least_plausible > 0)
            out += fmt::format("      less than {} CNY is hardly meant (assumed): a warning\n",
                               with_thousands(field.least_plausible));
        if (field.whole) out += "      whole things: a fraction is hardly meant, a warning\n";
        if (is_numeric(field))
            out += "      " +
                   wrapped(fmt::format("evidence: {}{}", evidence_text(field),
                                       field.scaled_by_dose ? "; scaled by dose" : ""),
                           90, "      ") +
                   "\n";
    }
    return out + "\n" + figures_text(spec) + "\nexample:\n\n" + example_yaml(spec);
}

Json spec_json(const LeverSpec& spec) {
    Json json{{"kind", spec.kind},           {"register_id", spec.register_id},
              {"name_en", spec.name_en},     {"name_zh", spec.name_zh},
              {"help", spec.help},           {"equation", spec.equation},
              {"direction", spec.direction}, {"figures", Json::array()},
              {"geography", Json::array()},  {"paid", spec.paid},
              {"reads", words(spec.reads)},  {"claimed", spec.claimed},
              {"needs", spec.needs},         {"needs_one_of", spec.needs_one_of},
              {"fields", Json::array()},     {"example", example_yaml(spec)}};
    for (const auto& figure : spec.figures)
        json["figures"].push_back({{"text_en", figure.text_en},
                                   {"text_zh", figure.text_zh},
                                   {"document", figure.document},
                                   {"mechanism", figure.mechanism}});
    for (const auto geography : spec.geography) json["geography"].push_back(geography_keys(geography));
    for (const auto& field : spec.fields) {
        Json one{{"name", field.name}, {"kind", kind_word(field)},   {"unit", field.unit},
                 {"help", field.help}, {"required", field.required}, {"default_text", default_text(field)}};
        if (is_numeric(field)) {
            one["low"] = field.low;
            one["high"] = field.high;
            one["default"] = field.default_number;
            one["bounds"] = {field.low, field.high};
            if (has_range(field)) one["range"] = {field.range_low, field.range_high};
            one["scale"] = "linear";  // no kind of lever has a range of magnitudes
            one["evidence"] = word(field.evidence);
            one["evidence_text"] = evidence_text(field);
            one["source"] = field.source;
            one["scaled_by_dose"] = field.scaled_by_dose;
            if (field.least_plausible > 0) one["least_plausible"] = field.least_plausible;
            if (field.whole) one["whole"] = true;
        }
        if (!field.choices.empty()) one["choices"] = field.choices;
        json["fields"].push_back(std::move(one));
    }
    return json;
}

const LeverSpec* find_spec(const std::string& kind) {
    for (const auto& spec : models::all_lever_specs())
        if (spec.kind == kind) return &spec;
    return nullptr;
}

void print_catalogue(const CommonOptions& common, const Io& io) {
    if (common.json) {
        Json list = Json::array();
        for (const auto& spec : models::all_lever_specs()) list.push_back(spec_json(spec));
        print_json(io, {{"levers", list}});
        return;
    }
    Table table{{{"kind", Align::left},
                 {"id", Align::left},
                 {"name", Align::left},
                 {"名称", Align::left},
                 {"what it does", Align::left}}};
    for (const auto& spec : models::all_lever_specs())
        table.add_row({spec.kind, spec.register_id, spec.name_en, spec.name_zh, spec.help});
    io.out << table.text() << "\nMore on one kind: talentflow levers KIND\n";
}

void print_fields(const CommonOptions& common, const Io& io) {
    if (common.json) {
        Json list = Json::array();
        for (const auto& entry : models::policy_field_entries())
            list.push_back({{"name", entry.name},
                            {"dimensions", entry.dimensions},
                            {"unit", entry.unit},
                            {"neutral", entry.neutral},
                            {"combine", entry.combine},
                            {"equation", entry.equation},
                            {"reader", entry.reader}});
        print_json(io, {{"fields", list}});
        return;
    }
    Table table{{{"entry", Align::left},
                 {"dimensions", Align::left},
                 {"unit", Align::left},
                 {"neutral", Align::left},
                 {"combine", Align::left},
                 {"equation", Align::left},
                 {"read by", Align::left}}};
    for (const auto& entry : models::policy_field_entries())
        table.add_row(
            {entry.name, entry.dimensions, entry.unit, entry.neutral, entry.combine, entry.equation, entry.reader});
    io.out << table.text();
}

}  // namespace

ExitCode levers(const LeversArguments& arguments, const CommonOptions& common, const Io& io) {
    if (arguments.fields) {
        print_fields(common, io);
        return ExitCode::ok;
    }
    if (arguments.kind.empty()) {
        print_catalogue(common, io);
        return ExitCode::ok;
    }
    if (const auto* spec = find_spec(arguments.kind)) {
        if (common.json)
            print_json(io, spec_json(*spec));
        else
            io.out << spec_text(*spec);
        return ExitCode::ok;
    }
    std::vector<std::string> known;
    for (const auto& spec : models::all_lever_specs()) known.push_back(spec.kind);
    throw ScenarioError{"error: levers: unknown kind '" + sim::printable(arguments.kind) + "'" +
                        did_you_mean(arguments.kind, known) + "; talentflow levers lists all"};
}

}  // namespace talentflow::app
