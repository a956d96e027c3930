// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "models/policy/lever_support.hpp"

namespace talentflow::models {

namespace {

constexpr double kPostWages = 2.0;  // yearly wages that one post costs a firm in all; an assumption [1.5-3]
constexpr int kRampMonths = 12;     // over which a voucher's posts come; an assumption [6-24]

/// L11: innovation vouchers (创新券) with which firms buy services of research platforms; one or many places take them.
///
///   vouchers used a year = dose n used_share, each paid with its value;
///   positions += additional_share/used_share x value / (2 x yearly wage) per voucher used
struct InnovationVoucher final : Lever {
    TimePath value_cny{0.0}, value_cap_cny{0.0};
    TimePath typical_share_of_cap{0.5};
    TimePath vouchers_per_year{0.0};
    TimePath used_share{0.9};
    TimePath additional_share{0.8};
    TierPaths posts_by_tier;

    void apply(const World&, const LeverInstance&, sim::Month, PolicyField&) const override {}

    void enrol(const World& world, const LeverInstance& instance, ProgrammeList& programmes) const override {
        VentureProgramme p;
        const sim::Month when = first_month(world, instance);
        const double used = used_share.at(when);
        if (used <= 0.0) return;
        p.lever = index_of(world, instance);
        p.regions = instance.for_regions;
        p.deals_per_year = instance.dose * vouchers_per_year.at(when) * used;
        p.deal_cny = sum_cny(value_cny, value_cap_cny, typical_share_of_cap, when);
        p.posts = created_posts(world, instance, 0.0, posts_by_tier, usual_post_shares(), kRampMonths);
        const double cost = kPostWages * yearly_wage(world, instance, p.posts.by_tier);
        if (cost > 0.0) p.posts.number = additional_share.at(when) / used * p.deal_cny / cost;
        programmes.add(std::move(p));
    }

    std::vector<std::string> problems(const World& world, const LeverInstance& instance) const override {
        std::vector<std::string> found;
        need_one_sum(value_cny, value_cap_cny, "value_cny", "value_cap_cny", found);
        need_for(instance, found);
        const sim::Month when = first_month(world, instance);
        if (additional_share.at(when) > used_share.at(when)) {
            found.push_back(
                fmt::format("additional_share {} is more than used_share {}; a voucher that is not used adds nothing",
                            additional_share.at(when), used_share.at(when)));
        }
        need_fund_for(world, instance, sum_cny(value_cny, value_cap_cny, typical_share_of_cap, when), "one voucher",
                      found);
        return found;
    }

  private:
    /// Mean yearly wage of such posts over the places, CNY.
    static double yearly_wage(const World& world, const LeverInstance& instance, const TierShares& by_tier) {
        double base = 0.0, tiers = 0.0;
        for (const FileRegion r : instance.for_regions) base += world.regions[r].wage_cny_per_month * 12.0;
        for (std::size_t k = 0; k < by_tier.size(); ++k) tiers += by_tier[k] * world.tier_wage[k];
        return instance.for_regions.empty() ? 0.0 : base / static_cast<double>(instance.for_regions.size()) * tiers;
    }
};

}  // namespace

LeverSpec innovation_voucher_lever() {
    using S = InnovationVoucher;
    return lever_spec<S>("innovation_voucher")
        .named("innovation voucher", "创新券")
        .help(
            "Gives projects and firms vouchers for services of research platforms; the work that would not have been "
            "ordered without creates posts in the places that take the vouchers.")
        .equation("positions += additional share x value / (2 x yearly wage) per voucher; only vouchers used are paid")
        .direction(
            "+ on research that firms order: in a lottery 8 of 10 vouchers were additional, 1 replaced own money, "
            "1 was not used (cornet2006). That it becomes posts, and how many, is assumed.")
        .figure("up to 100,000 CNY for a talent project that buys services of public platforms", "000",
                "lqy_innovation_voucher", "给予最高10万元的“创新券”支持")
        .figure("a pool of 500,000 CNY, valid in both places", "003", "fujiang_innovation_voucher",
                "设立专项创新券50万元并实现遂潼两地通用通兑")
        .methods("3.17. Dose x vouchers a year.")
        .target("created_posts", Effect::more, {{"region", "for"}}, 0.5)
        .target("positions", Effect::more, {{"region", "for"}}, 0.005)
        .in_base_world("{for: [longquanyi], value_cny: 1000000, vouchers_per_year: 1000}")
        .geography({Geography::for_regions})
        .paid()
        .needs({"firms", "posts"})
        .reads({Eligible::fields})
        .field(
            "value_cny", &S::value_cny,
            {.unit = "CNY", .help = "value of a voucher, exact", .high = 1e9, .example = 50000, .least_plausible = 500})
        .field("value_cap_cny", &S::value_cap_cny,
               {.unit = "CNY", .help = "printed ceiling of a voucher (最高)", .high = 1e9, .least_plausible = 500})
        .field("typical_share_of_cap", &S::typical_share_of_cap,
               {.help = "part of the ceiling that is paid as a rule",
                .high = 1,
                .default_number = 0.5,
                .range_low = 0.2,
                .range_high = 1.0,
                .source = "assumption"})
        .field("vouchers_per_year", &S::vouchers_per_year,
               {.unit = "1/year",
                .help = "vouchers given out, in all places together",
                .required = true,
                .high = 4000,
                .scaled_by_dose = true})
        .field("used_share", &S::used_share,
               {.help = "part of the vouchers that is used",
                .high = 1,
                .default_number = 0.9,
                .range_low = 0.7,
                .range_high = 1.0,
                .evidence = Evidence::published,
                .source = "cornet2006: 9 of 10 were used"})
        .field("additional_share", &S::additional_share,
               {.help = "part of the vouchers whose work would not have been ordered without",
                .high = 1,
                .default_number = 0.8,
                .range_low = 0.5,
                .range_high = 0.9,
                .evidence = Evidence::published,
                .source = "cornet2006: 8 of 10 were additional"})
        .field("posts_by_tier", &S::posts_by_tier,
               {.help = "shares of the posts by tier; default C 0.1, D 0.3, E 0.6, an assumption", .high = 1000});
}

}  // namespace talentflow::models
