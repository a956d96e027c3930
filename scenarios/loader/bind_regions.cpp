// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "scenarios/loader/bind.hpp"
#include "scenarios/loader/distances.hpp"
#include "scenarios/loader/number.hpp"

namespace talentflow::scenarios {

namespace {

constexpr double kExactSum = 1e-9;

void bind_talent(Binding& b, const Node& item, const std::string& path, models::Region& region) {
    region.tier_counts.assign(b.context.tiers.size(), std::nullopt);
    const Node* talent = item.find("talent");
    if (talent == nullptr) return;
    region.talent_total = number_of(talent->find("total"));
    const Node* counts = talent->find("tiers");
    if (counts == nullptr || counts->broken) return;
    double sum = 0;
    for (std::size_t k = 0; k < b.context.tiers.size(); ++k) {
        region.tier_counts[k] = optional_number(number_node(*counts).find(b.context.tiers[k]));
        sum += region.tier_counts[k].value_or(0);
    }
    if (!talent->broken && talent->find("total") != nullptr && sum > region.talent_total) {
        b.report.add(counts->origin, path + ".talent.tiers",
                     "the counts sum to " + format_number(sum) + ", more than the total of " +
                         format_number(region.talent_total));
    }
}

void bind_industry_shares(Binding& b, const Node& item, const std::string& path, models::Region& region) {
    const Node* shares = item.find("industry_shares");
    if (shares == nullptr || shares->broken) return;
    double sum = 0;
    for (const auto& industry : b.context.industries) {
        region.industry_shares.push_back(number_of(number_node(*shares).find(industry)));
        sum += region.industry_shares.back();
    }
    if (!(sum > 0)) {
        b.report.add(shares->origin, path + ".industry_shares", "the shares sum to 0");
        return;
    }
    for (double& share : region.industry_shares) share /= sum;
}

void bind_place(Binding& b, const Node& item, models::Region& region) {
    region.house_price_index = number_of(item.find("house_price_index"), 1);
    region.settlement_barrier = number_of(item.find("settlement_barrier"));
    region.spouse_chance = number_of(item.find("spouse_chance"));
    region.school_chance = number_of(item.find("school_chance"));
    region.amenity = number_of(item.find("amenity"));
    region.stay_constant = by_tier(b, item.find("stay_constant"), 0);
    region.posts_growth_per_year = optional_number(item.find("posts_growth_per_year"));
    if (const Node* days = item.find("processing_days")) {
        region.processing_days_accreditation = number_of(days->find("accreditation"), 30);
        region.processing_days_claims = number_of(days->find("claims"), 30);
    }
    region.desk_cases_per_month = number_of(item.find("desk_cases_per_month"), 1e9);
    region.net_migration_target_per_year = optional_number(item.find("net_migration_target_per_year"));
}

models::Region bind_region(Binding& b, const Node& item) {
    models::Region region;
    region.id = item.text_of("id");
    region.name = name_of(item);
    region.province = item.text_of("province");
    const std::string path = "regions." + region.id;
    if (const Node* seat = item.find("seat"); seat != nullptr && !seat->broken) {
        region.seat = models::Seat{number_of(seat->find("lat")), number_of(seat->find("lon"))};
    }
    region.residents = number_of(item.find("residents"));
    bind_talent(b, item, path, region);
    region.men = numbers_of(item.find("men"));
    region.women = numbers_of(item.find("women"));
    region.bachelor_share = number_of(item.find("bachelor_share"), 0.5);
    bind_industry_shares(b, item, path, region);
    region.unemployment = number_of(item.find("unemployment"));
    region.wage_cny_per_month = money_of(item, "wage_cny_per_month");
    region.graduates_per_year = number_of(item.find("graduates_per_year"));
    bind_place(b, item, region);
    return region;
}

void bind_rest_of_world(Binding& b) {
    const Node* rest = b.root.find("rest_of_world");
    if (rest == nullptr) return;
    auto& world = b.world.rest_of_world;
    world.leaving_per_year = number_of(rest->find("leaving_per_year"));
    world.potential_immigrants_per_year = number_of(rest->find("potential_immigrants_per_year"));
    world.utility = by_tier(b, rest->find("utility"), 0);
    world.stay_constant = by_tier(b, rest->find("stay_constant"), 0);
}

void bind_groups(Binding& b) {
    const Node* groups = b.root.find("groups");
    if (groups == nullptr) return;
    for (const auto& item : groups->items) {
        models::Group group;
        group.id = item.text_of("id");
        group.name = name_of(item);
        group.members = indices_of<models::FileRegion>(b.context.regions, item.find("members"));
        if (index_of(b.context.regions, group.id) != models::kNoIndex) {
            b.report.add(item.origin, "groups." + group.id, "a region has the same id", "give the group another one");
        }
        b.world.groups.push_back(std::move(group));
    }
}

void bind_titles(Binding& b) {
    const Node* titles = b.root.find("titles");
    if (titles == nullptr) return;
    for (const auto& item : titles->items) {
        models::Title title;
        title.id = item.text_of("id");
        title.name = name_of(item);
        title.issuer = models::FileRegion{index_of(b.context.regions, item.text_of("issuer"))};
        const Node* levels = item.find("levels");
        for (std::size_t i = 0; levels != nullptr && i < levels->entries.size(); ++i) {
            const Entry& level = levels->entries[i];
            title.levels.emplace_back(level.key, models::TierIndex{index_of(b.context.tiers, level.value.text)});
        }
        b.world.titles.push_back(std::move(title));
    }
}

models::FundRule rule_of(const std::string& word) {
    return word == "lottery" ? models::FundRule::lottery : models::FundRule::first_come;
}

void bind_payers(Binding& b, const Node& item, models::Fund& fund) {
    const Node* payers = item.find("payers");
    if (payers == nullptr || payers->broken) return;
    double sum = 0;
    for (const auto& payer : number_node(*payers).entries) {
        fund.payers.emplace_back(models::FileRegion{index_of(b.context.regions, payer.key)}, number_of(&payer.value));
        sum += fund.payers.back().second;
    }
    if (std::abs(sum - 1) > kExactSum) {
        b.report.add(payers->origin, "funds." + fund.id + ".payers",
                     "the shares sum to " + format_number(sum) + ", not 1");
    }
}

void bind_funds(Binding& b) {
    const Node* funds = b.root.find("funds");
    if (funds == nullptr) return;
    for (const auto& item : funds->items) {
        models::Fund fund;
        fund.id = item.text_of("id");
        fund.name = name_of(item);
        bind_payers(b, item, fund);
        fund.per_year_cny = money_of(item, "per_year_cny");
        fund.once_cny = money_of(item, "once_cny");
        fund.from = month_of(item.find("from"));
        fund.to = month_of(item.find("to"));
        fund.carry_over = flag_of(item.find("carry_over"), true);
        fund.rule = rule_of(item.text_of("rule"));
        check_from_to(b, item, "funds." + fund.id);
        b.world.funds.push_back(std::move(fund));
    }
}

}  // namespace

void bind_regions(Binding& b) {
    const Node* regions = b.root.find("regions");
    for (std::size_t r = 0; regions != nullptr && r < regions->items.size(); ++r) {
        b.world.regions.push_back(bind_region(b, regions->items[r]));
    }
    bind_distances(b);
    bind_rest_of_world(b);
    bind_groups(b);
    bind_titles(b);
    bind_funds(b);
}

}  // namespace talentflow::scenarios
