// SPDX-License-Identifier: Apache-2.0
#include "models/policy/lever_support.hpp"
#include "models/policy/policy_field.hpp"

namespace talentflow::models {

namespace {

/// L16: instruments and platforms that research places share (大型科学仪器共享).
///
///   w_rfk x (1 + dose m e) for the fields of `eligible`, m the members' share of the staff, e the gain in what they
///   earn
struct SharedInstruments final : Lever {
    TimePath wage_gain{0.005};
    TimePath member_share{0.3};
    TimePath cost_per_year_cny{0.0};

    void apply(const World& world, const LeverInstance& instance, sim::Month now, PolicyField& policy) const override {
        const double factor = 1.0 + instance.dose * member_share.at(now) * wage_gain.at(now);
        for (const FileRegion r : instance.for_regions) {
            for (const TierIndex k : eligible_tiers(world, instance)) {
                for (const FieldIndex f : eligible_fields(world, instance)) {
                    policy.write(Entry::wage_factor, {.region = r, .tier = k, .field = f}, factor);
                }
            }
        }
    }

    void enrol(const World& world, const LeverInstance& instance, ProgrammeList& programmes) const override {
        const Outlay cost = running_cost(world, instance, cost_per_year_cny);
        if (cost.per_year_cny > 0.0) programmes.add(cost);
    }

    std::vector<std::string> problems(const World& world, const LeverInstance& instance) const override {
        std::vector<std::string> found;
        need_for(instance, found);
        need_fund_for_outlay(world, instance, running_cost(world, instance, cost_per_year_cny), found);
        return found;
    }
};

}  // namespace

LeverSpec shared_instruments_lever() {
    using S = SharedInstruments;
    return lever_spec<S>("shared_instruments")
        .named("shared instruments", "仪器设备与平台共享")
        .help(
            "Opens instruments and platforms of members to one another: staff of the stated research fields produce, "
            "and "
            "earn, a little more. Without `eligible: {fields: ...}` all fields gain.")
        .equation("w_rfk x (1 + dose x member_share x wage_gain)")
        .direction("assumed: + on what researchers of the members earn; no study of a size was found")
        .figure("over 8,400 instruments", "003", "fujiang_instrument_sharing", "共享仪器设备8400余台")
        .figure("over 330 member units", "003", "fujiang_instrument_sharing", "现已集聚成员单位330余家")
        .figure("27 public platforms of biomedicine", "004", "shuangliu_bio_public_platforms", "共建27个公共服务平台")
        .methods("`wage_factor` x (1 + dose x `member_share` x `wage_gain`) in its fields and tiers.")
        .target("wage", Effect::more, {{"region", "for"}, {"field", "eligible"}}, 0.03)
        .target("stock", Effect::more, {{"region", "for"}, {"field", "eligible"}}, 0.02)
        .geography({Geography::for_regions})
        .paid()
        .reads({Eligible::tiers, Eligible::fields})
        .field("wage_gain", &S::wage_gain,
               {.help = "gain of the members' staff, part of the wage",
                .high = 1,
                .default_number = 0.005,
                .range_low = 0,
                .range_high = 0.02,
                .source = "assumption",
                .scaled_by_dose = true})
        .field("member_share", &S::member_share,
               {.help = "part of the fields' staff that works for members",
                .high = 1,
                .default_number = 0.3,
                .range_low = 0.05,
                .range_high = 1,
                .source = "assumption"})
        .field("cost_per_year_cny", &S::cost_per_year_cny,
               {.unit = "CNY/year",
                .help = "cost of running it",
                .high = 1e12,
                .scaled_by_dose = true,
                .least_plausible = 1000});
}

}  // namespace talentflow::models
