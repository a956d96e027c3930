// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/complete.hpp"

#include <algorithm>
#include <memory>
#include <set>

#include "scenarios/loader/messages.hpp"
#include "scenarios/loader/neighbours.hpp"
#include "scenarios/loader/number.hpp"
#include "scenarios/loader/overlay.hpp"
#include "scenarios/loader/scalar_check.hpp"
#include "scenarios/loader/units.hpp"
#include "scenarios/loader/wide_text.hpp"
#include "scenarios/loader/yaml_reader.hpp"

namespace talentflow::scenarios {

namespace {

bool is_numeric(const Spec& spec) {
    return spec.form == Form::number || spec.form == Form::whole;
}

class Completer {
  public:
    Completer(const SpecContext& context, const Origin& root, Report& report)
        : context_{context}, root_{root}, report_{report}, scalars_{context, report} {
        preset_.kind = Origin::Kind::preset;
        preset_.source = std::make_shared<const std::string>("default");
    }

    [[nodiscard]] Node any(const Spec& spec, const Node& node, const std::string& path) {
        const std::size_t before = report_.size();
        Node result = node;
        if (node.is_null()) {
            complain(node.origin, path, "has no value", "write one or remove the key");
        } else {
            result = by_form(spec, node, path);
        }
        result.broken = report_.size() > before;
        return result;
    }

  private:
    [[nodiscard]] Node by_form(const Spec& spec, const Node& node, const std::string& path) {
        switch (spec.form) {
            case Form::number:
            case Form::whole:
                return complete_number(spec, node, path, report_);
            case Form::flag:
            case Form::word:
            case Form::id:
            case Form::text:
            case Form::month:
                scalars_.check(spec, node, path);
                return node;
            case Form::map:
                return complete_map(spec, node, path);
            case Form::keyed:
                return complete_keyed(spec, node, path);
            case Form::list:
                return complete_list(spec, node, path);
            case Form::free:
                return node;
        }
        return node;
    }

    [[nodiscard]] Node complete_map(const Spec& spec, const Node& node, const std::string& path) {
        if (!node.is_map()) {
            complain(node.origin, path, "is " + describe(node) + ", not a map of keys");
            return node;
        }
        if (!spec.selector.empty()) return complete_variant(spec, node, path);
        Node result = make_map(node.origin);
        std::vector<std::string> missing;
        std::set<std::string> known;
        for (const auto& field : spec.fields) complete_field(field, node, path, result, known, missing);
        for (const auto& entry : node.entries) {
            if (known.count(entry.key) == 0) complain_unknown(spec, entry, path);
        }
        complain_missing(missing, node, path);
        return result;
    }

    void complete_field(const Spec& field, const Node& node, const std::string& path, Node& result,
                        std::set<std::string>& known, std::vector<std::string>& missing) {
        const Entry* given = nullptr;
        known.insert(field.key);
        std::vector<std::string> spellings{field.key};
        for (const auto& [unit_key, factor] : money_keys(field.key)) {
            if (unit_key != field.key) spellings.push_back(unit_key);
        }
        for (const auto& spelling : spellings) {
            known.insert(spelling);
            for (const auto& entry : node.entries) {
                if (entry.key != spelling) continue;
                if (given != nullptr) {
                    complain(entry.key_origin, path, in_marks(entry.key) + " says the same as " + in_marks(given->key),
                             "keep one of them");
                } else {
                    given = &entry;
                }
            }
        }
        if (given != nullptr) {
            Entry entry{given->key, given->key_origin, Node{}};
            const std::string where = join_path(path, given->key);
            entry.value = given->key == field.key ? any(field, given->value, where)
                                                  : any(in_unit(field, given->key), given->value, where);
            if (field.names) fill_names(entry.value, result);
            result.entries.push_back(std::move(entry));
        } else if (field.names && !fallback(result).empty()) {
            Entry entry{field.key, preset_, make_map(preset_)};
            fill_names(entry.value, result);
            result.entries.push_back(std::move(entry));
        } else if (!field.preset.empty()) {
            Entry entry{field.key, preset_, Node{}};
            entry.value = any(field, preset_node(field.preset), join_path(path, field.key));
            result.entries.push_back(std::move(entry));
        } else if (field.required && (!context_.partial || field.key == "id" || field.key == "format")) {
            missing.push_back(field.key);
        }
    }

    /// Names fall back on the id (of the scenario: the name) beside them.
    [[nodiscard]] static std::string fallback(const Node& parent) {
        const std::string& id = parent.text_of("id");
        return id.empty() ? parent.text_of("name") : id;
    }
    void fill_names(Node& names, const Node& parent) {
        if (names.broken || !names.is_map()) return;
        std::string given = names.text_of("en");
        if (given.empty()) given = names.text_of("zh");
        if (given.empty()) given = fallback(parent);
        if (names.find("en") == nullptr) {
            names.entries.insert(names.entries.begin(), Entry{"en", preset_, make_scalar(given, preset_)});
        }
        if (names.find("zh") == nullptr) {
            names.entries.push_back(Entry{"zh", preset_, make_scalar(given, preset_)});
        }
    }

    [[nodiscard]] Node complete_variant(const Spec& spec, const Node& node, const std::string& path) {
        const Node* chosen = node.find(spec.selector);
        if (chosen == nullptr || !chosen->is_scalar()) {
            // The usual reason: a package whose lever this changes is not listed.
            std::string file;
            if (context_.neighbours != nullptr)
                file = context_.neighbours->defining("levers", node.text_of("id"), node.origin, report_);
            complain(chosen == nullptr ? node.origin : chosen->origin, path, in_marks(spec.selector) + " is missing",
                     file.empty() ? messages::kSayKind() : messages::kDefinedIn(file));
            return node;
        }
        std::vector<std::string> kinds;
        for (const auto& variant : spec.variants) {
            if (variant.key == chosen->text) return complete_map(variant, node, path);
            kinds.push_back(variant.key);
        }
        std::vector<Named> names;
        for (const auto& lever : context_.lever_kinds()) names.push_back({lever.kind, lever.name_en, lever.name_zh});
        std::string hint = hint_for(report_, chosen->text, kinds, names);
        if (hint.empty()) hint = "`talentflow levers` lists them";
        complain(chosen->origin, join_path(path, spec.selector), "there is no kind " + in_marks(chosen->text), hint);
        return node;
    }

    void complain_unknown(const Spec& spec, const Entry& entry, const std::string& path) {
        for (const auto& [key, reason] : spec.refused) {
            if (key == entry.key) {
                return complain(entry.key_origin, path, in_marks(entry.key) + " is not possible here (" + reason + ")");
            }
        }
        if (report_.crowded()) return complain(entry.key_origin, path, "unknown key " + in_marks(entry.key));
        std::vector<std::string> keys;
        for (const auto& field : spec.fields) {
            keys.push_back(field.key);
            for (const auto& [unit_key, factor] : money_keys(field.key)) keys.push_back(unit_key);
        }
        for (const auto& key : keys) {
            if (entry.key.size() <= 64 && without_unit(key) == without_unit(entry.key)) {
                return complain(entry.key_origin, path, "unknown key " + in_marks(entry.key),
                                "did you mean '" + key + "' (the unit is part of the key)?");
            }
        }
        const bool thousands = entry.key.size() == 3 && parse_whole(entry.key);
        complain(entry.key_origin, path, "unknown key " + in_marks(entry.key),
                 thousands ? messages::kNoThousands() : hint_for(report_, entry.key, keys, {}));
    }

    void complain_missing(const std::vector<std::string>& missing, const Node& node, const std::string& path) {
        if (missing.empty()) return;
        std::string text;
        for (std::size_t i = 0; i < missing.size(); ++i) text += (i > 0 ? ", '" : "'") + missing[i] + "'";
        text += missing.size() == 1 ? " is missing" : " are missing";
        const bool census = !context_.relaxed && !context_.open &&
                            (path.empty() || path.rfind("regions.", 0) == 0 || path == "population" || path == "time");
        const Origin& where = node.origin.kind == Origin::Kind::preset ? root_ : node.origin;
        complain(where, path, text,
                 census ? "only a world with 'overrides' or 'population.agents' can do without" : "");
    }

    /// In a flow map `E: 30,000` is 30 and a key 000 without value: how many such keys stand behind entry `i`.
    [[nodiscard]] static std::size_t thousands_behind(const Node& node, std::size_t i) {
        const auto is_group = [](const Entry& entry) {
            return entry.value.is_null() && entry.key.size() == 3 &&
                   entry.key.find_first_not_of("0123456789") == std::string::npos;
        };
        std::size_t n = 0;
        while (node.entries[i].value.is_scalar() && i + n + 1 < node.entries.size() &&
               is_group(node.entries[i + n + 1]))
            ++n;
        return n;
    }

    void complain_thousands(const Node& node, std::size_t i, std::size_t more, const std::string& path) {
        const auto& value = node.entries[i].value;
        std::string written = value.text, plain = value.text;
        for (std::size_t g = 1; g <= more; ++g) {
            written += "," + node.entries[i + g].key;
            plain += node.entries[i + g].key;
        }
        complain(value.origin, path, in_marks(written) + " is not a number", messages::kWrite(plain));
    }

    [[nodiscard]] Node complete_keyed(const Spec& spec, const Node& node, const std::string& path) {
        const Spec& element = spec.element.front();
        const Node* inner = node.find("value");
        if (spec.one_or_many && (node.is_scalar() || (inner != nullptr && !inner->is_map()))) {
            return complete_number(element, node, path, report_);
        }
        if (inner != nullptr && is_numeric(element)) return wrapped(spec, node, path);
        if (!node.is_map()) {
            complain(node.origin, path, "is " + describe(node) + ", not a map of keys");
            return node;
        }
        if (node.entries.size() < spec.least) complain(node.origin, path, "is empty");
        Node result = make_map(node.origin);
        Spec own = element;
        for (std::size_t i = 0; i < node.entries.size(); ++i) {
            const auto& entry = node.entries[i];
            const std::string where = join_path(path, entry.key);
            if (const std::size_t more = thousands_behind(node, i); more > 0) {
                complain_thousands(node, i, more, where);
                i += more;
                continue;
            }
            scalars_.check_reference(spec.refers, entry.key, entry.key_origin, path);
            own.range_low = element.range_low;
            own.range_high = element.range_high;
            for (const auto& [key, range] : spec.ranges) {
                if (key != entry.key) continue;
                own.range_low = range.low;
                own.range_high = range.high;
            }
            result.entries.push_back(Entry{entry.key, entry.key_origin, any(own, entry.value, where)});
        }
        for (const auto& [key, preset] : spec.presets) {
            if (result.find(key) == nullptr) {
                result.entries.push_back(Entry{key, preset_, make_scalar(preset, preset_)});
            }
        }
        return result;
    }

    [[nodiscard]] Node complete_list(const Spec& spec, const Node& node, const std::string& path) {
        const Spec& element = spec.element.front();
        if (is_numeric(element) && node.find("value") != nullptr) return wrapped(spec, node, path);
        if (spec.one_or_many && node.is_scalar()) {
            Node one = make_list(node.origin);
            one.items.push_back(node);
            return complete_list(spec, one, path);
        }
        if (!node.is_list()) {
            complain(node.origin, path, "is " + describe(node) + ", not a list");
            return node;
        }
        check_count(spec, node, path);
        Node result = make_list(node.origin);
        for (std::size_t i = 0; i < node.items.size(); ++i) {
            result.items.push_back(any(element, node.items[i], item_path(path, node.items[i], i)));
        }
        if (!is_numeric(element) && element.form != Form::map && element.form != Form::list) {
            check_twice(node, path);
        }
        return result;
    }

    /// A list or map of numbers inside a statement.
    [[nodiscard]] Node wrapped(const Spec& spec, const Node& node, const std::string& path) {
        Node result = complete_statement_keys(spec.element.front(), node, path, report_);
        Node& value = *result.find("value");
        value = any(spec, value, path);
        return result;
    }

    void check_count(const Spec& spec, const Node& node, const std::string& path) {
        const std::size_t n = node.items.size();
        if (n >= spec.least && n <= spec.most) return;
        std::string needed = spec.least == spec.most ? std::to_string(spec.least)
                             : n < spec.least        ? "at least " + std::to_string(spec.least)
                                                     : "at most " + std::to_string(spec.most);
        complain(node.origin, path, "has " + std::to_string(n) + " items, needs " + needed);
    }

    void check_twice(const Node& node, const std::string& path) {
        std::set<std::string> seen;
        for (const auto& item : node.items) {
            if (item.is_scalar() && !seen.insert(item.text).second) {
                complain(item.origin, path, in_marks(item.text) + " is there twice", "remove one of them");
            }
        }
    }

    [[nodiscard]] Node preset_node(const std::string& preset) {
        // Most defaults are plain words; only the rest needs the parser.
        if (preset.find_first_of("{}[],:\"'#") == std::string::npos) return make_scalar(preset, preset_);
        auto node = read_yaml_value(preset, preset_, {}, report_);
        return node ? std::move(*node) : Node{};
    }

    void complain(const Origin& where, const std::string& path, std::string problem, std::string suggestion = {}) {
        report_.add(where, path, std::move(problem), std::move(suggestion));
    }

    const SpecContext& context_;
    const Origin& root_;  // where a key is missed of which nothing was written
    Report& report_;
    ScalarCheck scalars_;
    Origin preset_;
};

}  // namespace

Node complete(const Spec& spec, const Node& root, const SpecContext& context, Report& report) {
    return Completer{context, root.origin, report}.any(spec, root, {});
}

Spec in_unit(const Spec& field, const std::string& key) {
    Spec spec = field;
    double own = 1, written = 1;
    for (const auto& [name, factor] : money_keys(field.key)) {
        if (name == field.key) own = factor;
        if (name == key) written = factor;
    }
    for (Spec* each : {&spec, spec.element.empty() ? nullptr : &spec.element.front()}) {
        if (each == nullptr) continue;
        for (double* bound : {&each->low, &each->high, &each->range_low, &each->range_high, &each->least_plausible}) {
            *bound = *bound * own / written;
        }
    }
    return spec;
}

std::string item_path(const std::string& list_path, const Node& item, std::size_t index) {
    const std::string id = id_of(item, item_key(list_path));
    return id.empty() ? list_path + "[" + std::to_string(index + 1) + "]" : join_path(list_path, id);
}

}  // namespace talentflow::scenarios
