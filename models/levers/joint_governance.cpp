// SPDX-License-Identifier: Apache-2.0
#include "models/policy/lever_support.hpp"
#include "models/policy/policy_field.hpp"

namespace talentflow::models {

namespace {

/// L27: agreements, joint conferences, task forces and assessment (协同治理). Levers that `require` it act only while
/// it is in force; by itself it multiplies what partners' desks, information and take-up are.
///
///   tau_r, eta_M and P(take-up) x (1 + dose (factor - 1))
struct JointGovernance final : Lever {
    TimePath processing_factor{1.0};
    TimePath information_factor{1.0};
    TimePath take_up_factor{1.0};
    TimePath cost_per_year_cny{0.0};

    void apply(const World& world, const LeverInstance& instance, sim::Month now, PolicyField& policy) const override {
        const double information = factor_at(information_factor.at(now), instance.dose);
        for (const FileRegion r : members(instance)) {
            policy.write(Entry::processing_factor, {.region = r}, factor_at(processing_factor.at(now), instance.dose));
            policy.write(Entry::take_up_factor, {.region = r}, factor_at(take_up_factor.at(now), instance.dose));
            // Partners tell each other's people; a place alone tells everybody.
            for (const FileRegion home : world.regions.positions()) {
                const bool told =
                    !instance.between || home == instance.between->first || home == instance.between->second;
                if (told && home != r)
                    policy.write(Entry::information_factor, {.region = home, .other = r}, information);
            }
        }
    }

    void enrol(const World& world, const LeverInstance& instance, ProgrammeList& programmes) const override {
        programmes.add(running_cost(world, instance, cost_per_year_cny));
    }

    std::vector<std::string> problems(const World& world, const LeverInstance& instance) const override {
        std::vector<std::string> found;
        need_for_or_between(instance, found);
        need_fund_for_outlay(world, instance, running_cost(world, instance, cost_per_year_cny), found);
        return found;
    }

  private:
    static std::vector<FileRegion> members(const LeverInstance& instance) {
        if (instance.between) return {instance.between->first, instance.between->second};
        return instance.for_regions;
    }
};

}  // namespace

LeverSpec joint_governance_lever() {
    using S = JointGovernance;
    const auto factor = [](std::string help) {
        FieldOptions options;
        options.help = std::move(help);
        options.high = 3;
        options.default_number = 1;
        options.range_low = 0.8;
        options.range_high = 1.3;
        options.source = "assumption";
        options.scaled_by_dose = true;
        return options;
    };
    return lever_spec<S>("joint_governance")
        .named("joint governance", "协同治理")
        .help(
            "Agreements, joint conferences, task forces and assessment: the precondition of levers that `require` it, "
            "and a "
            "factor on partners' processing time, information about each other and take-up.")
        .equation("tau_r x processing_factor; eta_M x information_factor; P(take-up) x take_up_factor, at most 1")
        .direction(
            "assumed: what joint bodies add by themselves is not printed and was not found in studies, so all factors "
            "are 1 "
            "unless a scenario says otherwise.")
        .figure("cooperation agreement on talent of May 2020", "003", "st_talent_cooperation_agreement",
                "2020年5月，潼南与遂宁签订《遂潼人才一体化发展合作协议》")
        .figure("joint plan since December 2022", "003", "st_joint_talent_plan", "2022年12月")
        .figure("nearly 300 joint conferences of 27 communities", "002", "chaoan_rotating_joint_conference",
                "召开联席会议近300场次")
        .methods(
            "days, information and take-up x (1 + dose (factor - 1)) of the partners (information between them), or of "
            "the regions of `for` (information about them everywhere). Levers that `require` it act only while it is "
            "in force, whether or not its own costs could be paid.")
        .target("processing_days", Effect::less, {{"region", "between"}}, 0.15)
        .target("awareness", Effect::more, {{"origin", "between"}, {"destination", "between"}}, 0.01)
        .target("claims", Effect::more, {}, 0.3)
        .exempt(LeverLaw::far_places, "the lesson also tells the people of every place")
        .geography({Geography::between, Geography::for_regions})
        .paid()
        .field("processing_factor", &S::processing_factor, factor("processing time of the members' desks, relative"))
        .field("information_factor", &S::information_factor,
               factor("what levers tell: between the partners, or everywhere about the regions of `for`, relative"))
        .field("take_up_factor", &S::take_up_factor,
               factor("share of those entitled who claim in the members, relative"))
        .field("cost_per_year_cny", &S::cost_per_year_cny,
               {.unit = "CNY/year",
                .help = "running cost",
                .high = 1e12,
                .scaled_by_dose = true,
                .least_plausible = 1000});
}

}  // namespace talentflow::models
