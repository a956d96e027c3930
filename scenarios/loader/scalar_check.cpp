// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/scalar_check.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "scenarios/loader/messages.hpp"
#include "scenarios/loader/neighbours.hpp"
#include "scenarios/loader/wide_text.hpp"
#include "sim/calendar.hpp"

namespace talentflow::scenarios {

namespace {

bool contains(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

const char* noun(Refers refers) {
    switch (refers) {
        case Refers::region:
            return "region";
        case Refers::tier:
            return "tier";
        case Refers::field:
            return "field";
        case Refers::industry:
            return "industry";
        case Refers::fund:
            return "fund";
        case Refers::title:
            return "title";
        case Refers::lever:
            return "lever";
        case Refers::nothing:
            break;
    }
    return "name";
}

bool spelled(const std::string& id, Spelling spelling) {
    const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const bool any = spelling == Spelling::any;
    const auto is_letter = [&](char c) { return is_lower(c) || (any && c >= 'A' && c <= 'Z'); };
    if (id.empty() || id.size() > 64) return false;
    if (!is_letter(id.front()) && !(any && is_digit(id.front()))) return false;
    return std::all_of(id.begin(), id.end(), [&](char c) {
        return is_letter(c) || is_digit(c) || c == '_' || (c == '-' && spelling != Spelling::region) ||
               (c == '.' && any);
    });
}

/// Words that R, pandas and their like read as a missing value or a truth value, and numbers that come back changed:
/// 007, 1e5.
bool is_taken(const std::string& id) {
    static constexpr std::array<const char*, 11> kWords{"nan", "na",       "n.a",  "null",  "none",   "nil",
                                                        "inf", "infinity", "true", "false", "missing"};
    std::string word = id;
    for (char& c : word) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    if (std::any_of(kWords.begin(), kWords.end(), [&](const char* w) { return word == w; })) return true;
    const bool digits = std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
    constexpr std::size_t kExactDigits = 15;
    if (digits && id.size() <= kExactDigits && (id.size() == 1 || id.front() != '0')) return false;
    double number = 0;
    const char* end = id.data() + id.size();
    if (word.rfind("0x", 0) == 0) return true;
    return std::from_chars(id.data(), end, number).ptr == end;
}

/// The list in which a thing is defined that may stand in another package.
const char* package_list(Refers refers) {
    switch (refers) {
        case Refers::fund:
            return "funds";
        case Refers::title:
            return "titles";
        case Refers::lever:
            return "levers";
        default:
            return nullptr;
    }
}

const char* spelling_rule(Spelling spelling) {
    switch (spelling) {
        case Spelling::region:
            return "[a-z][a-z0-9_]*, at most 64 characters";
        case Spelling::lower:
            return "[a-z][a-z0-9_-]*, at most 64 characters";
        case Spelling::any:
            break;
    }
    return "[A-Za-z0-9][A-Za-z0-9_.-]*, at most 64 characters";
}

}  // namespace

void ScalarCheck::check(const Spec& spec, const Node& node, const std::string& path) {
    if (spec.form == Form::flag) return check_flag(node, path);
    if (spec.form == Form::word) return check_word(spec, node, path);
    if (spec.form == Form::id) return check_id(spec, node, path);
    if (spec.form == Form::month) return check_month(node, path);
    check_text(spec, node, path);
}

void ScalarCheck::check_flag(const Node& node, const std::string& path) {
    if (node.is_scalar() && !node.quoted && (node.text == "true" || node.text == "false")) return;
    complain(node.origin, path, describe(node) + " is not true or false", "write true or false");
}

void ScalarCheck::check_word(const Spec& spec, const Node& node, const std::string& path) {
    if (node.is_scalar() && contains(spec.choices, node.text)) return;
    complain(node.origin, path, describe(node) + " is not one of " + listed(spec.choices),
             hint_for(report_, node.text, spec.choices, {}));
}

void ScalarCheck::check_id(const Spec& spec, const Node& node, const std::string& path) {
    if (!node.is_scalar()) {
        const char* what = spec.refers == Refers::nothing ? "an id" : noun(spec.refers);
        return complain(node.origin, path, "is " + describe(node) + ", not " + what);
    }
    if (contains(spec.choices, node.text)) return;
    if (spec.refers != Refers::nothing) {
        return check_reference(spec.refers, node.text, node.origin, path);
    }
    if (!spelled(node.text, spec.spelling)) {
        const std::string ascii = bare_form(node.text);
        const bool wide = ascii != node.text && spelled(ascii, spec.spelling);
        complain(node.origin, path, in_marks(node.text) + " is not an id (" + spelling_rule(spec.spelling) + ")",
                 wide ? messages::kWrite(in_marks(ascii)) : wide_hint(node.text));
    } else if (is_taken(node.text)) {
        complain(node.origin, path, messages::kIdTaken(in_marks(node.text)), messages::kOtherId());
    }
}

void ScalarCheck::check_reference(Refers refers, const std::string& id, const Origin& where, const std::string& path) {
    const auto& known = context_.ids(refers);
    if (refers == Refers::nothing || context_.open || contains(known, id)) return;
    complain(where, path, std::string{"there is no "} + noun(refers) + " " + in_marks(id),
             unknown_hint(refers, id, where));
}

std::string ScalarCheck::unknown_hint(Refers refers, const std::string& id, const Origin& where) const {
    if (report_.crowded()) return {};
    const auto& known = context_.ids(refers);
    const auto named = context_.names.find(refers);
    const std::vector<Named> names = named == context_.names.end() ? std::vector<Named>{} : named->second;
    if (const std::string called = id_called(id, known, names); !called.empty())
        return messages::kWrite(in_marks(called));
    std::string hint = refers == Refers::region ? report_.world_of(where) : std::string{};
    const char* list = package_list(refers);
    if (hint.empty() && list != nullptr && context_.neighbours != nullptr) {
        const std::string file = context_.neighbours->defining(list, id, where, report_);
        if (!file.empty()) return messages::kDefinedIn(file);
    }
    if (hint.empty()) hint = hint_for(report_, id, known, names);
    if (hint.empty() && !known.empty()) hint = std::string{"known: "} + listed(known);
    return hint;
}

void ScalarCheck::check_text(const Spec& spec, const Node& node, const std::string& path) {
    if (!node.is_scalar()) return complain(node.origin, path, "is " + describe(node) + ", not a text");
    if (spec.key == "note" || spec.key == "source") return;  // they quote documents
    if (const auto quote = stray_quote(node.text, spec.key)) {
        complain(node.origin, path, messages::kWideQuotes(in_marks(*quote)), messages::kPlainQuotes());
    }
}

void ScalarCheck::check_month(const Node& node, const std::string& path) {
    if (node.is_scalar() && sim::parse_month(node.text)) return;
    const auto meant = node.is_scalar() ? meant_month(node.text) : std::nullopt;
    complain(node.origin, path, describe(node) + " is not a month between 1801-01 and 2140-12",
             meant ? messages::kWrite(*meant) : "write YYYY-MM, for example 2018-01");
}

void ScalarCheck::complain(const Origin& where, const std::string& path, std::string problem, std::string suggestion) {
    report_.add(where, path, std::move(problem), std::move(suggestion));
}

}  // namespace talentflow::scenarios
