// SPDX-License-Identifier: Apache-2.0
// Regions and what lies between and around them; groups, titles and funds that refer to them.
#include "models/world/world.hpp"
#include "scenarios/loader/spec.hpp"

namespace talentflow::scenarios {

namespace {

constexpr double kUtils = 100;     // hard bound of constants in utils: exp(100) is beyond any meaning
constexpr double kPersons = 1e10;  // more than there are
constexpr double kCny = 1e15;
// Less is hardly meant: a sum of 10,000 CNY (万元) written as CNY. Assumptions; no document prints so little.
constexpr double kLeastFundCny = 10000;
constexpr double kLeastWageCny = 500;

Spec money(Spec spec, double least_plausible) {
    spec.least_plausible = least_plausible;
    return spec;
}

Spec persons(Spec spec) {
    spec.whole_things = true;
    return spec;
}

Spec by_tier(std::string key, const SpecContext& context, std::string help) {
    Spec spec = keyed(std::move(key), Refers::tier, number({}, "utils", -kUtils, kUtils, {}, "of a tier"), "0",
                      std::move(help));
    spec.one_or_many = true;
    for (const auto& tier : context.tiers) spec.presets.emplace_back(tier, "0");
    return spec;
}

Spec age_counts(std::string key, const SpecContext& context, std::string help) {
    Spec spec =
        list(std::move(key), number({}, "person", 0, kPersons, {}, "residents of an age band"), {}, std::move(help));
    spec.required = !context.relaxed;
    if (!context.open) spec.least = spec.most = context.n_age_bands;
    return spec;
}

Spec share(std::string key, std::string preset, std::string help) {
    return number(std::move(key), "1", 0, 1, std::move(preset), std::move(help));
}

Spec talent_spec(const SpecContext& context) {
    Spec total = persons(number("total", "person", 0, kPersons, {}, "talents at the start"));
    total.required = !context.relaxed;
    Spec spec =
        map("talent",
            {std::move(total), keyed("tiers", Refers::tier, persons(number({}, "person", 0, kPersons, {}, "talents")),
                                     {}, "printed counts, replace the shares")},
            {}, "talents of the region");
    spec.required = !context.relaxed;
    return spec;
}

std::vector<Spec> census_specs(const SpecContext& context) {
    Spec industry_shares = keyed("industry_shares", Refers::industry, number({}, "1", 0, 1e6, {}, "share"), {},
                                 "of the employed; scaled to sum 1");
    industry_shares.required = !context.relaxed && !context.industries.empty();
    Spec wage = money(
        number("wage_cny_per_month", "CNY/month", 1, 1e7, context.relaxed ? "6000" : "", "mean wage of the last tier"),
        kLeastWageCny);
    wage.required = !context.relaxed;
    return {persons(number("residents", "person", 0, kPersons, "0", "of any age and education")),
            talent_spec(context),
            age_counts("men", context, "residents by age band"),
            age_counts("women", context, "residents by age band"),
            share("bachelor_share", "0.5", "of the college-educated"),
            std::move(industry_shares),
            share("unemployment", context.relaxed ? "0" : "0.05", "share of the labour force"),
            std::move(wage),
            number("graduates_per_year", "person/year", 0, kPersons, "0", "of local colleges")};
}

std::vector<Spec> place_specs(const SpecContext& context) {
    return {number("house_price_index", "1", 0.001, 1000, "1", "at the start"),
            share("settlement_barrier", "0", "0 open to 1 closed"),
            share("spouse_chance", "0", "of a tied partner finding work"),
            share("school_chance", "0", "of a school place for a newcomer's child"),
            number("amenity", "utils", -kUtils, kUtils, "0", "calibrated"),
            by_tier("stay_constant", context, "calibrated; by tier or one for all"),
            number("posts_growth_per_year", "1/year", -0.5, 0.5, {}, "instead of the parameter"),
            map("processing_days",
                {number("accreditation", "day", 0, 10000, "30", "of an accreditation"),
                 number("claims", "day", 0, 10000, "30", "of a claim")},
                "{}", "time a desk takes"),
            number("desk_cases_per_month", "1/month", 0, 1e15, "1000000000", "capacity of the desk"),
            number("net_migration_target_per_year", "1/year", -1, 1, {}, "of the stock, to calibrate")};
}

}  // namespace

Spec regions_spec(const SpecContext& context) {
    std::vector<Spec> keys{own_id(Spelling::region, "id of the region"), names("name", "for people"),
                           text("province", {}, "id of the province"),
                           map("seat",
                               {must(number("lat", "degree", -90, 90, {}, "degrees north")),
                                must(number("lon", "degree", -180, 180, {}, "degrees east"))},
                               {}, "of the government")};
    for (auto part : {census_specs(context), place_specs(context)}) {
        keys.insert(keys.end(), part.begin(), part.end());
    }
    Spec spec = list("regions", map({}, std::move(keys), {}, "a region"), {}, "the regions");
    spec.required = true;
    spec.least = 1;
    spec.most = models::kMaxRegions;
    return spec;
}

Spec distances_spec() {
    Spec pair = list("between", reference({}, Refers::region, {}, "a region"), {}, "two regions");
    pair.least = pair.most = 2;
    return list(
        "distances",
        map({},
            {must(std::move(pair)), number("km", "km", 0.001, 20100, {}, "default: great circle between the seats"),
             number("minutes", "minute", 0, 1e6, {}, "default: the km")},
            {}, "the distance of two regions"),
        {}, "how far the regions are apart");
}

Spec rest_of_world_spec(const SpecContext& context) {
    return map("rest_of_world",
               {number("leaving_per_year", "1/year", 0, 1, "0.007", "share of talents leaving the world"),
                number("potential_immigrants_per_year", "1/year", 0, 10, "0.03", "of the stock at the start"),
                by_tier("utility", context, "as a destination; by tier or one for all"),
                by_tier("stay_constant", context, "of potential immigrants; by tier or one for all")},
               "{}", "everything beyond the regions");
}

Spec groups_spec() {
    Spec members = list("members", reference({}, Refers::region, {}, "a region"), {}, "regions of the group");
    members.least = 1;
    return list("groups",
                map({}, {own_id(Spelling::lower, "id of the group"), names("name", "for people"), must(members)}, {},
                    "a group of regions"),
                {}, "groups of regions");
}

Spec titles_spec() {
    Spec levels = keyed("levels", Refers::nothing, reference({}, Refers::tier, {}, "the tier it stands for"), {},
                        "levels of the title, highest first");
    levels.least = 1;
    return list(
        "titles",
        map({},
            {own_id(Spelling::lower, "id of the title"), names("name", "for people"),
             must(reference("issuer", Refers::region, {}, "the region that awards it")), must(std::move(levels))},
            {}, "a talent title"),
        {}, "talent titles");
}

Spec funds_spec() {
    Spec payers = keyed("payers", Refers::region, number({}, "1", 0, 1, {}, "share"), {},
                        "shares of the regions that pay, sum to 1; the first leads");
    payers.least = 1;
    return list("funds",
                map({},
                    {own_id(Spelling::lower, "id of the fund"), names("name", "for people"), must(std::move(payers)),
                     money(number("per_year_cny", "CNY/year", 0, kCny, "0", "appropriated each year"), kLeastFundCny),
                     money(number("once_cny", "CNY", 0, kCny, "0", "appropriated in the first month"), kLeastFundCny),
                     month("from", "first month"), month("to", "last month, included"),
                     flag("carry_over", "true", "unspent money stays at the turn of the year"),
                     word("rule", {"first_come", "lottery"}, "first_come", "who is served when money is short")},
                    {}, "a fund"),
                {}, "funds that levers are paid from");
}

}  // namespace talentflow::scenarios
