// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "models/policy/lever_builder.hpp"
#include "models/policy/programme.hpp"
#include "models/world/world.hpp"

/// What the files in levers/ share: sums that may be ceilings, shares of posts by tier, common problems.
namespace talentflow::models {

/// Position of an instance in World::levers.
[[nodiscard]] std::size_t index_of(const World& world, const LeverInstance& instance);
/// First month in force: `from`, else the first month after burn-in.
[[nodiscard]] sim::Month first_month(const World& world, const LeverInstance& instance);

/// The path with every value times `factor`.
[[nodiscard]] TimePath scaled(const TimePath& path, double factor);
/// What a lever pays: the sum itself, or a printed ceiling times the share of it that is paid as a rule. A sum that is
/// not given is 0.
[[nodiscard]] double sum_cny(const TimePath& amount, const TimePath& cap, const TimePath& typical_share,
                             sim::Month when);
/// The same by tier, times `factor`.
[[nodiscard]] TierPaths sums_cny(const TierPaths& amounts, const TierPaths& caps, double typical_share, double factor);

/// What a factor whose neutral value is 1 becomes at a dose: 1 + dose (factor - 1), never negative.
[[nodiscard]] double factor_at(double factor, double dose) noexcept;

/// The tiers that an instance is for: those of `eligible`, else all of the world.
[[nodiscard]] std::vector<TierIndex> eligible_tiers(const World& world, const LeverInstance& instance);
/// The tiers that an instance is for: those of `eligible`, else those of `usual` (ids) that the world has, else all.
[[nodiscard]] std::vector<TierIndex> tiers_or(const World& world, const LeverInstance& instance,
                                              const std::vector<std::string>& usual);
/// The fields that an instance is for: those of `eligible`, else all of the world.
[[nodiscard]] std::vector<FieldIndex> eligible_fields(const World& world, const LeverInstance& instance);

/// Shares of posts by tier from what a scenario gives (any positive numbers), else from `usual` by tier id; tiers that
/// the world lacks give their share to the last tier.
[[nodiscard]] TierShares tier_shares(const World& world, const TierPaths& given,
                                     const std::vector<std::pair<std::string, double>>& usual, sim::Month when);
/// Usual shares of created posts by tier; an assumption (docs/methods.md, section 7).
[[nodiscard]] const std::vector<std::pair<std::string, double>>& usual_post_shares();

/// Posts of a deal, grant or project: `number` persons in the eligible fields, tiers as `given` or else `usual`.
[[nodiscard]] CreatedPosts created_posts(const World& world, const LeverInstance& instance, double number,
                                         const TierPaths& given,
                                         const std::vector<std::pair<std::string, double>>& usual, int ramp_months);
/// What a lever costs a year from its first month on, dose included.
[[nodiscard]] Outlay running_cost(const World& world, const LeverInstance& instance, const TimePath& cost_per_year_cny);
/// The monthly probability that adds up to a yearly one: 1 - (1 - p)^(1/12).
[[nodiscard]] double monthly_probability(double per_year);

// Problems that several kinds have; empty when there is none.
void need_for(const LeverInstance& instance, std::vector<std::string>& problems);
void need_between(const LeverInstance& instance, std::vector<std::string>& problems);
void need_from_to(const LeverInstance& instance, std::vector<std::string>& problems);
/// Both, or neither, of `for` and `between`.
void need_for_or_between(const LeverInstance& instance, std::vector<std::string>& problems);
// Payments that the fund could never make, not even with the appropriation of its best year: the lever would do
// nothing, and nobody would be told. Administration comes on top of every payment. The dose is part of the sums.
//
// Sums are those of one person, or one event, deal or year, whatever number of persons an agent stands for: that an
// agent of a coarse world (`--quick`) may cost more than a fund holds is the fault of the resolution and not of the
// policy.
void need_fund_for(const World& world, const LeverInstance& instance, double sum_cny, const std::string& what,
                   std::vector<std::string>& problems);
/// Awards by tier in equal instalments: the largest payment of the tiers that may have it.
void need_fund_for_awards(const World& world, const LeverInstance& instance, const TierPaths& sums, double instalments,
                          std::vector<std::string>& problems);
/// What is built and then runs: a year's running cost, and a month's building.
void need_fund_for_outlay(const World& world, const LeverInstance& instance, const Outlay& outlay,
                          std::vector<std::string>& problems);
/// Least income of a month, as at the start, of the eligible tiers and fields in the regions of `for`.
[[nodiscard]] double least_monthly_wage_cny(const World& world, const LeverInstance& instance,
                                            const std::vector<TierIndex>& tiers);
/// Both, or neither, of a sum and a ceiling.
void need_one_sum(const TimePath& amount, const TimePath& cap, const std::string& amount_key,
                  const std::string& cap_key, std::vector<std::string>& problems);
void need_sums_by_tier(const World& world, const LeverInstance& instance, const TierPaths& amounts,
                       const TierPaths& caps, const std::string& amount_key, const std::string& cap_key,
                       std::vector<std::string>& problems);

}  // namespace talentflow::models
