// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/structure.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>

#include "models/world/parameters.hpp"
#include "scenarios/loader/complete.hpp"
#include "scenarios/loader/number.hpp"
#include "scenarios/loader/overlay.hpp"
#include "scenarios/loader/show.hpp"
#include "scenarios/loader/units.hpp"

namespace talentflow::scenarios {

namespace {

using Json = nlohmann::ordered_json;

bool is_numeric(const Spec& spec) {
    return spec.form == Form::number || spec.form == Form::whole;
}

/// A list of plain values, or of such lists: one value.
bool is_plain_list(const Node& node) {
    return node.is_list() && std::all_of(node.items.begin(), node.items.end(),
                                         [](const Node& item) { return item.is_scalar() || is_plain_list(item); });
}

/// Whole numbers without ".0".
Json number_json(const Node& node) {
    if (const auto whole = parse_whole(node.text)) return *whole;
    const auto value = parse_number(node.text).value;
    return value ? Json(*value) : Json(node.text);
}

Json plain_json(const Spec& spec, const Node& node) {
    if (node.is_scalar()) {
        if (is_numeric(spec)) return number_json(node);
        return spec.form == Form::flag ? Json(node.text == "true") : Json(node.text);
    }
    Json json = node.is_list() ? Json::array() : Json::object();
    for (const auto& item : node.items) json.push_back(plain_json(spec, item));
    for (const auto& entry : node.entries) json[entry.key] = plain_json(spec, entry.value);  // a path over time
    return json;
}

Json range_json(const Node& range) {
    return Json::array({number_json(range.items[0]), number_json(range.items[1])});
}

Json range_json(double low, double high) {
    Node ends = make_list({});
    ends.items = {make_scalar(format_number(low), {}), make_scalar(format_number(high), {})};
    return range_json(ends);
}

/// What the program's own tables say of a parameter.
const models::ParameterSpec* parameter_at(const std::string& path) {
    for (const auto& spec : models::parameter_specs()) {
        if (path == spec.path || path.rfind(spec.path + ".", 0) == 0) return &spec;
    }
    return nullptr;
}

class Structure {
  public:
    Structure(const Origin& main, const SpecContext& context) : main_{main}, context_{context} {}

    /// `statement`: the one around the node, if any; what it says holds of each value inside.
    [[nodiscard]] Json any(const Spec& spec, const Node& node, const std::string& path,
                           const Node* statement = nullptr) {
        switch (spec.form) {
            case Form::number:
            case Form::whole:
                return number(spec, node, path, statement);
            case Form::map:
                return map(spec, node, path);
            case Form::keyed:
                return keyed(spec, node, path, statement);
            case Form::list:
                return list(spec, node, path, statement);
            default:
                return leaf(spec, node, path, statement);
        }
    }

  private:
    [[nodiscard]] Json number(const Spec& spec, const Node& node, const std::string& path, const Node* statement) {
        if (const Node* value = node.find("value")) return leaf(spec, *value, path, &node);
        for (const auto& form : spec.fields) {  // {poisson: 2}
            if (const Node* value = node.find(form.key)) {
                return {{form.key, any(form, *value, join_path(path, form.key))}};
            }
        }
        return leaf(spec, node, path, statement);
    }

    [[nodiscard]] Json map(const Spec& spec, const Node& node, const std::string& path) {
        Json json = Json::object();
        const Spec& own = variant_of(spec, node);
        for (const auto& entry : node.entries) {
            const auto row = std::find_if(own.fields.begin(), own.fields.end(),
                                          [&](const Spec& field) { return says(field, entry.key); });
            if (row == own.fields.end()) continue;
            const std::string where = join_path(path, entry.key);
            json[entry.key] = row->key == entry.key ? any(*row, entry.value, where)
                                                    : any(in_unit(*row, entry.key), entry.value, where);
        }
        return json;
    }

    /// The spec of a map whose keys depend on one of them.
    [[nodiscard]] const Spec& variant_of(const Spec& spec, const Node& node) {
        if (spec.selector.empty()) return spec;
        const std::string& kind = node.text_of(spec.selector);
        for (const auto& lever : context_.lever_kinds()) {
            if (lever.kind == kind) lever_ = &lever;
        }
        const auto variant =
            std::find_if(spec.variants.begin(), spec.variants.end(), [&](const Spec& one) { return one.key == kind; });
        return variant == spec.variants.end() ? spec : *variant;
    }

    [[nodiscard]] static bool says(const Spec& field, const std::string& key) {
        if (field.key == key) return true;
        const auto units = money_keys(field.key);
        return std::any_of(units.begin(), units.end(), [&](const auto& unit) { return unit.first == key; });
    }

    [[nodiscard]] Json keyed(const Spec& spec, const Node& node, const std::string& path, const Node* statement) {
        const Node* inner = node.find("value");
        Spec element = spec.element.front();
        if (spec.one_or_many && (node.is_scalar() || (inner != nullptr && !inner->is_map()))) {
            return number(element, node, path, statement);
        }
        if (inner != nullptr && is_numeric(element)) return keyed(spec, *inner, path, &node);
        Json json = Json::object();
        for (const auto& entry : node.entries) {
            element.range_low = spec.element.front().range_low;
            element.range_high = spec.element.front().range_high;
            for (const auto& [key, range] : spec.ranges) {
                if (key != entry.key) continue;
                element.range_low = range.low;
                element.range_high = range.high;
            }
            json[entry.key] = any(element, entry.value, join_path(path, entry.key), statement);
        }
        return json;
    }

    [[nodiscard]] Json list(const Spec& spec, const Node& node, const std::string& path, const Node* statement) {
        const Spec& element = spec.element.front();
        const Node* inner = node.find("value");
        if (inner != nullptr) return list(spec, *inner, path, &node);
        const bool by_id = item_key(path) != ItemKey::none;
        if (!by_id && is_plain_list(node)) {
            const Spec* one = &element;
            while (one->form == Form::list) one = &one->element.front();
            return leaf(*one, node, path, statement);
        }
        Json json = by_id ? Json::object() : Json::array();
        for (std::size_t i = 0; i < node.items.size(); ++i) {
            Json item = any(element, node.items[i], item_path(path, node.items[i], i), statement);
            if (by_id) {
                json[id_of(node.items[i], item_key(path))] = std::move(item);
            } else {
                json.push_back(std::move(item));
            }
        }
        return json;
    }

    [[nodiscard]] Json leaf(const Spec& spec, const Node& node, const std::string& path, const Node* statement) {
        Json json{{"path", path}, {"value", plain_json(spec, node)}};
        if (is_numeric(spec)) {
            add_unit(spec, path, json);
            add_range(spec, statement != nullptr ? *statement : node, path, json);
        }
        if (statement != nullptr) {
            static constexpr std::array<const char*, 5> kSaid{"evidence", "qualifier", "source", "mechanism", "note"};
            for (const char* key : kSaid) {
                if (const Node* said = statement->find(key)) json[key] = said->text;
            }
        } else if (node.origin.kind == Origin::Kind::preset && is_numeric(spec)) {
            add_evidence_of_default(path, json);
        }
        json["origin"] = origin_json(node.origin);
        return json;
    }

    static void add_unit(const Spec& spec, const std::string& path, Json& json) {
        if (spec.unit.empty()) return;
        const auto [key, factor] = money_key_in(path);
        const bool plain = key.empty() || factor == 1 || spec.unit.rfind("CNY", 0) != 0;
        json["unit"] = plain ? spec.unit : format_number(factor) + " " + spec.unit;
    }

    /// Its own, else that of the statement it replaces, else that of the program's tables; as warnings have it.
    static void add_range(const Spec& spec, const Node& said, const std::string& path, Json& json) {
        if (const Node* range = said.find("range")) {
            json["range"] = range_json(*range);
        } else if (said.replaced != nullptr) {
            json["range"] = range_json(said.replaced->low, said.replaced->high);
        } else if (spec.range_low < spec.range_high) {
            json["range"] = range_json(spec.range_low, spec.range_high);
        } else {
            return;
        }
        const auto* parameter = parameter_at(path);
        const bool log = parameter != nullptr && parameter->scale == models::Scale::log;
        const Node* scale = said.find("scale");
        json["scale"] = scale != nullptr ? scale->text : log ? "log" : "linear";
    }

    void add_evidence_of_default(const std::string& path, Json& json) const {
        const auto say = [&](models::Evidence evidence, const std::string& source) {
            json["evidence"] = word(evidence);
            if (!source.empty()) json["source"] = source;
        };
        if (const auto* parameter = parameter_at(path)) return say(parameter->evidence, parameter->source);
        if (lever_ == nullptr || path.rfind("levers.", 0) != 0) return;
        const std::string key = path.substr(path.rfind('.') + 1);
        for (const auto& field : lever_->fields) {
            if (key == field.name || key == field.name + "_cny") return say(field.evidence, field.source);
        }
    }

    [[nodiscard]] Json origin_json(const Origin& origin) const {
        if (origin.kind == Origin::Kind::preset) return {{"kind", "default"}};
        if (origin.kind == Origin::Kind::setting) return {{"kind", "command line"}};
        return {
            {"kind", "file"}, {"file", shown_file(origin, main_)}, {"line", origin.line}, {"column", origin.column}};
    }

    const Origin& main_;
    const SpecContext& context_;
    const models::LeverSpec* lever_ = nullptr;  // the kind of the lever at hand
};

}  // namespace

std::string structure_json(const Node& root, const SpecContext& context) {
    return Structure{root.origin, context}.any(scenario_spec(context), root, {}).dump();
}

}  // namespace talentflow::scenarios
