// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "models/policy/lever_support.hpp"

namespace talentflow::models {

namespace {

/// L13: a fund that takes equity in ventures of talents (人才基金、股权投资).
///
///   deals Poisson(lambda_F/12 x (N_A + N_B) / (N_A + N_B at time 0)) a month, each of deal_cny, until raised_share x
///   pool is spent; posts per million CNY over the ramp; other firms' posts - psi_F x posts that stand; failure 1 % a
///   month
struct TalentFund final : Lever {
    TimePath pool_cny{0.0};
    TimePath raised_share{0.5};
    TimePath deals_per_year{4.0};
    TimePath deal_cny{0.0}, deal_cap_cny{0.0};
    TimePath typical_share_of_cap{0.5};
    TimePath posts_per_million_cny{2.0};
    TimePath ramp_months{24.0};
    TierPaths posts_by_tier;
    TimePath crowd_out{0.5};
    TimePath failure_per_month{0.01};

    void apply(const World&, const LeverInstance&, sim::Month, PolicyField&) const override {}

    void enrol(const World& world, const LeverInstance& instance, ProgrammeList& programmes) const override {
        VentureProgramme p;
        const sim::Month when = first_month(world, instance);
        p.lever = index_of(world, instance);
        p.regions = instance.for_regions;
        p.deals_per_year = instance.dose * deals_per_year.at(when);
        p.by_chance = true;
        p.founders = founders(world, instance);
        p.deal_cny = sum_cny(deal_cny, deal_cap_cny, typical_share_of_cap, when);
        p.pool_cny = instance.dose * raised_share.at(when) * pool_cny.at(when);
        p.posts = created_posts(world, instance, posts_per_million_cny.at(when) * p.deal_cny / 1e6, posts_by_tier,
                                usual_post_shares(), static_cast<int>(ramp_months.at(when)));
        p.crowd_out = crowd_out.at(when);
        p.failure_per_month = failure_per_month.at(when);
        programmes.add(std::move(p));
    }

    std::vector<std::string> problems(const World& world, const LeverInstance& instance) const override {
        std::vector<std::string> found;
        need_one_sum(deal_cny, deal_cap_cny, "deal_cny", "deal_cap_cny", found);
        need_for(instance, found);
        const sim::Month when = first_month(world, instance);
        const double deal = sum_cny(deal_cny, deal_cap_cny, typical_share_of_cap, when);
        const double raised = raised_share.at(when) * pool_cny.at(when);
        if (raised < deal) {
            found.push_back(
                fmt::format("raised_share x pool_cny is {:.0f} CNY, less than one deal of {:.0f} CNY", raised, deal));
        }
        need_fund_for(world, instance, deal, "one deal", found);
        return found;
    }

  private:
    /// Tiers whose people found ventures: those of `eligible`, else A and B, else the highest.
    static std::vector<TierIndex> founders(const World& world, const LeverInstance& instance) {
        if (!instance.eligible.tiers.empty()) return instance.eligible.tiers;
        std::vector<TierIndex> tiers;
        for (const TierIndex k : every<TierIndex>(world.n_tiers())) {
            if (world.tiers[k].id == "A" || world.tiers[k].id == "B") tiers.push_back(k);
        }
        if (tiers.empty()) tiers.push_back(TierIndex{0});
        return tiers;
    }
};

}  // namespace

LeverSpec talent_fund_lever() {
    using S = TalentFund;
    return lever_spec<S>("talent_fund")
        .named("equity fund for talent ventures", "人才基金、股权投资")
        .help(
            "Invests in ventures of talents, which create posts; some of them fail, and some posts of other firms do "
            "not "
            "come. Without eligible tiers the number of deals goes with the tiers A and B of the region.")
        .equation(
            "positions += posts per million x deal; other firms' target - psi_F x posts; deals Poisson, pool rho_F x "
            "pool")
        .direction(
            "+ or -: programmes of cities for venture capital lower the number of new firms by crowding out "
            "(zhang2025), "
            "and by 2021 only 26 % of guidance funds had raised what they aimed at (wei2023). Posts per million are "
            "assumed.")
        .figure("two platforms of 1,000,000,000 CNY each over 5 years, one of them a cooperation fund", "000",
                "lqy_double_billion_fund", "“双10亿”人才发展金融平台")
        .figure("direct equity of up to 30,000,000 CNY for a project", "000", "lqy_equity_investment",
                "最高3000万元的直接股权投资激励")
        .figure("624,000,000 CNY invested in 8 projects so far", "002", "jiangnan_fund_plus", "累计投资金额达6.24亿元")
        .figure("125,000,000 CNY of direct equity in start-ups", "002", "jiangnan_direct_equity", "1.25亿元")
        .figure("an industry fund of 2,000,000,000 CNY", "004", "shuangliu_industry_city_fusion",
                "与中兴集团共同设立20亿元产业基金")
        .methods("3.17. Dose x deals a year and the pool.")
        .target("created_posts", Effect::more, {{"region", "for"}}, 0.5)
        .target("moves", Effect::more, {{"region", "for"}, {"direction", "in"}}, 0.05)
        .geography({Geography::for_regions})
        .paid()
        .needs({"firms", "posts"})
        .reads({Eligible::tiers, Eligible::fields})
        .field("pool_cny", &S::pool_cny,
               {.unit = "CNY",
                .help = "target capital of the fund",
                .required = true,
                .high = 1e12,
                .scaled_by_dose = true,
                .example = 2000000,
                .least_plausible = 100000})
        .field("raised_share", &S::raised_share,
               {.help = "rho_F: part of the target that is raised",
                .high = 1,
                .default_number = 0.5,
                .range_low = 0.26,
                .range_high = 1.0,
                .source = "assumption; the low end is wei2023's share of funds that met their target"})
        .field("deals_per_year", &S::deals_per_year,
               {.unit = "1/year",
                .help = "lambda_F: mean number of deals with as many founders as at time 0",
                .high = 4000,
                .default_number = 4,
                .range_low = 1,
                .range_high = 12,
                .source = "assumption",
                .scaled_by_dose = true})
        .field(
            "deal_cny", &S::deal_cny,
            {.unit = "CNY", .help = "one investment, exact", .high = 1e11, .example = 200000, .least_plausible = 10000})
        .field(
            "deal_cap_cny", &S::deal_cap_cny,
            {.unit = "CNY", .help = "printed ceiling of an investment (最高)", .high = 1e11, .least_plausible = 10000})
        .field("typical_share_of_cap", &S::typical_share_of_cap,
               {.help = "part of the ceiling that is invested as a rule",
                .high = 1,
                .default_number = 0.5,
                .range_low = 0.2,
                .range_high = 1.0,
                .source = "assumption"})
        .field("posts_per_million_cny", &S::posts_per_million_cny,
               {.help = "posts per million CNY invested",
                .high = 1000,
                .default_number = 2,
                .range_low = 0.5,
                .range_high = 5,
                .source = "assumption"})
        .field("ramp_months", &S::ramp_months,
               {.unit = "month",
                .help = "time over which a deal's posts come",
                .low = 1,
                .high = 600,
                .default_number = 24,
                .range_low = 12,
                .range_high = 48,
                .source = "assumption",
                .whole = true})
        .field("posts_by_tier", &S::posts_by_tier,
               {.help = "shares of the posts by tier; default C 0.1, D 0.3, E 0.6, an assumption", .high = 1000})
        .field("crowd_out", &S::crowd_out,
               {.help = "psi_F: posts of other firms that do not come, per post created",
                .high = 10,
                .default_number = 0.5,
                .range_low = 0,
                .range_high = 1.2,
                .source = "assumption; zhang2025 finds fewer new firms in all"})
        .field("failure_per_month", &S::failure_per_month,
               {.unit = "1/month",
                .help = "chance that a venture fails and its posts close",
                .high = 1,
                .default_number = 0.01,
                .range_low = 0.003,
                .range_high = 0.02,
                .source = "assumption"});
}

}  // namespace talentflow::models
