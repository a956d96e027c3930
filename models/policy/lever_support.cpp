// SPDX-License-Identifier: Apache-2.0
#include "models/policy/lever_support.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "sim/contract.hpp"
#include "sim/math.hpp"

namespace talentflow::models {

namespace {

template <class I>
std::vector<I> all_of(std::size_t n) {
    std::vector<I> all;
    for (const I i : every<I>(n)) all.push_back(i);
    return all;
}

}  // namespace

std::size_t index_of(const World& world, const LeverInstance& instance) {
    const auto index = static_cast<std::size_t>(&instance - world.levers.data());
    TF_EXPECT(index < world.levers.size());
    return index;
}

sim::Month first_month(const World& world, const LeverInstance& instance) {
    return instance.from.value_or(world.start);
}

TimePath scaled(const TimePath& path, double factor) {
    auto points = path.points();
    for (auto& point : points) point.second *= factor;
    return points.empty() ? TimePath{0.0} : TimePath{path.shape(), std::move(points)};
}

double factor_at(double factor, double dose) noexcept {
    return std::max(0.0, 1.0 + dose * (factor - 1.0));
}

double sum_cny(const TimePath& amount, const TimePath& cap, const TimePath& typical_share, sim::Month when) {
    const double exact = amount.at(when);
    return exact > 0.0 ? exact : cap.at(when) * typical_share.at(when);
}

TierPaths sums_cny(const TierPaths& amounts, const TierPaths& caps, double typical_share, double factor) {
    TierPaths sums;
    for (const auto& [tier, path] : amounts) sums.emplace_back(tier, scaled(path, factor));
    for (const auto& [tier, path] : caps) sums.emplace_back(tier, scaled(path, factor * typical_share));
    return sums;
}

std::vector<TierIndex> eligible_tiers(const World& world, const LeverInstance& instance) {
    return instance.eligible.tiers.empty() ? all_of<TierIndex>(world.n_tiers()) : instance.eligible.tiers;
}

std::vector<TierIndex> tiers_or(const World& world, const LeverInstance& instance,
                                const std::vector<std::string>& usual) {
    if (!instance.eligible.tiers.empty()) return instance.eligible.tiers;
    std::vector<TierIndex> tiers;
    for (const TierIndex k : every<TierIndex>(world.n_tiers())) {
        if (std::find(usual.begin(), usual.end(), world.tiers[k].id) != usual.end()) tiers.push_back(k);
    }
    return tiers.empty() ? all_of<TierIndex>(world.n_tiers()) : tiers;
}

std::vector<FieldIndex> eligible_fields(const World& world, const LeverInstance& instance) {
    return instance.eligible.fields.empty() ? all_of<FieldIndex>(world.n_fields()) : instance.eligible.fields;
}

TierShares tier_shares(const World& world, const TierPaths& given,
                       const std::vector<std::pair<std::string, double>>& usual, sim::Month when) {
    TierShares shares(world.n_tiers(), 0.0);
    if (!given.empty()) {
        for (const auto& [tier, path] : given) shares[tier] += path.at(when);
    } else {
        for (const auto& of_tier : usual) {
            const auto tier = std::find_if(world.tiers.begin(), world.tiers.end(),
                                           [&](const Tier& t) { return t.id == of_tier.first; });
            const bool absent = tier == world.tiers.end();
            shares[absent ? shares.size() - 1 : static_cast<std::size_t>(tier - world.tiers.begin())] += of_tier.second;
        }
    }
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    if (sum <= 0.0) {
        shares.back() = 1.0;
        return shares;
    }
    for (double& share : shares) share /= sum;
    return shares;
}

const std::vector<std::pair<std::string, double>>& usual_post_shares() {
    static const std::vector<std::pair<std::string, double>> shares{{"C", 0.1}, {"D", 0.3}, {"E", 0.6}};
    return shares;
}

CreatedPosts created_posts(const World& world, const LeverInstance& instance, double number, const TierPaths& given,
                           const std::vector<std::pair<std::string, double>>& usual, int ramp_months) {
    CreatedPosts posts;
    posts.number = number;
    posts.by_tier = tier_shares(world, given, usual, first_month(world, instance));
    posts.fields = instance.eligible.fields;
    posts.ramp_months = ramp_months;
    return posts;
}

Outlay running_cost(const World& world, const LeverInstance& instance, const TimePath& cost_per_year_cny) {
    Outlay outlay;
    outlay.lever = index_of(world, instance);
    outlay.per_year_cny = cost_per_year_cny.at(first_month(world, instance)) * instance.dose;
    return outlay;
}

double monthly_probability(double per_year) {
    return per_year >= 1.0 ? 1.0 : 1.0 - sim::math::pow(1.0 - per_year, 1.0 / 12.0);
}

void need_for(const LeverInstance& instance, std::vector<std::string>& problems) {
    if (instance.for_regions.empty()) problems.push_back("no region: write for: [region]");
}

void need_between(const LeverInstance& instance, std::vector<std::string>& problems) {
    if (!instance.between) problems.push_back("no regions: write between: [a, b]");
}

void need_from_to(const LeverInstance& instance, std::vector<std::string>& problems) {
    if (!instance.from_region || !instance.to_region) {
        problems.push_back("no regions: write from_region: a and to_region: b");
    }
}

void need_for_or_between(const LeverInstance& instance, std::vector<std::string>& problems) {
    if (instance.for_regions.empty() && !instance.between) {
        problems.push_back("no region: write for: [region] or between: [a, b]");
    } else if (!instance.for_regions.empty() && instance.between) {
        problems.push_back("both for and between are given; keep one");
    }
}

namespace {

/// As the books have it, in whole fen, so that a fund of exactly the sum is enough.
double fen(double cny) {
    return std::floor(cny * 100.0 + 0.5);
}

double due_fen(const LeverInstance& instance, double sum) {
    return fen(sum) + fen(sum * instance.admin_share);
}

}  // namespace

void need_fund_for(const World& world, const LeverInstance& instance, double sum, const std::string& what,
                   std::vector<std::string>& problems) {
    if (instance.fund == kNoIndex) return;
    const Fund& fund = world.funds[instance.fund];
    const double most = fund.per_year_cny + fund.once_cny, due = due_fen(instance, sum);
    if (fen(most) >= due) return;
    std::string text =
        fmt::format("fund {} holds {:.0f} CNY a year, less than {} of {:.0f} CNY", fund.id, most, what, due / 100.0);
    if (instance.admin_share > 0.0) text += fmt::format(", administration of {} included", instance.admin_share);
    problems.push_back(std::move(text));
}

void need_fund_for_awards(const World& world, const LeverInstance& instance, const TierPaths& sums, double instalments,
                          std::vector<std::string>& problems) {
    const auto tiers = eligible_tiers(world, instance);
    const sim::Month when = first_month(world, instance);
    double most = 0.0;
    for (const auto& [tier, path] : sums) {
        const double payment = path.at(when) / std::floor(instalments);
        if (std::find(tiers.begin(), tiers.end(), tier) != tiers.end()) most = std::max(most, payment);
    }
    need_fund_for(world, instance, most, "one payment", problems);
}

void need_fund_for_outlay(const World& world, const LeverInstance& instance, const Outlay& outlay,
                          std::vector<std::string>& problems) {
    const std::size_t before = problems.size();
    need_fund_for(world, instance, outlay.per_year_cny, "a year's cost", problems);
    if (outlay.once_cny <= 0.0 || problems.size() > before) return;
    const double running = outlay.running_after_months > 0 ? 0.0 : outlay.per_year_cny / 12.0;
    need_fund_for(world, instance, outlay.once_cny / outlay.once_months + running,
                  outlay.once_months > 1 ? "a month's building" : "the cost of the first month", problems);
}

double least_monthly_wage_cny(const World& world, const LeverInstance& instance, const std::vector<TierIndex>& tiers) {
    double region = 0.0, tier = 0.0, field = 0.0;
    const auto least = [](double& value, double other) { value = value > 0.0 ? std::min(value, other) : other; };
    for (const FileRegion r : instance.for_regions) least(region, world.regions[r].wage_cny_per_month);
    for (const TierIndex k : tiers) least(tier, world.tier_wage[k]);
    for (const FieldIndex f : eligible_fields(world, instance)) least(field, world.field_wage[f]);
    return region * tier * field;
}

void need_one_sum(const TimePath& amount, const TimePath& cap, const std::string& amount_key,
                  const std::string& cap_key, std::vector<std::string>& problems) {
    const auto given = [](const TimePath& path) {
        return std::any_of(path.points().begin(), path.points().end(), [](const auto& p) { return p.second > 0.0; });
    };
    if (given(amount) && given(cap)) {
        problems.push_back(fmt::format("both {} and {} are given; keep one", amount_key, cap_key));
    } else if (!given(amount) && !given(cap)) {
        problems.push_back(fmt::format("no sum: give {} or {}", amount_key, cap_key));
    }
}

void need_sums_by_tier(const World& world, const LeverInstance& instance, const TierPaths& amounts,
                       const TierPaths& caps, const std::string& amount_key, const std::string& cap_key,
                       std::vector<std::string>& problems) {
    if (amounts.empty() && caps.empty()) {
        problems.push_back(fmt::format("no sum: give {} or {} by tier", amount_key, cap_key));
        return;
    }
    const auto tiers = eligible_tiers(world, instance);
    const auto of_eligible = [&](const auto& sum) {
        return std::find(tiers.begin(), tiers.end(), sum.first) != tiers.end();
    };
    if (std::none_of(amounts.begin(), amounts.end(), of_eligible) &&
        std::none_of(caps.begin(), caps.end(), of_eligible)) {
        problems.push_back(
            fmt::format("none of the eligible tiers has a sum: give {} or {} for one of them", amount_key, cap_key));
    }
    for (const auto& amount : amounts) {
        for (const auto& cap : caps) {
            if (cap.first != amount.first) continue;
            problems.push_back(
                fmt::format("tier {} has both {} and {}; keep one", world.tiers[amount.first].id, amount_key, cap_key));
        }
    }
}

}  // namespace talentflow::models
