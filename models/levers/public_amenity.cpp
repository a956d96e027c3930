// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/policy/lever_support.hpp"
#include "models/policy/policy_field.hpp"

namespace talentflow::models {

namespace {

/// L23: schools, hospitals, public space, safe communities (公共服务与宜居).
///
///   alpha_r += built(t) dose u g/0.1,  built = months since the start / building months, at most 1
///   school_r, spouse_r: the region's own + built(t) dose gain, at most 1
///
/// u utils for a tenth more places per head, g the places added per place there was.
struct PublicAmenity final : Lever {
    TimePath places_gain{0.1};
    TimePath utility_per_tenth{0.05};
    TimePath building_months{24.0};
    TimePath school_chance_gain{0.0};
    TimePath spouse_chance_gain{0.0};
    TimePath capital_cost_cny{0.0};
    TimePath cost_per_year_cny{0.0};

    void apply(const World& world, const LeverInstance& instance, sim::Month now, PolicyField& policy) const override {
        const sim::Month first = first_month(world, instance);
        const double months = building_months.at(first);
        const double passed = static_cast<double>(now - first);
        const double built = instance.dose * (passed < months ? passed / months : 1.0);
        for (const FileRegion r : instance.for_regions) {
            policy.write(Entry::amenity, {.region = r}, built * utility_per_tenth.at(now) * places_gain.at(now) / 0.1);
            const auto raise = [&](Entry entry, double own, double gain) {
                if (gain > 0.0) policy.write(entry, {.region = r}, std::min(1.0, own + built * gain));
            };
            raise(Entry::school_chance, world.regions[r].school_chance, school_chance_gain.at(now));
            raise(Entry::spouse_chance, world.regions[r].spouse_chance, spouse_chance_gain.at(now));
        }
    }

    void enrol(const World& world, const LeverInstance& instance, ProgrammeList& programmes) const override {
        const Outlay all = cost(world, instance);
        if (all.once_cny > 0.0 || all.per_year_cny > 0.0) programmes.add(all);
    }

    std::vector<std::string> problems(const World& world, const LeverInstance& instance) const override {
        std::vector<std::string> found;
        need_for(instance, found);
        need_fund_for_outlay(world, instance, cost(world, instance), found);
        return found;
    }

  private:
    [[nodiscard]] Outlay cost(const World& world, const LeverInstance& instance) const {
        const sim::Month first = first_month(world, instance);
        Outlay outlay = running_cost(world, instance, cost_per_year_cny);
        outlay.once_cny = capital_cost_cny.at(first) * instance.dose;
        outlay.once_months = std::max(1, static_cast<int>(building_months.at(first)));
        return outlay;
    }
};

}  // namespace

LeverSpec public_amenity_lever() {
    using S = PublicAmenity;
    return lever_spec<S>("public_amenity")
        .named("public amenities", "公共服务与宜居环境")
        .help(
            "Builds schools, hospitals, public space, safe communities: life in the region is worth a little more to "
            "everyone, step by step over the building time; school places and posts for partners may come with it.")
        .equation(
            "alpha_r += built x dose x utility_per_tenth x places_gain/0.1; school_r, spouse_r + built x dose x gain")
        .direction(
            "assumed: + on staying and coming; amenities of places move with the skilled people who choose them "
            "(diamond2016), but no value of a school or hospital place was found")
        .figure("38 kindergartens and schools built or rebuilt", "004", "shuangliu_schools_hospitals_amenity",
                "新改建38所幼儿园和中小学校")
        .figure("over 10 municipal works completed", "004", "shuangliu_schools_hospitals_amenity", "市政项目10余个")
        .figure("6 projects, better public services among them", "000", "xinjin_six_projects", "公服提质")
        .methods(
            "`amenity` += built x dose x `utility_per_tenth` x `places_gain`/0.1; school and spouse chance at least "
            "the region's own + built x dose x gain. built = months since the first / `building_months`, at most 1.")
        .target("stock", Effect::more, {{"region", "for"}}, 0.05)
        .geography({Geography::for_regions})
        .paid()
        .needs({"choice"})
        .field("places_gain", &S::places_gain,
               {.help = "places added per place there was",
                .high = 10,
                .default_number = 0.1,
                .range_low = 0,
                .range_high = 0.5,
                .source = "assumption",
                .scaled_by_dose = true})
        .field("utility_per_tenth", &S::utility_per_tenth,
               {.unit = "utils",
                .help = "what a tenth more places per head are worth",
                .high = 10,
                .default_number = 0.05,
                .range_low = 0,
                .range_high = 0.15,
                .source = "assumption"})
        .field("building_months", &S::building_months,
               {.unit = "month",
                .help = "time over which it is built and paid for",
                .high = 600,
                .default_number = 24,
                .range_low = 12,
                .range_high = 60,
                .source = "assumption",
                .whole = true})
        .field("school_chance_gain", &S::school_chance_gain,
               {.help = "added to the chance of a school place", .high = 1, .scaled_by_dose = true})
        .field("spouse_chance_gain", &S::spouse_chance_gain,
               {.help = "added to the chance of a partner's post", .high = 1, .scaled_by_dose = true})
        .field("capital_cost_cny", &S::capital_cost_cny,
               {.unit = "CNY",
                .help = "cost of building, booked evenly over the building time",
                .high = 1e13,
                .scaled_by_dose = true,
                .least_plausible = 10000})
        .field("cost_per_year_cny", &S::cost_per_year_cny,
               {.unit = "CNY/year",
                .help = "cost of running it, from the start",
                .high = 1e12,
                .scaled_by_dose = true,
                .least_plausible = 1000});
}

}  // namespace talentflow::models
