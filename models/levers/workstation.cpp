// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "models/policy/lever_support.hpp"

namespace talentflow::models {

namespace {

constexpr int kStationRampMonths = 12;  // over which a station's posts come; an assumption [6-24]

/// Usual shares of a station's posts by tier: experts and post-doctoral researchers; an assumption.
const std::vector<std::pair<std::string, double>>& station_shares() {
    static const std::vector<std::pair<std::string, double>> shares{{"B", 0.1}, {"C", 0.3}, {"D", 0.6}};
    return shares;
}

/// L14: workstations of academicians and experts, post-doctoral stations, research platforms (工作站、平台).
///
///   positions += posts_per_station over a year, per station; who holds such a post rises a tier exp(chi_W) times as
///   fast
struct Workstation final : Lever {
    TimePath stations_per_year{0.0};
    TimePath grant_cny{0.0}, grant_cap_cny{0.0};
    TimePath typical_share_of_cap{0.5};
    TimePath posts_per_station{3.0};
    TierPaths posts_by_tier;
    TimePath promotion_shift{0.5};

    void apply(const World&, const LeverInstance&, sim::Month, PolicyField&) const override {}

    void enrol(const World& world, const LeverInstance& instance, ProgrammeList& programmes) const override {
        VentureProgramme p;
        const sim::Month when = first_month(world, instance);
        p.lever = index_of(world, instance);
        p.regions = instance.for_regions;
        p.deals_per_year = instance.dose * stations_per_year.at(when);
        p.deal_cny = sum_cny(grant_cny, grant_cap_cny, typical_share_of_cap, when);
        p.posts = created_posts(world, instance, posts_per_station.at(when), posts_by_tier, station_shares(),
                                kStationRampMonths);
        p.posts.promotion_shift = promotion_shift.at(when);
        if (p.deals_per_year > 0.0) programmes.add(std::move(p));
    }

    std::vector<std::string> problems(const World& world, const LeverInstance& instance) const override {
        std::vector<std::string> found;
        need_one_sum(grant_cny, grant_cap_cny, "grant_cny", "grant_cap_cny", found);
        need_for(instance, found);
        need_fund_for(world, instance,
                      sum_cny(grant_cny, grant_cap_cny, typical_share_of_cap, first_month(world, instance)),
                      "one grant", found);
        return found;
    }
};

}  // namespace

LeverSpec workstation_lever() {
    using S = Workstation;
    return lever_spec<S>("workstation")
        .named("workstation or research platform", "工作站、创新平台")
        .help(
            "Pays for stations of experts and post-doctoral researchers; they create research posts, whose holders "
            "rise "
            "faster.")
        .equation(
            "positions += posts per station; ln hazard of rising + ln(1 + share of such posts x (exp(chi_W) - 1))")
        .direction(
            "+ on rises: funds and team size explain the 27 % more publications of a national programme's returnees "
            "(shi2023). The number of posts and the size of chi_W are assumed.")
        .figure("up to 1,000,000 CNY for a station that has been built", "000", "lqy_workstation_subsidy",
                "给予最高100万元建设补贴")
        .figure("191 laboratories, centres and other carriers", "004", "shuangliu_innovation_carriers", "创新载体191个")
        .methods("3.17. Dose x stations a year.")
        .target("created_posts", Effect::more, {{"region", "for"}}, 0.9)
        .target("moves", Effect::more, {{"region", "for"}, {"direction", "in"}}, 0.05)
        .geography({Geography::for_regions})
        .paid()
        .needs({"firms", "posts"})
        .reads({Eligible::fields})
        .field("stations_per_year", &S::stations_per_year,
               {.unit = "1/year",
                .help = "stations set up, in all places together",
                .required = true,
                .high = 4000,
                .scaled_by_dose = true})
        .field("grant_cny", &S::grant_cny,
               {.unit = "CNY",
                .help = "grant for a station, exact",
                .high = 1e10,
                .example = 500000,
                .least_plausible = 10000})
        .field("grant_cap_cny", &S::grant_cap_cny,
               {.unit = "CNY", .help = "printed ceiling of the grant (最高)", .high = 1e10, .least_plausible = 10000})
        .field("typical_share_of_cap", &S::typical_share_of_cap,
               {.help = "part of the ceiling that is paid as a rule",
                .high = 1,
                .default_number = 0.5,
                .range_low = 0.2,
                .range_high = 1.0,
                .source = "assumption"})
        .field("posts_per_station", &S::posts_per_station,
               {.help = "research posts of a station",
                .high = 1000,
                .default_number = 3,
                .range_low = 1,
                .range_high = 6,
                .source = "assumption"})
        .field("posts_by_tier", &S::posts_by_tier,
               {.help = "shares of the posts by tier; default B 0.1, C 0.3, D 0.6, an assumption", .high = 1000})
        .field("promotion_shift", &S::promotion_shift,
               {.help = "chi_W: log hazard of rising of who holds such a post",
                .high = 3,
                .default_number = 0.5,
                .range_low = 0,
                .range_high = 1,
                .source = "assumption"});
}

}  // namespace talentflow::models
