// SPDX-License-Identifier: Apache-2.0
#include "models/policy/lever_support.hpp"

namespace talentflow::models {

namespace {

/// L18: dual employment (双聘、柔性引才): part of a post for people who live and work elsewhere and stay there.
///
///   P = logistic(d_0 + beta_y ln(1 + omega w_r/w_l) - beta_c min(minutes, 60)/4) of those who consider moving and
///   stay; omega full-time equivalents each at r
///
/// For tiers A, B and C unless a list says otherwise.
struct DualEmployment final : Lever {
    TimePath places{0.0};
    TimePath fraction{0.2};
    TimePath attractiveness{-5.0};
    TimePath term_months{24.0};
    TimePath acquaintances_per_month{1.0};
    TimePath pay_share{1.0};

    void apply(const World&, const LeverInstance&, sim::Month, PolicyField&) const override {}

    void enrol(const World& world, const LeverInstance& instance, ProgrammeList& programmes) const override {
        const sim::Month when = first_month(world, instance);
        for (const FileRegion r : instance.for_regions) {
            DualPostProgramme p;
            p.lever = index_of(world, instance);
            p.region = r;
            p.tiers = tiers_or(world, instance, {"A", "B", "C"});
            p.places = places.at(when) * instance.dose;
            p.fraction = fraction.at(when);
            p.attractiveness = attractiveness.at(when);
            p.term_months = static_cast<int>(term_months.at(when));
            p.acquaintances_per_month = acquaintances_per_month.at(when);
            p.pay_share = pay_share.at(when);
            programmes.add(std::move(p));
        }
    }

    std::vector<std::string> problems(const World& world, const LeverInstance& instance) const override {
        std::vector<std::string> found;
        need_for(instance, found);
        const sim::Month when = first_month(world, instance);
        const double wage = least_monthly_wage_cny(world, instance, tiers_or(world, instance, {"A", "B", "C"}));
        need_fund_for(world, instance, fraction.at(when) * wage * pay_share.at(when), "one month's pay", found);
        return found;
    }
};

}  // namespace

LeverSpec dual_employment_lever() {
    using S = DualEmployment;
    return lever_spec<S>("dual_employment")
        .named("dual employment", "双聘与柔性引才")
        .help(
            "Offers part of a post to people of tiers A to C (unless a list says otherwise) who live and work "
            "elsewhere and "
            "stay there. They count as full-time equivalents where they are employed besides, never as residents, and "
            "get to know people there.")
        .equation(
            "P = logistic(d_0 + beta_y ln(1 + omega w_r/w_l) - beta_c min(minutes, 60)/4), within the places "
            "(methods 3.21)")
        .direction(
            "Fewer with distance, as commuting falls with the minutes of the way (ahlfeldt2015). That there is an "
            "effect, and its size, is assumed.")
        .figure("dual employment and project cooperation between Suining and Tongnan, without a number", "003",
                "st_dual_employment_flexible_exchange", "通过“双聘”、项目合作等方式推动资源共享共用")
        .figure("6 doctors brought in flexibly through laboratories outside", "002", "jiangnan_research_enclaves",
                "柔性引进博士6人")
        .methods("3.21. Dose x places.")
        .target("flexible_fte", Effect::more, {{"region", "for"}}, 0.5)
        .in_base_world("{for: [longquanyi], places: 2000, eligible: {tiers: [B, C, D]}}")
        .geography({Geography::for_regions})
        .paid()
        .needs({"choice"})
        .reads(asked_of_a_person())
        .field("places", &S::places,
               {.unit = "person",
                .help = "second posts at one time, in each region",
                .required = true,
                .high = 1e7,
                .scaled_by_dose = true,
                .whole = true})
        .field("fraction", &S::fraction,
               {.help = "omega: part of a full post",
                .high = 1,
                .default_number = 0.2,
                .range_low = 0.05,
                .range_high = 0.5,
                .source = "assumption"})
        .field("attractiveness", &S::attractiveness,
               {.unit = "utils",
                .help = "d_0: of a second post at no pay and no distance",
                .low = -50,
                .high = 50,
                .default_number = -5,
                .range_low = -7,
                .range_high = -3,
                .source = "assumption"})
        .field("term_months", &S::term_months,
               {.unit = "month",
                .help = "how long a post lasts",
                .low = 1,
                .high = 600,
                .default_number = 24,
                .range_low = 6,
                .range_high = 60,
                .source = "assumption",
                .whole = true})
        .field("acquaintances_per_month", &S::acquaintances_per_month,
               {.unit = "person/month",
                .help = "nu_D: people met there",
                .high = 100,
                .default_number = 1,
                .range_low = 0,
                .range_high = 2,
                .source = "assumption"})
        .field("pay_share", &S::pay_share,
               {.help = "pay from the fund, relative to omega times the wage there",
                .high = 10,
                .default_number = 1,
                .range_low = 0.5,
                .range_high = 2,
                .source = "assumption"});
}

}  // namespace talentflow::models
