// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "models/policy/lever_support.hpp"
#include "models/policy/policy_field.hpp"

namespace talentflow::models {

namespace {

/// L05: the talent green card (人才绿卡), a service card, not immigration.
///
///   G_ir = min(1, sum of the weights of the covered modules); c_hk -> 0; school_r = s_card; tau x factor
///
/// The effect goes by modules covered, not by the length of the service list. Where a card is portable its holders
/// keep G, which enters staying at home too.
struct GreenCard final : Lever {
    std::vector<std::string> modules;
    TimePath module_weight{0.25};
    TimePath school_chance{0.5};
    TimePath processing_factor{0.5};
    TimePath cost_per_holder_year_cny{0.0};
    std::vector<FileRegion> portable_to;

    void apply(const World& world, const LeverInstance& instance, sim::Month now, PolicyField& policy) const override {
        const double dose = std::min(1.0, instance.dose);
        const double weight = static_cast<double>(modules.size()) * module_weight.at(now) * instance.dose;
        for (const FileRegion r : instance.for_regions) {
            for (const TierIndex tier : tiers(world, instance)) {
                policy.write(Entry::card_value, {.region = r, .tier = tier}, weight);
                policy.write(Entry::card_barrier, {.region = r, .tier = tier}, 1.0 - dose);
            }
            policy.write(Entry::card_school_chance, {.region = r}, school_chance.at(now) * dose);
            policy.write(Entry::card_processing, {.region = r}, 1.0 - dose * (1.0 - processing_factor.at(now)));
            for (const FileRegion to : portable_to) policy.carry_card(r, to);
        }
    }

    void enrol(const World& world, const LeverInstance& instance, ProgrammeList& programmes) const override {
        Programme p;
        p.lever = index_of(world, instance);
        p.card = true;
        p.holder_cost_cny_per_year = cost_per_holder_year_cny.at(first_month(world, instance));
        programmes.add(std::move(p));
    }

    std::vector<std::string> problems(const World& world, const LeverInstance& instance) const override {
        std::vector<std::string> found;
        need_for(instance, found);
        if (modules.empty()) found.push_back("no modules: write which of the four the card covers");
        auto sorted = modules;
        std::sort(sorted.begin(), sorted.end());
        if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
            found.push_back("modules: a module is listed twice");
        }
        need_fund_for(world, instance, cost_per_holder_year_cny.at(first_month(world, instance)) / 12.0,
                      "a month's services of one holder", found);
        return found;
    }

  private:
    static std::vector<TierIndex> tiers(const World& world, const LeverInstance& instance) {
        if (!instance.eligible.tiers.empty()) return instance.eligible.tiers;
        std::vector<TierIndex> all;
        for (const TierIndex k : every<TierIndex>(world.n_tiers())) {
            if (world.tiers[k].accredited && named_by_titles(world, instance, k)) all.push_back(k);
        }
        return all;
    }
    /// With titles, only the tiers that some level of them stands for.
    static bool named_by_titles(const World& world, const LeverInstance& instance, TierIndex tier) {
        if (instance.eligible.titles.empty()) return true;
        for (const std::size_t t : instance.eligible.titles) {
            for (const auto& level : world.titles[t].levels) {
                if (level.second == tier) return true;
            }
        }
        return false;
    }
};

}  // namespace

LeverSpec green_card_lever() {
    using S = GreenCard;
    return lever_spec<S>("green_card")
        .named("talent green card", "人才绿卡")
        .help(
            "A service card for accredited talent: priority in government affairs, business, daily life and travel, "
            "school places, faster desks, local registration without barrier.")
        .equation("v_ir += beta_g G_r, G_r = sum of module weights; c_hk x (1 - dose); school_r = s_card; tau x factor")
        .direction(
            "+ arrivals, by easier local registration, most for the young and the less skilled (abstracts of "
            "studies of Chinese cities, without a figure for talent); what school places do is assumed: couples "
            "with equal incomes move least (pingle2006). How much a card is worth is assumed.")
        .figure("4 modules with 18 services, for accredited tiers A to D", "000", "lqy_talent_green_card",
                "4大板块18项免费或优惠服务")
        .figure("23 functions and 49 items of the social security card valid in both places", "003",
                "st_social_security_card", "23项功能、49项业务互认互通")
        .figure("68 services of Tongnan and 35 of Suining open to the partner's talents", "003",
                "st_one_stop_shared_services", "潼南英才服务港68项、遂州英才35项")
        .figure("189 elite B cards newly issued in Changshou", "003", "changshou_elite_b_card",
                "新增发放重庆英才B卡人才189人")
        .methods(
            "G_r(k) += dose x modules x `module_weight`, at most 1; settlement barrier x (1 - d), the least of several "
            "cards; school chance d x s_card; days of holders' claims, in take-up and at the desk, x (1 - d (1 - "
            "factor)); d = min(1, dose). Portable to further regions; enrols the card.")
        .target("moves", Effect::more, {{"region", "for"}, {"direction", "in"}, {"tier", "eligible"}})
        .target("stock", Effect::more, {{"region", "for"}, {"tier", "eligible"}}, 0.02)
        .full_at(1)
        .in_base_world(
            "{for: [longquanyi], modules: [government_affairs, innovation_business, daily_life, travel], eligible: "
            "{tiers: [B, C, D]}}")
        .geography({Geography::for_regions})
        .paid()
        .claimed()
        .field("modules", &S::modules,
               {.help = "what the card covers",
                .required = true,
                .choices = {"government_affairs", "innovation_business", "daily_life", "travel"}})
        .field("module_weight", &S::module_weight,
               {.help = "part of a full card that one module is worth",
                .high = 1,
                .default_number = 0.25,
                .range_low = 0.1,
                .range_high = 0.4,
                .source = "assumption",
                .scaled_by_dose = true})
        .field("school_chance", &S::school_chance,
               {.help = "chance of a school place for a holder's child",
                .high = 1,
                .default_number = 0.5,
                .range_low = 0.2,
                .range_high = 1.0,
                .source = "assumption",
                .scaled_by_dose = true})
        .field("processing_factor", &S::processing_factor,
               {.help = "processing time of a holder's claims, relative",
                .high = 1,
                .default_number = 0.5,
                .range_low = 0.3,
                .range_high = 1.0,
                .source = "assumption",
                .scaled_by_dose = true})
        .field("cost_per_holder_year_cny", &S::cost_per_holder_year_cny,
               {.unit = "CNY/year", .help = "cost of the services of one holder", .high = 1e6, .least_plausible = 10})
        .regions("portable_to", &S::portable_to, {.help = "regions where holders keep the benefit (服务对等共享)"});
}

}  // namespace talentflow::models
