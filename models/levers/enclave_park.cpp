// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/policy/lever_support.hpp"

namespace talentflow::models {

namespace {

/// L17: a park that one region (the sponsor) runs in another (the host): 飞地园区.
///
///   positions at the host += posts over the ramp, counted under the lever; firms of posts_per_firm posts fail one by
///   one; who is hired there comes to know Poisson(12 nu_D) people in the sponsor's region
struct EnclavePark final : Lever {
    TimePath posts{0.0};
    TimePath ramp_months{36.0};
    TierPaths posts_by_tier;
    TimePath posts_per_firm{30.0};
    TimePath failure_per_year{0.05};
    TimePath acquaintances_per_month{1.0};
    TimePath capital_cost_cny{0.0};
    TimePath sponsor_share{0.5};

    void apply(const World&, const LeverInstance&, sim::Month, PolicyField&) const override {}

    void enrol(const World& world, const LeverInstance& instance, ProgrammeList& programmes) const override {
        const sim::Month when = first_month(world, instance);
        VentureProgramme p;
        p.lever = index_of(world, instance);
        p.regions = {*instance.to_region};
        p.sponsor = instance.from_region;
        p.sponsor_share = sponsor_share.at(when);
        p.acquaintances_per_month = acquaintances_per_month.at(when);
        p.posts = created_posts(world, instance, instance.dose * posts.at(when), posts_by_tier, usual_post_shares(),
                                static_cast<int>(ramp_months.at(when)));
        p.posts_together = posts_per_firm.at(when);
        p.failure_per_month = monthly_probability(failure_per_year.at(when));
        programmes.add(std::move(p));
        if (const Outlay built = building(world, instance); built.once_cny > 0.0) programmes.add(built);
    }

    std::vector<std::string> problems(const World& world, const LeverInstance& instance) const override {
        std::vector<std::string> found;
        need_from_to(instance, found);
        need_fund_for_outlay(world, instance, building(world, instance), found);
        return found;
    }

  private:
    [[nodiscard]] Outlay building(const World& world, const LeverInstance& instance) const {
        const sim::Month when = first_month(world, instance);
        Outlay outlay;
        outlay.lever = index_of(world, instance);
        outlay.once_cny = instance.dose * capital_cost_cny.at(when);
        outlay.once_months = static_cast<int>(ramp_months.at(when));
        return outlay;
    }
};

}  // namespace

LeverSpec enclave_park_lever() {
    using S = EnclavePark;
    return lever_spec<S>("enclave_park")
        .named("enclave park", "飞地园区")
        .help(
            "A park in the host region (to_region) that the sponsor (from_region) helps to pay and run: posts at the "
            "host, "
            "acquaintances in the sponsor's region for those who work there.")
        .equation("positions_host += posts over the ramp; n_sponsor += Poisson(12 nu_D) at hire")
        .direction(
            "+ on posts: zones raise capital, employment, output, wages and the number of firms, mostly by new firms "
            "(lu2019). Size and acquaintances are assumed.")
        .figure("joint innovation park licensed in 2021-05, joint investment company in 2022-06", "003",
                "st_fujiang_industrial_park", "遂潼涪江创新产业园区正式授牌")
        .figure("over 130 research results converted in firms", "003", "tongnan_enclave_parks",
                "超过130项科研成果在企业转化运用")
        .figure("6 doctors brought in flexibly by research enclaves", "002", "jiangnan_research_enclaves",
                "“科研飞地”柔性引进博士6人")
        .methods("3.17. Dose x posts and building cost.")
        .target("created_posts", Effect::more, {{"region", "to_region"}}, 0.6)
        .target("moves", Effect::more, {{"region", "to_region"}, {"direction", "in"}}, 0.05)
        .geography({Geography::from_to})
        .paid()
        .needs({"firms", "posts"})
        .reads({Eligible::fields})
        .field("posts", &S::posts,
               {.help = "posts of the finished park",
                .required = true,
                .high = 1e7,
                .scaled_by_dose = true,
                .whole = true})
        .field("ramp_months", &S::ramp_months,
               {.unit = "month",
                .help = "time over which the posts come; from before the run: those left",
                .low = 1,
                .high = 600,
                .default_number = 36,
                .range_low = 12,
                .range_high = 60,
                .source = "assumption",
                .whole = true})
        .field("posts_by_tier", &S::posts_by_tier,
               {.help = "shares of the posts by tier; default C 0.1, D 0.3, E 0.6, an assumption", .high = 1000})
        .field("posts_per_firm", &S::posts_per_firm,
               {.help = "posts that close together when a firm of the park fails",
                .low = 1,
                .high = 1e7,
                .default_number = 30,
                .range_low = 10,
                .range_high = 100,
                .source = "assumption"})
        .field("failure_per_year", &S::failure_per_year,
               {.unit = "1/year",
                .help = "chance that a firm of the park fails",
                .high = 1,
                .default_number = 0.05,
                .range_low = 0.01,
                .range_high = 0.15,
                .source = "assumption"})
        .field("acquaintances_per_month", &S::acquaintances_per_month,
               {.help = "nu_D: people met in the sponsor's region a month, in the first year",
                .high = 15,
                .default_number = 1,
                .range_low = 0,
                .range_high = 2,
                .source = "assumption"})
        .field("capital_cost_cny", &S::capital_cost_cny,
               {.unit = "CNY",
                .help = "public cost of building, booked evenly over the ramp",
                .high = 1e12,
                .scaled_by_dose = true,
                .least_plausible = 10000})
        .field("sponsor_share", &S::sponsor_share,
               {.help = "sponsor's part of the cost if no fund is named",
                .high = 1,
                .default_number = 0.5,
                .range_low = 0,
                .range_high = 1,
                .source = "assumption"});
}

}  // namespace talentflow::models
