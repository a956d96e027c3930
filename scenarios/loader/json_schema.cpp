// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "scenarios/loader/number.hpp"
#include "scenarios/loader/scenario.hpp"
#include "scenarios/loader/spec.hpp"
#include "scenarios/loader/units.hpp"
#include "scenarios/loader/yaml_reader.hpp"

namespace talentflow::scenarios {

namespace {

using Json = nlohmann::ordered_json;

Json schema_of(const Spec& spec);

Json described(Json schema, const Spec& spec) {
    std::string text = spec.help;
    if (!spec.unit.empty() && spec.unit != "1") text += fmt::format("{}[{}]", text.empty() ? "" : " ", spec.unit);
    if (!text.empty()) schema["description"] = text;
    return schema;
}

Json bounded_number(const Spec& spec) {
    Json number{{"type", spec.form == Form::whole ? "integer" : "number"}};
    if (std::isfinite(spec.low)) number["minimum"] = spec.low;
    if (std::isfinite(spec.high)) number["maximum"] = spec.high;
    return number;
}

Json path_schema(const Json& number) {
    const Json steps{{"type", "object"},
                     {"minProperties", 1},
                     {"patternProperties", {{"^[0-9]{4}-(0[1-9]|1[0-2])$", number}}},
                     {"additionalProperties", false}};
    const Json ramp{
        {"type", "object"}, {"required", {"ramp"}}, {"properties", {{"ramp", steps}}}, {"additionalProperties", false}};
    return Json::array({steps, ramp});
}

Json statement_schema(const Json& value) {
    Json schema{{"type", "object"}, {"required", {"value"}}, {"additionalProperties", false}};
    schema["properties"] = {
        {"value", value},
        {"range", {{"type", "array"}, {"items", {{"type", "number"}}}, {"minItems", 2}, {"maxItems", 2}}},
        {"scale", {{"enum", {"linear", "log"}}}},
        {"evidence", {{"enum", {"published", "printed", "computed", "assumed"}}}},
        {"qualifier", {{"enum", {"exact", "over", "at_least", "about", "nearly", "up_to"}}}},
        {"source", {{"type", "string"}}},
        {"mechanism", {{"type", "string"}}},
        {"note", {{"type", "string"}}}};
    return schema;
}

Json number_schema(const Spec& spec) {
    const Json number = bounded_number(spec);
    Json forms = Json::array({number});
    if (spec.over_time) {
        for (const auto& path : path_schema(number)) forms.push_back(path);
    }
    const Json value = forms.size() == 1 ? number : Json{{"anyOf", forms}};
    forms.push_back(statement_schema(value));
    for (const auto& form : spec.fields) {
        forms.push_back({{"type", "object"},
                         {"required", {form.key}},
                         {"properties", {{form.key, schema_of(form)}}},
                         {"additionalProperties", false}});
    }
    return {{"anyOf", forms}};
}

Json id_schema(const Spec& spec) {
    if (spec.refers != Refers::nothing) return {{"type", "string"}};
    const char* pattern = spec.spelling == Spelling::region  ? "^[a-z][a-z0-9_]*$"
                          : spec.spelling == Spelling::lower ? "^[a-z][a-z0-9_-]*$"
                                                             : "^[A-Za-z0-9][A-Za-z0-9_.-]*$";
    return {{"type", "string"}, {"pattern", pattern}};
}

Json map_schema(const Spec& spec) {
    Json schema{{"type", "object"}};
    // An overlay names a thing by its id and says only what differs, so nothing else is required
    // there.
    const bool has_id =
        std::any_of(spec.fields.begin(), spec.fields.end(), [](const Spec& field) { return field.key == "id"; });
    Json required = Json::array();
    Json properties = Json::object();
    for (const auto& field : spec.fields) {
        properties[field.key] = schema_of(field);
        const auto units = money_keys(field.key);
        for (const auto& [key, factor] : units) {
            if (key != field.key) properties[key] = schema_of(field);
        }
        if (has_id ? field.key == "id" : field.required && units.empty()) required.push_back(field.key);
    }
    if (has_id) {
        properties["delete"] = {{"const", true}, {"description", "removes the thing with this id"}};
    }
    if (!required.empty()) schema["required"] = required;
    schema["properties"] = properties;
    schema["additionalProperties"] = false;
    return schema;
}

Json keyed_schema(const Spec& spec) {
    const Json element = schema_of(spec.element.front());
    Json schema{{"type", "object"}, {"additionalProperties", element}};
    if (spec.one_or_many) schema = Json{{"anyOf", Json::array({element, schema})}};
    return schema;
}

Json list_schema(const Spec& spec) {
    const Spec& element = spec.element.front();
    Json items = schema_of(element);
    if (!element.selector.empty()) {
        items = Json{{"anyOf", Json::array()}};
        for (const auto& variant : element.variants) items["anyOf"].push_back(schema_of(variant));
        if (element.variants.empty()) items = Json{{"type", "object"}};
    }
    Json schema{{"type", "array"}, {"items", items}};
    if (spec.least > 0) schema["minItems"] = spec.least;
    if (spec.most != Spec::kAnyCount) schema["maxItems"] = spec.most;
    const bool numbers = element.form == Form::number || element.form == Form::whole;
    if (spec.one_or_many) return {{"anyOf", Json::array({items, schema})}};
    if (numbers) return {{"anyOf", Json::array({schema, statement_schema(schema)})}};
    return schema;
}

Json bare_schema(const Spec& spec) {
    switch (spec.form) {
        case Form::number:
        case Form::whole:
            return number_schema(spec);
        case Form::flag:
            return {{"type", "boolean"}};
        case Form::word:
            return {{"enum", spec.choices}};
        case Form::id:
            return id_schema(spec);
        case Form::text:
            return {{"type", {"string", "number", "boolean"}}};
        case Form::month:
            return {{"type", "string"}, {"pattern", "^[0-9]{4}-(0[1-9]|1[0-2])$"}};
        case Form::map:
            return map_schema(spec);
        case Form::keyed:
            return keyed_schema(spec);
        case Form::list:
            return list_schema(spec);
        case Form::free:
            break;
    }
    return {};
}

Json schema_of(const Spec& spec) {
    Json schema = described(bare_schema(spec), spec);
    if (spec.preset.empty()) return schema;
    if (const auto number = parse_number(spec.preset).value) {
        schema["default"] = *number;
    } else if (spec.form == Form::flag) {
        schema["default"] = spec.preset == "true";
    } else if (spec.form == Form::word || spec.form == Form::text || spec.form == Form::month) {
        schema["default"] = spec.preset;
    }
    return schema;
}

}  // namespace

std::string json_schema() {
    SpecContext context;
    context.open = true;     // ids and counts are those of a scenario, not of the format
    context.relaxed = true;  // what a census world must have, an overlay or a lesson need not
    Spec spec = scenario_spec(context);
    for (auto& field : spec.fields) {
        if (field.key != "format" && field.key != "name") field.required = false;
    }
    Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                {"title", "talentflow scenario, format 1"}};
    schema.update(schema_of(spec));
    const Json files = {{"anyOf", {{{"type", "string"}}, {{"type", "array"}, {"items", {{"type", "string"}}}}}},
                        {"description", "paths relative to this file; later wins"}};
    schema["properties"]["extends"] = files;
    schema["properties"]["packages"] = files;
    return schema.dump(2) + "\n";
}

}  // namespace talentflow::scenarios
