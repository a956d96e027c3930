// SPDX-License-Identifier: Apache-2.0
// Exact tables that replace parts of the model.
#include "scenarios/loader/spec.hpp"

namespace talentflow::scenarios {

namespace {

constexpr double kMostPeople = 1e10;

Spec probability(std::string key, std::string help) {
    return number(std::move(key), "1", 0, 1, {}, std::move(help));
}

std::string last(const std::vector<std::string>& ids) {
    return ids.empty() ? std::string{} : ids.back();
}
std::string first(const std::vector<std::string>& ids) {
    return ids.empty() ? std::string{} : ids.front();
}

Spec initial_agents_spec(const SpecContext& context) {
    return list("initial_agents",
                map({},
                    {must(reference("region", Refers::region, {}, "where they live")),
                     reference("tier", Refers::tier, last(context.tiers), "default: the last"),
                     reference("field", Refers::field, first(context.fields), "default: the first"),
                     number("age_years", "year", 16, 100, "30", "their age"),
                     must(whole("count", 0, kMostPeople, {}, "how many")),
                     word("employment", {"employed", "unemployed"}, "employed", "at the start"),
                     flag("accredited", "false", "at the start"),
                     word("aware", {"all", "none", "steady"}, "all", "places they know"),
                     whole("ties", 0, 200, "0", "acquaintances at home")},
                    {}, "agents of one kind"),
                {}, "this population instead of the synthetic one");
}

Spec posts_spec(const SpecContext& context) {
    return list("posts",
                map({},
                    {must(reference("region", Refers::region, {}, "where")),
                     reference("field", Refers::field, first(context.fields), "default: the first"),
                     reference("tier", Refers::tier, last(context.tiers), "default: the last"),
                     must(whole("count", 0, kMostPeople, {}, "how many"))},
                    {}, "open posts"),
                {}, "open posts besides those held");
}

Spec matrix(std::string key, const SpecContext& context, double low, double high, std::string help) {
    const std::size_t n = context.regions.size();
    Spec row = list({}, number({}, "1", low, high, {}, "an entry"), {}, "one region's row");
    Spec spec = list(std::move(key), {}, {}, std::move(help));
    if (!context.open) row.least = row.most = spec.least = spec.most = n;
    spec.element.front() = std::move(row);
    return spec;
}

Spec entries_spec() {
    Spec amount = whole({}, 0, kMostPeople, {}, "that many each month");
    amount.fields = {number("poisson", "person", 0, 1e9, {}, "mean of a Poisson number each month"),
                     number("per_resident", "1", 0, 1e3, {}, "per resident and month")};
    return keyed("entries_per_month", Refers::region, std::move(amount), {}, "people entering");
}

}  // namespace

Spec overrides_spec(const SpecContext& context) {
    Spec known = list("known_probability", probability({}, "of a region"), {},
                      "awareness of each region, or of each other region");
    if (!context.open && !context.regions.empty()) {
        known.least = context.regions.size() - 1;
        known.most = context.regions.size();
    }
    Spec scale = keyed("reference_scale", Refers::region, number({}, "1", 1e-9, 1e9, {}, "factor"), {},
                       "scales the reference population; one number or by region");
    scale.one_or_many = true;
    return map(
        "overrides",
        {initial_agents_spec(context), matrix("transition", context, 0, 1, "monthly Markov matrix, rows sum to 1"),
         probability("consider_probability", "that an agent considers a move in a month"),
         matrix("utility", context, -1e6, 1e6, "utility of each destination; diagonal: staying"), std::move(known),
         probability("separation_probability", "of losing a post in a month"),
         probability("finding_probability", "of finding a post in a month"), entries_spec(),
         probability("exit_probability", "of leaving for good in a month"),
         keyed("tier_upgrade_probability", Refers::tier, probability({}, "in a month"), {},
               "of rising one tier in a month"),
         posts_spec(context), probability("contact_probability", "that an application reaches a post"),
         whole("applications_max", 1, 16, {}, "applications of a seeker in a month"),
         probability("awareness_on_probability", "of learning of a place in a month"),
         probability("awareness_off_probability", "of forgetting it in a month"),
         probability("take_up_probability", "of claiming a benefit"),
         probability("accreditation_probability", "of being accredited"),
         number("peer_weight", "utils", -1000, 1000, {}, "times the share of residents"), std::move(scale)},
        "{}", "exact tables instead of parts of the model");
}

}  // namespace talentflow::scenarios
