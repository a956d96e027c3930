// SPDX-License-Identifier: Apache-2.0
#include "models/policy/lever_support.hpp"
#include "models/policy/policy_field.hpp"

namespace talentflow::models {

namespace {

/// L07: joint job fairs (联合招聘), where employers of several regions meet people who look for a post.
///
///   month of an event: mult_m x (1 + m_J) in pools of the regions offered and of the lever's tiers and fields; who
///   attends knows the regions from then on, has Poisson(nu_J) acquaintances more in each, and considers moving more
///   for two months (th_J)
///
/// How many are recruited is an outcome.
struct JointJobFair final : Lever {
    TimePath events_per_year{0.0};
    TimePath reach{0.2};
    TimePath reach_km{200.0};
    TimePath contact_gain{0.3};
    TimePath acquaintances{0.3};
    TimePath cost_per_event_cny{100000.0};

    void apply(const World& world, const LeverInstance& instance, sim::Month now, PolicyField& policy) const override {
        const double per_year = events_per_year.at(first_month(world, instance)) * instance.dose;
        if (fairs_in(now, per_year) == 0) return;
        const double factor = 1.0 + contact_gain.at(now);
        const auto fields = eligible_fields(world, instance);
        for (const FileRegion r : instance.for_regions) {
            for (const TierIndex tier : eligible_tiers(world, instance)) {
                for (const FieldIndex f : fields) {
                    policy.write(Entry::contact_factor, {.region = r, .tier = tier, .field = f}, factor);
                }
            }
        }
    }

    void enrol(const World& world, const LeverInstance& instance, ProgrammeList& programmes) const override {
        const sim::Month when = first_month(world, instance);
        FairProgramme p;
        p.lever = index_of(world, instance);
        if (!instance.online) p.hosts = instance.at_regions;
        p.regions = instance.for_regions;
        p.events_per_year = events_per_year.at(when) * instance.dose;
        p.reach = reach.at(when);
        p.reach_km = reach_km.at(when);
        p.acquaintances = acquaintances.at(when);
        p.cost_per_event_cny = cost_per_event_cny.at(when);
        programmes.add(std::move(p));
    }

    std::vector<std::string> problems(const World& world, const LeverInstance& instance) const override {
        std::vector<std::string> found;
        need_for(instance, found);
        if (instance.at_regions.empty() && !instance.online) {
            found.push_back("no place: write at: [region] for the hosts, or at: online");
        }
        need_fund_for(world, instance, cost_per_event_cny.at(first_month(world, instance)), "one event", found);
        return found;
    }
};

}  // namespace

LeverSpec joint_job_fair_lever() {
    using S = JointJobFair;
    return lever_spec<S>("joint_job_fair")
        .named("joint job fair", "联合招聘会")
        .help(
            "Job fairs at which the posts of several regions are offered. People without a post and people who think "
            "of "
            "moving attend if they live near a host. They get to know the regions and people there, and think of "
            "moving "
            "more for two months; in the month of an event applications to the regions make contact more often.")
        .equation(
            "mult_m x (1 + m_J); known, n_r + Poisson(nu_J), th_J for two months for those who attend (methods 3.20)")
        .direction(
            "+ search elsewhere, which more than doubles in two months (beam2016); few direct matches: 14 hires of "
            "1,829 "
            "seekers (abebe2017). How many people a fair reaches and what they take home is assumed.")
        .figure("over 10 joint events in Suining and Tongnan, over 3,000 recruits, an outcome here", "003",
                "st_joint_recruitment", "两地共同举办招聘活动10余场，引进急需紧缺人才、科技创新人才等3000余人")
        .figure("over 10 firms at universities with over 800 posts; over 180 graduates came", "002",
                "jiangnan_campus_recruitment", "优质就业岗位800余个，靶向引进高校毕业生180余人")
        .methods(
            "contact factor x (1 + m_J) of its tiers and fields in the months of fairs; enrols the fairs (3.20). Dose "
            "x events.")
        .target("fair_attendances", Effect::more, {}, 0.5)
        .target("awareness", Effect::more, {{"origin", "at"}, {"destination", "for"}}, 0.05)
        .target("od_flow", Effect::more, {{"origin", "for"}, {"destination", "for"}}, 0.1)
        .geography({Geography::for_regions, Geography::at_regions})
        .paid()
        .needs_one_of({"clearing", "posts", "awareness", "consideration", "ties"})
        .reads(asked_of_a_person())
        .field("events_per_year", &S::events_per_year,
               {.unit = "1/year",
                .help = "fairs, spread evenly over months",
                .required = true,
                .high = 120,
                .scaled_by_dose = true})
        .field("reach", &S::reach,
               {.help = "share of those without a post or considering a move, within reach_km, who attend one",
                .high = 1,
                .default_number = 0.2,
                .range_low = 0.05,
                .range_high = 0.5,
                .source = "assumption"})
        .field("reach_km", &S::reach_km,
               {.unit = "km",
                .help = "how far from a host people come; of no effect online",
                .high = 10000,
                .default_number = 200,
                .range_low = 50,
                .range_high = 400,
                .source = "assumption"})
        .field("contact_gain", &S::contact_gain,
               {.help = "m_J: more contacts in the month of a fair",
                .high = 10,
                .default_number = 0.3,
                .range_low = 0,
                .range_high = 1,
                .source = "assumption"})
        .field("acquaintances", &S::acquaintances,
               {.unit = "person",
                .help = "nu_J: mean number met from each region at a fair",
                .high = 100,
                .default_number = 0.3,
                .range_low = 0,
                .range_high = 1,
                .source = "assumption"})
        .field("cost_per_event_cny", &S::cost_per_event_cny,
               {.unit = "CNY",
                .help = "cost of one fair; one that the fund cannot pay for does not take place",
                .high = 1e9,
                .default_number = 100000,
                .range_low = 20000,
                .range_high = 500000,
                .source = "assumption",
                .least_plausible = 1000});
}

}  // namespace talentflow::models
