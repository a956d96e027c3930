// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "models/world/world.hpp"
#include "sim/calendar.hpp"
#include "sim/dataset.hpp"

namespace talentflow::experiments {

/// Where people are counted: a region, or a group of regions whose inner moves cancel.
struct Place {
    std::string id;
    models::Name name;
    std::vector<std::size_t> regions;
    bool is_group = false;
};

/// What is counted of a place, in persons. Flows are those since the start of the run.
enum class Quantity { living, working, flexible_fte, arrivals, departures, entries, exits };
inline constexpr std::size_t kQuantities = 7;

struct QuantitySpec {
    Quantity quantity;
    const char* id;
    const char* en;
    const char* zh;
    const char* definition;  // one sentence that names the denominator
    bool is_flow;
};
[[nodiscard]] const std::array<QuantitySpec, kQuantities>& quantity_specs() noexcept;

/// Stands for all regions that pay, together.
inline constexpr std::size_t kAllPayers = static_cast<std::size_t>(-1);

/// What all scenarios of a comparison share: which cells are counted, and when.
struct Layout {
    sim::Month start;
    int months = 0;
    std::vector<sim::Month> horizons;  // ascending; the state at the end of the month
    std::vector<Place> places;         // the regions in the order of the world, then the groups
    std::size_t n_regions = 0;
    std::vector<sim::Label> tiers;

    /// Index on a result's time axis of the end of a horizon's month.
    [[nodiscard]] std::size_t time_of(std::size_t horizon) const {
        return static_cast<std::size_t>(horizons[horizon] - start) + 1;
    }
    /// Where a total over tiers stands.
    [[nodiscard]] std::size_t total() const noexcept { return tiers.size(); }
    [[nodiscard]] int first_year() const noexcept { return start.year(); }
    [[nodiscard]] std::size_t n_years() const noexcept {
        return static_cast<std::size_t>((start + (months - 1)).year() - start.year()) + 1;
    }
};

/// The counts and the money of one scenario at the horizons, member by member.
class Figures {
  public:
    explicit Figures(std::shared_ptr<const Layout> layout) : layout_{std::move(layout)} {}

    /// Appends every member of a result that has the layout's regions, tiers and months.
    ///
    /// Moves of a group are those over its border, from `od_flow`; everything else of a group is
    /// the sum over its regions. Errors: ScenarioError if the result lacks a variable that every
    /// run has, or has other axes than the layout.
    void add(const sim::Dataset& result);

    [[nodiscard]] std::size_t n_members() const noexcept { return n_members_; }
    /// False if the results hold no such variable.
    [[nodiscard]] bool has(Quantity quantity) const noexcept { return present_[static_cast<std::size_t>(quantity)]; }
    /// Persons of a tier, or of all for `tier` = layout.total(). NaN where the results do not
    /// say (flexible full-time equivalents by tier).
    [[nodiscard]] double people(std::size_t member, std::size_t horizon, std::size_t place, std::size_t tier,
                                Quantity quantity) const;
    /// CNY paid by a region, or by all, from the start to the horizon: payments and administration
    /// of every lever, whole fen.
    [[nodiscard]] double spent(std::size_t member, std::size_t horizon, std::size_t payer) const;
    /// The same in one calendar year, counted from the layout's first.
    [[nodiscard]] double spent_in(std::size_t member, std::size_t year, std::size_t payer) const;

  private:
    void add_people(const sim::Dataset& result, std::size_t first_member);
    void add_money(const sim::Dataset& result, std::size_t first_member);
    [[nodiscard]] std::size_t cell(std::size_t member, std::size_t horizon, std::size_t place, std::size_t tier,
                                   Quantity quantity) const noexcept;

    std::shared_ptr<const Layout> layout_;
    std::size_t n_members_ = 0;
    std::array<bool, kQuantities> present_{};
    std::vector<double> people_;  // [member x horizon x place x (tier, total) x quantity]
    std::vector<double> spent_;   // [member x horizon x region]
    std::vector<double> yearly_;  // [member x year x region]
};

}  // namespace talentflow::experiments
