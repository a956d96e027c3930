// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/policy/lever_support.hpp"
#include "models/policy/policy_field.hpp"
#include "sim/math.hpp"

namespace talentflow::models {

namespace {

/// L26: honours, liaison, growing pay and promotion for people already there (关心关爱与职业成长).
///
///   s_EU x (1 - dose c s),   w_rfk x (1 + dose c ((1 + g)^years - 1)),  years since the lever's first month
///
/// c is the share of the tier's staff that is covered, s the cut in their separation, g the growth of their pay.
struct CareAndCareer final : Lever {
    TimePath covered_share{0.2};
    TimePath separation_cut{0.1};
    TimePath wage_growth_per_year{0.005};
    TimePath cost_per_head_year_cny{500.0};

    void apply(const World& world, const LeverInstance& instance, sim::Month now, PolicyField& policy) const override {
        const double years = static_cast<double>(now - first_month(world, instance)) / 12.0;
        const double covered = instance.dose * covered_share.at(now);
        const double stays = std::max(0.0, 1.0 - covered * separation_cut.at(now));
        const double pay = 1.0 + covered * (sim::math::pow(1.0 + wage_growth_per_year.at(now), years) - 1.0);
        for (const FileRegion r : instance.for_regions) {
            for (const TierIndex k : eligible_tiers(world, instance)) {
                for (const FieldIndex f : eligible_fields(world, instance)) {
                    policy.write(Entry::separation_factor, {.region = r, .tier = k, .field = f}, stays);
                    policy.write(Entry::wage_factor, {.region = r, .tier = k, .field = f}, pay);
                }
            }
        }
    }

    void enrol(const World& world, const LeverInstance& instance, ProgrammeList& programmes) const override {
        Outlay cost;
        cost.lever = index_of(world, instance);
        cost.per_head_year_cny = cost_per_resident_year_cny(world, instance);
        if (cost.per_head_year_cny > 0.0) programmes.add(cost);
    }

    std::vector<std::string> problems(const World& world, const LeverInstance& instance) const override {
        std::vector<std::string> found;
        need_for(instance, found);
        need_fund_for(world, instance, cost_per_resident_year_cny(world, instance) / 12.0,
                      "a month's cost of one resident", found);
        return found;
    }

  private:
    [[nodiscard]] double cost_per_resident_year_cny(const World& world, const LeverInstance& instance) const {
        const sim::Month first = first_month(world, instance);
        return cost_per_head_year_cny.at(first) * covered_share.at(first) * instance.dose;
    }
};

}  // namespace

LeverSpec care_and_career_lever() {
    using S = CareAndCareer;
    return lever_spec<S>("care_and_career")
        .named("care and career", "关心关爱与职业成长")
        .help(
            "Honours, liaison, growing pay and promotion for staff already there: fewer of them lose or leave their "
            "posts, and their pay grows. Who pays the wages is not asked; the fund pays the cost per head covered.")
        .equation(
            "s_EU x (1 - dose c s); w_rfk x (1 + dose c ((1 + g)^years - 1)); cost c x cost_per_head a year and "
            "resident")
        .direction("assumed: + on staying; no study of honours, liaison or career plans was found")
        .figure("100 experts with a liaison", "003", "changshou_expert_liaison", "明确党委联系服务专家100名")
        .figure("pay of village cadres that grows, with insurance of 3 kinds", "003", "changshou_village_cadre_pay",
                "干部待遇动态增长机制")
        .figure("a Talent Day and an award for outstanding talent, without a sum", "000", "lqy_talent_day_and_honours",
                "设立“龙泉驿人才日”“龙泉驿卓越人才奖”")
        .methods(
            "`separation_factor` x (1 - dose c s), `wage_factor` x (1 + dose c ((1 + g)^years - 1)), c the share "
            "covered, years since the first month. Who bears the higher pay is not modelled.")
        .target("unemployed", Effect::less, {{"region", "for"}, {"tier", "eligible"}}, 0.05)
        .target("stock", Effect::more, {{"region", "for"}, {"tier", "eligible"}}, 0.01)
        .in_base_world("{for: [longquanyi], covered_share: 1, separation_cut: 0.3}")
        .geography({Geography::for_regions})
        .paid()
        .reads({Eligible::tiers, Eligible::fields})
        .field("covered_share", &S::covered_share,
               {.help = "part of the staff that is covered",
                .high = 1,
                .default_number = 0.2,
                .range_low = 0.05,
                .range_high = 1,
                .source = "assumption",
                .scaled_by_dose = true})
        .field("separation_cut", &S::separation_cut,
               {.help = "cut in the separation of those covered",
                .high = 1,
                .default_number = 0.1,
                .range_low = 0,
                .range_high = 0.3,
                .source = "assumption"})
        .field("wage_growth_per_year", &S::wage_growth_per_year,
               {.unit = "1/year",
                .help = "growth of their pay beyond the others'",
                .high = 1,
                .default_number = 0.005,
                .range_low = 0,
                .range_high = 0.02,
                .source = "assumption"})
        .field("cost_per_head_year_cny", &S::cost_per_head_year_cny,
               {.unit = "CNY/year",
                .help = "cost of one person covered",
                .high = 1e6,
                .default_number = 500,
                .range_low = 100,
                .range_high = 5000,
                .source = "assumption",
                .least_plausible = 10});
}

}  // namespace talentflow::models
