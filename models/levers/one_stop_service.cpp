// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/policy/lever_support.hpp"
#include "models/policy/policy_field.hpp"

namespace talentflow::models {

namespace {

constexpr double kNoLimitDays = 3650.0;  // longer than any processing time that a region can have

/// L15: one window for all procedures (一站式服务): shorter processing, more desks.
///
///   tau_r <= days / dose, tau_r x (1 - dose (1 - factor)), mu_r + dose x cases; Q_r = -(tau_r - tau_r without
///   policy)/30
struct OneStopService final : Lever {
    TimePath processing_days{kNoLimitDays};
    TimePath processing_factor{1.0};
    TimePath desk_cases_per_month_added{0.0};
    TimePath capital_cost_cny{0.0};
    TimePath cost_per_year_cny{0.0};

    void apply(const World&, const LeverInstance& instance, sim::Month now, PolicyField& policy) const override {
        for (const FileRegion r : instance.for_regions) {
            if (processing_days.at(now) < kNoLimitDays) {
                policy.write(Entry::processing_days, {.region = r}, processing_days.at(now) / instance.dose);
            }
            policy.write(Entry::processing_factor, {.region = r}, factor_at(processing_factor.at(now), instance.dose));
            policy.write(Entry::desk_capacity, {.region = r}, desk_cases_per_month_added.at(now) * instance.dose);
        }
    }

    void enrol(const World& world, const LeverInstance& instance, ProgrammeList& programmes) const override {
        programmes.add(cost(world, instance));
    }

    std::vector<std::string> problems(const World& world, const LeverInstance& instance) const override {
        std::vector<std::string> found;
        const sim::Month when = first_month(world, instance);
        need_for(instance, found);
        if (processing_days.at(when) >= kNoLimitDays && processing_factor.at(when) == 1.0 &&
            desk_cases_per_month_added.at(when) == 0.0) {
            found.push_back("changes nothing: give processing_days, processing_factor or desk_cases_per_month_added");
        }
        need_fund_for_outlay(world, instance, cost(world, instance), found);
        return found;
    }

  private:
    [[nodiscard]] Outlay cost(const World& world, const LeverInstance& instance) const {
        Outlay outlay = running_cost(world, instance, cost_per_year_cny);
        outlay.once_cny = capital_cost_cny.at(first_month(world, instance)) * instance.dose;
        return outlay;
    }
};

}  // namespace

LeverSpec one_stop_service_lever() {
    using S = OneStopService;
    return lever_spec<S>("one_stop_service")
        .named("one-stop service", "一站式服务")
        .help(
            "One window for all procedures: claims and accreditations take fewer days, desks take more cases. People "
            "claim more "
            "often when it is quick, and value a place where it is. At a dose below 1 the limit in days is longer: "
            "days / dose.")
        .equation(
            "tau_r <= processing_days / dose; tau_r x factor; mu_r + cases; Q_r = -(tau_r - tau_r0)/30 in v_ir and "
            "V_stay")
        .direction(
            "+ take-up: where offices closed, applications fell by 10 % and recipients by 16 %, mainly by congestion "
            "(deshpande2019).")
        .figure("review for talent housing in 5 days instead of 15", "004", "shuangliu_hangdu_talent_centre",
                "由15天缩减至5天")
        .figure("handling time cut by at least two thirds on average", "004", "shuangliu_hangdu_talent_centre",
                "平均缩减2/3以上")
        .figure("126 matters of 22 departments", "004", "shuangliu_hangdu_talent_centre", "22个部门的126个服务事项")
        .figure("26 matters handled at once", "004", "shuangliu_hangdu_talent_centre", "即刻办理事项达26项")
        .figure("410 service matters and 35 certificates on the spot", "001", "jingyang_one_stop_services",
                "410个服务事项、35个高频证明事项")
        .figure("more than 12,000,000 CNY for the talent base", "001", "jingyang_talent_zone_base", "投资1200余万元")
        .methods("days at most `processing_days` / dose, x (1 + dose (factor - 1)); desks take dose x cases more.")
        .target("processing_days", Effect::less, {{"region", "for"}}, 0.5)
        .target("claims_paid", Effect::more, {}, 0.5)
        .target("claims", Effect::more, {}, 0.05)
        .geography({Geography::for_regions})
        .paid()
        .needs_one_of({"choice", "claims", "capability"})
        .field("processing_days", &S::processing_days,
               {.unit = "day",
                .help = "new limit of days, of claims and of accreditation; 3650: none",
                .low = 0.1,
                .high = kNoLimitDays,
                .default_number = kNoLimitDays,
                .scaled_by_dose = true,
                .example = 5})
        .field("processing_factor", &S::processing_factor,
               {.help = "processing time, relative",
                .high = 2,
                .default_number = 1,
                .range_low = 0.3,
                .range_high = 1,
                .source = "assumption",
                .scaled_by_dose = true})
        .field("desk_cases_per_month_added", &S::desk_cases_per_month_added,
               {.unit = "1/month",
                .help = "cases that desks take beyond the region's own",
                .high = 1e9,
                .scaled_by_dose = true})
        .field("capital_cost_cny", &S::capital_cost_cny,
               {.unit = "CNY",
                .help = "cost of setting it up, booked at the start",
                .high = 1e12,
                .scaled_by_dose = true,
                .least_plausible = 10000})
        .field("cost_per_year_cny", &S::cost_per_year_cny,
               {.unit = "CNY/year",
                .help = "running cost",
                .high = 1e12,
                .scaled_by_dose = true,
                .least_plausible = 1000});
}

}  // namespace talentflow::models
