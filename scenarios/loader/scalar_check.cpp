// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/scalar_check.hpp"

#include <algorithm>

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
        return is_letter(c) || is_digit(c) || c == '_' ||
               (c == '-' && spelling != Spelling::region) || (c == '.' && any);
    });
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
    check_text(node, path);
}

void ScalarCheck::check_flag(const Node& node, const std::string& path) {
    if (node.is_scalar() && !node.quoted && (node.text == "true" || node.text == "false")) return;
    complain(node.origin, path, describe(node) + " is not true or false", "write true or false");
}

void ScalarCheck::check_word(const Spec& spec, const Node& node, const std::string& path) {
    if (node.is_scalar() && contains(spec.choices, node.text)) return;
    complain(node.origin, path, describe(node) + " is not one of " + listed(spec.choices),
             report_.did_you_mean(node.text, spec.choices));
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
        complain(node.origin, path,
                 in_marks(node.text) + " is not an id (" + spelling_rule(spec.spelling) + ")");
    }
}

void ScalarCheck::check_reference(Refers refers, const std::string& id, const Origin& where,
                                  const std::string& path) {
    const auto& known = context_.ids(refers);
    if (refers == Refers::nothing || context_.open || contains(known, id)) return;
    std::string hint = refers == Refers::region ? report_.world_of(where) : std::string{};
    if (hint.empty()) hint = report_.did_you_mean(id, known);
    if (hint.empty() && !known.empty()) hint = std::string{"known: "} + listed(known);
    complain(where, path, std::string{"there is no "} + noun(refers) + " " + in_marks(id), hint);
}

void ScalarCheck::check_text(const Node& node, const std::string& path) {
    if (!node.is_scalar()) complain(node.origin, path, "is " + describe(node) + ", not a text");
}

void ScalarCheck::check_month(const Node& node, const std::string& path) {
    if (node.is_scalar() && sim::parse_month(node.text)) return;
    complain(node.origin, path, describe(node) + " is not a month between 1801-01 and 2140-12",
             "write YYYY-MM, for example 2018-01");
}

void ScalarCheck::complain(const Origin& where, const std::string& path, std::string problem,
                           std::string suggestion) {
    report_.add(where, path, std::move(problem), std::move(suggestion));
}

}  // namespace talentflow::scenarios
