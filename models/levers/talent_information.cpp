// SPDX-License-Identifier: Apache-2.0
#include "models/policy/lever_support.hpp"
#include "models/policy/policy_field.hpp"

namespace talentflow::models {

namespace {

/// L19: shared databases, shortage catalogues and service officers: people hear of a place, and applications reach
/// employers.
///
///   eta_M of every home towards the regions += rate;  mult_m x (1 + gain) in their pools
struct TalentInformation final : Lever {
    TimePath awareness_rate_per_month{0.01};
    TimePath contact_gain{0.05};
    TimePath cost_per_year_cny{0.0};

    void apply(const World& world, const LeverInstance& instance, sim::Month now, PolicyField& policy) const override {
        const double rate = awareness_rate_per_month.at(now) * instance.dose;
        const double factor = factor_at(1.0 + contact_gain.at(now), instance.dose);
        for (const FileRegion r : instance.for_regions) {
            for (const FileRegion home : world.regions.positions()) {
                policy.write(Entry::awareness_rate, {.region = home, .other = r}, rate);
            }
            for (const TierIndex k : eligible_tiers(world, instance)) {
                for (const FieldIndex f : eligible_fields(world, instance)) {
                    policy.write(Entry::contact_factor, {.region = r, .tier = k, .field = f}, factor);
                }
            }
        }
    }

    void enrol(const World& world, const LeverInstance& instance, ProgrammeList& programmes) const override {
        programmes.add(running_cost(world, instance, cost_per_year_cny));
    }

    std::vector<std::string> problems(const World& world, const LeverInstance& instance) const override {
        std::vector<std::string> found;
        need_for(instance, found);
        need_fund_for_outlay(world, instance, running_cost(world, instance, cost_per_year_cny), found);
        return found;
    }
};

}  // namespace

LeverSpec talent_information_lever() {
    using S = TalentInformation;
    return lever_spec<S>("talent_information")
        .named("talent information and service officers", "人才信息共享与服务专员")
        .help(
            "Databases, catalogues of shortage talent and service officers: people everywhere hear of the regions, and "
            "applications there reach employers more often. `eligible` names tiers and fields of posts that are "
            "reached "
            "more often, whoever applies; hearing is for all.")
        .equation("eta_M += awareness_rate_per_month for every home; mult_m x (1 + contact_gain)")
        .direction(
            "+ weak: information alone moved nobody where 8.50 USD for the journey moved 22 % of households "
            "(bryan2014); "
            "it acts together with posts that can be reached. The size of the contact gain is assumed.")
        .figure("188 talent service officers", "003", "tongnan_3_30_talent_service", "组建188名的人才服务专员队伍")
        .figure("760 requests collected and answered at 84 events", "004", "shuangliu_enterprise_coffee",
                "收集回应各类诉求760条")
        .methods("media of every home towards the regions + dose x rate, mult_m x (1 + dose x gain) there.")
        .target("awareness", Effect::more, {{"destination", "for"}}, 0.1)
        .target("vacancies", Effect::less, {{"region", "for"}}, 0.1)
        .target("moves", Effect::more, {{"region", "for"}, {"direction", "in"}}, 0.2)
        .exempt(LeverLaw::far_places, "it tells the people of every place")
        .geography({Geography::for_regions})
        .paid()
        .needs_one_of({"awareness", "clearing", "posts"})
        .reads({Eligible::tiers, Eligible::fields})
        .field("awareness_rate_per_month", &S::awareness_rate_per_month,
               {.unit = "1/month",
                .help = "eta_M: rate at which people elsewhere learn of the regions",
                .high = 1,
                .default_number = 0.01,
                .range_low = 0.003,
                .range_high = 0.03,
                .source = "assumption",
                .scaled_by_dose = true})
        .field("contact_gain", &S::contact_gain,
               {.help = "what is added to the contact factor of the regions' posts",
                .high = 2,
                .default_number = 0.05,
                .range_low = 0,
                .range_high = 0.2,
                .source = "assumption",
                .scaled_by_dose = true})
        .field("cost_per_year_cny", &S::cost_per_year_cny,
               {.unit = "CNY/year",
                .help = "running cost",
                .high = 1e12,
                .scaled_by_dose = true,
                .least_plausible = 1000});
}

}  // namespace talentflow::models
