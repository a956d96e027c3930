// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "experiments/compare/figures.hpp"
#include "experiments/compare/interval.hpp"
#include "experiments/compare/who_differs.hpp"
#include "models/world/world.hpp"
#include "sim/dataset.hpp"

namespace talentflow::experiments {

/// What stands wherever a comparison is shown.
inline constexpr const char* kNotice = "differences under stated assumptions, not a forecast";
inline constexpr const char* kNoticeZh = "在所列假设下的差异，不是预测";
inline constexpr const char* kAssumptions = "assumptions not explored";
inline constexpr const char* kAssumptionsZh = "未探查假设区间";
inline constexpr const char* kOneMember = "not identified with one member";
inline constexpr const char* kOneMemberZh = "仅一次重复，无法识别";

/// Smallest number of people (agents, where an agent stands for several) on which a rate is shown
/// to people.
inline constexpr double kLeastPeopleForRate = 30;

/// One scenario of a comparison, as it is named and described.
struct Arm {
    std::string id;  // ASCII, unique among the arms
    models::Name title;
    std::string source;              // the file as it was given, or "none"
    std::vector<sim::Label> levers;  // those that are in the scenario and not switched off
    std::string scenario_yaml;
    std::string scenario_sha256;
    [[nodiscard]] bool is_none() const noexcept { return source == "none"; }
};

/// A base and its arms under equal luck: everything that the table, the JSON object and the file
/// show is read from here, through the functions below.
struct Comparison {
    explicit Comparison(std::shared_ptr<const Layout> shared) : layout{shared}, base_figures{std::move(shared)} {}

    std::shared_ptr<const Layout> layout;
    std::vector<sim::Label> regions;
    Arm base;
    std::vector<Arm> arms;
    int members = 1;
    std::uint64_t seed = 0;
    int burn_in_months = 0;
    double persons_per_agent = 1;
    bool quick_look = false;
    Figures base_figures;
    std::vector<Figures> figures;  // [arm]
    /// [arm][member][horizon], in persons; empty if the comparison is of result files, which do
    /// not say who is where.
    std::vector<std::vector<std::vector<WhoDiffers>>> who;

    // Of the runs; 0 if there were none.
    std::int64_t agents = 0;  // at time 0, first member
    std::int64_t agent_months = 0;
    int threads = 1;  // that worked on the runs; 1 where result files were compared
    double loop_seconds = 0;
};

/// A value in the base and with the arm, means over members, and the paired difference.
struct Reading {
    double base = 0;
    double arm = 0;
    Estimate difference;
};

/// A cell of a comparison.
struct Cell {
    std::size_t arm = 0;
    std::size_t horizon = 0;
};

/// Persons of a place by tier, or of all tiers for layout->total(). Empty if the results do not
/// say (no such variable, or not by tier).
[[nodiscard]] std::optional<Reading> people(const Comparison& c, Cell at, std::size_t place, std::size_t tier,
                                            Quantity quantity);

/// CNY from the start to the horizon, payments and administration, paid by a region or kAllPayers.
[[nodiscard]] Reading spending(const Comparison& c, Cell at, std::size_t payer);
/// The same in one calendar year, counted from layout->first_year().
[[nodiscard]] Reading spending_in(const Comparison& c, std::size_t arm, std::size_t year, std::size_t payer);

/// CNY of all payers per additional person living in the place, arm minus base both, up to the
/// horizon; and if there is none, why.
struct Cost {
    enum class State {
        identified,
        one_member,    // no interval
        open_sign,     // the luck interval of the additional persons covers 0
        fewer_people,  // it lies below 0: there are no additional persons
    };
    State state = State::identified;
    double cny = 0;  // these two only if identified
    Range luck;      // Fieller's interval
};
[[nodiscard]] Cost cost_per_person(const Comparison& c, Cell at, std::size_t place);

/// Whether so many people are enough to print a rate on (kLeastPeopleForRate agents).
[[nodiscard]] bool enough_for_rate(const Comparison& c, double persons) noexcept;

/// Persons of a place who stayed, came or left (who_differs.hpp): over all places where they are in
/// the other run, or in one; of all tiers for layout->total(). Intervals are cut at 0. BugError if the comparison does
/// not know who is where.
[[nodiscard]] Estimate changed(const Comparison& c, Cell at, std::size_t place, Change change, std::size_t tier,
                               std::optional<std::size_t> elsewhere = {});

/// Persons who are in the place in both runs, with a higher tier under the arm (`higher`) or a
/// lower one. They are promoted there, which is not retention.
enum class Direction { higher, lower };
[[nodiscard]] Estimate other_tier(const Comparison& c, Cell at, std::size_t place, Direction way);

}  // namespace talentflow::experiments
