// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/policy/lever_support.hpp"
#include "models/policy/policy_field.hpp"
#include "sim/math.hpp"

namespace talentflow::models {

namespace {

constexpr double kMonthsOfReach = 24.0;  // after the arrival, as in community.cpp

/// L22: newcomers are drawn into the community: registration, equal rights, points, volunteering, co-governance
/// (社区融入).
///
///   of those not yet reached, dose x share are reached a month; then nu x (1 + dose x gain) and V_stay + dose x
///   utility
struct CommunityIntegration final : Lever {
    TimePath reached_share_per_month{0.05};
    TimePath tie_gain{0.5};
    TimePath stay_utility{0.1};
    TimePath cost_per_person_cny{200.0};

    void apply(const World&, const LeverInstance& instance, sim::Month now, PolicyField& policy) const override {
        for (const FileRegion r : instance.for_regions) {
            const At here{.region = r};
            policy.write(Entry::unreached_share, here, factor_at(1.0 - reached_share_per_month.at(now), instance.dose));
            policy.write(Entry::tie_rate, here, 1.0 + tie_gain.at(now) * instance.dose);
            policy.write(Entry::belonging, here, stay_utility.at(now) * instance.dose);
        }
    }

    void enrol(const World& world, const LeverInstance& instance, ProgrammeList& programmes) const override {
        Outlay outlay;
        outlay.lever = index_of(world, instance);
        outlay.per_newcomer_cny = expected_cost_cny(world, instance);
        programmes.add(outlay);
    }

    std::vector<std::string> problems(const World& world, const LeverInstance& instance) const override {
        std::vector<std::string> found;
        need_for(instance, found);
        need_fund_for(world, instance, expected_cost_cny(world, instance), "the cost of one newcomer", found);
        return found;
    }

  private:
    /// Of a person who comes: the cost of one who is reached, times the share of them that ever are.
    [[nodiscard]] double expected_cost_cny(const World& world, const LeverInstance& instance) const {
        const sim::Month when = first_month(world, instance);
        const double unreached = factor_at(1.0 - reached_share_per_month.at(when), instance.dose);
        const double ever = 1.0 - (unreached > 0.0 ? sim::math::pow(unreached, kMonthsOfReach) : 0.0);
        return cost_per_person_cny.at(when) * ever;
    }
};

}  // namespace

LeverSpec community_integration_lever() {
    using S = CommunityIntegration;
    return lever_spec<S>("community_integration")
        .named("community integration of newcomers", "新居民社区融入")
        .help(
            "Reaches people who moved in after it began, in the 24 months after their arrival: they make acquaintances "
            "faster "
            "and stay more. Each person who comes costs, in the month after, the share of the cost that are expected "
            "to be "
            "reached.")
        .equation("reached share a month; then nu x (1 + tie_gain), V_stay + stay_utility")
        .direction(
            "assumed: + staying, through acquaintances; links made in a place last (kinnan2015, chai2019). No study of "
            "such "
            "services was found in print.")
        .figure("more than 1,300 members who moved in made themselves known in their communities", "004",
                "wenjiang_inflow_registration", "引导1300余名社区流入党员")
        .figure("42 neighbourhood events", "004", "wenjiang_precise_inflow_services", "邻里活动42场")
        .figure("95 of those who moved in sit on community committees", "004", "wenjiang_equal_rights",
                "吸收95名优秀代表")
        .methods("3.22.")
        .target("moves", Effect::less, {{"region", "for"}, {"direction", "out"}}, 0.03)
        .in_base_world("{for: [longquanyi], reached_share_per_month: 0.2, stay_utility: 0.3, tie_gain: 1}")
        .geography({Geography::for_regions})
        .paid()
        .needs({"choice"})
        .field("reached_share_per_month", &S::reached_share_per_month,
               {.unit = "1/month",
                .help = "share of newcomers not yet reached who are reached in a month",
                .high = 1,
                .default_number = 0.05,
                .range_low = 0.01,
                .range_high = 0.2,
                .source = "assumption",
                .scaled_by_dose = true})
        .field("tie_gain", &S::tie_gain,
               {.help = "how much faster those reached make acquaintances",
                .high = 10,
                .default_number = 0.5,
                .range_low = 0,
                .range_high = 1,
                .source = "assumption",
                .scaled_by_dose = true})
        .field("stay_utility", &S::stay_utility,
               {.unit = "utils",
                .help = "what those reached add to the utility of staying",
                .high = 5,
                .default_number = 0.1,
                .range_low = 0,
                .range_high = 0.3,
                .source = "assumption",
                .scaled_by_dose = true})
        .field("cost_per_person_cny", &S::cost_per_person_cny,
               {.unit = "CNY",
                .help = "cost of a person reached",
                .high = 1e7,
                .default_number = 200,
                .range_low = 50,
                .range_high = 1000,
                .source = "assumption",
                .least_plausible = 5});
}

}  // namespace talentflow::models
