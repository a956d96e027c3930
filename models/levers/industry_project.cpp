// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/policy/lever_support.hpp"

namespace talentflow::models {

namespace {

/// L25: an industrial park or anchor investment (产业项目、双招双引).
///
///   positions += posts over the ramp; outside_share of them are offered to potential immigrants who would stay
///   outside; other firms' target - psi_F x posts that stand; the whole project may fail
struct IndustryProject final : Lever {
    TimePath posts{0.0};
    TimePath ramp_months{24.0};
    TierPaths posts_by_tier;
    TimePath outside_share{0.2};
    TimePath failure_per_year{0.05};
    TimePath crowd_out{0.5};
    TimePath capital_cost_cny{0.0};

    void apply(const World&, const LeverInstance&, sim::Month, PolicyField&) const override {}

    void enrol(const World& world, const LeverInstance& instance, ProgrammeList& programmes) const override {
        const sim::Month when = first_month(world, instance);
        VentureProgramme p;
        p.lever = index_of(world, instance);
        p.regions = instance.for_regions;
        p.posts = created_posts(world, instance, instance.dose * posts.at(when), posts_by_tier, usual_post_shares(),
                                static_cast<int>(ramp_months.at(when)));
        p.outside_share = outside_share.at(when);
        p.failure_per_month = monthly_probability(failure_per_year.at(when));
        p.crowd_out = crowd_out.at(when);
        programmes.add(std::move(p));
        if (const Outlay built = building(world, instance); built.once_cny > 0.0) programmes.add(built);
    }

    std::vector<std::string> problems(const World& world, const LeverInstance& instance) const override {
        std::vector<std::string> found;
        need_for(instance, found);
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

LeverSpec industry_project_lever() {
    using S = IndustryProject;
    return lever_spec<S>("industry_project")
        .named("industrial park or anchor investment", "产业项目、双招双引")
        .help(
            "A project that creates posts, by field and tier, over a ramp; part of them is filled from outside the "
            "world of "
            "the scenario. All its posts close if it fails.")
        .equation("positions += posts over the ramp; other firms' target - psi_F x posts; outsiders invited by pool")
        .direction(
            "+ on posts: zones raise capital, employment, output, wages and the number of firms, mostly by new firms "
            "(lu2019). The share from outside, crowding out and failure are assumed.")
        .figure(
            "18 projects of over 100,000,000 CNY from other provinces, 8,010,000,000 CNY in place, with 13 high-level "
            "talents and 2 teams",
            "002", "jiangnan_project_plus_talent", "省外亿元双创项目18个")
        .figure(
            "3 programmes, each with at least 10 projects of the largest kind and 100 large ones, at least "
            "300,000,000,000 CNY in all",
            "003", "changshou_3113_projects", "总投资3000亿元以上")
        .methods("3.17. Dose x posts and building cost.")
        .target("moves", Effect::more, {{"region", "for"}, {"direction", "in"}}, 0.05)
        .target("created_posts", Effect::more, {{"region", "for"}}, 0.9)
        .in_base_world("{for: [longquanyi], posts: 20000, failure_per_year: 0.01, crowd_out: 0}")
        .geography({Geography::for_regions})
        .paid()
        .needs({"firms", "posts"})
        .reads({Eligible::fields})
        .field("posts", &S::posts,
               {.help = "posts of the finished project, in all its regions together",
                .required = true,
                .high = 1e7,
                .scaled_by_dose = true,
                .whole = true})
        .field("ramp_months", &S::ramp_months,
               {.unit = "month",
                .help = "time over which the posts come; from before the run: those left",
                .low = 1,
                .high = 600,
                .default_number = 24,
                .range_low = 12,
                .range_high = 60,
                .source = "assumption",
                .whole = true})
        .field("posts_by_tier", &S::posts_by_tier,
               {.help = "shares of the posts by tier; default C 0.1, D 0.3, E 0.6, an assumption", .high = 1000})
        .field("outside_share", &S::outside_share,
               {.help = "part of the new posts for which people are brought in from outside",
                .high = 1,
                .default_number = 0.2,
                .range_low = 0,
                .range_high = 0.5,
                .source = "assumption"})
        .field("failure_per_year", &S::failure_per_year,
               {.unit = "1/year",
                .help = "chance that the project fails and its posts close",
                .high = 1,
                .default_number = 0.05,
                .range_low = 0.01,
                .range_high = 0.15,
                .source = "assumption"})
        .field("crowd_out", &S::crowd_out,
               {.help = "psi_F: posts of other firms that do not come, per post created",
                .high = 10,
                .default_number = 0.5,
                .range_low = 0,
                .range_high = 1.2,
                .source = "assumption"})
        .field("capital_cost_cny", &S::capital_cost_cny,
               {.unit = "CNY",
                .help = "public cost of building, booked evenly over the ramp",
                .high = 1e12,
                .scaled_by_dose = true,
                .least_plausible = 10000});
}

}  // namespace talentflow::models
