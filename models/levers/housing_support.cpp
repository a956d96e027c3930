// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "models/policy/lever_support.hpp"
#include "models/policy/policy_field.hpp"

namespace talentflow::models {

namespace {

/// Nobody's housing becomes free: ln(1 - relief) has to exist. An assumption (docs/methods.md, section 7).
constexpr double kMostRelief = 0.95;

/// L03: talent flats and subsidies of rent or purchase (人才公寓、租房补贴、购房补贴).
///
///   Phat_ir = P_r (1 - relief) for those who hold a flat or subsidy, for a term; newcomers expect it with chance psi
///
/// The public bears relief x s_h x wage/12 x P_r/P_0 a month and holder. Flats are finite: exits free them first, then
/// claims take them in the order of the desk; a claim that finds none lapses.
struct HousingSupport final : Lever {
    std::string instrument;
    TimePath cost_relief{0.5};
    TimePath units{0.0};
    TimePath term_months{36.0};

    [[nodiscard]] bool flats() const { return instrument == "flats"; }
    /// The dose makes more flats, or larger subsidies.
    [[nodiscard]] double relief(const World& world, const LeverInstance& instance) const {
        const double stated = cost_relief.at(first_month(world, instance));
        return std::min(kMostRelief, flats() ? stated : stated * instance.dose);
    }

    void apply(const World& world, const LeverInstance& instance, sim::Month, PolicyField& policy) const override {
        for (const FileRegion r : instance.for_regions) {
            for (const TierIndex k : eligible_tiers(world, instance)) {
                policy.write(Entry::price_factor, {.region = r, .tier = k}, 1.0 - relief(world, instance));
            }
        }
    }

    void enrol(const World& world, const LeverInstance& instance, ProgrammeList& programmes) const override {
        Programme p;
        p.lever = index_of(world, instance);
        p.housing_relief = relief(world, instance);
        if (p.housing_relief <= 0.0) return;
        const sim::Month when = first_month(world, instance);
        p.term_months = static_cast<int>(term_months.at(when));
        if (flats()) p.units = units.at(when) * instance.dose;
        programmes.add(std::move(p));
    }

    std::vector<std::string> problems(const World& world, const LeverInstance& instance) const override {
        std::vector<std::string> found;
        need_for(instance, found);
        const bool counted = units.at(first_month(world, instance)) > 0.0;
        if (flats() && !counted) found.push_back("no flats: give units, their number in each region");
        if (!flats() && counted) {
            found.push_back(fmt::format("units: flats are counted, a {} is not; leave it out", instrument));
        }
        const double wage = least_monthly_wage_cny(world, instance, eligible_tiers(world, instance));
        need_fund_for(world, instance, relief(world, instance) * world.parameters.housing_share * wage,
                      "a month's relief of one person", found);
        return found;
    }
};

}  // namespace

LeverSpec housing_support_lever() {
    using S = HousingSupport;
    return lever_spec<S>("housing_support")
        .named("housing support: flats and subsidies", "人才公寓与住房补贴")
        .help(
            "Bears part of the housing cost of people of stated tiers who claim it, for a term, while they live in the "
            "region: in flats of a finite number, or as a subsidy of rent or purchase without limit but the fund's.")
        .equation(
            "Phat_ir = P_r (1 - relief); expected by newcomers as psi ln(1 - relief); cost relief s_h w/12 P_r/P_0 "
            "a month and holder")
        .direction(
            "+ intention to settle: of the subsidies of 199 Chinese cities, those for buying a home and for starting "
            "a firm work most (chenshuyun2022). Talent policies raise house prices (zhangliguo2023). The size is "
            "that of the housing share of spending, not of an observed response.")
        .figure("30 flats for academicians at Sichuan University", "004", "shuangliu_land_and_academician_flats",
                "为川大配建院士公寓楼30套")
        .figure("rules for talent flats, without a number", "003", "changshou_talent_apartments",
                "出台《长寿区人才公寓管理办法（试行）》")
        .figure("subsidies of purchase and rent and flats, claimed at one window, without a sum", "001",
                "jingyang_subsidy_claim_agency", "购房租房补助、人才公寓")
        .methods(
            "help with housing (3.10); writes `price_factor` x (1 - relief) for its tiers. The dose multiplies the "
            "number of flats, or the relief of a subsidy, which is at most 0.95.")
        .target("moves", Effect::more, {{"region", "for"}, {"direction", "in"}, {"tier", "eligible"}})
        .target("recipients", Effect::more, {}, 0.5)
        .target("stock", Effect::more, {{"region", "for"}, {"tier", "eligible"}}, 0.005)
        .in_base_world(
            "{for: [longquanyi], instrument: rent_subsidy, cost_relief: 0.8, eligible: {tiers: [D, E], newcomers: "
            "only}}")
        .geography({Geography::for_regions})
        .paid()
        .claimed()
        .field("instrument", &S::instrument,
               {.help = "what is given", .required = true, .choices = {"flats", "rent_subsidy", "purchase_subsidy"}})
        .field(
            "cost_relief", &S::cost_relief,
            {.help = "part of the housing cost that the public bears, at most 0.95; of subsidies, grows with the dose",
             .high = 1,
             .default_number = 0.5,
             .range_low = 0.2,
             .range_high = 0.8,
             .source = "assumption",
             .scaled_by_dose = true})
        .field("units", &S::units,
               {.unit = "1",
                .help = "flats in each region; grows with the dose",
                .high = 1e7,
                .scaled_by_dose = true,
                .example = 30,
                .whole = true})
        .field("term_months", &S::term_months,
               {.unit = "month",
                .help = "how long it lasts",
                .low = 1,
                .high = 1200,
                .default_number = 36,
                .range_low = 12,
                .range_high = 60,
                .source = "assumption",
                .whole = true});
}

}  // namespace talentflow::models
