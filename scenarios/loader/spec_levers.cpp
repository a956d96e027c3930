// SPDX-License-Identifier: Apache-2.0
// Rows of `levers`: the keys common to all kinds, and each kind's own from its LeverSpec.
#include <algorithm>

#include "models/world/world.hpp"
#include "scenarios/loader/number.hpp"
#include "scenarios/loader/spec.hpp"

namespace talentflow::scenarios {

namespace {

using models::Geography;
using models::LeverField;
using models::LeverFieldKind;

Spec ids(std::string key, Refers refers, std::string help) {
    Spec spec = list(std::move(key), reference({}, refers, {}, "an id"), {}, std::move(help));
    spec.one_or_many = true;
    return spec;
}

Spec label(std::string key, std::string help) {
    Spec spec = reference(std::move(key), Refers::nothing, {}, std::move(help));
    spec.spelling = Spelling::lower;
    return spec;
}

/// `tiers`, `fields`
std::string names_of(const std::vector<models::Eligible>& keys) {
    std::string names;
    for (const auto key : keys) names += (names.empty() ? "'" : ", '") + models::word(key) + "'";
    return names;
}

/// Keys that the kind does not read would be written in vain, so they are refused.
Spec eligible_spec(const models::LeverSpec& lever) {
    using models::Eligible;
    const std::vector<std::pair<Eligible, Spec>> rows{
        {Eligible::tiers, ids("tiers", Refers::tier, "only these tiers")},
        {Eligible::fields, ids("fields", Refers::field, "only these fields")},
        {Eligible::titles, ids("titles", Refers::title, "only holders of these titles")},
        {Eligible::age_max_years, number("age_max_years", "year", 16, 120, {}, "oldest age, included")},
        {Eligible::education_min, word("education_min", {"any", "bachelor"}, "any", "least degree")},
        {Eligible::newcomers, word("newcomers", {"only", "no", "all"}, "all", "who came lately")},
        {Eligible::first_time, flag("first_time", "true", "once in a life")}};
    Spec spec = map("eligible", {}, "{}", "who may have it; what is left out admits everyone");
    for (const auto& [key, row] : rows) {
        if (std::find(lever.reads.begin(), lever.reads.end(), key) != lever.reads.end()) {
            spec.fields.push_back(row);
        } else {
            spec.refused.emplace_back(row.key,
                                      lever.kind + " reads only " + names_of(lever.reads) + " of who is eligible");
        }
    }
    return spec;
}

Spec exclusive_spec() {
    return map("exclusive",
               {must(label("set", "of which a person gets one")),
                word("rule", {"highest", "first", "sum"}, "highest", "which one")},
               {}, "not to be had together with others of the set");
}

std::vector<Spec> common_rows(const models::LeverSpec& lever) {
    std::vector<Spec> rows{own_id(Spelling::lower, "id of the lever"),
                           must(word("kind", {lever.kind}, {}, "type of policy instrument")),
                           names("name", "for people"),
                           flag("enabled", "true", "false: as if it were not there"),
                           number("dose", "1", 0, 2, "1", "intensity; 0 is the baseline"),
                           label("group", "for attribution and the report"),
                           ids("requires", Refers::lever, "works only while these are in force")};
    if (lever.claimed) rows.push_back(exclusive_spec());
    rows.push_back(month("from", "first month"));
    rows.push_back(month("to", "last month, included"));
    if (lever.paid) {
        rows.push_back(reference("paid_from", Refers::fund, {}, "the fund that pays"));
        rows.push_back(number("admin_share", "1", 0, 1, "0", "administration, of what is paid"));
    }
    if (!lever.reads.empty()) rows.push_back(eligible_spec(lever));
    return rows;
}

bool accepts(const models::LeverSpec& lever, Geography key) {
    return std::find(lever.geography.begin(), lever.geography.end(), key) != lever.geography.end();
}

void add_geography(const models::LeverSpec& lever, Spec& spec) {
    std::vector<std::string> takes, others;
    const auto row = [&](Geography geography, const std::vector<std::string>& keys) {
        auto& names = accepts(lever, geography) ? takes : others;
        names.insert(names.end(), keys.begin(), keys.end());
        return accepts(lever, geography);
    };
    if (row(Geography::for_regions, {"for"})) {
        spec.fields.push_back(ids("for", Refers::region, "regions that benefit"));
    }
    if (row(Geography::at_regions, {"at"})) {
        Spec at = ids("at", Refers::region, "where it happens, or online");
        at.element.front().choices = {"online"};
        spec.fields.push_back(std::move(at));
    }
    if (row(Geography::between, {"between"})) {
        Spec pair = list("between", reference({}, Refers::region, {}, "a region"), {}, "two regions, both ways");
        pair.least = pair.most = 2;
        spec.fields.push_back(std::move(pair));
    }
    if (row(Geography::from_to, {"from_region", "to_region"})) {
        spec.fields.push_back(reference("from_region", Refers::region, {}, "origin"));
        spec.fields.push_back(reference("to_region", Refers::region, {}, "destination"));
    }
    std::string reason = lever.kind + " takes ";
    for (std::size_t i = 0; i < takes.size(); ++i) reason += (i > 0 ? ", '" : "'") + takes[i] + "'";
    if (takes.empty()) reason += "no geography";
    for (const auto& key : others) spec.refused.emplace_back(key, reason);
}

/// The key of a money field ends in its unit even if the spec's name does not.
std::string key_of(const LeverField& field) {
    const bool money = field.unit.rfind("CNY", 0) == 0;
    if (!money || field.name.find("_cny") != std::string::npos) return field.name;
    return field.name + "_cny";
}

void add_plausible(const LeverField& field, Spec& spec) {
    spec.range_low = field.range_low;
    spec.range_high = field.range_high;
    spec.least_plausible = field.least_plausible;
    spec.whole_things = field.whole;
}

Spec field_row(const LeverField& field) {
    const std::string key = key_of(field);
    Spec spec;
    switch (field.kind) {
        case LeverFieldKind::number:
            spec = number(key, field.unit, field.low, field.high,
                          field.required ? std::string{} : format_number(field.default_number), field.help);
            spec.over_time = true;
            break;
        case LeverFieldKind::tier_numbers: {
            Spec element = number({}, field.unit, field.low, field.high, {}, field.help);
            element.over_time = true;
            add_plausible(field, element);
            spec = keyed(key, Refers::tier, std::move(element), {}, field.help);
            break;
        }
        case LeverFieldKind::text:
            spec = field.choices.empty() ? text(key, field.default_text, field.help)
                                         : word(key, field.choices, field.default_text, field.help);
            break;
        case LeverFieldKind::text_list:
            spec = list(key, field.choices.empty() ? text({}, {}, field.help) : word({}, field.choices, {}, field.help),
                        {}, field.help);
            spec.one_or_many = true;
            break;
        case LeverFieldKind::region_list:
            spec = ids(key, Refers::region, field.help);
            break;
        case LeverFieldKind::title_list:
            spec = ids(key, Refers::title, field.help);
            break;
        case LeverFieldKind::flag:
            spec = flag(key, field.default_text, field.help);
            break;
    }
    spec.unit = field.unit;
    add_plausible(field, spec);
    spec.required = field.required;
    if (field.required) spec.preset.clear();
    return spec;
}

Spec kind_spec(const models::LeverSpec& lever) {
    Spec spec = map(lever.kind, common_rows(lever), {}, lever.help);
    add_geography(lever, spec);
    if (!lever.paid) {
        for (const char* key : {"paid_from", "admin_share"}) {
            spec.refused.emplace_back(key, lever.kind + " is not paid from a fund");
        }
    }
    if (lever.reads.empty()) spec.refused.emplace_back("eligible", lever.kind + " makes no difference between people");
    if (!lever.claimed) spec.refused.emplace_back("exclusive", lever.kind + " is nothing that a person claims");
    for (const auto& field : lever.fields) spec.fields.push_back(field_row(field));
    return spec;
}

}  // namespace

Spec levers_spec(const SpecContext& context) {
    Spec item = map({}, {}, {}, "a policy lever");
    item.selector = "kind";
    for (const auto& lever : context.lever_kinds()) {
        item.variants.push_back(kind_spec(lever));
    }
    Spec spec = list("levers", std::move(item), {}, "policy levers");
    spec.most = models::kMaxLevers;
    return spec;
}

}  // namespace talentflow::scenarios
