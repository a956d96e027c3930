// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/policy/lever_support.hpp"
#include "models/policy/policy_field.hpp"
#include "sim/math.hpp"

namespace talentflow::models {

namespace {

/// L10: a bonus for who refers somebody to a post of the region (伯乐奖、引荐奖励).
///
///   referred with probability 1 - exp(-12 p n_ir), p = p_ref (1 + 0.1 ln(1 + B/10^4)); contact x factor;
///   B when hired and accredited there in time; s_EU x (1 - share (1 - factor)) among participating employers
struct ReferralBonus final : Lever {
    TimePath bonus_cny{0.0}, bonus_cap_cny{0.0};
    TimePath typical_share_of_cap{0.5};
    TimePath success_within_months{36.0};
    TimePath referral_rate_per_month{0.002};
    TimePath contact_factor{1.5};
    TimePath separation_factor{0.85};
    TimePath participating_share{0.2};

    void apply(const World& world, const LeverInstance& instance, sim::Month now, PolicyField& policy) const override {
        const double cut = participating_share.at(now) * (1.0 - separation_factor.at(now));
        const double factor = factor_at(1.0 - cut, instance.dose);
        for (const FileRegion r : instance.for_regions) {
            for (const TierIndex k : eligible_tiers(world, instance)) {
                for (const FieldIndex f : eligible_fields(world, instance)) {
                    policy.write(Entry::separation_factor, {.region = r, .tier = k, .field = f}, factor);
                }
            }
        }
    }

    void enrol(const World& world, const LeverInstance& instance, ProgrammeList& programmes) const override {
        const sim::Month when = first_month(world, instance);
        const double bonus = sum_cny(bonus_cny, bonus_cap_cny, typical_share_of_cap, when);
        for (const FileRegion r : instance.for_regions) {
            ReferralProgramme p;
            p.lever = index_of(world, instance);
            p.region = r;
            p.rate_per_month =
                instance.dose * referral_rate_per_month.at(when) * (1.0 + 0.1 * sim::math::log(1.0 + bonus / 1e4));
            p.contact_factor = contact_factor.at(when);
            p.bonus_cny = bonus;
            p.success_within_months = static_cast<int>(success_within_months.at(when));
            programmes.add(p);
        }
    }

    std::vector<std::string> problems(const World& world, const LeverInstance& instance) const override {
        std::vector<std::string> found;
        need_one_sum(bonus_cny, bonus_cap_cny, "bonus_cny", "bonus_cap_cny", found);
        need_for(instance, found);
        const double bonus = sum_cny(bonus_cny, bonus_cap_cny, typical_share_of_cap, first_month(world, instance));
        need_fund_for(world, instance, bonus, "one bonus", found);
        return found;
    }
};

}  // namespace

LeverSpec referral_bonus_lever() {
    using S = ReferralBonus;
    return lever_spec<S>("referral_bonus")
        .named("referral bonus", "引荐奖励（伯乐奖）")
        .help(
            "Residents refer acquaintances from elsewhere to employers of the region and are paid when the referred "
            "person is "
            "hired and accredited there in time. Whoever is referred reaches employers more often. Participating "
            "employers "
            "lose fewer people. The dose scales how many are referred, not the bonus.")
        .equation(
            "referred w.p. 1 - exp(-12 p n_ir), p = p_ref (1 + 0.1 ln(1 + B/10^4)); c_m x contact_factor; s_EU x (1 - "
            "participating_share (1 - separation_factor))")
        .direction(
            "+ retention, modest volume: referral programmes cut attrition by 15 %, mostly of people who were not "
            "referred, and a larger bonus brings more but worse referrals (friebel2019).")
        .figure("up to 500,000 CNY for the referrer or organisation", "000", "lqy_referral_award",
                "引荐人或组织最高50万元奖励")
        .figure("selected for a key talent plan within 3 years of coming", "000", "lqy_referral_award",
                "引进后3年内入选")
        .methods("3.20.")
        .target("referrals", Effect::more, {}, 0.2)
        .in_base_world("{for: [longquanyi], bonus_cny: 50000}")
        .geography({Geography::for_regions})
        .paid()
        .needs({"ties", "clearing", "capability"})
        .reads({Eligible::tiers, Eligible::fields})
        .field(
            "bonus_cny", &S::bonus_cny,
            {.unit = "CNY", .help = "bonus of a success, exact", .high = 1e8, .example = 50000, .least_plausible = 100})
        .field("bonus_cap_cny", &S::bonus_cap_cny,
               {.unit = "CNY", .help = "printed ceiling (最高)", .high = 1e8, .least_plausible = 100})
        .field("typical_share_of_cap", &S::typical_share_of_cap,
               {.help = "part of the ceiling that is paid as a rule",
                .high = 1,
                .default_number = 0.5,
                .range_low = 0.2,
                .range_high = 1.0,
                .source = "assumption"})
        .field("success_within_months", &S::success_within_months,
               {.unit = "month",
                .help = "time from the hire to the accreditation that earns the bonus",
                .low = 1,
                .high = 120,
                .default_number = 36,
                .evidence = Evidence::printed,
                .source = "document 000: within 3 years",
                .whole = true})
        .field("referral_rate_per_month", &S::referral_rate_per_month,
               {.unit = "1/month",
                .help = "p_ref: rate at which one acquaintance refers, before the bonus",
                .high = 0.5,
                .default_number = 0.002,
                .range_low = 0.0005,
                .range_high = 0.01,
                .source = "assumption",
                .scaled_by_dose = true})
        .field("contact_factor", &S::contact_factor,
               {.help = "contact of a referred person's applications, relative",
                .low = 1,
                .high = 10,
                .default_number = 1.5,
                .range_low = 1,
                .range_high = 2,
                .source = "assumption"})
        .field("separation_factor", &S::separation_factor,
               {.help = "loss of posts at participating employers, relative",
                .high = 1,
                .default_number = 0.85,
                .range_low = 0.7,
                .range_high = 1,
                .evidence = Evidence::published,
                .source = "Friebel et al.: 15 % less attrition",
                .scaled_by_dose = true})
        .field("participating_share", &S::participating_share,
               {.help = "part of the region's posts at participating employers",
                .high = 1,
                .default_number = 0.2,
                .range_low = 0.05,
                .range_high = 0.5,
                .source = "assumption"});
}

}  // namespace talentflow::models
