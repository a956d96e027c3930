// SPDX-License-Identifier: Apache-2.0
#include "scenarios/loader/spec.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "scenarios/loader/neighbours.hpp"
#include "scenarios/loader/number.hpp"

namespace talentflow::scenarios {

namespace {

Spec row(std::string key, Form form, std::string preset, std::string help) {
    Spec spec;
    spec.key = std::move(key);
    spec.form = form;
    spec.preset = std::move(preset);
    spec.help = std::move(help);
    return spec;
}

std::vector<std::string> ids_under(const Node& root, const char* key) {
    std::vector<std::string> ids;
    const Node* list = root.find(key);
    if (list == nullptr) return ids;
    for (const auto& item : list->items) {
        if (!item.text_of("id").empty()) ids.push_back(item.text_of("id"));
    }
    return ids;
}

std::vector<Named> named_under(const Node& root, const char* key) {
    std::vector<Named> all;
    const Node* list = root.find(key);
    if (list == nullptr) return all;
    for (const auto& item : list->items) {
        const Node* name = item.find("name");
        if (item.text_of("id").empty() || name == nullptr) continue;
        all.push_back({item.text_of("id"), name->text_of("en"), name->text_of("zh")});
    }
    return all;
}

}  // namespace

const std::vector<std::string>& SpecContext::ids(Refers refers) const {
    static const std::vector<std::string> none;
    switch (refers) {
        case Refers::region:
            return regions;
        case Refers::tier:
            return tiers;
        case Refers::field:
            return fields;
        case Refers::industry:
            return industries;
        case Refers::fund:
            return funds;
        case Refers::title:
            return titles;
        case Refers::lever:
            return levers;
        case Refers::nothing:
            break;
    }
    return none;
}

const std::vector<models::LeverSpec>& SpecContext::lever_kinds() const {
    return kinds != nullptr ? *kinds : models::all_lever_specs();
}

SpecContext context_of(const Node& root) {
    SpecContext context;
    const Node* overrides = root.find("overrides");
    const Node* population = root.find("population");
    context.relaxed = (overrides != nullptr && !overrides->entries.empty()) ||
                      (population != nullptr && population->find("agents") != nullptr);
    context.regions = ids_under(root, "regions");
    context.tiers = ids_under(root, "tiers");
    context.fields = ids_under(root, "fields");
    if (context.relaxed && root.find("tiers") == nullptr) context.tiers = {"E"};
    if (context.relaxed && root.find("fields") == nullptr) context.fields = {"general"};
    context.industries = ids_under(root, "industries");
    context.funds = ids_under(root, "funds");
    context.titles = ids_under(root, "titles");
    context.levers = ids_under(root, "levers");
    static constexpr std::array<std::pair<Refers, const char*>, 7> kLists{{{Refers::region, "regions"},
                                                                           {Refers::tier, "tiers"},
                                                                           {Refers::field, "fields"},
                                                                           {Refers::industry, "industries"},
                                                                           {Refers::fund, "funds"},
                                                                           {Refers::title, "titles"},
                                                                           {Refers::lever, "levers"}}};
    for (const auto& [refers, key] : kLists) context.names[refers] = named_under(root, key);
    context.neighbours = std::make_shared<Neighbours>();
    if (population != nullptr && population->find("age_bands") != nullptr) {
        context.n_age_bands = population->find("age_bands")->items.size();
    }
    return context;
}

Spec number(std::string key, std::string unit, double low, double high, std::string preset, std::string help) {
    Spec spec = row(std::move(key), Form::number, std::move(preset), std::move(help));
    spec.unit = std::move(unit);
    spec.low = low;
    spec.high = high;
    return spec;
}

Spec whole(std::string key, double low, double high, std::string preset, std::string help) {
    Spec spec = number(std::move(key), "1", low, high, std::move(preset), std::move(help));
    spec.form = Form::whole;
    return spec;
}

Spec flag(std::string key, std::string preset, std::string help) {
    return row(std::move(key), Form::flag, std::move(preset), std::move(help));
}

Spec word(std::string key, std::vector<std::string> choices, std::string preset, std::string help) {
    Spec spec = row(std::move(key), Form::word, std::move(preset), std::move(help));
    spec.choices = std::move(choices);
    return spec;
}

Spec own_id(Spelling spelling, std::string help) {
    Spec spec = must(row("id", Form::id, {}, std::move(help)));
    spec.spelling = spelling;
    return spec;
}

Spec reference(std::string key, Refers refers, std::string preset, std::string help) {
    Spec spec = row(std::move(key), Form::id, std::move(preset), std::move(help));
    spec.refers = refers;
    return spec;
}

Spec text(std::string key, std::string preset, std::string help) {
    return row(std::move(key), Form::text, std::move(preset), std::move(help));
}

Spec month(std::string key, std::string help) {
    return row(std::move(key), Form::month, {}, std::move(help));
}

Spec names(std::string key, std::string help) {
    Spec spec = map(std::move(key), {text("en", {}, "in English"), text("zh", {}, "in Chinese")}, {}, std::move(help));
    spec.names = true;
    return spec;
}

Spec map(std::string key, std::vector<Spec> fields, std::string preset, std::string help) {
    Spec spec = row(std::move(key), Form::map, std::move(preset), std::move(help));
    spec.fields = std::move(fields);
    return spec;
}

Spec keyed(std::string key, Refers refers, Spec element, std::string preset, std::string help) {
    Spec spec = row(std::move(key), Form::keyed, std::move(preset), std::move(help));
    spec.refers = refers;
    spec.element.push_back(std::move(element));
    return spec;
}

Spec list(std::string key, Spec element, std::string preset, std::string help) {
    Spec spec = row(std::move(key), Form::list, std::move(preset), std::move(help));
    spec.element.push_back(std::move(element));
    return spec;
}

Spec must(Spec spec) {
    spec.required = true;
    return spec;
}

std::string bounds_text(const Spec& spec) {
    const bool low = std::isfinite(spec.low);
    const bool high = std::isfinite(spec.high);
    if (low && high) return fmt::format("[{}, {}]", format_number(spec.low), format_number(spec.high));
    if (low) return fmt::format("[{}, ...)", format_number(spec.low));
    if (high) return fmt::format("(..., {}]", format_number(spec.high));
    return {};
}

}  // namespace talentflow::scenarios
