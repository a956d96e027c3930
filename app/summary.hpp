// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/run/simulate.hpp"
#include "models/world/world.hpp"
#include "sim/dataset.hpp"

namespace talentflow::app {

/// Mean over members and, with two members or more, their sample standard deviation (else 0).
struct Figure {
    double mean = 0;
    double sd = 0;
};

/// A head count of one place, by tier and in total.
struct ByTier {
    Figure total;
    std::vector<Figure> tiers;  // [n_tiers]
};

/// What happened to one region, or to a group whose inner moves cancel. Empty: the result lacks the
/// variable.
///
///   stock_end - stock_start = net_moves + entries - exits + promoted       (exactly, by member)
struct PlaceSummary {
    std::string id;
    models::Name name;
    bool is_group = false;
    std::optional<ByTier> stock_start, stock_end, change;
    std::optional<ByTier> arrivals, departures, net_moves;  // moves of home within the world
    std::optional<ByTier> entries, exits;
    std::optional<ByTier> promoted;  // into the tier minus out of it; total 0
};

struct PayerSummary {
    std::string id;
    models::Name name;
    Figure cny;
};

struct LeverSummary {
    std::string id;
    models::Name name;
    std::optional<Figure> claims, approved, paid;  // claims, whole run
    std::optional<Figure> spending_cny;            // all payers
    std::vector<PayerSummary> payers;              // who paid anything
    std::vector<std::string> tiers;                // ids of those it is for; none: for all
};

/// Money of one fund over the whole run, and what is left at its end.
struct FundSummary {
    std::string id;
    models::Name name;
    std::optional<Figure> appropriation_cny, payments_cny, administration_cny, clawback_cny, balance_cny;
};

/// A cell of the shortage list with names.
struct ShortageSummary {
    sim::Label region, field, tier;
    double vacancies = 0;  // persons, mean over members
    double vacancy_rate = 0;
    double oldest_open_months = 0;
    double persons_per_agent = 1;  // of the run
    /// Rates on fewer than 30 simulated posts are not shown to people.
    [[nodiscard]] bool rate_is_meaningful() const noexcept;
};

/// Everything the closing table and `--json` say of a run.
struct Summary {
    std::size_t members = 1;
    std::vector<sim::Label> tiers;
    std::vector<sim::Label> hidden_tiers;   // part of every total, told nowhere by themselves
    std::vector<sim::Label> hidden_levers;  // for these tiers alone; part of what funds paid
    std::vector<PlaceSummary> regions, groups;
    std::vector<LeverSummary> levers;
    std::vector<FundSummary> funds;
    std::vector<ShortageSummary> shortages;  // those with a meaningful rate first, then severity
};

/// Smallest number of people or posts on which a rate is printed; of agents and their posts where
/// an agent stands for several persons, as luck is theirs.
inline constexpr double kLeastPeopleForRate = 30;

/// Numbers of a run, from its result and the groups and names of its world.
[[nodiscard]] Summary summarise(const models::RunResult& result, const models::World& world);

/// Takes the tiers of which `is_hidden` says so out of every list, and the levers for them alone;
/// totals and funds stay as they are.
void hide_tiers(Summary& summary, const std::function<bool(std::string_view)>& is_hidden);

}  // namespace talentflow::app
