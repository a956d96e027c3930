// SPDX-License-Identifier: Apache-2.0
// The top of the scenario format: time, random numbers, population, tiers, fields, industries,
// output.
#include "models/world/parameters.hpp"
#include "models/world/world.hpp"
#include "scenarios/loader/spec.hpp"

namespace talentflow::scenarios {

namespace {

constexpr double kMostMonths = 1200;

Spec time_spec(const SpecContext& context) {
    Spec start = month("start", "first month after burn-in");
    if (context.relaxed) {
        start.preset = "2018-01";
    } else {
        start.required = true;
    }
    return map("time",
               {start, whole("months", 1, kMostMonths, "120", "simulated months after burn-in"),
                whole("burn_in_months", 0, kMostMonths, "0", "months run before the start")},
               "{}", "when the run happens");
}

Spec random_spec() {
    return map("random",
               {whole("seed", 0, 18446744073709551615.0, "20180101", "seed of every draw"),
                whole("replicates", 1, 10000, "1", "number of members")},
               "{}", "luck");
}

Spec population_spec(const SpecContext& context) {
    Spec band = map({},
                    {must(whole("from_years", 0, 120, {}, "youngest age")),
                     must(whole("to_years", 0, 120, {}, "oldest age, included")),
                     number("college_weight_men", "1", 0, 1e6, "1", "relative college share of men"),
                     number("college_weight_women", "1", 0, 1e6, "1", "relative college share of women")},
                    {}, "an age band of the census");
    Spec bands = list("age_bands", std::move(band), {}, "age bands of men and women, ascending");
    bands.required = !context.relaxed;
    // Results count persons in whole numbers: agents times persons of an agent.
    Spec persons = whole("persons_per_agent", 1, 1e6, "1", "persons that one agent stands for");
    persons.unit = "person";
    return map("population",
               {std::move(persons),
                whole("agents", 1, 1e9, {}, "size of a synthetic world without census figures, spread evenly"),
                keyed("tier_shares", Refers::tier, number({}, "1", 0, 1, {}, "share of a region's talent"), {},
                      "of each region's talent; the last tier is the rest"),
                std::move(bands)},
               "{}", "how many people");
}

Spec tiers_spec(const SpecContext& context) {
    Spec spec = list("tiers",
                     map({},
                         {own_id(Spelling::any, "id of the tier"), names("name", "for people"),
                          flag("accredited", {}, "recognised by title; the last tier is not. Default: all but it"),
                          number("wage_factor", "1", 0.001, 1000, "1", "of the last tier's wage")},
                         {}, "a tier of talent"),
                     {}, "tiers of talent, highest first");
    spec.least = 1;
    spec.most = models::kMaxTiers;
    if (context.relaxed) {
        spec.preset = "[{id: E, name: {en: College-educated, zh: 大学学历人才}, accredited: false}]";
    } else {
        spec.required = true;
    }
    return spec;
}

Spec fields_spec(const SpecContext& context) {
    Spec spec = list("fields",
                     map({},
                         {own_id(Spelling::lower, "id of the field"), names("name", "for people"),
                          flag("regulated", "false", "a credential is needed to practise"),
                          number("wage_factor", "1", 0.001, 1000, "1", "of the mean wage")},
                         {}, "a field of work"),
                     {}, "fields of work");
    spec.least = 1;
    spec.most = models::kMaxFields;
    if (context.relaxed) {
        spec.preset = "[{id: general, name: {en: General, zh: 综合}}]";
    } else {
        spec.required = true;
    }
    return spec;
}

Spec relatedness_spec() {
    Spec pair = list("fields", reference({}, Refers::field, {}, "a field"), {}, "two fields");
    pair.least = pair.most = 2;
    return map(
        "relatedness",
        {number("other", "1", 0, 1, "0.1", "of two different fields unless stated"),
         list("pairs",
              map({}, {must(pair), must(number("value", "1", 0, 1, {}, "their relatedness"))}, {}, "a pair of fields"),
              {}, "stated pairs")},
        "{}", "of fields; a field to itself is 1");
}

Spec industries_spec() {
    return list("industries",
                map({},
                    {own_id(Spelling::lower, "id of the industry"), names("name", "for people"),
                     number("college_intensity", "1", 0, 1e6, "1", "relative share of the college-educated"),
                     must(keyed("fields", Refers::field, number({}, "1", 0, 1, {}, "share"), {},
                                "fields of its talents, shares sum to 1"))},
                    {}, "an industry of the census"),
                {}, "industries of the census");
}

Spec output_spec() {
    Spec variables =
        list("variables", word({}, {"default", "cohorts", "ties_mean", "ties_variance"}, {}, "a variable or set"),
             "[default]", "default, or default and names");
    variables.one_or_many = true;
    variables.least = 1;
    return map("output",
               {std::move(variables), whole("every_months", 1, 1, "1", "months between records; only 1 is built")},
               "{}", "what is kept");
}

std::vector<Spec> head() {
    return {must(whole("format", 1, 1, {}, "version of the format")),
            must(own_id(Spelling::any, "ascii id of the scenario")), names("title", "for people"),
            text("note", {}, "free text")};
}

}  // namespace

Spec scenario_spec(const SpecContext& context) {
    std::vector<Spec> keys = head();
    keys[1].key = "name";
    keys.push_back(time_spec(context));
    keys.push_back(random_spec());
    keys.push_back(population_spec(context));
    keys.push_back(tiers_spec(context));
    keys.push_back(fields_spec(context));
    keys.push_back(relatedness_spec());
    keys.push_back(industries_spec());
    keys.push_back(regions_spec(context));
    keys.push_back(distances_spec());
    keys.push_back(rest_of_world_spec(context));
    keys.push_back(groups_spec());
    keys.push_back(titles_spec());
    keys.push_back(funds_spec());
    keys.push_back(parameters_spec(context));
    keys.push_back(modules_spec());
    keys.push_back(overrides_spec(context));
    keys.push_back(levers_spec(context));
    keys.push_back(output_spec());
    return map({}, std::move(keys), {}, "a scenario");
}

Spec package_spec(const SpecContext& context) {
    std::vector<Spec> keys = head();
    keys[1].key = "name";
    keys.push_back(text("world", {}, "a world that has its regions, relative to this file"));
    keys.push_back(groups_spec());
    keys.push_back(titles_spec());
    keys.push_back(funds_spec());
    keys.push_back(levers_spec(context));
    Spec spec = map({}, std::move(keys), {}, "a package");
    const char* reason = "a package holds only funds, titles, groups and levers";
    for (const char* key :
         {"extends", "packages", "time", "random", "population", "tiers", "fields", "relatedness", "industries",
          "regions", "distances", "rest_of_world", "parameters", "modules", "overrides", "output"}) {
        spec.refused.emplace_back(key, reason);
    }
    return spec;
}

}  // namespace talentflow::scenarios
