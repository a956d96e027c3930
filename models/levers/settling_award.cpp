// SPDX-License-Identifier: Apache-2.0
#include "models/policy/lever_support.hpp"

namespace talentflow::models {

namespace {

/// L01: a recruitment or settling award (引才、安家补贴), paid to people of stated tiers who claim it.
///
///   Sub_ir += psi crf(delta, max(3, T/12)) a_k;  contract (T, chi) from the first payment on
///
/// A printed ceiling (最高) enters as amount_cap_cny and is paid at typical_share_of_cap, an assumption.
struct SettlingAward final : Lever {
    TierPaths amount_cny, amount_cap_cny;
    TimePath typical_share_of_cap{0.6};
    TimePath instalments{1.0};
    TimePath service_months{60.0};
    std::string clawback = "linear";

    void apply(const World&, const LeverInstance&, sim::Month, PolicyField&) const override {}

    void enrol(const World& world, const LeverInstance& instance, ProgrammeList& programmes) const override {
        Programme p;
        p.lever = index_of(world, instance);
        const sim::Month when = first_month(world, instance);
        p.amount_cny = sums_cny(amount_cny, amount_cap_cny, typical_share_of_cap.at(when), instance.dose);
        p.instalments = static_cast<int>(instalments.at(when));
        p.service_months = static_cast<int>(service_months.at(when));
        p.clawback =
            clawback == "none" ? ClawbackRule::none : (clawback == "full" ? ClawbackRule::full : ClawbackRule::linear);
        programmes.add(std::move(p));
    }

    std::vector<std::string> problems(const World& world, const LeverInstance& instance) const override {
        std::vector<std::string> found;
        need_sums_by_tier(world, instance, amount_cny, amount_cap_cny, "amount_cny", "amount_cap_cny", found);
        need_for(instance, found);
        const sim::Month when = first_month(world, instance);
        const auto sums = sums_cny(amount_cny, amount_cap_cny, typical_share_of_cap.at(when), instance.dose);
        need_fund_for_awards(world, instance, sums, instalments.at(when), found);
        return found;
    }
};

}  // namespace

LeverSpec settling_award_lever() {
    using S = SettlingAward;
    return lever_spec<S>("settling_award")
        .named("recruitment or settling award", "引才、安家补贴")
        .help(
            "Pays an award to people of stated tiers who live in the region and claim it; by default newcomers "
            "from another region within 12 months, once per person.")
        .equation("Sub_ir += psi z crf(delta, max(3, T/12)) a_k; leaving cost crf(delta, 3) chi paid (1 - t/T)")
        .direction(
            "+ arrivals, only in part additional: of those paid 10,000 USD to come, 58 to 70 % would not have "
            "come unpaid (bartik2025). Posts hard to staff are filled while bonuses last (glazerman2013). "
            "Retention falls when a service obligation ends (barnighausen2009).")
        .figure("up to 2,000,000 CNY for world-class talent", "000", "lqy_top_talent_award", "最高200万元")
        .figure("up to 400,000 CNY for a person", "001", "jingyang_17_policies", "个人最高40万元")
        .methods("a claim of amount dose x a_k (3.10).")
        .target("moves", Effect::more, {{"region", "for"}, {"direction", "in"}, {"tier", "eligible"}}, 0.005)
        .in_base_world("{for: [longquanyi], eligible: {tiers: [D], newcomers: only}, amount_cny: {D: 200000}}")
        .geography({Geography::for_regions})
        .paid()
        .claimed()
        .field("amount_cny", &S::amount_cny,
               {.unit = "CNY",
                .help = "award by tier, exact amounts",
                .high = 1e9,
                .scaled_by_dose = true,
                .least_plausible = 1000})
        .field("amount_cap_cny", &S::amount_cap_cny,
               {.unit = "CNY",
                .help = "printed ceiling by tier (最高)",
                .high = 1e9,
                .scaled_by_dose = true,
                .least_plausible = 1000})
        .field("typical_share_of_cap", &S::typical_share_of_cap,
               {.help = "part of the ceiling that is paid as a rule",
                .high = 1,
                .default_number = 0.6,
                .range_low = 0.3,
                .range_high = 1.0,
                .source = "assumption"})
        .field("instalments", &S::instalments,
               {.help = "equal yearly parts",
                .low = 1,
                .high = 20,
                .default_number = 1,
                .range_low = 1,
                .range_high = 5,
                .source = "assumption",
                .whole = true})
        .field("service_months", &S::service_months,
               {.unit = "month",
                .help = "service obligation from the first payment",
                .high = 600,
                .default_number = 60,
                .range_low = 36,
                .range_high = 96,
                .source = "assumption",
                .whole = true})
        .field("clawback", &S::clawback,
               {.help = "what is due back when leaving early",
                .choices = {"none", "linear", "full"},
                .default_text = "linear"});
}

}  // namespace talentflow::models
