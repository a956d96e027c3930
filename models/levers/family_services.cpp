// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/policy/lever_support.hpp"

namespace talentflow::models {

namespace {

/// L20: school places for newcomers' children and posts for their partners (子女入学、配偶随调).
///
///   school_r, spouse_r = own + dose (s - own) for the tiers, while the calendar year's places last
struct FamilyServices final : Lever {
    TimePath school_chance{0.8};
    TimePath school_places_per_year{0.0};
    TimePath spouse_chance{0.5};
    TimePath spouse_places_per_year{0.0};
    TimePath cost_per_place_cny{5000.0};

    void apply(const World&, const LeverInstance&, sim::Month, PolicyField&) const override {}

    void enrol(const World& world, const LeverInstance& instance, ProgrammeList& programmes) const override {
        const sim::Month when = first_month(world, instance);
        const auto raised = [&](double own, double to) {
            return std::min(1.0, own + instance.dose * std::max(0.0, to - own));
        };
        for (const FileRegion r : instance.for_regions) {
            FamilyProgramme p;
            p.lever = index_of(world, instance);
            p.region = r;
            p.tiers = eligible_tiers(world, instance);
            p.school_chance = raised(world.regions[r].school_chance, school_chance.at(when));
            p.school_places_per_year = school_places_per_year.at(when) * instance.dose;
            p.spouse_chance = raised(world.regions[r].spouse_chance, spouse_chance.at(when));
            p.spouse_places_per_year = spouse_places_per_year.at(when) * instance.dose;
            p.cost_per_place_cny = cost_per_place_cny.at(when);
            programmes.add(std::move(p));
        }
    }

    std::vector<std::string> problems(const World& world, const LeverInstance& instance) const override {
        std::vector<std::string> found;
        const sim::Month when = first_month(world, instance);
        need_for(instance, found);
        need_fund_for(world, instance, cost_per_place_cny.at(when), "one place", found);
        return found;
    }
};

}  // namespace

LeverSpec family_services_lever() {
    using S = FamilyServices;
    return lever_spec<S>("family_services")
        .named("spouse and school services", "配偶就业与子女入学服务")
        .help(
            "School places for the children and posts for the partners of people who come, in each region, while the "
            "year's "
            "places last. Only those who would find none by themselves take one.")
        .equation("school_r in c_K (1 - school_r), spouse_r in c_P (1 - spouse_r) = own + dose (chance - own)")
        .direction(
            "+ moves of families: couples with equal incomes move least (pingle2006), and staying for the partner's "
            "sake is "
            "commoner than moving for it (cooke2013). Sizes are assumed.")
        .figure("children's schooling, transfer of spouses and medical care named as needs to be solved", "003",
                "changshou_one_stop_talent_service", "子女入学、配偶随调、看病就医等实际困难")
        .figure("38 kindergartens and schools built or rebuilt near universities and parks", "004",
                "shuangliu_schools_hospitals_amenity", "新改建38所幼儿园和中小学校")
        .methods("3.22. Dose x places; the chance rises to own + dose x (s - own).")
        .target("moves", Effect::more, {{"region", "for"}, {"direction", "in"}}, 0.01)
        .in_base_world("{for: [longquanyi], school_chance: 1, spouse_chance: 0.8}")
        .geography({Geography::for_regions})
        .paid()
        .needs({"choice"})
        .reads({Eligible::tiers})
        .field("school_chance", &S::school_chance,
               {.help = "chance of a school place for a newcomer's child",
                .high = 1,
                .default_number = 0.8,
                .range_low = 0.5,
                .range_high = 1,
                .source = "assumption",
                .scaled_by_dose = true})
        .field("school_places_per_year", &S::school_places_per_year,
               {.unit = "1/year",
                .help = "school places of a calendar year in each region; 0: no limit",
                .high = 1e7,
                .scaled_by_dose = true,
                .whole = true})
        .field("spouse_chance", &S::spouse_chance,
               {.help = "chance of a post for an employed partner",
                .high = 1,
                .default_number = 0.5,
                .range_low = 0.2,
                .range_high = 0.8,
                .source = "assumption",
                .scaled_by_dose = true})
        .field("spouse_places_per_year", &S::spouse_places_per_year,
               {.unit = "1/year",
                .help = "posts for partners of a calendar year in each region; 0: no limit",
                .high = 1e7,
                .scaled_by_dose = true,
                .whole = true})
        .field("cost_per_place_cny", &S::cost_per_place_cny,
               {.unit = "CNY",
                .help = "cost of a place of either kind",
                .high = 1e8,
                .default_number = 5000,
                .range_low = 1000,
                .range_high = 50000,
                .source = "assumption",
                .least_plausible = 100});
}

}  // namespace talentflow::models
