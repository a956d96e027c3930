// SPDX-License-Identifier: Apache-2.0
#include "models/policy/lever_support.hpp"

namespace talentflow::models {

namespace {

/// L02: a grant to a team or project (综合资助), claimed by its leader; the team's posts come with it.
///
///   Sub_ir += s psi crf(delta, max(3, T/12)) a_k, s the part of the award that is the leader's own;
///   positions += posts_per_team over the ramp, in the leader's region and field, from the month after the first
///   payment
struct TeamGrant final : Lever {
    TierPaths amount_cny, amount_cap_cny;
    TimePath typical_share_of_cap{0.5};
    TimePath instalments{3.0};
    TimePath service_months{60.0};
    std::string clawback = "linear";
    TimePath personal_share{0.2};
    TimePath posts_per_team{10.0};
    TierPaths posts_by_tier;
    TimePath ramp_months{12.0};
    TimePath teams_per_year_max{0.0};

    void apply(const World&, const LeverInstance&, sim::Month, PolicyField&) const override {}

    void enrol(const World& world, const LeverInstance& instance, ProgrammeList& programmes) const override {
        Programme p;
        p.lever = index_of(world, instance);
        const sim::Month when = first_month(world, instance);
        p.amount_cny = sums_cny(amount_cny, amount_cap_cny, typical_share_of_cap.at(when), instance.dose);
        p.instalments = static_cast<int>(instalments.at(when));
        p.service_months = static_cast<int>(service_months.at(when));
        p.clawback =
            clawback == "none" ? ClawbackRule::none : (clawback == "full" ? ClawbackRule::full : ClawbackRule::linear);
        p.personal_share = personal_share.at(when);
        const double most = teams_per_year_max.at(when);
        if (most > 0.0) p.grants_per_year_max = most;
        p.posts = created_posts(world, instance, instance.dose * posts_per_team.at(when), posts_by_tier,
                                usual_post_shares(), static_cast<int>(ramp_months.at(when)));
        programmes.add(std::move(p));
    }

    std::vector<std::string> problems(const World& world, const LeverInstance& instance) const override {
        std::vector<std::string> found;
        need_sums_by_tier(world, instance, amount_cny, amount_cap_cny, "amount_cny", "amount_cap_cny", found);
        need_for(instance, found);
        const sim::Month when = first_month(world, instance);
        const auto sums = sums_cny(amount_cny, amount_cap_cny, typical_share_of_cap.at(when), instance.dose);
        need_fund_for_awards(world, instance, sums, instalments.at(when), found);
        return found;
    }
};

}  // namespace

LeverSpec team_grant_lever() {
    using S = TeamGrant;
    return lever_spec<S>("team_grant")
        .named("team or project grant", "团队、项目综合资助")
        .help(
            "Pays a grant by milestones to leaders of teams who live in the region and claim it, and creates the "
            "team's "
            "posts there. Only tiers with an amount may claim.")
        .equation("Sub_ir += s psi z crf(delta, max(3, T/12)) a_k; positions += posts per team, over the ramp")
        .direction(
            "+ on posts and firms, by analogy with zones, which raise employment and the number of firms (lu2019). "
            "How far a grant draws leaders is assumed: the part that is their own counts as an award does.")
        .figure("composite support up to 100,000,000 CNY for high-level innovators and entrepreneurs", "000",
                "lqy_innovator_lingke_plan", "高层次创新创业人才可获得最高1亿元综合资助")
        .figure("up to 5,000,000 CNY for a team", "001", "jingyang_17_policies", "给予引进团队最高500万元综合资助")
        .figure("2 teams recruited with 18 projects", "002", "jiangnan_project_plus_talent", "人才团队2个")
        .methods(
            "a claim of amount dose x a_k that brings dose x `posts_per_team` posts (3.17); tiers without an amount "
            "cannot claim.")
        .target("created_posts", Effect::more, {{"region", "for"}}, 0.8)
        .target("moves", Effect::more, {{"region", "for"}, {"direction", "in"}}, 0.05)
        .in_base_world("{for: [longquanyi], eligible: {tiers: [C]}, amount_cny: {C: 1000000}, posts_per_team: 20}")
        .geography({Geography::for_regions})
        .paid()
        .needs({"firms", "posts"})
        .claimed()
        .field("amount_cny", &S::amount_cny,
               {.unit = "CNY",
                .help = "grant by the leader's tier, exact amounts",
                .high = 1e10,
                .scaled_by_dose = true,
                .least_plausible = 10000})
        .field("amount_cap_cny", &S::amount_cap_cny,
               {.unit = "CNY",
                .help = "printed ceiling by tier (最高)",
                .high = 1e10,
                .scaled_by_dose = true,
                .least_plausible = 10000})
        .field("typical_share_of_cap", &S::typical_share_of_cap,
               {.help = "part of the ceiling that is paid as a rule",
                .high = 1,
                .default_number = 0.5,
                .range_low = 0.2,
                .range_high = 1.0,
                .source = "assumption"})
        .field("instalments", &S::instalments,
               {.help = "equal yearly parts, at milestones",
                .low = 1,
                .high = 20,
                .default_number = 3,
                .range_low = 1,
                .range_high = 5,
                .source = "assumption",
                .whole = true})
        .field("service_months", &S::service_months,
               {.unit = "month",
                .help = "service obligation from the first payment",
                .high = 600,
                .default_number = 60,
                .range_low = 36,
                .range_high = 96,
                .source = "assumption",
                .whole = true})
        .field("clawback", &S::clawback,
               {.help = "what is due back when the leader leaves early",
                .choices = {"none", "linear", "full"},
                .default_text = "linear"})
        .field("personal_share", &S::personal_share,
               {.help = "part of the grant that counts as the leader's own income",
                .high = 1,
                .default_number = 0.2,
                .range_low = 0.1,
                .range_high = 0.5,
                .source = "assumption"})
        .field("posts_per_team", &S::posts_per_team,
               {.help = "posts that a team brings, the leader's own not counted",
                .high = 1000,
                .default_number = 10,
                .range_low = 2,
                .range_high = 30,
                .source = "assumption",
                .scaled_by_dose = true})
        .field("posts_by_tier", &S::posts_by_tier,
               {.help = "shares of the posts by tier; default C 0.1, D 0.3, E 0.6, an assumption", .high = 1000})
        .field("ramp_months", &S::ramp_months,
               {.unit = "month",
                .help = "time over which the posts come",
                .low = 1,
                .high = 600,
                .default_number = 12,
                .range_low = 6,
                .range_high = 36,
                .source = "assumption",
                .whole = true})
        .field("teams_per_year_max", &S::teams_per_year_max,
               {.help = "most grants in a calendar year, all regions together; 0: no limit but the money",
                .high = 1e6,
                .whole = true});
}

}  // namespace talentflow::models
