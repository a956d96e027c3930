// SPDX-License-Identifier: Apache-2.0
#include "models/policy/lever_support.hpp"

namespace talentflow::models {

namespace {

/// L09: training (培训), seats on courses for people of the region.
///
///   u_k exp(chi_T) from 12 to 48 months after the course; no search in the first month of it
///
/// For tiers D and E unless a list says otherwise.
struct Training final : Lever {
    TimePath seats_per_year{0.0};
    TimePath months{3.0};
    TimePath promotion_shift{0.3};
    TimePath effect_from_months{12.0};
    TimePath effect_to_months{48.0};
    TimePath cost_per_seat_cny{3000.0};

    void apply(const World&, const LeverInstance&, sim::Month, PolicyField&) const override {}

    void enrol(const World& world, const LeverInstance& instance, ProgrammeList& programmes) const override {
        const sim::Month when = first_month(world, instance);
        TrainingProgramme p;
        p.lever = index_of(world, instance);
        p.tiers = tiers_or(world, instance, {"D", "E"});
        p.seats_per_year = seats_per_year.at(when) * instance.dose;
        p.months = static_cast<int>(months.at(when));
        p.promotion_shift = promotion_shift.at(when);
        p.effect_from_months = static_cast<int>(effect_from_months.at(when));
        p.effect_to_months = static_cast<int>(effect_to_months.at(when));
        p.cost_per_seat_cny = cost_per_seat_cny.at(when);
        programmes.add(std::move(p));
    }

    std::vector<std::string> problems(const World& world, const LeverInstance& instance) const override {
        std::vector<std::string> found;
        need_for(instance, found);
        const sim::Month when = first_month(world, instance);
        if (effect_to_months.at(when) < effect_from_months.at(when)) {
            found.push_back("effect_to_months is before effect_from_months");
        }
        need_fund_for(world, instance, cost_per_seat_cny.at(when), "one seat", found);
        return found;
    }
};

}  // namespace

LeverSpec training_lever() {
    using S = Training;
    return lever_spec<S>("training")
        .named("training", "人才培训")
        .help(
            "Courses for people of the region, of tiers D and E unless a list says otherwise. Who took part rises more "
            "easily for some years, after a year; who has no post cannot look for one in the first month.")
        .equation("u_k exp(chi_T) from 12 to 48 months after the course (methods 3.18)")
        .direction("0 in the short run, + after two to three years (card2018). The size is assumed.")
        .figure("over 10,000 person-times trained jointly in Suining and Tongnan", "003", "st_joint_training",
                "累计培训培养各类人才1万余人次")
        .figure("over 1,000 talents of firms and over 200 young entrepreneurs a year in Longquanyi", "000",
                "lqy_forums_and_training", "全年共组织1000余名企业人才和200余名创业青年参与培训")
        .figure("87 classes with 6,695 person-times in Changshou", "003", "changshou_order_based_training",
                "各类专题班87期，培训6695人次")
        .figure("over 500 skilled workers trained to firms' orders", "002", "jiangnan_skills_competition",
                "“量身定制”技能型紧缺人才500余人")
        .methods("3.18. Dose x seats.")
        .target("promoted", Effect::more, {{"region", "for"}}, 0.2)
        .target("trainees", Effect::more, {}, 0.9)
        .in_base_world("{for: [longquanyi], seats_per_year: 20000}")
        .geography({Geography::for_regions})
        .paid()
        .needs({"capability"})
        .reads(asked_of_a_person())
        .field("seats_per_year", &S::seats_per_year,
               {.unit = "person/year",
                .help = "seats in each region, a quarter of them every three months",
                .required = true,
                .high = 1e7,
                .scaled_by_dose = true,
                .whole = true})
        .field("months", &S::months,
               {.unit = "month",
                .help = "length of a course",
                .low = 1,
                .high = 60,
                .default_number = 3,
                .range_low = 1,
                .range_high = 12,
                .source = "assumption",
                .whole = true})
        .field("promotion_shift", &S::promotion_shift,
               {.help = "chi_T: on the log hazard of rising",
                .high = 5,
                .default_number = 0.3,
                .range_low = 0,
                .range_high = 0.7,
                .source = "assumption"})
        .field("effect_from_months", &S::effect_from_months,
               {.unit = "month",
                .help = "after the end of the course, when the effect begins",
                .high = 600,
                .default_number = 12,
                .range_low = 6,
                .range_high = 24,
                .source = "assumption after Card, Kluve and Weber 2018 (nothing in the short run)",
                .whole = true})
        .field("effect_to_months", &S::effect_to_months,
               {.unit = "month",
                .help = "and when it ends",
                .high = 600,
                .default_number = 48,
                .range_low = 36,
                .range_high = 72,
                .source = "assumption",
                .whole = true})
        .field("cost_per_seat_cny", &S::cost_per_seat_cny,
               {.unit = "CNY",
                .help = "cost of a seat taken; seats that the fund cannot pay for stay empty",
                .high = 1e7,
                .default_number = 3000,
                .range_low = 500,
                .range_high = 20000,
                .source = "assumption",
                .least_plausible = 50});
}

}  // namespace talentflow::models
