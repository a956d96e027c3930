// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "models/policy/lever_support.hpp"

namespace talentflow::models {

namespace {

/// L04: research and start-up funding (科研启动经费) that people of stated tiers claim for their work.
///
///   Sub_ir += psi crf(delta, max(3, years)) share x a_k x years;  ln hazard of rising += chi_W while the grant runs
///
/// The grant is paid in yearly parts while the person lives there; leaving ends it, and what was paid is not asked
/// back.
struct ResearchFunding final : Lever {
    TierPaths amount_per_year_cny, amount_cap_cny;
    TimePath typical_share_of_cap{0.5};
    TimePath years{3.0};
    TimePath personal_share{0.3};
    TimePath promotion_shift{0.5};
    TimePath grants_per_year_max{0.0};

    void apply(const World&, const LeverInstance&, sim::Month, PolicyField&) const override {}

    void enrol(const World& world, const LeverInstance& instance, ProgrammeList& programmes) const override {
        const sim::Month when = first_month(world, instance);
        Programme p;
        p.lever = index_of(world, instance);
        p.instalments = static_cast<int>(years.at(when));
        p.amount_cny = grants(world, instance);
        p.service_months = 12 * p.instalments;
        p.clawback = ClawbackRule::none;
        p.personal_share = personal_share.at(when);
        p.promotion_shift = promotion_shift.at(when) * instance.dose;
        if (grants_per_year_max.at(when) > 0.0) p.grants_per_year_max = grants_per_year_max.at(when);
        programmes.add(std::move(p));
    }

    std::vector<std::string> problems(const World& world, const LeverInstance& instance) const override {
        std::vector<std::string> found;
        need_sums_by_tier(world, instance, amount_per_year_cny, amount_cap_cny, "amount_per_year_cny", "amount_cap_cny",
                          found);
        need_for(instance, found);
        const sim::Month when = first_month(world, instance);
        need_fund_for_awards(world, instance, grants(world, instance), years.at(when), found);
        return found;
    }

  private:
    /// Whole grants by tier, dose included.
    [[nodiscard]] TierPaths grants(const World& world, const LeverInstance& instance) const {
        const sim::Month when = first_month(world, instance);
        TierPaths sums = sums_cny(amount_per_year_cny, {}, 1.0, instance.dose * std::floor(years.at(when)));
        for (auto& cap : sums_cny({}, amount_cap_cny, typical_share_of_cap.at(when), instance.dose))
            sums.push_back(std::move(cap));
        return sums;
    }
};

}  // namespace

LeverSpec research_funding_lever() {
    using S = ResearchFunding;
    return lever_spec<S>("research_funding")
        .named("research and start-up funding", "科研经费资助")
        .help(
            "Funds the research of people of stated tiers who live in the region and claim it, in yearly parts while "
            "they "
            "stay. A part of it counts as their own income, and while it runs they rise to the next tier sooner.")
        .equation(
            "Sub_ir += psi z crf(delta, max(3, years)) personal_share x amount; ln u_k + promotion_shift while it runs")
        .direction(
            "+ rises, through means for work: young researchers with such grants publish 27 % more than their peers, "
            "explained by funds and team size (shi2023). What it does to moves is assumed to go by the part that is "
            "income.")
        .figure("more than 130 research results converted in firms", "003", "tongnan_enclave_parks",
                "超过130项科研成果")
        .figure("rules for research tasks open to all, without sums", "003", "changshou_open_competition_projects",
                "“揭榜挂帅”科研项目")
        .methods(
            "a claim of dose x years x a_k (a ceiling is that of the whole grant) in yearly parts, with s = "
            "`personal_share` and without clawback. It runs as a contract of so many years, with chi_W = dose x "
            "`promotion_shift` on the log hazard of rising (3.18); its end counts as the end of a contract (3.3).")
        .target("moves", Effect::more, {{"region", "for"}, {"direction", "in"}, {"tier", "eligible"}}, 0.01)
        .in_base_world("{for: [longquanyi], amount_per_year_cny: {D: 100000}, eligible: {tiers: [D]}}")
        .geography({Geography::for_regions})
        .paid()
        .claimed()
        .field("amount_per_year_cny", &S::amount_per_year_cny,
               {.unit = "CNY/year",
                .help = "grant of a year by tier, exact amounts",
                .high = 1e9,
                .scaled_by_dose = true,
                .least_plausible = 1000})
        .field("amount_cap_cny", &S::amount_cap_cny,
               {.unit = "CNY",
                .help = "printed ceiling by tier (最高) of a whole grant",
                .high = 1e9,
                .scaled_by_dose = true,
                .least_plausible = 1000})
        .field("typical_share_of_cap", &S::typical_share_of_cap,
               {.help = "part of the ceiling that is paid as a rule",
                .high = 1,
                .default_number = 0.5,
                .range_low = 0.2,
                .range_high = 1.0,
                .source = "assumption"})
        .field("years", &S::years,
               {.unit = "year",
                .help = "how long a grant runs, in whole years",
                .low = 1,
                .high = 20,
                .default_number = 3,
                .range_low = 1,
                .range_high = 5,
                .source = "assumption",
                .whole = true})
        .field("personal_share", &S::personal_share,
               {.help = "part of the grant that counts as income of the person",
                .high = 1,
                .default_number = 0.3,
                .range_low = 0.1,
                .range_high = 0.5,
                .source = "assumption"})
        .field("promotion_shift", &S::promotion_shift,
               {.help = "chi_W: shift of the log hazard of rising a tier while the grant runs",
                .high = 3,
                .default_number = 0.5,
                .range_low = 0,
                .range_high = 1,
                .source = "assumption",
                .scaled_by_dose = true})
        .field("grants_per_year_max", &S::grants_per_year_max,
               {.unit = "1/year",
                .help = "most grants of a calendar year, all regions together; 0: no limit",
                .high = 1e6,
                .whole = true});
}

}  // namespace talentflow::models
