// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "models/policy/lever_support.hpp"
#include "models/policy/policy_field.hpp"

namespace talentflow::models {

namespace {

constexpr double kLeast = 1.0;  // minute and km that no link goes below

/// L24: a rail line, road or cross-border bus between two places (交通互联).
///
///   from the opening on  minutes_lr <= minutes,  d_lr <= effective km, both ways;  dose x the saving
///
/// Minutes act on commuting and second posts, effective km on the choice of a place and on what people know of it.
struct TransportLink final : Lever {
    TimePath minutes{0.0};
    TimePath effective_km{0.0};
    TimePath building_months{0.0};
    TimePath capital_cost_cny{0.0};
    TimePath cost_per_year_cny{0.0};

    [[nodiscard]] int building(const World& world, const LeverInstance& instance) const {
        return static_cast<int>(building_months.at(first_month(world, instance)));
    }

    void apply(const World& world, const LeverInstance& instance, sim::Month now, PolicyField& policy) const override {
        if (!instance.between || now - first_month(world, instance) < building(world, instance)) return;
        const FileRegion a = instance.between->first, b = instance.between->second;
        const Distance& before = world.distances[a][b];
        const auto write = [&](Entry entry, double present, double with_link) {
            if (with_link <= 0.0 || with_link >= present) return;  // it brings nothing
            const double value = std::max(kLeast, present - instance.dose * (present - with_link));
            policy.write(entry, {.region = a, .other = b}, value);
            policy.write(entry, {.region = b, .other = a}, value);
        };
        write(Entry::minutes, before.minutes, minutes.at(now));
        write(Entry::effective_km, before.km, effective_km.at(now));
    }

    void enrol(const World& world, const LeverInstance& instance, ProgrammeList& programmes) const override {
        const Outlay all = cost(world, instance);
        if (all.once_cny > 0.0 || all.per_year_cny > 0.0) programmes.add(all);
    }

    std::vector<std::string> problems(const World& world, const LeverInstance& instance) const override {
        std::vector<std::string> found;
        need_between(instance, found);
        const sim::Month opens = first_month(world, instance) + building(world, instance);
        if (instance.to && opens > *instance.to) {
            found.push_back(fmt::format("opens in {}, after building_months, but ends in {} (to)", to_string(opens),
                                        to_string(*instance.to)));
        }
        need_fund_for_outlay(world, instance, cost(world, instance), found);
        return found;
    }

  private:
    [[nodiscard]] Outlay cost(const World& world, const LeverInstance& instance) const {
        Outlay outlay = running_cost(world, instance, cost_per_year_cny);
        outlay.once_cny = capital_cost_cny.at(first_month(world, instance)) * instance.dose;
        outlay.once_months = std::max(1, building(world, instance));
        outlay.running_after_months = building(world, instance);
        return outlay;
    }
};

}  // namespace

LeverSpec transport_link_lever() {
    using S = TransportLink;
    return lever_spec<S>("transport_link")
        .named("transport link", "交通互联")
        .help(
            "Opens a link between two regions after a building time: fewer minutes for those who work across the "
            "border "
            "and, if stated, fewer effective km for moves and for what people know. A link slower than the way there "
            "is "
            "changes nothing.")
        .equation("from the opening on minutes_lr <= minutes, d_lr <= effective_km; the dose scales the saving")
        .direction(
            "+ : flows of commuters fall by about 7 % a minute (ahlfeldt2015), moves fall with distance "
            "(korea_gravity). What a link is worth in km for movers is assumed.")
        .figure("6.97 billion CNY planned for transport over five years", "001", "heishui_trunk_road_projects",
                "计划总投资69.7亿元")
        .figure("every township, village and community with a hard road and a bus", "001", "heishui_rural_road_access",
                "100%通硬化路，100%通客车")
        .methods(
            "from first month + `building_months` on, both ways, minutes and effective km at most present - dose x "
            "(present - with the link), at least 1; a link that is slower or longer than the way there is writes "
            "nothing.")
        .target("od_flow", Effect::more, {{"origin", "between"}, {"destination", "between"}}, 0.5)
        .target("awareness", Effect::more, {}, 0.01)
        .in_base_world("{between: [suining, tongnan], minutes: 20, effective_km: 15}")
        .geography({Geography::between})
        .paid()
        .needs_one_of({"choice", "awareness", "commuting"})
        .field("minutes", &S::minutes,
               {.unit = "min",
                .help = "door to door, once open",
                .required = true,
                .low = 1,
                .high = 10000,
                .scaled_by_dose = true})
        .field("effective_km", &S::effective_km,
               {.unit = "km",
                .help = "distance that movers feel, once open; left out: as before",
                .high = 20000,
                .scaled_by_dose = true})
        .field("building_months", &S::building_months,
               {.unit = "month", .help = "from the start to the opening", .high = 600, .whole = true})
        .field("capital_cost_cny", &S::capital_cost_cny,
               {.unit = "CNY",
                .help = "cost of building, booked evenly over the building time",
                .high = 1e13,
                .scaled_by_dose = true,
                .least_plausible = 10000})
        .field("cost_per_year_cny", &S::cost_per_year_cny,
               {.unit = "CNY/year",
                .help = "cost of running it, from the opening",
                .high = 1e12,
                .scaled_by_dose = true,
                .least_plausible = 1000});
}

}  // namespace talentflow::models
