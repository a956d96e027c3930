// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/policy/lever_support.hpp"
#include "models/policy/policy_field.hpp"

namespace talentflow::models {

namespace {

/// L12: agencies that find staff, and vouchers with which firms buy their services (人才开发券).
///
///   mult_m = min(most, 1 + 0.1 per agency + 0.02 per 100 vouchers a year)
///
/// An agency has its award once, when it settles; of the vouchers the used share is redeemed.
struct HiringVoucher final : Lever {
    TimePath agencies{0.0};
    TimePath agency_award_cny{0.0}, agency_award_cap_cny{0.0};
    TimePath vouchers_per_year{0.0};
    TimePath voucher_value_cny{0.0}, voucher_value_cap_cny{0.0};
    TimePath typical_share_of_cap{0.5};
    TimePath used_share{0.9};
    TimePath contact_gain_per_agency{0.1};
    TimePath contact_gain_per_100_vouchers{0.02};
    TimePath contact_factor_max{1.5};

    void apply(const World& world, const LeverInstance& instance, sim::Month now, PolicyField& policy) const override {
        const double gain = agencies.at(now) * contact_gain_per_agency.at(now) +
                            vouchers_per_year.at(now) / 100.0 * contact_gain_per_100_vouchers.at(now);
        const double factor = std::min(contact_factor_max.at(now), 1.0 + instance.dose * gain);
        for (const FileRegion r : instance.for_regions) {
            for (const TierIndex k : eligible_tiers(world, instance)) {
                for (const FieldIndex f : eligible_fields(world, instance)) {
                    policy.write(Entry::contact_factor, {.region = r, .tier = k, .field = f}, factor);
                }
            }
        }
    }

    void enrol(const World& world, const LeverInstance& instance, ProgrammeList& programmes) const override {
        programmes.add(cost(world, instance));
    }

    std::vector<std::string> problems(const World& world, const LeverInstance& instance) const override {
        std::vector<std::string> found;
        const sim::Month when = first_month(world, instance);
        const bool settles = agencies.at(when) > 0.0, vouchers = vouchers_per_year.at(when) > 0.0;
        if (!settles && !vouchers) found.push_back("nothing to act with: give agencies or vouchers_per_year");
        if (settles)
            need_one_sum(agency_award_cny, agency_award_cap_cny, "agency_award_cny", "agency_award_cap_cny", found);
        if (vouchers) {
            need_one_sum(voucher_value_cny, voucher_value_cap_cny, "voucher_value_cny", "voucher_value_cap_cny", found);
        }
        need_for(instance, found);
        need_fund_for_outlay(world, instance, cost(world, instance), found);
        return found;
    }

  private:
    [[nodiscard]] Outlay cost(const World& world, const LeverInstance& instance) const {
        const sim::Month when = first_month(world, instance);
        Outlay outlay;
        outlay.lever = index_of(world, instance);
        outlay.once_cny = instance.dose * awards_cny(when);
        outlay.per_year_cny = instance.dose * vouchers_cny(when);
        return outlay;
    }
    [[nodiscard]] double awards_cny(sim::Month when) const {
        return agencies.at(when) * sum_cny(agency_award_cny, agency_award_cap_cny, typical_share_of_cap, when);
    }
    [[nodiscard]] double vouchers_cny(sim::Month when) const {
        return vouchers_per_year.at(when) * used_share.at(when) *
               sum_cny(voucher_value_cny, voucher_value_cap_cny, typical_share_of_cap, when);
    }
};

}  // namespace

LeverSpec hiring_voucher_lever() {
    using S = HiringVoucher;
    return lever_spec<S>("hiring_voucher")
        .named("talent development vouchers and agencies", "人才开发券与人力资源机构奖励")
        .help(
            "Agencies that find staff settle and have an award each; firms buy their services with vouchers. "
            "Applications in "
            "the region reach employers more often.")
        .equation("mult_m = min(contact_factor_max, 1 + agencies x gain + vouchers_per_year / 100 x gain per 100)")
        .direction(
            "assumed: + contacts. No study of such agencies and vouchers was found in print; contacts follow a "
            "matching "
            "function with constant returns (petrongolo2001).")
        .figure("up to 200,000 CNY for an agency that settles", "000", "lqy_hr_agency_award", "最高20万元奖励")
        .figure("talent development vouchers of up to 100,000 CNY for a firm", "000", "lqy_talent_development_voucher",
                "最高10万元的“人才开发券”补贴")
        .methods(
            "mult_m x min(`contact_factor_max`, 1 + dose (agencies x gain + vouchers a year / 100 x gain per 100)). "
            "Awards are paid when the lever starts, vouchers x used share x value by the month.")
        .target("hires", Effect::more, {{"region", "for"}})
        .exempt(LeverLaw::target,
                "where everybody looks for another post every third month every post is filled at once; its own test "
                "asks of "
                "the lesson as it is")
        .in_base_world("{for: [longquanyi], agencies: 5, agency_award_cny: 100000}")
        .geography({Geography::for_regions})
        .paid()
        .needs_one_of({"clearing", "posts"})
        .reads({Eligible::tiers, Eligible::fields})
        .field("agencies", &S::agencies,
               {.help = "agencies that settle", .high = 1e4, .scaled_by_dose = true, .example = 3, .whole = true})
        .field("agency_award_cny", &S::agency_award_cny,
               {.unit = "CNY",
                .help = "award of an agency, exact",
                .high = 1e8,
                .example = 100000,
                .least_plausible = 1000})
        .field("agency_award_cap_cny", &S::agency_award_cap_cny,
               {.unit = "CNY", .help = "its printed ceiling (最高)", .high = 1e8, .least_plausible = 1000})
        .field("vouchers_per_year", &S::vouchers_per_year,
               {.unit = "1/year", .help = "vouchers given out", .high = 1e6, .scaled_by_dose = true})
        .field("voucher_value_cny", &S::voucher_value_cny,
               {.unit = "CNY", .help = "value of a voucher, exact", .high = 1e8, .least_plausible = 100})
        .field("voucher_value_cap_cny", &S::voucher_value_cap_cny,
               {.unit = "CNY", .help = "its printed ceiling (最高)", .high = 1e8, .least_plausible = 100})
        .field("typical_share_of_cap", &S::typical_share_of_cap,
               {.help = "part of the ceilings that is paid as a rule",
                .high = 1,
                .default_number = 0.5,
                .range_low = 0.2,
                .range_high = 1.0,
                .source = "assumption"})
        .field("used_share", &S::used_share,
               {.help = "part of the vouchers that is redeemed",
                .high = 1,
                .default_number = 0.9,
                .range_low = 0.7,
                .range_high = 1.0,
                .evidence = Evidence::published,
                .source = "Cornet et al.: of 10 innovation vouchers one is not used"})
        .field("contact_gain_per_agency", &S::contact_gain_per_agency,
               {.help = "what one agency adds to the contact factor",
                .high = 1,
                .default_number = 0.1,
                .range_low = 0,
                .range_high = 0.2,
                .source = "assumption",
                .scaled_by_dose = true})
        .field("contact_gain_per_100_vouchers", &S::contact_gain_per_100_vouchers,
               {.help = "what 100 vouchers a year add to it",
                .high = 1,
                .default_number = 0.02,
                .range_low = 0,
                .range_high = 0.1,
                .source = "assumption",
                .scaled_by_dose = true})
        .field("contact_factor_max", &S::contact_factor_max,
               {.help = "most that the factor can be",
                .low = 1,
                .high = 10,
                .default_number = 1.5,
                .range_low = 1.2,
                .range_high = 2,
                .source = "assumption"});
}

}  // namespace talentflow::models
