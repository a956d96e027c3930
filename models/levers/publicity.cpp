// SPDX-License-Identifier: Apache-2.0
#include "models/policy/lever_support.hpp"
#include "models/policy/policy_field.hpp"

namespace talentflow::models {

namespace {

/// L21: publicity, talent days and honours (人才日、品牌宣传) that make a place known.
///
///   eta_M of every home towards the regions += rate
struct Publicity final : Lever {
    TimePath awareness_rate_per_month{0.005};
    TimePath cost_per_year_cny{0.0};

    void apply(const World& world, const LeverInstance& instance, sim::Month now, PolicyField& policy) const override {
        for (const FileRegion r : instance.for_regions) {
            for (const FileRegion home : world.regions.positions()) {
                policy.write(Entry::awareness_rate, {.region = home, .other = r},
                             awareness_rate_per_month.at(now) * instance.dose);
            }
        }
    }

    void enrol(const World& world, const LeverInstance& instance, ProgrammeList& programmes) const override {
        programmes.add(running_cost(world, instance, cost_per_year_cny));
    }

    std::vector<std::string> problems(const World& world, const LeverInstance& instance) const override {
        std::vector<std::string> found;
        need_for(instance, found);
        if (world.modules.awareness == ModuleState::fixed) {
            found.push_back(
                "the module awareness is fixed, so nobody hears of a place; write modules: {awareness: active}");
        }
        need_fund_for_outlay(world, instance, running_cost(world, instance, cost_per_year_cny), found);
        return found;
    }
};

}  // namespace

LeverSpec publicity_lever() {
    using S = Publicity;
    return lever_spec<S>("publicity")
        .named("publicity, talent day, honours", "人才宣传、人才日与荣誉")
        .help("Makes the regions known to people everywhere, whatever their tier and field.")
        .equation("eta_M += awareness_rate_per_month for every home")
        .direction(
            "assumed: + awareness. Limited information changes flows (hinsch2023); information alone moved nobody in a "
            "trial (bryan2014).")
        .figure("talent day, prize for outstanding talent and prize for referring it", "000",
                "lqy_talent_day_and_honours", "“龙泉驿人才日”“龙泉驿卓越人才奖”“龙泉驿英才伯乐奖”")
        .figure("more than 120 reports on talents", "003", "changshou_talent_publicity",
                "宣传报道优秀人才先进事迹120余次")
        .methods("media of every home towards the regions + dose x rate.")
        .target("awareness", Effect::more, {{"destination", "for"}}, 0.02)
        .target("moves", Effect::more, {{"region", "for"}, {"direction", "in"}}, 0.1)
        .exempt(LeverLaw::far_places, "it tells the people of every place")
        .geography({Geography::for_regions})
        .paid()
        .needs({"awareness"})
        .field("awareness_rate_per_month", &S::awareness_rate_per_month,
               {.unit = "1/month",
                .help = "eta_M: rate at which people elsewhere learn of the regions",
                .high = 1,
                .default_number = 0.005,
                .range_low = 0.001,
                .range_high = 0.02,
                .source = "assumption",
                .scaled_by_dose = true})
        .field("cost_per_year_cny", &S::cost_per_year_cny,
               {.unit = "CNY/year",
                .help = "running cost",
                .high = 1e12,
                .scaled_by_dose = true,
                .least_plausible = 1000});
}

}  // namespace talentflow::models
