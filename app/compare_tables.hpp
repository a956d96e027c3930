// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/terminal.hpp"
#include "experiments/compare/comparison.hpp"

namespace talentflow::app {

/// The tables of a comparison for people, each a text of its own.
///
/// Numbers are rounded to a tenth to a third of half the luck interval, intervals outwards; with
/// one member to whole persons and yuan. Chinese money is in 万元. Tiers that do not differ are
/// left out.
class CompareTables {
  public:
    CompareTables(const experiments::Comparison& c, Language language) : c_{c}, language_{language} {}

    enum class Rows { totals, tiers };
    /// Base, arm, difference and luck of one or two quantities by place (and tier); empty if there
    /// is nobody anywhere.
    [[nodiscard]] std::string people(experiments::Cell at, const std::vector<experiments::Quantity>& quantities,
                                     Rows rows) const;
    /// Who stayed, came, left, and where they are otherwise.
    [[nodiscard]] std::string who(experiments::Cell at) const;
    /// Difference in spending by year and payer.
    [[nodiscard]] std::string spending(std::size_t arm) const;
    /// Additional people and what each costs, by place.
    [[nodiscard]] std::string costs(experiments::Cell at) const;
    /// Differences of all arms side by side at one horizon: people living in each place, spending.
    [[nodiscard]] std::string overview(std::size_t horizon) const;

    [[nodiscard]] std::string say(std::string_view en, std::string_view zh) const {
        return std::string{pick(language_, en, zh)};
    }
    [[nodiscard]] std::string name(const models::Name& name, const std::string& id) const;

  private:
    enum class Unit { persons, money };
    [[nodiscard]] double in_unit(double value, Unit unit) const;
    [[nodiscard]] std::string level(double value, const experiments::Estimate& difference, Unit unit) const;
    [[nodiscard]] std::string change(const experiments::Estimate& difference, Unit unit) const;
    [[nodiscard]] std::string luck(const experiments::Estimate& difference, Unit unit) const;
    [[nodiscard]] std::string range(const experiments::Range& range, double step) const;
    [[nodiscard]] double step(const experiments::Estimate& difference, Unit unit) const;
    [[nodiscard]] std::string cost(const experiments::Cost& cost, double additional) const;
    [[nodiscard]] std::string cost_luck(const experiments::Cost& cost, double additional) const;
    [[nodiscard]] std::string elsewhere(experiments::Cell at, std::size_t place, experiments::Change change) const;
    [[nodiscard]] std::string region(std::size_t r) const;
    [[nodiscard]] bool is_hidden(std::size_t tier) const;

    const experiments::Comparison& c_;
    Language language_;
};

}  // namespace talentflow::app
