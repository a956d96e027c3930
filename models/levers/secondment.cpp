// SPDX-License-Identifier: Apache-2.0
#include "models/policy/lever_support.hpp"

namespace talentflow::models {

namespace {

/// L08: secondment (挂职): people work in the partner region for a time and come home.
///
///   n_r += Poisson(nu_S (1 - (1 - delta)^D)/delta) at the end; a post at the host is looked for with probability c_S;
///   u_k exp(chi_S) from 12 to 48 months after
struct Secondment final : Lever {
    TimePath persons_per_year{0.0};
    TimePath months{12.0};
    TimePath acquaintances_per_month{3.0};
    TimePath conversion{0.02};
    TimePath promotion_shift{0.3};
    TimePath allowance_per_month_cny{2000.0};

    void apply(const World&, const LeverInstance&, sim::Month, PolicyField&) const override {}

    void enrol(const World& world, const LeverInstance& instance, ProgrammeList& programmes) const override {
        if (instance.between) {
            add(world, instance, instance.between->first, instance.between->second, programmes);
            add(world, instance, instance.between->second, instance.between->first, programmes);
        } else {
            add(world, instance, *instance.from_region, *instance.to_region, programmes);
        }
    }

    std::vector<std::string> problems(const World& world, const LeverInstance& instance) const override {
        std::vector<std::string> found;
        const bool pair = instance.from_region && instance.to_region;
        if (!instance.between && !pair) {
            found.push_back("no regions: write between: [a, b], or from_region: a and to_region: b");
        } else if (instance.between && pair) {
            found.push_back("both between and from_region are given; keep one");
        }
        need_fund_for(world, instance, allowance_per_month_cny.at(first_month(world, instance)),
                      "one month's allowance", found);
        return found;
    }

  private:
    void add(const World& world, const LeverInstance& instance, FileRegion from, FileRegion to,
             ProgrammeList& programmes) const {
        const sim::Month when = first_month(world, instance);
        SecondmentProgramme p;
        p.lever = index_of(world, instance);
        p.from = from;
        p.to = to;
        p.persons_per_year = persons_per_year.at(when) * instance.dose;
        p.months = static_cast<int>(months.at(when));
        p.acquaintances_per_month = acquaintances_per_month.at(when);
        p.conversion = conversion.at(when);
        p.promotion_shift = promotion_shift.at(when);
        p.allowance_per_month_cny = allowance_per_month_cny.at(when);
        programmes.add(p);
    }
};

}  // namespace

LeverSpec secondment_lever() {
    using S = Secondment;
    return lever_spec<S>("secondment")
        .named("secondment", "挂职锻炼")
        .help(
            "Sends people who hold a post to work in another region for a time. Home, post and salary stay. They know "
            "the "
            "host from the first day, bring home acquaintances, rise more easily afterwards, and a few look for a post "
            "there at the end.")
        .equation(
            "home head counts unchanged; workers at the host; n_r += Poisson(nu_S (1 - (1 - delta)^D)/delta), c_S, "
            "chi_S "
            "(methods 3.19)")
        .direction(
            "+ lasting links: placements for a time left links between provinces that raise migration much later "
            "(kinnan2015); being in one place for a time raises later collaboration (chai2019). Sizes are assumed.")
        .figure("over 30 cadres and talents a year exchanged between the two places", "003",
                "st_cadre_talent_secondment", "每年互派30余名干部人才到对方挂职锻炼")
        .figure("98 cadres drawn into task forces in Changshou", "003", "changshou_task_force_secondment",
                "抽调98名干部组建攻坚专班")
        .methods("3.19. Dose x people.")
        .target("seconded", Effect::more, {}, 0.9)
        .target("od_flow", Effect::more, {}, 0.5)
        .geography({Geography::between, Geography::from_to})
        .paid()
        .needs({"secondment"})
        .reads(asked_of_a_person())
        .field("persons_per_year", &S::persons_per_year,
               {.unit = "person/year",
                .help = "n_S: sent once a year, in each direction",
                .required = true,
                .high = 1e6,
                .scaled_by_dose = true})
        .field("months", &S::months,
               {.unit = "month",
                .help = "D_S: how long",
                .low = 1,
                .high = 120,
                .default_number = 12,
                .range_low = 6,
                .range_high = 24,
                .source = "assumption",
                .whole = true})
        .field("acquaintances_per_month", &S::acquaintances_per_month,
               {.unit = "person/month",
                .help = "nu_S: people met at the host",
                .high = 100,
                .default_number = 3,
                .range_low = 1,
                .range_high = 6,
                .source = "assumption"})
        .field("conversion", &S::conversion,
               {.help = "c_S: chance to look for a permanent post at the host in the last month",
                .high = 1,
                .default_number = 0.02,
                .range_low = 0,
                .range_high = 0.1,
                .source = "assumption"})
        .field("promotion_shift", &S::promotion_shift,
               {.help = "chi_S: on the log hazard of rising, 12 to 48 months after",
                .high = 5,
                .default_number = 0.3,
                .range_low = 0,
                .range_high = 0.7,
                .source = "assumption"})
        .field("allowance_per_month_cny", &S::allowance_per_month_cny,
               {.unit = "CNY/month",
                .help = "paid for each person who is away, if the fund can",
                .high = 1e6,
                .default_number = 2000,
                .range_low = 500,
                .range_high = 6000,
                .source = "assumption",
                .least_plausible = 100});
}

}  // namespace talentflow::models
